// Words at the desk: an official is the town, and nothing is said twice or left to be guessed.

import type { Questions } from 'shodaku/render';
import { questionsOf, test } from './desk.js';
import { expect } from './portal.js';

test('that none applies can be said in one way, and an answer that says it otherwise stays', async ({
  desk,
  page,
}) => {
  const work = desk.field('sendai.work');
  const boxes = work.locator('label:visible');
  await desk.open();
  await desk.begin('sendai', 'offsite');
  await expect(boxes.last()).toHaveText('どれもしない');
  await page.locator('[data-language="en"]').click();
  await expect(boxes.filter({ hasText: /none/i })).toHaveText(['None of these']);
  await page.locator('[data-language="ja"]').click();
  page.on('dialog', (dialog) => dialog.accept());
  await desk.review('sendai', 'offsite', { 'sendai.work': [] }, '2026-11-28');
  await expect(boxes.last()).toHaveText('どれにも当てはまらない');
  await expect(work.locator('[value=""]')).toBeChecked();
  await expect(page.locator('#file')).not.toContainText('未保存');
});

test('what is worded for the applicant says so to the official', async ({ desk, page }) => {
  await desk.open();
  await desk.begin('okayama', 'third_party');
  await expect(desk.field('okayama.held_by_city')).toContainText(
    '申請者への説明：分からなければ空欄のまま、市に確かめてください。',
  );
  await expect(page.locator('#source')).toContainText(
    '町や市に確かめるとあることは、こちらで確かめます',
  );
});

test('a day of which only the month is known stays open, and says what to do', async ({
  desk,
  page,
}) => {
  await desk.open();
  await desk.begin('hirono', 'subcontract');
  for (const month of ['令和8年12月', '2026-12']) {
    await desk.enter('subcontract.starts_on', month);
    await desk.field('subcontract.starts_on').locator('input').blur();
    await expect(desk.field('subcontract.starts_on')).toContainText('日まで確かめて');
    await expect(desk.field('subcontract.starts_on')).toContainText('決まらないままになります');
    await expect(desk.field('subcontract.starts_on').locator('input')).toHaveValue(month);
    await expect(desk.verdict()).toHaveAttribute('data-verdict', 'undetermined');
  }
  // Whether the work has begun is said by its day: before that comes, it has not.
  const starts = desk.field('contract.starts_on');
  await expect(starts).toContainText('着手前なら、予定の日はいつですか。');
  await desk.enter('contract.starts_on', '2099-04-01');
  await expect(starts.locator('[data-later]')).toBeVisible();
  await page.locator('#as-of').fill('2099-04-02');
  await page.locator('#as-of').blur();
  await expect(starts.locator('[data-later]')).toHaveCount(0);
});

test('仙台市: what an official has to enter for off-site work is asked as a question', async ({
  desk,
}) => {
  const questions: Questions = questionsOf('sendai');
  await desk.open();
  await desk.begin('sendai', 'offsite');
  const fields = await desk.page
    .locator('[data-rendered]')
    .evaluateAll((all) => all.map((one) => (one as HTMLElement).dataset.rendered ?? ''));
  // What is found is a sentence already.
  const asked = fields.filter((id) => !/^(finding|information|place|purpose|safety)\./.test(id));
  expect(asked.length).toBeGreaterThan(25);
  expect(asked.filter((id) => !questions[id]?.question)).toEqual([]);
});

test('what a text has no field for can be noted, goes onto the paper, and decides nothing', async ({
  desk,
  page,
}) => {
  await desk.open();
  await desk.begin('okayama', 'third_party');
  const verdict = await desk.verdict().getAttribute('data-verdict');
  await page.locator('#context summary').click();
  const offered = page.locator('[data-offered]');
  await expect(offered.filter({ hasText: /^協議日$/ })).toHaveCount(1);
  await expect(offered.filter({ hasText: /^対象とする件数$/ })).toHaveCount(1);
  const purpose = offered.filter({ hasText: '提供先での利用目的' });
  await purpose.click();
  await expect(page.locator('#context [name="label"]')).toHaveValue('提供先での利用目的');
  await expect(page.locator('#context [name="text"]')).toBeFocused();
  await page.keyboard.type('フレイルの研究');
  await page.keyboard.press('Enter');
  await expect(purpose).toHaveCount(0);
  await expect(page.locator('#context').getByLabel('提供先での利用目的')).toHaveValue(
    'フレイルの研究',
  );
  await expect(desk.verdict()).toHaveAttribute('data-verdict', verdict ?? '');
  await desk.clean('context');
  await desk.go('papers');
  await expect(page.locator('#paper')).toContainText('提供先での利用目的フレイルの研究');

  // Written anew it stays in its place; left empty it goes, and is offered again.
  await desk.go('review');
  await page.locator('#context summary').click();
  const noted = page.locator('#context').getByLabel('提供先での利用目的');
  await noted.fill('');
  await noted.pressSequentially('糖尿病の研究');
  await expect(noted).toHaveValue('糖尿病の研究');
  await noted.fill('');
  await noted.blur();
  await expect(noted).toHaveCount(0);
  await expect(purpose).toHaveCount(1);
});
