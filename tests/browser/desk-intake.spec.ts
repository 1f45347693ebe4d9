// Requests taken in from files at an official's desk: every row is taken, or named with what to write.

import { readFileSync } from 'node:fs';
import { casesOf } from './cases.js';
import { cleanAllThrough, type Desk, test } from './desk.js';
import { workbook } from './desk-files.js';
import { windows31j } from './hosts/host.js';
import { expect } from './portal.js';

const data = (path: string) => readFileSync(new URL(`../data/${path}`, import.meta.url), 'utf8');

/** Takes a file in, as far as the page shows what it found. */
async function choose(desk: Desk, name: string, content: string | Buffer): Promise<void> {
  const buffer = Buffer.from(content);
  await desk.page.locator('#intake').setInputFiles({ name, mimeType: 'text/plain', buffer });
}

const CSV = `番号,申請者,町,手続,情報の種類,死者に関する情報である,行わせる業務の内容,対象とする情報の項目,再委託先の名称,協議日,対象とする件数,備考
1,株式会社うみねこ,洋野町,再委託,個人情報,いいえ,納税通知書の印刷,"氏名、住所",株式会社みなと印刷,令和8年11月22日,"4,800",なし
2,合同会社はまゆり,品川区,再委託,個人情報,たぶん,発送,氏名,有限会社なぎさ,あした,100,
3,潮風商会,洋野町,散歩,個人情報,いいえ,印刷,氏名,みなと,2026-11-22,5,
`;

for (const [encoding, bytes] of [
  ['UTF-8', Buffer.from(`\ufeff${CSV}`)],
  ['Shift_JIS', windows31j(CSV)],
] as const) {
  test(`a table in ${encoding}: headings, rows, and what cannot be read`, async ({
    desk,
    page,
  }) => {
    await desk.open();
    await choose(desk, 'kyogi.csv', bytes);
    await expect(page.locator('#found')).toHaveText('表（CSV）、3行。');
    await expect(page.locator('#encoding option:checked')).toHaveText(encoding);
    const heading = (name: string) => page.locator(`[data-heading="${name}"] select`);
    await expect(heading('情報の種類')).toHaveValue('field information.kind');
    await expect(heading('申請者')).toHaveValue('row applicant');
    await expect(heading('備考')).toHaveValue('');
    await heading('備考').focus();
    await heading('備考').selectOption('row contract');
    await page.locator('#take').click();
    await expect(page.locator('#taken')).toHaveText('取り込んだ行 2、読めない値 2、拒否した行 1');
    const troubles = page.locator('.intake__troubles li');
    await expect(troubles).toHaveText([
      /^4行目 手続「洋野町 散歩」/,
      /^3行目 死者に関する情報である「たぶん」：「はい」か「いいえ」/,
      /^3行目 区への通知日「あした」/,
    ]);
    await desk.go('list');
    await expect(page.locator('tbody tr')).toHaveCount(2);
    await page.getByRole('button', { name: '1', exact: true }).click();
    await expect(desk.field('scope.data_items').locator('textarea')).toHaveValue('氏名\n住所');
    await expect(desk.field('scope.record_count').locator('input')).toHaveValue('4,800');
    await expect(page.locator('[data-request="contract"]')).toHaveValue('なし');
  });
}

test('a workbook of a size that offices have is read in the page', async ({ desk, page }) => {
  await desk.open();
  const rows = Array.from({ length: 4000 }, (_, at) => [
    `x${at}`,
    '洋野町',
    '再委託',
    '納税通知書の印刷と封入',
    { day: 46348 },
  ]);
  const head = ['番号', '町', '手続', '行わせる業務の内容', '協議日'];
  await choose(desk, 'a.xlsx', workbook([head, ...rows]));
  await expect(page.locator('#found')).toContainText('Excelの表');
  await expect(page.locator('[data-heading="協議日"]')).toContainText('2026-11-22');
  await page.locator('#take').click();
  await expect(page.locator('#taken')).toHaveText('取り込んだ行 4000、読めない値 0、拒否した行 0');
});

test('where no column says it, town and procedure are chosen, never guessed', async ({
  desk,
  page,
}) => {
  await desk.open();
  await choose(desk, 'a.tsv', '番号\tscope.work\n9\t封入\n');
  await page.locator('#take').click();
  await expect(page.locator('#taken')).toContainText('拒否した行 1');
  await choose(desk, 'a.tsv', '番号\tscope.work\n9\t封入\n');
  await page.locator('#intake-procedure').selectOption('sendai subcontract');
  await page.locator('#take').click();
  await expect(page.locator('#taken')).toContainText('取り込んだ行 1');
  await desk.go('list');
  await expect(page.locator('tbody tr')).toContainText('仙台市 ▸ 再委託');
});

