// What can be asked: every kind of request, from the samples to the official's decision.

import { readFileSync } from 'node:fs';
import { expect, Portal, test } from './portal.js';

const samples: readonly [sample: string, verdict: string, failing: readonly string[]][] = [
  ['subcontract-filed', 'undetermined', []],
  ['subcontract-passes', 'approvable', []],
  ['subcontract-one', 'not_approvable', ['4-ho']],
  ['subcontract-many', 'not_approvable', ['4-i', '4-ro', '4-ni', '4-ho', 's13-2-time']],
  ['subcontract-begun', 'undetermined', []],
  ['resubcontract-filed', 'undetermined', []],
  ['takeout-passes', 'approvable', []],
  ['takeout-one', 'not_approvable', ['s5']],
  ['takeout-instructed', 'exempt', []],
  ['offsite-passes', 'approvable', []],
  ['offsite-one', 'not_approvable', ['s5']],
  ['third-party-passes', 'approvable', []],
  ['third-party-one', 'not_approvable', ['2-i']],
  ['third-party-many', 'not_approvable', ['2-i', 's7']],
  ['purpose-change-banned', 'prohibited', []],
  ['copy-passes', 'approvable', []],
  ['copy-one', 'not_approvable', ['s11']],
];

test('every sample ends as its name says', async ({ page }) => {
  test.setTimeout(90_000);
  const portal = new Portal(page);
  await portal.open();
  const offered = await page
    .locator('[data-sample]')
    .evaluateAll((all) => all.map((one) => (one as HTMLElement).dataset.sample ?? ''));
  expect([...offered].sort()).toEqual(samples.map(([sample]) => sample).sort());
  for (const [sample, verdict, failing] of samples) {
    await portal.load(sample);
    await portal.verdict(verdict);
    const failed = await page
      .locator('#progress [data-state="not_met"]')
      .evaluateAll((all) => all.map((one) => (one as HTMLElement).dataset.condition));
    expect(failed, sample).toEqual(failing);
  }
});

test('the page never says that something has been approved', async ({ page }) => {
  test.setTimeout(90_000);
  const portal = new Portal(page);
  await portal.open();
  for (const [sample, verdict] of samples) {
    await portal.load(sample);
    const shown = page.locator('#verdict, #bar');
    await expect(shown.first()).not.toContainText(/承諾され(?!ない)|承諾済|承諾しました/);
    if (verdict === 'approvable') {
      await expect(page.locator('#verdict')).toContainText(
        '承諾できる見込みです（職員が判断します）',
      );
      await expect(page.locator('#bar')).toContainText('職員が判断します');
    } else await expect(shown.first()).not.toContainText('承諾できる');
  }
});

test('the official’s record leads a request to where it can be approved', async ({ page }) => {
  const portal = new Portal(page);
  await portal.open();
  await portal.load('subcontract-filed');
  await portal.verdict('undetermined');
  await portal.see('officer');

  // The descriptions stand beside the finding they are behind.
  const necessity = page.locator('#officer .record', {
    has: page.locator('[data-record="finding.necessary"]'),
  });
  await expect(necessity).toContainText('封入封緘機は自社に一台しかなく');
  await expect(necessity).toContainText('健診の受診案内の印刷、封入封緘及び発送準備');

  const findings = await page
    .locator('[data-record^="finding."]')
    .evaluateAll((all) => [
      ...new Set(all.map((one) => (one as HTMLElement).dataset.record ?? '')),
    ]);
  expect(findings.length).toBeGreaterThan(5);
  for (const finding of findings) {
    await portal.verdict('undetermined');
    await portal.recorded(finding, 0).check();
  }
  await portal.recorded('approval.planned_on', 0).fill('令和8年12月11日');
  await portal.recorded('approval.planned_on', 0).blur();
  await portal.verdict('undetermined');
  await portal.recorded('approval.conditions', 0).fill('返還の記録を提出すること。');
  await portal.recorded('approval.conditions', 0).blur();
  await portal.verdict('approvable');

  await portal.recorded('finding.necessary', 1).check();
  await portal.verdict('not_approvable');
  await portal.recorded('finding.necessary', 2).check();
  await portal.verdict('undetermined');
  await portal.recorded('finding.necessary', 0).check();
  await portal.verdict('approvable');

  // Against a later start the same record fails, and the applicant's field says so.
  await portal.recorded('approval.planned_on', 0).fill('令和9年2月1日');
  await portal.recorded('approval.planned_on', 0).blur();
  await portal.verdict('not_approvable');
  await portal.see('contractor');
  await expect(portal.message('subcontract.starts_on')).toContainText('別記第13第2項');
});

