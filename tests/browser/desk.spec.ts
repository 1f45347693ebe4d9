// The officials' one file, from a disk: a request typed by hand, judged, decided, saved, opened again.

import { loadSync } from 'shodaku';
import { casesOf, shipped } from './cases.js';
import { cleanAllThrough, rulesetOf, test } from './desk.js';
import { expect } from './portal.js';

const engine = loadSync();

/** A request that has everything. */
const full = casesOf('hirono').find(({ verdict }) => verdict === 'approvable') as ReturnType<
  typeof casesOf
>[number];

test('a request is typed from its document, judged, decided, saved and opened again', async ({
  desk,
  page,
}) => {
  test.setTimeout(60_000);
  await desk.open();
  await desk.begin('hirono', full.request.procedure);
  await expect(desk.verdict()).toHaveAttribute('data-verdict', 'undetermined');
  await page.locator('[data-request="reference"]').fill('令8-15');
  await page.locator('[data-request="applicant"]').fill('株式会社うみねこ');
  await page.locator('#as-of').fill(full.request.asOf);
  await page.locator('#as-of').blur();
  for (const [field, answer] of Object.entries(full.request.answers)) {
    if (!field.startsWith('finding.')) await desk.enter(field, answer);
  }
  await expect(desk.verdict()).toHaveAttribute('data-verdict', 'undetermined');
  await expect(page.locator('[data-waits]')).toHaveCount(1);
  await expect(page.locator('[data-waits="officer"]')).toHaveText(/^職員待ち \d+$/);
  await page.locator('[data-next]').click();
  const note = desk.field('finding.necessary').locator('.finding-note');
  await expect(note).toBeHidden();
  await expect(desk.field('finding.necessary').locator(':focus')).toHaveCount(1);
  await desk.enter('finding.necessary', true);
  await note.getByLabel('認定の理由').fill('封入機がないことを確かめた。');
  await expect(note.locator('[data-lacks-reason]')).toHaveCount(0);
  await note.getByLabel('認定者').fill('佐藤');
  for (const [field, answer] of Object.entries(full.request.answers)) {
    if (field.startsWith('finding.')) await desk.enter(field, answer);
  }
  await expect(desk.verdict()).toHaveAttribute('data-verdict', 'approvable');
  await expect(page.locator('[data-next]')).toBeDisabled();
  // A name is offered, and never filled in unasked; a finding without a reason says so.
  const other = desk.field('finding.4-he.safety');
  await expect(other.locator('[data-lacks-reason]')).toBeVisible();
  await expect(other.getByLabel('認定者')).toHaveValue('');
  await other.getByRole('button', { name: '「佐藤」を入れる' }).click();
  await expect(other.getByLabel('認定者')).toHaveValue('佐藤');
  await expect(other.locator('[data-offer]')).toHaveCount(0);

  await page.locator('#decision').getByLabel('承諾しない').check();
  const reason = page.locator('#decision-reason');
  await expect(reason).toHaveAttribute('aria-invalid', 'true');
  await reason.fill('別の契約で事故があったため。');
  await expect(reason).not.toHaveAttribute('aria-invalid');
  await expect(page.locator('#decision-differs')).toHaveCount(0);
  await page.locator('#decision').getByLabel('決定者').fill('総務課長');

  await expect(page.locator('#file')).toContainText('● 未保存');
  const { name, text } = await desk.save();
  expect(name).toMatch(/^承諾の審査-.*\.json$/);
  await expect(page.locator('#file')).not.toContainText('未保存');

  await page.reload();
  await desk.openFile(text);
  const row = page.locator('tbody tr');
  await expect(row).toContainText('株式会社うみねこ');
  await expect(row.locator('[data-verdict]')).toHaveAttribute('data-verdict', 'approvable');
  await expect(row).toContainText('承諾しない');
  await row.getByRole('button', { name: '令8-15', exact: true }).click();
  await expect(desk.verdict()).toHaveAttribute('data-verdict', 'approvable');
  await expect(note.getByLabel('認定の理由')).toHaveValue('封入機がないことを確かめた。');
  await expect(reason).toHaveValue('別の契約で事故があったため。');
  await expect(page.locator('#file')).not.toContainText('未保存');
  expect((await desk.save()).text).toBe(text);
});

