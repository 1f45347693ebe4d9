// The applicant's form by steps: how tall each is, how one moves between them, and what each is told.

import { readFileSync } from 'node:fs';
import { expect, Portal, test } from './portal.js';

const kinds = [
  'subcontract',
  'resubcontract',
  'takeout',
  'offsite',
  'third_party',
  'purpose_change',
  'copy',
];
const filledIn = [
  'subcontract-passes',
  'resubcontract-filed',
  'takeout-passes',
  'offsite-passes',
  'third-party-passes',
  'purpose-change-banned',
  'copy-passes',
];

/** The steps that are asked, by the list of them. */
const stepsOf = ({ page }: Portal): Promise<string[]> =>
  page
    .locator('#tasks li:not([hidden]) a')
    .evaluateAll((links) =>
      links
        .map((link) => (link as HTMLAnchorElement).hash.slice(1))
        .filter((step) => step.startsWith('step-')),
    );

const standing = ({ page }: Portal, step: string) =>
  page.locator(`#tasks a[href="#${step}"] .tasks__state`);

for (const [width, tallest, language] of [
  [1280, 1200, 'ja'],
  [390, 2000, 'ja'],
  [390, 2000, 'en'],
] as const) {
  test(`no step of any kind is taller than ${tallest} px (${width} px, ${language})`, async ({
    page,
  }) => {
    test.setTimeout(180_000);
    const portal = new Portal(page);
    await page.setViewportSize({ width, height: 900 });
    await portal.open();
    await portal.speak(language);
    const heights = async (of: string) => {
      const steps = await stepsOf(portal);
      expect(steps.length, of).toBeGreaterThan(4);
      for (const step of steps) {
        await portal.go(step);
        const box = await page.locator('#form').boundingBox();
        expect(box?.height, `${of}: ${step}`).toBeLessThanOrEqual(tallest);
      }
    };
    for (const kind of kinds) {
      await portal.choose(kind);
      await heights(kind);
    }
    for (const sample of filledIn) {
      await portal.load(sample);
      await heights(sample);
    }
  });
}

test('back and forward lead through the steps and back to the page, and lose nothing', async ({
  page,
}) => {
  const portal = new Portal(page);
  await portal.open('/');
  const entered = {
    'request.filed_on': '令和8年11月24日',
    'purpose.necessity': '封入機がないため',
    'scope.work': '封入',
    'scope.data_items': '氏名\n住所',
    'scope.record_count': '4,800',
    'subcontractor.name': '有限会社みどり',
  };
  for (const [field, text] of Object.entries(entered)) await (await portal.at(field)).fill(text);
  await (await portal.at('information.my_number', false)).check();
  await (await portal.at('subcontract.further_entrustment')).selectOption('forbidden');
  const holds = async () => {
    for (const [field, text] of Object.entries(entered)) {
      await expect(portal.control(field), field).toHaveValue(text);
    }
    await expect(portal.control('information.my_number', false)).toBeChecked();
    await expect(portal.control('subcontract.further_entrustment')).toHaveValue('forbidden');
  };
  await expect(page.locator('#step-documents')).toBeVisible();
  await page.goBack();
  await expect(page.locator('#title-information')).toBeFocused();
  await expect(page.locator('#step-documents')).toBeHidden();
  await holds();
  await page.goForward();
  await expect(page.locator('#title-documents')).toBeFocused();
  await page.goto('/compare.html');
  await page.goBack();
  await expect(page.locator('#verdict [data-verdict]')).toBeVisible();
  await expect(page.locator('#step-documents')).toBeVisible();
  await holds();
  await expect(page.locator('#needed')).not.toContainText('再委託先の名称');
  expect(await page.evaluate(() => [localStorage.length, sessionStorage.length])).toEqual([0, 0]);
});

test('whoever reloads with something unsent is asked first, and stays at the step', async ({
  page,
}) => {
  const portal = new Portal(page);
  await portal.open('/');
  const asked: string[] = [];
  page.on('dialog', (dialog) => {
    asked.push(dialog.type());
    dialog.accept();
  });
  await portal.go('step-scope');
  await page.reload();
  await expect(page.locator('#step-scope')).toBeVisible();
  expect(asked).toEqual([]);
  await portal.control('scope.work').click();
  await page.keyboard.type('封入');
  await page.reload();
  await expect(page.locator('#step-scope')).toBeVisible();
  expect(asked).toEqual(['beforeunload']);
});

