// The papers of a request at an official's desk: drafted, changed, printed, kept in the file.

import { readFile } from 'node:fs/promises';
import { strFromU8, unzipSync } from 'fflate';
import { casesOf } from './cases.js';
import { cleanAllThrough, test } from './desk.js';
import { expect } from './portal.js';

const full = casesOf('hirono').find(({ verdict }) => verdict === 'approvable') as ReturnType<
  typeof casesOf
>[number];

test('from a request to its papers', async ({ desk, page }) => {
  test.setTimeout(60_000);
  await desk.open();
  await desk.begin('hirono', full.request.procedure);
  await page.locator('[data-request="applicant"]').fill('株式会社うみねこ');
  await page.locator('[data-request="contract"]').fill('令和8年度納税通知書作成業務');
  await desk.fill(full.request.answers);
  const note = desk.field('finding.necessary').locator('.finding-note');
  await note.getByLabel('認定者').fill('佐藤');
  await page.locator('[name="decision"][value="approve"]').check();
  await page.locator('#decision').getByLabel('決定日').fill('2026-12-01');

  await desk.go('papers');
  const paper = page.locator('#paper');
  // It opens on what was decided.
  await expect(page.locator('[data-paper="approval"]')).toHaveAttribute('aria-pressed', 'true');
  await page.locator('[data-paper="confirmation"]').click();
  await expect(paper).toContainText('確認書');
  await expect(paper).toContainText('業務の目的のため必要で、やむを得ない：認める、佐藤');
  await expect(paper).toContainText('決定承諾する、令和8年12月1日');
  await expect(paper).toContainText(/回答 [0-9a-f]{64}/);

  await page.locator('[data-paper="approval"]').click();
  await expect(paper).toContainText('案');
  await expect(paper).toContainText('株式会社うみねこ　様');
  await expect(paper).toContainText('終了後、廃棄の記録を提出すること。');
  // What binds the contractor, and not what the town itself has to do.
  await expect(paper).toContainText('別記第16');
  await expect(paper).not.toContainText('第6条第3項');
  await page.locator('[data-sender="name"]').fill('洋野町長');
  await expect(paper).toContainText('洋野町長');
  const letter = page.locator('#letter');
  const draft = await letter.inputValue();
  await letter.fill(`${draft}\n以上`);
  await expect(paper).toContainText('以上');

  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    page.locator('#document').click(),
  ]);
  expect(saved.suggestedFilename()).toBe('承諾書案-株式会社うみねこ.docx');
  const parts = unzipSync(await readFile(await saved.path()));
  const xml = strFromU8(parts['word/document.xml'] ?? new Uint8Array());
  const lines = [...xml.matchAll(/<w:t [^>]*>([^<]*)/g)].map(([, line]) => line);
  expect(lines).toEqual(['案', ...`${draft}\n以上`.split('\n').map((line) => line.trimStart())]);
  const right = [...xml.matchAll(/<w:jc w:val="right"\/><\/w:pPr><w:r><w:t [^>]*>([^<]*)/g)];
  expect(right.map(([, line]) => line)).toEqual([
    '案',
    '第　　　　号',
    '令和8年12月1日',
    '洋野町長',
  ]);
  // So does the page: who sends it and when stand at the right, to whom it goes at the left.
  const [edge, sender, to] = await paper.evaluate((place) => {
    const text = place.querySelector('.paper__text');
    const range = document.createRange();
    const box = (words: string) => {
      const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        if (walker.currentNode.textContent?.includes(words)) range.selectNode(walker.currentNode);
      }
      return range.getBoundingClientRect();
    };
    return [text?.getBoundingClientRect(), box('洋野町長'), box('うみねこ　様')];
  });
  expect(Math.abs((edge?.right ?? 0) - (sender?.right ?? 0))).toBeLessThan(2);
  expect(Math.abs((edge?.left ?? 0) - (to?.left ?? 0))).toBeLessThan(2);

  const { text } = await desk.save();
  await page.reload();
  await desk.openFile(text);
  await page.locator('tbody button').first().click();
  await desk.go('papers');
  await page.locator('[data-paper="approval"]').click();
  await expect(letter).toHaveValue(`${draft}\n以上`);
  await page.locator('#again').click();
  await expect(letter).toHaveValue(draft);

  await page.evaluate(() => {
    globalThis.print = () => document.documentElement.setAttribute('data-printed', '');
  });
  await page.locator('#print').click();
  await expect(page.locator('html')).toHaveAttribute('data-printed', '');
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('#paper')).toBeVisible();
  await expect(page.locator('#rail, .desk-top, .papers__edit').first()).toBeHidden();
});