test('requests in JSON and JSON Lines come to the verdicts of the command', async ({
  desk,
  page,
}) => {
  await desk.open();
  await choose(desk, 'one.json', data('requests/subcontract.json'));
  await page.locator('#take').click();
  await expect(page.locator('#taken')).toContainText('取り込んだ行 1');
  const cases = casesOf('okayama').slice(0, 40);
  const lines = cases.map(({ request }, at) =>
    JSON.stringify({
      ...request,
      ruleset: 'okayama',
      stage: undefined,
      reference: `okayama-${at}`,
    }),
  );
  await choose(desk, 'many.jsonl', `${lines.join('\n')}\n{"ruleset":"okayama"\n`);
  await page.locator('#take').click();
  await expect(page.locator('#taken')).toHaveText('取り込んだ行 40、読めない値 0、拒否した行 1');
  await desk.go('list');
  await page.locator('#search').fill('okayama-');
  const verdicts = page.locator('tbody [data-verdict]');
  await expect(verdicts).toHaveCount(40);
  const filed = cases.flatMap(({ request, verdict }, at) =>
    request.stage === 'filed' ? [[at, verdict] as const] : [],
  );
  expect(filed.length).toBeGreaterThan(20);
  for (const [at, verdict] of filed) {
    await expect(verdicts.nth(at)).toHaveAttribute('data-verdict', verdict);
  }
  await page.locator('[data-filter="approvable"]').click();
  for (const one of await verdicts.all()) {
    await expect(one).toHaveAttribute('data-verdict', /^(approvable|exempt|complete)$/);
  }
});

test('what is no text is named, and a row that means nothing takes no other with it', async ({
  desk,
  page,
}) => {
  await desk.open();
  await choose(desk, 'a.xlsx', Buffer.from([0x50, 0x4b, 3, 4, 0xff]));
  await expect(page.locator('#not-taken')).toContainText('Excel');
  await choose(desk, 'a.bin', Buffer.from([0xff, 0xff, 0x80]));
  await expect(page.locator('#not-taken')).toContainText('文字として読めません');
  const rows = [
    { ruleset: 'hirono', procedure: 'subcontract', answers: { 'scope.wrok': 'x' } },
    { ruleset: 'hirono', procedure: 'subcontract', answers: { 'scope.work': { a: 1 } } },
    7,
    { ruleset: 'hirono', procedure: 'subcontract', answers: { 'scope.work': '封入' } },
  ];
  await choose(desk, 'a.json', JSON.stringify(rows));
  await expect(page.locator('#not-taken')).toHaveCount(0);
  await page.locator('#take').click();
  await expect(page.locator('#taken')).toHaveText('取り込んだ行 1、読めない値 0、拒否した行 3');
});

test('some thousand rows are taken in, listed and searched', async ({ desk, page }) => {
  test.setTimeout(60_000);
  await desk.open();
  const rows = Array.from({ length: 3000 }, (_, at) => `n${at},洋野町,再委託,個人情報,封入${at}`);
  await choose(desk, 'a.csv', `番号,町,手続,情報の種類,scope.work\n${rows.join('\n')}\n`);
  await page.locator('#take').click();
  await expect(page.locator('#taken')).toContainText('取り込んだ行 3000');
  await desk.go('list');
  await expect(page.locator('[data-filter="all"]')).toContainText('3000');
  await expect(page.locator('tbody tr')).toHaveCount(100);
  await page.locator('[data-page="next"]').click();
  await expect(page.locator('tbody tr').first()).toContainText('n100');
  await page.locator('[data-page="last"]').click();
  await expect(page.locator('#page')).toHaveText('2901–3000／3000件');
  await page.locator('#search').fill('n2999');
  await expect(page.locator('tbody tr')).toHaveCount(1);
});

cleanAllThrough(async (desk, page) => {
  await choose(desk, 'kyogi.csv', CSV);
  await expect(page.locator('#take')).toBeVisible();
  await desk.clean('found');
  await page.locator('#take').click();
  await desk.clean('taken');
  await desk.go('list');
  await desk.clean('list');
});