test('the browser leads to the confirmation and back, and what is to be mended holds it back', async ({
  page,
}) => {
  const portal = new Portal(page);
  await portal.open();
  await portal.load('subcontract-passes');
  await portal.submit();
  await expect(page.locator('#confirm-title')).toBeFocused();
  await page.goBack();
  await expect(page.locator('#title-documents')).toBeFocused();
  await page.goForward();
  await expect(page.locator('#confirm-title')).toBeFocused();
  await page.goBack();
  await (await portal.at('subcontract.supervision')).fill('');
  await page.locator('#tasks a[href="#confirm"]').click();
  await expect(page.locator('#summary')).toBeFocused();
  await expect(page.locator('#confirm')).toBeHidden();
  await expect(page.locator('#step-supervision')).toBeVisible();
  expect(page.url()).toContain('#step-supervision');
});

test('Enter in a field goes on to the next step, and sends nothing', async ({ page }) => {
  const portal = new Portal(page);
  await portal.open('/');
  await (await portal.at('request.filed_on')).fill('2026-11-24');
  await page.keyboard.press('Enter');
  await expect(page.locator('#title-scope')).toBeFocused();
  await expect(page.locator('#summary')).toBeHidden();
  await page.getByRole('button', { name: '前へ' }).click();
  await expect(page.locator('#title-information')).toBeFocused();
  await page.getByRole('button', { name: '次へ：業務と範囲' }).click();
  await expect(page.locator('#title-scope')).toBeFocused();
});

test('the list says how each step stands, and only those of the kind are in it', async ({
  page,
}) => {
  const portal = new Portal(page);
  await portal.open('/');
  await expect(standing(portal, 'step-kind')).toHaveText('済');
  await expect(standing(portal, 'step-party')).toHaveText('未');
  await (await portal.at('scope.record_count')).fill('9999');
  await page.keyboard.press('Tab');
  await expect(standing(portal, 'step-scope')).toHaveText('要修正');
  await expect(page.locator('#tasks [aria-current]')).toHaveText(/業務と範囲/);
  await portal.choose('copy');
  await expect(page.locator('#tasks a[href="#step-party"]')).toBeHidden();
  await portal.choose('takeout');
  await expect(page.locator('#tasks')).toContainText('場所と方法');
  await (await portal.at('information.kind')).selectOption('personal');
  await (await portal.at('information.deceased', false)).check();
  await (await portal.at('instruction.given', true)).check();
  for (const step of ['step-information', 'step-scope', 'step-party', 'step-supervision']) {
    await expect(standing(portal, step), step).toHaveText('済');
  }
});

test('what a search in the page finds in another step is shown', async ({ page }) => {
  const portal = new Portal(page);
  await portal.open('/');
  await expect(page.locator('#step-party')).toHaveAttribute('hidden', 'until-found');
  await page
    .locator('#step-party')
    .evaluate((step) => step.dispatchEvent(new Event('beforematch', { bubbles: true })));
  await expect(page.locator('#step-party')).toBeVisible();
  await expect(page.locator('#step-kind')).toBeHidden();
});

test('what is required is derived, not written into the page', async ({ page }) => {
  const html = readFileSync(new URL('../../www/index.html', import.meta.url), 'utf8');
  expect(html).not.toContain('必須');
  expect(html).not.toContain('form.required');
  const portal = new Portal(page);
  await portal.open('/');
  const need = (field: string) =>
    page
      .locator('.field', { has: page.locator(`[data-label-of="${field}"]`) })
      .locator('.field__need');
  await portal.at('scope.work');
  await expect(need('scope.work')).toHaveText('必須');
  await expect(need('scope.justification')).toHaveText('判断の材料');
  await expect(need('subcontract.starts_on')).toHaveText('必須');
  // One that is filled in stays required.
  await portal.control('scope.work').fill('封入');
  await expect(need('scope.work')).toHaveText('必須');
  await portal.choose('takeout');
  await expect(need('scope.data_items')).toHaveText('必須');
  await (await portal.at('instruction.given', true)).check();
  await expect(need('scope.data_items')).not.toHaveText('必須');
});

test('that a blank fails once it is submitted is said before, and comes true', async ({ page }) => {
  const portal = new Portal(page);
  await portal.open();
  await portal.load('subcontract-filed');
  await (await portal.at('subcontract.supervision')).fill('');
  await portal.verdict('undetermined');
  const filing = page.locator('#filing');
  await expect(filing).toBeHidden();
  await portal.go('step-documents');
  await expect(filing).toContainText('空欄のままでは満たさないことになる項目が1件');
  await expect(filing.locator('a')).toHaveText('再委託先の管理・監督の方法');
  await portal.submit();
  await portal.verdict('not_approvable');
  await expect(page.locator('#summary')).toContainText('直すところが1か所');
  await expect(filing).toBeHidden();
});

