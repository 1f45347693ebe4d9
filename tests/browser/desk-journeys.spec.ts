// From a request to a paper in hand, and from a table to a table: whole ways through the desk, from a
// disk, with nothing asked of any network.

import { readFile } from 'node:fs/promises';
import { strFromU8, unzipSync } from 'fflate';
import papaparse from 'papaparse';
import { extractText, getDocumentProxy } from 'unpdf';
import { casesOf } from './cases.js';
import { type Desk, test } from './desk.js';
import { workbook } from './desk-files.js';
import { windows31j } from './hosts/host.js';
import { expect } from './portal.js';

const full = casesOf('hirono').find(({ verdict }) => verdict === 'approvable') as ReturnType<
  typeof casesOf
>[number];

/** Without the spaces that a line's end makes. */
const plain = (text: string): string => text.normalize('NFKC').replace(/\s/g, '');

/** A text as a PDF may name its glyphs: of 長 and some others as what looks alike. */
const asPrinted = (pdf: string, text: string): string =>
  [...plain(text)]
    .map((one, at) => (/[\u2e80-\u2eff\u2027]/.test(pdf[at] ?? '') ? pdf[at] : one))
    .join('');

/** The texts of what is printed now, on two sheets at most. */
async function printed(desk: Desk): Promise<string> {
  const pdf = await getDocumentProxy(new Uint8Array(await desk.page.pdf({ format: 'A4' })));
  expect(pdf.numPages).toBeLessThanOrEqual(2);
  const { text } = await extractText(pdf, { mergePages: true });
  return plain(text);
}

async function saved(desk: Desk, selector: string): Promise<Buffer> {
  const [download] = await Promise.all([
    desk.page.waitForEvent('download'),
    desk.page.locator(selector).click(),
  ]);
  return readFile(await download.path());
}

test('a request is typed, found, decided, printed, written for Word, and opened again', async ({
  desk,
  page,
}) => {
  test.setTimeout(120_000);
  await desk.open();
  await desk.begin('hirono', full.request.procedure);
  await page.locator('[data-request="reference"]').fill('令8-15');
  await page.locator('[data-request="applicant"]').fill('株式会社うみねこ');
  await desk.fill(full.request.answers);
  const note = desk.field('finding.necessary').locator('.finding-note');
  await note.getByLabel('認定の理由').fill('封入機がないことを確かめた。');
  await note.getByLabel('認定者').fill('佐藤');
  await expect(desk.verdict()).toHaveAttribute('data-verdict', 'approvable');
  await page.locator('[name="decision"][value="approve"]').check();
  await page.locator('#decision').getByLabel('決定日').fill('2026-12-01');
  await desk.go('papers');
  await page.locator('[data-paper="confirmation"]').click();
  const confirmation = await printed(desk);
  for (const said of [
    '確認書',
    '令8-15',
    '株式会社うみねこ',
    '封入機がないことを確かめた。',
    '佐藤',
    '承諾する、令和8年12月1日',
    '検査記録',
  ]) {
    expect(confirmation).toContain(plain(said));
  }
  expect(confirmation).toMatch(/回答[0-9a-f]{64}結果[0-9a-f]{64}/);
  expect(confirmation, 'what is no paper is not printed').not.toContain('未保存');

  await page.locator('[data-paper="approval"]').click();
  await page.locator('[data-sender="name"]').fill('洋野町長');
  const letter = await page.locator('#letter').inputValue();
  const draft = await printed(desk);
  expect(draft).toBe(asPrinted(draft, `案${letter}`));
  const parts = unzipSync(await saved(desk, '#document'));
  const xml = strFromU8(parts['word/document.xml'] ?? new Uint8Array());
  const lines = [...xml.matchAll(/<w:t [^>]*>([^<]*)/g)].map(([, line]) => line);
  expect(lines).toEqual(['案', ...letter.split('\n').map((line) => line.trimStart())]);

  const { text } = await desk.save();
  await page.reload();
  await desk.openFile(text);
  await page.locator('tbody button').first().click();
  await desk.go('papers');
  await page.locator('[data-paper="approval"]').click();
  await expect(page.locator('#letter')).toHaveValue(letter);
  await page.locator('[data-paper="confirmation"]').click();
  expect(await printed(desk)).toBe(confirmation);
});

// The size that an office has; `ROWS=100000` is that of a prefecture.
const ROWS = Number(process.env.ROWS ?? 5000);
const HEADINGS = ['番号', '申請者', '町', '手続', '情報の種類', '行わせる業務の内容', '協議日'];
const TABLE = Array.from({ length: ROWS }, (_, at) => [
  `令8-${at + 1}`,
  at % 2 === 0 ? '株式会社うみねこ' : '合同会社はまゆり',
  '洋野町',
  '再委託',
  at % 5 === 0 ? '' : '個人情報',
  `納税通知書の印刷、その${at}`,
  '令和8年11月22日',
]);
const csv = papaparse.unparse([HEADINGS, ...TABLE]);

for (const [name, bytes] of [
  ['kyogi.csv', windows31j(csv)],
  ['kyogi.xlsx', workbook([HEADINGS, ...TABLE])],
] as const) {
  test(`${name}: taken in, filtered, written out, and read back equal`, async ({ desk, page }) => {
    test.setTimeout(60_000 + ROWS * 100);
    await desk.open();
    const takeIn = async (file: string, buffer: Buffer, count: number) => {
      await page.locator('#intake').setInputFiles({ name: file, mimeType: '', buffer });
      await page.locator('#take').click();
      await expect(page.locator('#taken')).toHaveText(
        `取り込んだ行 ${count}、読めない値 0、拒否した行 0`,
        { timeout: 30_000 + ROWS * 50 },
      );
    };
    await takeIn(name, bytes, ROWS);
    await desk.go('list');
    await page.locator('#search').fill('うみねこ');
    await expect(page.locator('[data-filter="all"]')).toHaveText(`すべて ${ROWS / 2}`);
    await expect(page.locator('#judging')).toHaveCount(0);
    const written = await saved(desk, '[data-write="csv"]');
    await page.locator('[data-filter="undetermined"]').click();
    await expect(page.locator('tbody [data-verdict="undetermined"]').first()).toBeVisible();
    await page.locator('[data-filter="all"]').click();
    const before = (await saved(desk, '[data-write="jsonl"]')).toString('utf8');
    await page.reload();
    await takeIn('back.csv', written, ROWS / 2);
    await desk.go('list');
    const after = (await saved(desk, '[data-write="jsonl"]')).toString('utf8');
    const known = (text: string) =>
      text
        .trim()
        .split('\n')
        .map((line) => {
          const { reference, applicant, asOf, receipt } = JSON.parse(line);
          return { reference, applicant, asOf, receipt };
        });
    expect(known(after)).toHaveLength(ROWS / 2);
    expect(known(after)).toEqual(known(before));
  });
}