test('what an official is writing stays while the page is drawn anew', async ({ page }) => {
  const portal = new Portal(page);
  await portal.open();
  await portal.load('subcontract-filed');
  await portal.see('officer');
  const necessity = portal.recorded('finding.necessary', 0);
  const planned = portal.recorded('approval.planned_on', 0);
  const conditions = portal.recorded('approval.conditions', 0);
  for (const [written, text] of [
    [planned, '令和8年12月11日'],
    [conditions, '返還の記録を提出すること。'],
  ] as const) {
    await necessity.check();
    // The frame with what was found comes after the first keys, and before one goes on.
    await written.evaluate(async (control: HTMLInputElement, text) => {
      control.focus();
      control.value = text;
      control.dispatchEvent(new InputEvent('input', { bubbles: true }));
      document
        .querySelector<HTMLElement>('[data-record="finding.necessary"]:not(:checked)')
        ?.click();
      await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    }, text);
    await expect(written).toHaveValue(text);
  }
});

test('what was found of one request says nothing about another', async ({ page }) => {
  const portal = new Portal(page);
  await portal.open();
  await portal.load('subcontract-passes');
  await portal.verdict('approvable');

  await portal.choose('resubcontract');
  await portal.verdict('undetermined');
  await portal.see('officer');
  const recorded = page.locator('#officer [data-record]:checked');
  expect(await recorded.count()).toBeGreaterThan(5);
  for (const still of await recorded.all()) await expect(still.locator('..')).toHaveText('まだ');
  await expect(portal.recorded('approval.planned_on', 0)).toHaveValue('');

  // Each keeps its own record.
  await portal.see('contractor');
  await portal.choose('subcontract');
  await portal.verdict('approvable');

  // A sample, or an empty form, begins a record of its own.
  await portal.load('resubcontract-filed');
  await portal.choose('subcontract');
  await portal.verdict('undetermined');
  await portal.load('subcontract-passes');
  await page.locator('#form [type="reset"]').click();
  await portal.settle();
  await portal.see('officer');
  await expect(portal.recorded('finding.necessary', 2)).toBeChecked();
});

test('a finding is open again when what it rested on has changed', async ({ page }) => {
  const portal = new Portal(page);
  await portal.open();
  await portal.load('subcontract-passes');
  await portal.verdict('approvable');

  // Nothing was found of these.
  await (await portal.at('request.filed_on')).fill('令和8年11月25日');
  await (await portal.at('request.filed_on')).blur();
  await portal.speak('en');
  await portal.speak('ja');
  await portal.verdict('approvable');

  await (await portal.at('scope.justification')).fill('全件を渡す。');
  await portal.verdict('undetermined');
  await portal.see('officer');
  const record = (finding: string) =>
    page.locator('#officer .record', { has: page.locator(`[data-record="${finding}"]`) });
  const words = '内容が変わったため、認定を取り消しました';
  for (const finding of ['finding.4-ro.needed', 'finding.4-ro.minimal']) {
    await expect(portal.recorded(finding, 2), finding).toBeChecked();
    await expect(record(finding)).toContainText(words);
  }
  await expect(portal.recorded('finding.necessary', 0)).toBeChecked();
  await expect(record('finding.necessary')).not.toContainText(words);

  await portal.recorded('finding.4-ro.needed', 0).check();
  await expect(record('finding.4-ro.needed')).not.toContainText(words);
  await portal.verdict('undetermined');
  await portal.recorded('finding.4-ro.minimal', 0).check();
  await portal.verdict('approvable');

  // What is changed while another kind is chosen counts as well.
  await portal.see('contractor');
  await portal.choose('copy');
  await (await portal.at('scope.justification')).fill('半分だけ渡す。');
  await portal.choose('subcontract');
  await portal.verdict('undetermined');
});

test('what is still needed leads to where it is entered', async ({ page }) => {
  const portal = new Portal(page);
  await portal.open();
  const needed = (supplier: string) => page.locator(`#needed [data-supplier="${supplier}"] a`);
  await needed('applicant').filter({ hasText: '再委託先の名称' }).click();
  await expect(portal.control('subcontractor.name')).toBeFocused();
  await page.locator('#needed [data-supplier="officer"] summary').click();
  await needed('officer').filter({ hasText: '承諾予定日' }).click();
  await expect(portal.recorded('approval.planned_on', 0)).toBeFocused();
  await needed('applicant').filter({ hasText: '再委託する理由' }).click();
  await expect(portal.control('subcontract.reason')).toBeFocused();
  const before = await needed('applicant').count();
  await (await portal.at('subcontract.reason')).fill('設備がないため');
  await expect(needed('applicant')).toHaveCount(before - 1);
});

test('what does not apply is not shown as met', async ({ page }) => {
  const portal = new Portal(page);
  await portal.open();
  await portal.load('third-party-passes');
  await expect(portal.state('10-2')).toHaveAttribute('data-state', 'not_applicable');
  await expect(portal.state('10-2')).toContainText('対象外');
  await (await portal.at('information.kind')).selectOption('anonymised');
  await expect(portal.state('10-2')).toHaveAttribute('data-state', 'met');
  await expect(portal.state('2-i')).toHaveAttribute('data-state', 'not_applicable');
});

