// When the page speaks, and where.

import { expect, Portal, test, widths } from './portal.js';

test('an untouched form says nothing at its fields', async ({ page }) => {
  const portal = new Portal(page);
  await portal.open();
  await portal.verdict('undetermined');
  await expect(page.locator('#form .shodaku-message')).toHaveCount(0);
  await expect(page.locator('#form [aria-invalid]')).toHaveCount(0);
});

test('a warning appears at its field, moves the verdict, and goes when it is mended', async ({
  page,
}) => {
  const portal = new Portal(page);
  await portal.open();
  await portal.load('subcontract-passes');
  const tiers = await portal.at('subcontract.further_entrustment');
  const message = portal.message('subcontract.further_entrustment');

  await tiers.selectOption('contractor_consent');
  await expect(message).toBeVisible();
  await expect(message).toContainText('注意');
  await expect(message).toContainText('第6条第2項第4号ホ');
  await portal.verdict('not_approvable');
  await expect(portal.state('4-ho')).toHaveAttribute('data-state', 'not_met');
  expect(await tiers.getAttribute('aria-describedby')).toBeTruthy();
  // A warning is no error: it neither marks the control nor holds the form back.
  await expect(tiers).not.toHaveAttribute('aria-invalid', 'true');
  expect(await tiers.evaluate((select: HTMLSelectElement) => select.validity.valid)).toBe(true);

  await tiers.selectOption('agency_approval');
  await expect(message).toHaveCount(0);
  await portal.verdict('approvable');
  await expect(portal.state('4-ho')).toHaveAttribute('data-state', 'met');
});

test('several warnings stand each at its own field and in the summary', async ({ page }) => {
  const portal = new Portal(page);
  await portal.open();
  await portal.load('subcontract-many');
  await portal.verdict('not_approvable');
  for (const field of [
    'scope.data_items',
    'scope.record_count',
    'scope.exceeds_contract',
    'subcontract.matters_told',
    'subcontract.reports_required',
    'subcontract.further_entrustment',
    'subcontract.liability_clear',
    'subcontract.evidence_filed',
    'subcontract.starts_on',
  ]) {
    await portal.at(field);
    await expect(portal.message(field), field).toBeVisible();
  }
  await portal.submit();
  const summary = page.locator('#summary');
  await expect(summary).toBeFocused();
  await expect(summary.locator('h2')).toHaveText(
    'まだ提出していません。直すところが1か所あります。',
  );
  const listed = (kind: string) => summary.locator(`.notice__kind--${kind} + ul li`);
  await expect(listed('error')).toHaveCount(1);
  await expect(listed('error')).toContainText('管理・監督の方法がありません。');
  await expect(listed('caution')).toHaveCount(9);
  await summary.getByRole('link', { name: '管理・監督の方法がありません。' }).click();
  const supervision = portal.control('subcontract.supervision');
  await expect(supervision).toBeFocused();
  await expect(supervision).toHaveAttribute('aria-invalid', 'true');
  // The error stands under its field, and goes with the summary as soon as it is mended.
  const [control, message] = await Promise.all([
    supervision.boundingBox(),
    portal.message('subcontract.supervision').boundingBox(),
  ]);
  expect(message?.y ?? 0).toBeGreaterThanOrEqual((control?.y ?? 0) + (control?.height ?? 0));
  await supervision.fill('毎週の報告と月一度の立入り。');
  await expect(summary).toBeHidden();
});

test('warnings alone do not hold the request back, and are shown before it is sent', async ({
  page,
}) => {
  const portal = new Portal(page);
  await portal.open();
  await portal.load('subcontract-one');
  await portal.submit();
  await expect(page.locator('#confirm-title')).toBeFocused();
  await expect(page.locator('#confirm .notice--caution')).toContainText('第6条第2項第4号ホ');
  await page.locator('#confirm').getByRole('button', { name: '提出する' }).click();
  await expect(page.locator('h1')).toHaveText('提出を受け付けました');
});

for (const width of widths) {
  test(`no room is kept for a message, and the line being written in stays (${width} px)`, async ({
    page,
  }) => {
    const portal = new Portal(page);
    await page.setViewportSize({ width, height: 700 });
    await portal.open();
    await portal.load('subcontract-passes');
    const count = await portal.at('scope.record_count');
    const room = page.locator('[data-shodaku-message="scope.record_count"]');
    expect((await room.boundingBox())?.height).toBe(0);
    await count.fill('9999');
    await page.evaluate(() => scrollBy(0, 200));
    const next = portal.control('scope.justification');
    const top = async () => (await next.boundingBox())?.y ?? 0;
    const before = await top();
    await page.keyboard.press('Tab');
    await expect(next).toBeFocused();
    await expect(portal.message('scope.record_count')).toBeVisible();
    expect((await room.boundingBox())?.height).toBeGreaterThan(20);
    expect(Math.abs((await top()) - before)).toBeLessThan(2);
  });
}

test('what a press was meant for is hit, though a message comes with it', async ({ page }) => {
  const portal = new Portal(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await portal.open();
  await portal.load('subcontract-passes');
  await (await portal.at('scope.record_count')).fill('9999');
  await (await portal.at('scope.exceeds_contract', true)).click();
  await expect(portal.control('scope.exceeds_contract', true)).toBeChecked();
  await expect(portal.message('scope.record_count')).toBeVisible();
});

test('one polite announcer says what has changed', async ({ page }) => {
  const portal = new Portal(page);
  await portal.open();
  await portal.load('subcontract-passes');
  const announcer = page.locator('.shodaku-announcer');
  await expect(announcer).toHaveCount(1);
  await expect(announcer).toHaveAttribute('aria-live', 'polite');
  await (await portal.at('subcontract.further_entrustment')).selectOption('silent');
  await expect(announcer).toContainText('再々委託', { timeout: 4000 });
  await expect(page.locator('#said')).toHaveText('判定：このままでは承諾されない見込みです', {
    timeout: 4000,
  });
});

test('clearing the form clears what was said and recorded', async ({ page }) => {
  const portal = new Portal(page);
  await portal.open();
  await portal.load('subcontract-many');
  await page.locator('#form [type="reset"]').click();
  await expect(page.locator('#title-kind')).toBeVisible();
  await portal.verdict('undetermined');
  await expect(page.locator('#form .shodaku-message')).toHaveCount(0);
  await expect(portal.control('subcontractor.name')).toHaveValue('');
});