test('what a finding rests on is asked for, and said to be blank apart from what decides', async ({
  page,
}) => {
  const portal = new Portal(page);
  await portal.open();
  await portal.load('takeout-passes');
  await portal.see('officer');
  await portal.recorded('finding.1-ha.safety', 2).check();
  await (await portal.at('safety.measures')).fill('');
  const needed = page.locator('#needed [data-supplier="applicant"]');
  await expect(needed).toContainText('判断の材料');
  await expect(needed.getByRole('link')).toHaveText(['安全管理措置']);
  await expect(standing(portal, 'step-supervision')).toHaveText('未');

  await page.emulateMedia({ media: 'print' });
  const row = page.locator('#sheet tr', { hasText: '第6条第2項第1号ハ' });
  await expect(row.locator('p').nth(0)).toHaveText(
    '職員の認定待ち：持出しの安全管理措置がとられている',
  );
  await expect(row.locator('p').nth(1)).toHaveText(/^判断の材料：安全管理措置（未記入）、/);
  await expect(page.locator('#sheet')).toContainText('未記入の判断の材料');
  await page.emulateMedia({ media: null });

  await portal.submit();
  await expect(page.locator('#confirm .blanks')).toHaveText(
    /未記入の判断の材料 1件\s*安全管理措置/,
  );
  await page.locator('#confirm .blanks a').click();
  await expect(portal.control('safety.measures')).toBeFocused();
});

for (const [kind, field, label] of [
  ['subcontract', 'subcontract.reason', '再委託する理由'],
  ['takeout', 'takeout.reason', '持ち出す理由'],
] as const) {
  test(`one reason is asked once and sent under both names, until they are parted: ${kind}`, async ({
    page,
  }) => {
    const portal = new Portal(page);
    await portal.open('/');
    await portal.choose(kind);
    const name = field.replace('.', '_');
    const own = page.locator(`[name="${name}"]`);
    const sent = () =>
      page.evaluate((name) => {
        const data = new FormData(document.getElementById('form') as HTMLFormElement);
        return ['purpose_necessity', name].map((one) => data.get(one));
      }, name);
    await (await portal.at('purpose.necessity')).fill('封入機がないため');
    await expect(own).toBeHidden();
    expect(await sent()).toEqual(['封入機がないため', '封入機がないため']);
    await expect(page.locator('#needed')).not.toContainText(label);
    await page.locator('#same-reason').uncheck();
    await own.fill('');
    await expect(page.locator('#needed')).toContainText(label);
    await own.fill('期限に間に合わないため');
    expect(await sent()).toEqual(['封入機がないため', '期限に間に合わないため']);
    await page.goto('/compare.html');
    await page.goBack();
    await expect(own).toHaveValue('期限に間に合わないため');
    await expect(own).toBeVisible();
    await expect(page.locator('#needed')).not.toContainText(label);
  });
}

test('the clauses are shown on request', async ({ page }) => {
  const portal = new Portal(page);
  await portal.open();
  await portal.load('subcontract-one');
  await portal.at('subcontract.further_entrustment');
  const clauses = portal
    .message('subcontract.further_entrustment')
    .locator('.shodaku-message__clauses');
  await expect(clauses).toBeHidden();
  await page.getByLabel('根拠の条項を示す').check();
  await expect(clauses).toHaveText('第6条第2項第4号ホ');
  await expect(page.locator('#form .field__clauses:visible').first()).toContainText('関係する条項');
});

test('samples and the official’s view are for trying out, not for an applicant', async ({
  page,
}) => {
  const portal = new Portal(page);
  await portal.open('/');
  await expect(page.locator('[data-sample]')).toHaveCount(0);
  await expect(page.locator('#views')).toBeHidden();
  await page.locator('#needed [data-supplier="officer"] summary').click();
  await expect(page.locator('#needed [data-supplier="officer"] li').first()).toBeVisible();
  await expect(page.locator('#needed [data-supplier="officer"] a')).toHaveCount(0);
  await page.getByRole('link', { name: '見本で試す' }).click();
  await expect(page.locator('#samples')).toBeVisible();
});

test('yes and no stand in one row with their question', async ({ page }) => {
  const portal = new Portal(page);
  await page.setViewportSize({ width: 760, height: 900 });
  await portal.open('/');
  const yes = await portal.at('information.deceased', true);
  const question = page.locator('#information-deceased legend');
  const [box, words] = await Promise.all([yes.boundingBox(), question.boundingBox()]);
  expect(words?.y).toBeLessThan((box?.y ?? 0) + (box?.height ?? 0));
  expect((words?.y ?? 0) + (words?.height ?? 0)).toBeGreaterThan(box?.y ?? 0);
});