test('the smallest change is offered, and mends what it says', async ({ page }) => {
  const portal = new Portal(page);
  await portal.open();
  await portal.load('subcontract-one');
  const advice = page.locator('#advice');
  await expect(advice).toContainText('再々委託の定め');
  await (await portal.at('subcontract.further_entrustment')).selectOption('forbidden');
  await portal.verdict('approvable');
  await expect(advice).toBeEmpty();
  // What has already happened is no plan: there is nothing honest to advise.
  await portal.load('copy-one');
  await expect(advice).toContainText('担当課に相談してください');
});

test('an exception that could be invoked is shown, and frees the request when it is', async ({
  page,
}) => {
  const portal = new Portal(page);
  await portal.open();
  await portal.choose('takeout');
  await expect(page.locator('#verdict .verdict__claim').first()).toContainText('別記第5');
  await portal.load('takeout-passes');
  await expect(page.locator('#verdict .verdict__claim')).toHaveCount(0);
  await (await portal.at('instruction.given', true)).check();
  await portal.verdict('exempt');
  await expect(page.locator('#needed')).toBeEmpty();
});

test('what a route has settled asks nothing of the conditions', async ({ page }) => {
  const portal = new Portal(page);
  await portal.open();
  await portal.load('takeout-one');
  await portal.verdict('not_approvable');
  await portal.at('takeout.already');
  await expect(portal.message('takeout.already')).toBeVisible();

  await (await portal.at('instruction.given', true)).check();
  await portal.verdict('exempt');
  await expect(page.locator('#form .shodaku-message')).toHaveCount(0);
  const conditions = page.locator('#progress [data-condition]');
  expect(await conditions.count()).toBeGreaterThan(3);
  for (const condition of await conditions.all()) {
    await expect(condition).toHaveAttribute('data-state', 'not_asked');
    await expect(condition).toContainText('問わない');
  }
  await expect(page.locator('#progress')).toContainText('この場合は問われません');
  await expect(page.locator('#progress')).not.toContainText('認定待ち');
  await expect(page.locator('#progress .progress__failure')).toHaveCount(0);
  await expect(page.locator('#bar')).not.toContainText('要件');
  await portal.see('officer');
  await expect(page.locator('#officer [data-record^="finding."]')).toHaveCount(0);
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('#sheet')).toContainText('問わない');
  await expect(page.locator('#sheet')).not.toContainText('認定待ち');
  await page.emulateMedia({ media: null });

  await portal.see('contractor');
  await (await portal.at('instruction.given', false)).check();
  await portal.verdict('not_approvable');
  await portal.at('takeout.already');
  await expect(portal.message('takeout.already')).toBeVisible();
});

test('the receipt can be seen and copied and holds no answer', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const portal = new Portal(page);
  await portal.open();
  await portal.load('subcontract-passes');
  await page.locator('#receipt summary').click();
  const text = page.locator('#receipt pre');
  await expect(text).toContainText('"verdict": "approvable"');
  await page.locator('#receipt button').click();
  await expect(page.locator('#receipt')).toContainText('コピーしました');
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  const receipt = JSON.parse(copied);
  expect(receipt).toMatchObject({ schema: 1, procedure: 'subcontract', verdict: 'approvable' });
  expect(receipt.answersSha256).toMatch(/^[0-9a-f]{64}$/);
  expect(copied).not.toContain('みどり');
  await (await portal.at('subcontractor.name')).fill('別の会社');
  await expect(text).not.toContainText(receipt.answersSha256);
});

test('only the fields of the chosen kind are shown and sent', async ({ page }) => {
  const portal = new Portal(page);
  await portal.open();
  await (await portal.at('subcontractor.name')).fill('有限会社みどり');
  await portal.choose('copy');
  await expect(portal.control('subcontractor.name')).toBeHidden();
  await expect((await portal.at('copy.already')).first()).toBeVisible();
  const sent = () =>
    page.evaluate(() => [
      ...new FormData(document.getElementById('form') as HTMLFormElement).keys(),
    ]);
  expect(await sent()).not.toContain('subcontractor_name');
  await portal.choose('subcontract');
  expect(await sent()).toContain('subcontractor_name');
  await expect(portal.control('subcontractor.name')).toHaveValue('有限会社みどり');
});

test('the form has a field for all that an applicant supplies', async ({ page }) => {
  const file = new URL('../../pkg/dist/rulesets/hirono.json', import.meta.url);
  const { field } = JSON.parse(readFileSync(file, 'utf8')) as {
    field: { id: string; supplier: string; label: { ja: string } }[];
  };
  const portal = new Portal(page);
  await portal.open();
  const wanted = field.filter(({ supplier }) => supplier === 'applicant');
  const missing = [];
  for (const { id } of wanted) if ((await portal.control(id).count()) === 0) missing.push(id);
  expect(missing).toEqual([]);
});