test('a request for corrections asks nothing that the applicant cannot do', async ({
  desk,
  page,
}) => {
  await desk.open();
  await desk.begin('hirono', 'subcontract');
  await desk.enter('information.kind', 'personal');
  await desk.enter('information.deceased', false);
  await desk.enter('contract.consent_clauses', ['subcontract']);
  await desk.enter('subcontract.already_started', true);
  await desk.enter('subcontract.further_entrustment', 'silent');
  await desk.enter('finding.necessary', false);
  await expect(page.locator('[data-evidence]')).toContainText('判断の材料の空欄');
  await page.locator('#context summary').click();
  await page.locator('#context [name="label"]').fill('契約金額');
  await page.locator('#context [name="text"]').fill('1,200,000円');
  await page.locator('#context').getByRole('button', { name: '加える' }).click();
  await expect(page.locator('#context').getByLabel('契約金額')).toHaveValue('1,200,000円');
  await desk.go('papers');
  const paper = page.locator('#paper');
  await expect(paper).toContainText('契約金額1,200,000円');
  await page.locator('[data-paper="correction"]').click();
  await expect(paper).toContainText('判断の材料として書いていただきたいこと');
  await expect(paper).toContainText('再委託先の名称 どこに再委託しますか。（別記第13第2項）');
  await expect(paper).toContainText('第6条第2項第4号ホ');
  await expect(paper).not.toContainText('やむを得ない事情');
  await expect(paper).not.toContainText('承諾予定日');
  await expect(paper).not.toContainText('着手した');
  await page.locator('[data-paper="refusal"]').click();
  await expect(paper).toContainText('次の理由で承諾できません');
  await expect(paper).toContainText('第6条第2項柱書');
});

test('where a route settles the matter, nobody is asked for what the conditions lack', async ({
  desk,
  page,
}) => {
  await desk.open();
  await desk.begin('hirono', 'subcontract');
  await desk.enter('information.kind', 'personal');
  await desk.enter('contract.consent_clauses', ['takeout']);
  await expect(desk.verdict()).toHaveAttribute('data-verdict', 'not_regulated');
  await expect(page.locator('[data-waits]')).toHaveCount(0);
  await expect(page.locator('[data-next]')).toBeDisabled();
  await expect(page.locator('#grounds')).toContainText('第5条第1項ただし書');
  await desk.go('papers');
  const paper = page.locator('#paper');
  await expect(paper).toContainText('決め手第5条第1項ただし書');
  await expect(paper).not.toContainText('※');
});

cleanAllThrough(async (desk, page) => {
  await desk.begin('hirono', 'subcontract');
  await desk.enter('finding.necessary', true);
  await desk.go('papers');
  for (const paper of await page.locator('[data-paper]').all()) {
    await paper.click();
    await desk.clean((await paper.getAttribute('data-paper')) ?? '');
  }
});

test('a letter that is not what was decided says so, and who sends it is kept by town', async ({
  desk,
  page,
}) => {
  await desk.open();
  await desk.begin('hirono', 'subcontract');
  await desk.enter('scope.work', '封入');
  await page.locator('[name="decision"][value="correct"]').check();
  await desk.go('papers');
  const cautions = page.locator('.papers__cautions li');
  await expect(cautions).toHaveCount(0);
  await page.locator('[data-paper="approval"]').click();
  await expect(cautions).toHaveText([
    'この書類は、記録されている決定（補正を求める）と異なります。',
    '判定は「未確定」です。',
    '判定と異なる決定です。理由を書いてください。',
  ]);
  await page.locator('[data-sender="name"]').fill('洋野町長');
  await page.locator('[data-paper="correction"]').click();
  await expect(cautions).toHaveCount(0);
  await expect(page.locator('#paper')).toContainText('洋野町長');
  await page.emulateMedia({ media: 'print' });
  await page.locator('[data-paper="approval"]').evaluate((one: HTMLElement) => one.click());
  await expect(page.locator('.papers__cautions')).toBeHidden();
  await page.emulateMedia({ media: 'screen' });

  await desk.go('start');
  await desk.begin('okayama', 'third_party');
  await desk.go('papers');
  await page.locator('[data-paper="refusal"]').click();
  await expect(page.locator('[data-sender="name"]')).toHaveValue('');
  await expect(page.locator('#paper')).not.toContainText('洋野町長');
  const { senders } = JSON.parse((await desk.save()).text);
  expect(senders).toEqual([
    { municipality: '洋野町', name: '洋野町長', office: '', contact: '' },
    { municipality: '岡山市', name: '', office: '', contact: '' },
  ]);

  await desk.go('list');
  await page.locator('tbody tr').first().getByRole('button', { name: /消す$/ }).click();
  await expect(page.locator('#removed')).toHaveText(/を消しました。［元に戻す］で取り消せます。$/);
  await page.locator('#undo').click();
  await expect(page.locator('tbody tr')).toHaveCount(2);
  await expect(page.locator('#removed')).toHaveText('');
});

test('where the applicant has left nothing open, a letter has nothing to ask for', async ({
  desk,
  page,
}) => {
  await desk.open();
  await desk.begin('hirono', 'subcontract');
  const passing = casesOf('hirono').find(({ verdict }) => verdict === 'approvable');
  await desk.fill(passing?.request.answers ?? {});
  await page.locator('[name="decision"][value="correct"]').check();
  await desk.go('papers');
  await page.locator('[data-paper="correction"]').click();
  await expect(page.locator('.papers__cautions li')).toHaveText([
    '申請者に補正を求める事項はありません。',
  ]);
});