test('a damaged, a foreign and a later file are refused, and the work stays', async ({
  desk,
  page,
}) => {
  await desk.open();
  await desk.begin('shinagawa', 'subcontract');
  await page.locator('[data-request="reference"]').fill('7');
  page.on('dialog', (dialog) => dialog.accept());
  await desk.go('papers');
  const { text } = await desk.save();
  const refused = page.locator('#refused');
  await desk.openFile(text.slice(0, -10));
  const lines = text.slice(0, -10).split('\n').length;
  await expect(refused).toContainText(`壊れているので開けません（${lines}行目の`);
  await desk.openFile(text.replace('"asOf"', 'asOf"'));
  const at = text.slice(0, text.indexOf('"asOf"')).split('\n');
  const column = (at.at(-1) ?? '').length + 1;
  await expect(refused).toContainText(`（${at.length}行目の${column}字目から`);
  await desk.openFile(text.replace(/"asOf": "[^"]*"/, '"asOf": 7'));
  await expect(refused).toContainText('1件目の申請のasOf');
  await desk.openFile(text.replace('"name": ""', '"name": 1'));
  await expect(refused).toContainText('（senders.0.name）');
  await desk.openFile('{"receipt": 1}');
  await expect(refused).toContainText('この画面で保存したファイルではありません');
  await desk.openFile(text.replace('"version": 1', '"version": 2'));
  await expect(refused).toContainText('新しい版（2）');
  await desk.go('list');
  await expect(page.locator('tbody tr')).toHaveCount(1);
  await desk.go('review');
  await expect(page.locator('[data-request="reference"]')).toHaveValue('7');
});

test('what is not saved is not lost without a word', async ({ desk, page }) => {
  await desk.open();
  await desk.begin('okayama', 'copy');
  const asked: string[] = [];
  page.on('dialog', (dialog) => {
    asked.push(dialog.type());
    dialog.dismiss();
  });
  await page.locator('[data-request="reference"]').fill('8');
  await page.keyboard.press('Control+o');
  await expect.poll(() => asked).toEqual(['confirm']);
  await page.close({ runBeforeUnload: true });
  await expect.poll(() => asked).toEqual(['confirm', 'beforeunload']);
});

test('what a file holds and no ruleset here can read is listed, not dropped', async ({
  desk,
  page,
}) => {
  await desk.open();
  await desk.begin('hirono', 'copy');
  const { text } = await desk.save();
  const work = JSON.parse(text);
  const [known] = work.requests;
  work.requests.push({ ...known, id: 'a', ruleset: 'atlantis', reference: '見知らぬ町' });
  work.requests.push({ ...known, id: 'b', answers: { 'scope.wrok': '封入' }, reference: '誤記' });
  await desk.openFile(JSON.stringify(work));
  const rows = page.locator('tbody tr');
  await expect(rows).toHaveCount(3);
  await expect(rows.nth(1)).toContainText('この画面にある規程では読めません');
  await expect(rows.nth(2)).toContainText('この画面にある規程では読めません');
  page.on('dialog', (dialog) => dialog.accept());
  const saved = JSON.parse((await desk.save()).text);
  expect(saved.requests).toEqual(work.requests);
});

test('the browser’s own dialog saves into one file again and again', async ({ desk, page }) => {
  await desk.open();
  await page.evaluate(() => {
    const kept: string[] = [];
    let asked = 0;
    const handle = {
      name: 'sagyo.json',
      getFile: async () => ({ lastModified: 1, size: kept.length && 1 }),
      createWritable: async () => ({
        write: async (text: string) => void kept.push(text),
        close: async () => {},
      }),
    };
    const showSaveFilePicker = async () => {
      asked += 1;
      if (asked === 1) throw new DOMException('closed', 'AbortError');
      return handle;
    };
    Object.assign(globalThis, { showSaveFilePicker, saving: () => [asked, kept.length] });
  });
  await desk.begin('hirono', 'copy');
  const file = page.locator('#file');
  await page.keyboard.press('Control+s');
  await expect(file).toContainText('未保存');
  await page.keyboard.press('Control+s');
  await expect(file).not.toContainText('未保存');
  await page.locator('[data-request="reference"]').fill('1');
  await page.keyboard.press('Control+s');
  await expect(file).not.toContainText('未保存');
  expect(await page.evaluate('saving()')).toEqual([2, 2]);
});

test('keys go from request to request, and open the help', async ({ desk, page }) => {
  await desk.open();
  for (const number of ['一', '二']) {
    await desk.begin('okayama', 'copy');
    await page.locator('[data-request="reference"]').fill(number);
    await page.locator('[data-request="reference"]').press('k');
    await desk.go('start');
  }
  await desk.go('review');
  await page.locator('#view').focus();
  await page.keyboard.press('k');
  await expect(page.locator('[data-request="reference"]')).toHaveValue('一k');
  await page.keyboard.press('j');
  await expect(page.locator('[data-request="reference"]')).toHaveValue('二k');
  await page.keyboard.press('n');
  await expect(page.locator('[data-rendered] :focus')).toHaveCount(1);
  await page.locator('#view').focus();
  await page.keyboard.press('?');
  await expect(page.locator('#help')).toBeVisible();
  await desk.clean('help');
  await page.keyboard.press('Escape');
  await expect(page.locator('#help')).toBeHidden();
});

test('every text is named with its version and its hash', async ({ desk, page }) => {
  await desk.open();
  await desk.go('texts');
  await expect(page.locator('.texts h3')).toHaveCount(shipped.length);
  for (const name of shipped) {
    const rules = engine.ruleset(rulesetOf(name));
    await expect(page.locator('#view')).toContainText(rules.sha256);
  }
});

test('every town and procedure can be begun', async ({ desk, page }) => {
  test.setTimeout(120_000);
  await desk.open();
  const all = await page
    .locator('#procedure option')
    .evaluateAll((options) => options.map((option) => (option as HTMLOptionElement).value));
  expect(all.length).toBeGreaterThan(60);
  for (const one of all) {
    await desk.begin(...(one.split(' ') as [string, string]));
    expect(await page.locator('[data-rendered]').count(), one).toBeGreaterThan(0);
    // What a procedure does not ask for is missing nowhere.
    expect(await page.getByText('検査していない').count(), one).toBe(0);
    await desk.go('start');
  }
  await desk.go('list');
  await expect(page.locator('tbody tr')).toHaveCount(all.length);
});

test('by keyboard alone: begun, filled in, decided', async ({ desk, page }) => {
  await desk.open();
  const tabTo = async (selector: string) => {
    for (let left = 80; left > 0; left -= 1) {
      if (await page.evaluate((it) => document.activeElement?.matches(it), selector)) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`the keyboard does not reach ${selector}`);
  };
  await tabTo('#procedure');
  const procedure = page.locator('#procedure');
  while ((await procedure.inputValue()) !== 'shinagawa takeout') {
    await page.keyboard.press('ArrowDown');
  }
  await tabTo('#begin');
  await page.keyboard.press('Enter');
  await expect(desk.verdict()).toBeVisible();
  await tabTo('[data-rendered="information.kind"] select');
  await page.keyboard.press('ArrowDown');
  await tabTo('[data-rendered="information.deceased"] input');
  await page.keyboard.press('ArrowLeft');
  await tabTo('[data-rendered="shinagawa.facility_designated"] input');
  await page.keyboard.press('ArrowRight');
  await expect(desk.verdict()).toHaveAttribute('data-verdict', 'exempt');
  await tabTo('[name="decision"]');
  await page.keyboard.press('ArrowRight');
  await expect(page.locator('[name="decision"][value="approve"]')).toBeChecked();
  await page.keyboard.press('Alt+2');
  await expect(page.locator('tbody tr')).toContainText('承諾する');
});

cleanAllThrough(async (desk, page) => {
  await desk.clean('start');
  await desk.begin('hirono', 'subcontract');
  await desk.clean('empty');
  await desk.enter('finding.necessary', true);
  await desk.enter('request.filed_on', 'あした');
  await page.locator('[name="decision"][value="approve"]').check();
  await desk.clean('filled in');
  await desk.go('list');
  await desk.clean('list');
  await desk.go('texts');
  await desk.clean('texts');
});
