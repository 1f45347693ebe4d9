// When the page speaks, where, and that nothing moves when it does.

import { expect, languages, Portal, test, widths } from './portal.js';

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
  const tiers = portal.control('subcontract.further_entrustment');
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
    await expect(portal.message(field), field).toBeVisible();
  }
  await portal.submit();
  const summary = page.locator('.shodaku-summary');
  await expect(summary).toBeFocused();
  await expect(summary).toContainText('エラー 管理・監督の方法がありません。');
  await summary.getByText('管理・監督の方法がありません。').click();
  await expect(portal.control('subcontract.supervision')).toBeFocused();
  await expect(portal.control('subcontract.supervision')).toHaveAttribute('aria-invalid', 'true');
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

/** What goes wrong at a field that can be warned about, in a request that is otherwise sound. */
const mistakes: readonly [field: string, value: string | null][] = [
  ['subcontract.starts_on', '令和8年11月1日'],
  ['request.filed_on', 'きのう'],
  ['scope.data_items', '氏名\n電話番号\n宛名番号'],
  ['scope.record_count', '9999'],
  ['scope.exceeds_contract', 'true'],
  ['subcontract.ends_on', 'らいげつ'],
  ['subcontract.already_started', 'true'],
  ['subcontract.matters_told', null],
  ['subcontract.reports_required', null],
  ['subcontract.further_entrustment', 'silent'],
  ['subcontract.liability_clear', 'false'],
  ['subcontract.evidence_filed', 'false'],
];

for (const width of [...widths, 768]) {
  for (const language of languages) {
    test(`nothing moves when a message appears (${width} px, ${language})`, async ({ page }) => {
      const portal = new Portal(page);
      await page.setViewportSize({ width, height: 900 });
      await portal.open();
      await portal.speak(language);
      await portal.load('subcontract-passes');
      const places = () =>
        page
          .locator('#form .field, #form .group, #form [type="submit"]')
          .evaluateAll((all) =>
            all
              .filter((one) => one.checkVisibility())
              .map((one) => one.getBoundingClientRect().top + scrollY),
          );
      const before = await places();
      for (const [field, value] of mistakes) {
        const control = portal.control(field);
        if (value === null) await portal.control(field, 'carriage').uncheck();
        else if ((await control.first().getAttribute('type')) === 'radio') {
          await portal.control(field, value).check();
        } else if (await control.evaluate((one) => one.matches('select'))) {
          await control.selectOption(value);
        } else await control.fill(value);
        await control.first().blur();
        await expect(portal.message(field).first(), field).toBeVisible();
        expect(await places(), field).toEqual(before);
      }
    });
  }
}

test('what a press was meant for is hit, though a message comes with it', async ({ page }) => {
  const portal = new Portal(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await portal.open();
  await portal.load('subcontract-passes');
  await portal.control('scope.record_count').fill('9999');
  await portal.control('scope.exceeds_contract', true).click();
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
  await portal.control('subcontract.further_entrustment').selectOption('silent');
  await expect(announcer).toContainText('再々委託', { timeout: 4000 });
  await expect(page.locator('#said')).toHaveText('判定：承諾できない', { timeout: 4000 });
});

test('clearing the form clears what was said and recorded', async ({ page }) => {
  const portal = new Portal(page);
  await portal.open();
  await portal.load('subcontract-many');
  await page.locator('#form [type="reset"]').click();
  await portal.settle();
  await portal.verdict('undetermined');
  await expect(page.locator('#form .shodaku-message')).toHaveCount(0);
  await expect(portal.control('subcontractor.name')).toHaveValue('');
});
