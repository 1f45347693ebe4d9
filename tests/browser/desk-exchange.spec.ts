// What leaves a desk as a file comes back the same; what is no table is named as what it is.

import { readFile } from 'node:fs/promises';
import { strFromU8, unzipSync } from 'fflate';
import papaparse from 'papaparse';
import { loadSync } from 'shodaku';
import { casesOf, shipped } from './cases.js';
import { cleanAllThrough, type Desk, rulesetOf, test } from './desk.js';
import { archive, bomb, workbook } from './desk-files.js';
import { windows31j } from './hosts/host.js';
import { expect } from './portal.js';

const engine = loadSync();
const rules = new Map(shipped.map((name) => [name, engine.ruleset(rulesetOf(name))]));

/** Values that formulas, markup, separators and quotes are made of. */
const NASTY = [
  '=HYPERLINK("http://example.com")',
  "'=1+1",
  "'",
  '+81-3',
  '-1',
  '@x',
  '\t先頭がタブ',
  '<img src=x onerror=alert(1)>',
  '一行目\n二行目, "引用"',
  ' 前後に空白 ',
  '0012',
];

async function bytesOf(desk: Desk, selector: string): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([
    desk.page.waitForEvent('download'),
    desk.page.locator(selector).click(),
  ]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

async function takeIn(desk: Desk, name: string, buffer: Buffer): Promise<void> {
  await desk.go('start');
  await desk.page.locator('#intake').setInputFiles({ name, mimeType: 'text/plain', buffer });
  await desk.page.locator('#take').click();
  await expect(desk.page.locator('#taken')).toBeVisible();
}

/** What one request of a saved work comes to, by everything that counts. */
const essence = (one: { [key: string]: unknown }) => {
  const { reference, applicant, contract, context, ruleset, procedure, asOf, decision } = one;
  const { findings } = one;
  const answers = one.answers as { [id: string]: string };
  const session = rules
    .get(String(ruleset))
    ?.open({ procedure: String(procedure), asOf: String(asOf), stage: 'filed', answers });
  const receipt = session?.receipt();
  session?.dispose();
  const said = { reference, applicant, contract, context, findings, decision };
  return { ...said, ruleset, procedure, asOf, receipt };
};

/** What somebody finds or decides. */
const FOUND = new Set(
  [...rules.values()].flatMap(({ ruleset }) =>
    ruleset.field
      .filter(({ type }) => type === 'finding' || type === 'decision')
      .map(({ id }) => id),
  ),
);

/** Requests of every town as its cases have them, with what is hard to carry in their texts. */
const lines = shipped
  .flatMap((name) =>
    casesOf(name)
      .slice(0, 25)
      .map(({ request }, at) => {
        const nasty = NASTY[at % NASTY.length] ?? '';
        const answers: { [id: string]: unknown } = { ...request.answers };
        if ('scope.work' in answers) answers['scope.work'] = nasty;
        if ('scope.data_items' in answers) answers['scope.data_items'] = ['氏名、住所', '電話'];
        const decision = { outcome: 'correct', reason: nasty, by: '佐藤', on: '2026-12-01' };
        const said = {
          reference: `${name}-${at}`,
          applicant: nasty,
          contract: '"契約"',
          context: { 金額: nasty },
        };
        const { procedure, asOf } = request;
        const found = Object.keys(answers).filter((id) => FOUND.has(id));
        const findings = Object.fromEntries(
          found.map((id, at) => [
            id,
            { reason: nasty, by: at % 2 ? '佐藤' : '', on: at % 3 ? '2026-12-01' : '' },
          ]),
        );
        return { ...said, ruleset: name, procedure, asOf, answers, decision, findings };
      }),
  )
  .map((one) => JSON.stringify(one));

for (const as of ['csv', 'xlsx', 'jsonl'] as const) {
  test(`the list as ${as} is read back as the same requests`, async ({ desk, page }) => {
    test.setTimeout(60_000);
    await desk.open();
    await takeIn(desk, 'a.jsonl', Buffer.from(lines.join('\n')));
    await expect(page.locator('#taken')).toContainText(`取り込んだ行 ${lines.length}、`);
    const before: ReturnType<typeof essence>[] = JSON.parse((await desk.save()).text).requests.map(
      essence,
    );
    const noted = before.filter(({ findings }) => Object.keys(findings as object).length > 0);
    expect(noted.length, 'requests with findings').toBeGreaterThan(10);
    await desk.go('list');
    const { name, bytes } = await bytesOf(desk, `[data-write="${as}"]`);
    expect(name).toMatch(new RegExp(`^承諾の一覧-.*\\.${as}$`));
    if (as === 'csv') {
      expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
      const { data } = papaparse.parse<string[]>(bytes.toString('utf8').slice(1));
      const computed = data.flat().filter((cell) => /^[=+\-@\t\r]/.test(cell));
      expect(computed, 'Excel computes these').toEqual([]);
    }
    if (as === 'xlsx') {
      const sheet = strFromU8(unzipSync(bytes)['xl/worksheets/sheet1.xml'] ?? new Uint8Array());
      expect(sheet).not.toContain('<f>');
    }
    await page.reload();
    await takeIn(desk, name, bytes);
    await expect(page.locator('#taken')).toHaveText(
      `取り込んだ行 ${lines.length}、読めない値 0、拒否した行 0`,
    );
    const after = JSON.parse((await desk.save()).text).requests.map(essence);
    expect(after).toEqual(before);
    if (as === 'jsonl') {
      await expect(page.locator('#receipts')).toHaveText(
        `検査記録　一致 ${lines.length}、異なる 0`,
      );
    }
    await desk.go('list');
    await expect(page.locator('tbody img')).toHaveCount(0);
  });
}

test('what is filtered is what is written, and what is printed', async ({ desk, page }) => {
  await desk.open();
  await takeIn(desk, 'a.jsonl', Buffer.from(lines.join('\n')));
  await desk.go('list');
  await page.locator('#search').fill('okayama-checklists-');
  const { bytes } = await bytesOf(desk, '[data-write="jsonl"]');
  expect(bytes.toString('utf8').trim().split('\n')).toHaveLength(25);
  await page.locator('[data-print]').click();
  await expect(page.locator('.paper')).toHaveCount(25);
  await page.locator('[data-paper="correction"]').click();
  await expect(page.locator('.paper').first()).toContainText('補正について（お願い）');
  await page.locator('#back').click();
  await expect(page.locator('tbody tr')).toHaveCount(25);
});

test('a table to fill in explains itself, and is taken in without a choice', async ({ desk }) => {
  const { page } = desk;
  await desk.open();
  await page.locator('#procedure').selectOption('hirono subcontract');
  const csv = await bytesOf(desk, '[data-template="csv"]');
  expect(csv.name).toBe('洋野町-再委託-記入用.csv');
  const { data } = papaparse.parse<string[]>(csv.bytes.toString('utf8').slice(1).trim());
  const [headings = [], explained = []] = data;
  expect(explained[0]).toBe('# 記入のしかた（hirono subcontract）');
  const at = headings.indexOf('情報の種類');
  expect(explained[at]).toContain('個人情報／');
  expect(headings.join()).not.toContain('認め');
  const row = headings.map((heading) =>
    heading === '番号' ? '7' : heading === '情報の種類' ? '個人情報' : '',
  );
  const xlsx = await bytesOf(desk, '[data-template="xlsx"]');
  const filled: readonly [string, Buffer][] = [
    ['a.csv', Buffer.from(`${csv.bytes.toString('utf8')}${row.join(',')}\n`)],
    ['a.xlsx', workbook([headings, explained, row])],
  ];
  for (const [name, bytes] of filled) {
    await takeIn(desk, name, bytes);
    await expect(page.locator('#taken')).toHaveText('取り込んだ行 1、読めない値 0、拒否した行 0');
  }
  await page.locator('#intake').setInputFiles({
    name: xlsx.name,
    mimeType: '',
    buffer: xlsx.bytes,
  });
  await expect(page.locator('#found')).toHaveText('Excelの表、1行。');
  await expect(page.locator('#intake-procedure')).toHaveValue('hirono subcontract');
  await desk.go('list');
  await expect(page.locator('tbody tr')).toHaveCount(2);
});

test('what headings mean is settled once, and handed on in a file', async ({ desk, page }) => {
  await desk.open();
  const table = Buffer.from('受付,内容,町,手続\n1,封入,洋野町,再委託\n');
  const choose = (name: string, buffer: Buffer) =>
    page.locator('#intake').setInputFiles({ name, mimeType: '', buffer });
  await choose('a.csv', table);
  await page.locator('[data-heading="受付"] select').focus();
  await page.locator('[data-heading="受付"] select').selectOption('row reference');
  await page.locator('[data-heading="内容"] select').focus();
  await page.locator('[data-heading="内容"] select').selectOption('field scope.work');
  const { name, bytes } = await bytesOf(desk, '#save-mapping');
  expect(name).toBe('見出しの対応.json');
  await page.reload();
  await choose(name, bytes);
  await expect(page.locator('#not-taken')).toContainText('見出しの対応を読みました');
  await choose('a.csv', table);
  await expect(page.locator('[data-heading="内容"] select')).toHaveValue('field scope.work');
  await page.locator('#take').click();
  await desk.go('list');
  await page.locator('tbody').getByRole('button', { name: '1', exact: true }).click();
  await expect(desk.field('scope.work').locator('textarea')).toHaveValue('封入');
});

const TABLE = '番号,町,手続,scope.work\n1,洋野町,再委託,封入と封緘\n';
const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16();
for (const [encoding, bytes] of [
  ['UTF-8', Buffer.from(TABLE)],
  ['Shift_JIS', windows31j(TABLE)],
  ['UTF-16', Buffer.from(`\ufeff${TABLE}`, 'utf16le')],
  ['UTF-16 BE', utf16be(`\ufeff${TABLE}`)],
] as const) {
  test(`a table in ${encoding} is found out`, async ({ desk, page }) => {
    await desk.open();
    await page.locator('#intake').setInputFiles({ name: 'a.csv', mimeType: '', buffer: bytes });
    await expect(page.locator('#encoding option:checked')).toHaveText(encoding);
    await expect(page.locator('[data-heading="scope.work"]')).toContainText('封入と封緘');
  });
}

test('the encoding is changed by hand, and stays where it cannot be that one', async ({
  desk,
  page,
}) => {
  await desk.open();
  const choose = (buffer: Buffer) =>
    page.locator('#intake').setInputFiles({ name: 'a.csv', mimeType: '', buffer });
  await choose(Buffer.from(TABLE, 'utf16le'));
  await expect(page.locator('#not-taken')).toContainText('文字として読めません');
  await choose(Buffer.from(TABLE));
  await page.locator('#encoding').selectOption('euc-jp');
  await expect(page.locator('#not-taken')).toContainText('その文字コードでは読めません');
  await expect(page.locator('[data-heading="町"]')).toContainText('洋野町');
  // 番 in EUC-JP, which is two letters in Shift_JIS.
  await choose(Buffer.from([0xc8, 0xd6, 0x0a, 0x31, 0x0a]));
  await expect(page.locator('#encoding option:checked')).toHaveText('Shift_JIS');
  await expect(page.locator('[data-heading="ﾈﾖ"]')).toBeVisible();
  await page.locator('#encoding').selectOption('euc-jp');
  await expect(page.locator('[data-heading="番"]')).toBeVisible();
});

test('taking in is stopped, and what was read stays', async ({ desk, page }) => {
  await desk.open();
  const rows = Array.from({ length: 60_000 }, (_, at) => `n${at},洋野町,再委託,封入${at}`);
  const buffer = Buffer.from(`番号,町,手続,scope.work\n${rows.join('\n')}\n`);
  await page.locator('#intake').setInputFiles({ name: 'a.csv', mimeType: '', buffer });
  await page.locator('#take').click();
  await page.locator('#stop').click();
  const taken = page.locator('#taken');
  await expect(taken).toContainText(/（中止：\d+\/60000行まで）/);
  const [, count] = /取り込んだ行 (\d+)/.exec((await taken.textContent()) ?? '') ?? [];
  expect(Number(count)).toBeGreaterThan(0);
  expect(Number(count)).toBeLessThan(60_000);
  await desk.go('list');
  await expect(page.locator('[data-filter="all"]')).toHaveText(`すべて ${count}`);
});

test('a portal’s submission is held against its receipt', async ({ desk, page }) => {
  await desk.open();
  const [{ request }] = casesOf('hirono').filter(({ verdict }) => verdict === 'approvable') as [
    ReturnType<typeof casesOf>[number],
  ];
  const filed = { ...request, ruleset: 'hirono', stage: 'filed' as const };
  const session = rules.get('hirono')?.open(filed);
  const receipt = session?.receipt();
  const answers: { [id: string]: unknown } = { ...filed.answers };
  const facts = { 'contract.consent_clauses': answers['contract.consent_clauses'] };
  delete answers['contract.consent_clauses'];
  const submission = { reference: 'S-1', answers, facts, receipt };
  const changed = { ...submission, reference: 'S-2', answers: { ...answers, 'scope.work': '別' } };
  const other = {
    ...submission,
    reference: 'S-3',
    receipt: { ...receipt, engine: 'shodaku 0.0.1' },
  };
  const odd = { ...submission, reference: 'S-4', receipt: { engine: 7 }, procedure: 'copy' };
  const all = [submission, changed, other, { ...odd, ruleset: 'hirono', asOf: request.asOf }];
  await takeIn(desk, 'a.json', Buffer.from(JSON.stringify(all)));
  await expect(page.locator('#receipts')).toHaveText('検査記録　一致 1、異なる 2');
  await expect(page.locator('.intake__troubles').first().locator('li')).toHaveText([
    'S-2：回答',
    'S-3：エンジンの版',
  ]);
  await expect(page.locator('#taken')).toContainText('拒否した行 1');
  await desk.go('list');
  await page.getByRole('button', { name: 'S-1', exact: true }).click();
  await expect(page.locator('#brought')).toContainText('検査記録：一致');
  await page.locator('#view').focus();
  await page.keyboard.press('j');
  await expect(page.locator('#brought')).toContainText('異なるところがあります（回答）');
  await desk.go('papers');
  await expect(page.locator('.paper__receipt')).toContainText('異なるところがあります（回答）');
});

/** Files that are no tables, or would do harm; what is said of each. */
const cfb = (name: string) =>
  Buffer.concat([
    Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
    Buffer.alloc(504),
    Buffer.from(name, 'utf16le'),
  ]);
const HOSTILE: readonly (readonly [string, Buffer, string])[] = [
  ['secret.xlsx', cfb('EncryptedPackage'), 'パスワードのかかったExcel'],
  ['old.xls', cfb('Workbook'), '古い形のExcel'],
  ['renamed.csv', Buffer.from('%PDF-1.7\n…'), 'PDFです'],
  ['letter.docx', archive({ 'word/document.xml': '<x/>' }), '圧縮ファイル（ZIP）'],
  ['broken.xlsx', workbook([['番号']]).subarray(0, 200), 'Excelの表として読めません'],
  ['bomb.xlsx', bomb(250_000_000), '大きすぎる'],
  [
    'picture.csv',
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0xff, 0xfe, 0x80]),
    '文字として読めません',
  ],
  ['nothing.csv', Buffer.from('\ufeff \n'), '何も書かれていません'],
];
test('files that are no tables are named, each as what it is', async ({ desk, page }) => {
  test.setTimeout(60_000);
  await desk.open();
  for (const [name, buffer, said] of HOSTILE) {
    await page.locator('#intake').setInputFiles({ name, mimeType: '', buffer });
    await expect(page.locator('#not-taken'), name).toContainText(said);
    await expect(page.locator('#take'), name).toHaveCount(0);
  }
  // A file of a gigabyte is not read at all.
  await page.evaluate(() => {
    const file = new File(['x'], 'huge.csv');
    Object.defineProperty(file, 'size', { value: 1e9 });
    Object.defineProperty(file, 'arrayBuffer', { value: () => Promise.reject(new Error('read')) });
    const event = new DragEvent('drop', { bubbles: true, cancelable: true });
    Object.defineProperty(event, 'dataTransfer', { value: { files: [file] } });
    document.querySelector('.start')?.dispatchEvent(event);
  });
  await expect(page.locator('#not-taken')).toContainText('大きすぎる');
  // Macros are not read; the table is.
  const macros = workbook([['番号'], ['1']], { 'xl/vbaProject.bin': new Uint8Array([1, 2]) });
  await page
    .locator('#intake')
    .setInputFiles({ name: 'macros.xlsm', mimeType: '', buffer: macros });
  await expect(page.locator('#found')).toHaveText(
    'マクロつきのExcelの表（マクロは読みません）、1行。',
  );
});

cleanAllThrough(async (desk, page) => {
  await page.locator('#intake').setInputFiles({
    name: 'a.jsonl',
    mimeType: '',
    buffer: Buffer.from(lines.slice(0, 2).join('\n')),
  });
  await desk.clean('found');
  await page.locator('#take').click();
  await expect(page.locator('#taken')).toBeVisible();
  await desk.go('list');
  await desk.clean('list');
  await page.locator('[data-print]').click();
  await desk.clean('papers of many');
});
