// What a request waits for: who is asked, what can be entered meanwhile, and what nobody needs to enter.

import { test } from './desk.js';
import { expect } from './portal.js';

/** Off-site work of which all is known but what the board says, which has been asked. */
const ASKED = {
  'sendai.designated_manager': false,
  'sendai.information': 'other',
  'sendai.work': ['use'],
  'sendai.body': 'mayor',
  'information.kind': 'personal',
  'information.deceased': false,
  'contract.concluded_on': '令和9年1月15日',
  'sendai.survey': 'done',
  'sendai.survey_on': 'R8.11.10',
  'sendai.on_premises': false,
  'finding.5-2.need': true,
  'finding.5-2.supervise': true,
  'finding.5-3.adequate': true,
  'sendai.system_processing': true,
  'decision.board': 'pending',
  'sendai.training.planned': true,
  'sendai.training.on': '令和9年1月20日',
  'sendai.handling_starts_on': '令和9年2月1日',
};
const DAY = '2026-11-28';
const BOARD = '外部委託審査会の承認の答え待ち';

test('the answer that is awaited stands first, and other ways are folded away', async ({
  desk,
  page,
}) => {
  await desk.open();
  await desk.review('sendai', 'offsite', ASKED, DAY);
  await expect(page.locator('[data-pending]')).toHaveText(BOARD);
  await expect(page.locator('[data-waits]')).toHaveCount(0);
  const next = page.locator('[data-next]');
  await expect(next).toBeDisabled();
  await expect(next).toHaveAccessibleDescription('答えを待つだけです');
  const awaited = page.locator('#awaited');
  await expect(awaited.locator('[data-awaited]')).toHaveText([/外部委託審査会の承認/]);
  await expect(awaited).toContainText('審査会の承認の日');
  // What another way alone needs is folded away, in the form too.
  const elsewhere = page.locator('#elsewhere');
  await expect(elsewhere.locator('.fold__count')).toHaveText('12');
  await expect(desk.field('sendai.fixed_by_law')).toBeHidden();
  await expect(desk.field('sendai.board_on')).toBeVisible();
  await elsewhere.locator('summary').click();
  await elsewhere.locator('[data-goto="sendai.fixed_by_law"]').click();
  await expect(desk.field('sendai.fixed_by_law').locator(':focus')).toHaveCount(1);
  await expect(desk.field('sendai.fixed_by_law')).toContainText('ほかの道の項目です');
  await desk.clean('other ways');
  // What to do of the condition is to wait, not to fill in all that other ways would need.
  await page.locator('[data-task="5-3-board"]').click();
  const source = page.locator('#source');
  await expect(source).toContainText(BOARD);
  await expect(source.locator('> p')).not.toContainText(['従前の委託の契約年度']);
  await expect(source.locator('[data-limb="approved"] > p').first()).toContainText(BOARD);

  await desk.go('list');
  await expect(page.locator('tbody tr td').nth(5)).toHaveText(BOARD);
  await expect(page.locator('tbody .list__first')).toHaveText(BOARD);
  await page.getByRole('button', { name: '七', exact: true }).click();
  await desk.go('papers');
  const paper = page.locator('#paper');
  await expect(paper).toContainText(BOARD);
  await expect(paper).toContainText('ほかの道でも満たせる：従前と同じ委託 5(7)');
  await expect(paper).not.toContainText('委託の内容と相手が法令等で決まっている');

  // Once it is answered, what comes with the answer is wanted, and nothing else.
  await desk.go('review');
  await desk.enter('decision.board', 'approved');
  await expect(page.locator('[data-waits]')).toHaveText(['審査機関等待ち 1']);
  await expect(awaited).toHaveCount(0);
  await next.click();
  await expect(desk.field('sendai.board_on').locator(':focus')).toHaveCount(1);
});

test('what is needed whatever the answer is stays open, and next goes round among that', async ({
  desk,
  page,
}) => {
  const { 'finding.5-3.adequate': _, 'sendai.training.on': __, ...answers } = ASKED;
  await desk.open();
  await desk.review('sendai', 'offsite', answers, DAY);
  await expect(page.locator('[data-waits="officer"]')).toHaveText('職員待ち 1');
  const at = page.locator('[data-rendered]:has(:focus)');
  const next = page.locator('[data-next]');
  const seen: (string | null)[] = [];
  do {
    await next.click();
    seen.push(await at.getAttribute('data-rendered'));
  } while (seen.length < 20 && seen.indexOf(seen.at(-1) ?? null) === seen.length - 1);
  expect(seen.at(-1)).toBe(seen[0]);
  expect(seen).toContain('finding.5-3.adequate');
  expect(seen).toContain('sendai.training.on');
  expect(seen).not.toContain('decision.board');
  expect(seen).not.toContain('sendai.trouble');
});

test('a value that cannot be read waits for whoever entered it', async ({ desk, page }) => {
  await desk.open();
  const answers = { ...ASKED, 'decision.board': 'approved', 'sendai.board_on': '2026-11-20' };
  await desk.review('sendai', 'offsite', { ...answers, 'sendai.survey_on': '11月' }, DAY);
  await expect(page.locator('[data-waits]')).toHaveText(['職員待ち 1']);
  await page.locator('[data-next]').click();
  await expect(desk.field('sendai.survey_on').locator(':focus')).toHaveCount(1);
});

test('what nothing was said of does not read as failed', async ({ desk, page }) => {
  await desk.open();
  await desk.begin('shinagawa', 'subcontract');
  await expect(desk.verdict()).toHaveAttribute('data-verdict', 'not_approvable');
  await expect(page.locator('#as-blank')).toHaveText('未記入のため');
  await expect(page.locator('[data-count="not_met"]')).toHaveText('満たさない 0');
  await expect(page.locator('[data-count="unstated"]')).toHaveText('未記入 1');
  await page.locator('[data-task="7-1-matters"]').click();
  await expect(page.locator('#source')).toContainText('書かれたことが反するわけではありません');
  await expect(page.locator('#source [data-limb="a"]')).toHaveAttribute('data-state', 'unstated');
  await page.locator('[data-task="all"]').click();
  await desk.enter('subcontract.already_started', true);
  await expect(page.locator('[data-count="not_met"]')).toHaveText('満たさない 1');
  await expect(page.locator('#as-blank')).toHaveCount(0);
  // The comparison has the same word for it.
  await desk.go('comparison');
  await page.locator('.compare__only input').uncheck();
  const compared = page.locator('.compare [data-condition="7-1-matters"]');
  await expect(compared).toHaveAttribute('data-state', 'unstated');
  await expect(compared).toContainText('未記入');
  await desk.go('papers');
  await expect(
    page.locator('#paper tr', { hasText: '第7第1項' }).locator('.paper__state'),
  ).toContainText(['未記入']);
});

test('a request that is undetermined says in the list what is missing first', async ({
  desk,
  page,
}) => {
  await desk.open();
  await desk.begin('okayama', 'third_party');
  await desk.go('list');
  await expect(page.locator('tbody .list__first')).toHaveText(
    '申請者の記入待ち：フレイル対策事業の業務である',
  );
});

test('no consent is read into what has merely not been done yet, and a decision says where it belongs', async ({
  desk,
  page,
}) => {
  const answers = {
    'okayama.project': true,
    'okayama.held_by_city': true,
    'information.kind': 'personal',
    'information.deceased': false,
    'third_party.within_contract_purpose': false,
    'third_party.already_provided': false,
    'instruction.given': false,
    'decision.8.consent': 'pending',
  };
  await desk.open();
  await desk.review('okayama', 'third_party', answers, DAY);
  // The answer is the officials' own to give, so one is led to it.
  await expect(page.locator('#awaited')).toContainText('こちらの職員が答える決定です');
  await page.locator('[data-next]').click();
  await expect(desk.field('decision.8.consent').locator(':focus')).toHaveCount(1);
  const time = page.locator('.tasks [data-condition="8-provision-time"]');
  await expect(time).toHaveAttribute('data-state', 'so_far');
  await time.locator('button').click();
  await expect(page.locator('#source')).toContainText('いまのところ満たす');
  await expect(page.locator('#source')).toContainText(
    '承諾や承認が記録されたという意味ではありません',
  );
  await page.locator('[data-task="all"]').click();
  // There are two places for decisions; each says which it is.
  await expect(desk.field('decision.8.consent')).toContainText('規程が問う決定です');
  await expect(page.locator('#decision')).toContainText('判定には使いません');
  await desk.go('papers');
  await expect(page.locator('.paper__state')).toContainText(['いまのところ満たす']);
});

test('a day after the day of judging is said to be a plan, where it is entered and on the paper', async ({
  desk,
  page,
}) => {
  await desk.open();
  await desk.review(
    'sendai',
    'offsite',
    { ...ASKED, 'decision.board': 'approved', 'sendai.board_on': '令和8年12月20日' },
    DAY,
  );
  const said = '判定日より後の日です。まだ事実ではなく、予定です。';
  await expect(desk.field('sendai.board_on').locator('[data-later]')).toHaveText(said);
  await expect(desk.field('sendai.survey_on').locator('[data-later]')).toHaveCount(0);
  // What is planned by its own name needs no such word.
  await expect(desk.field('sendai.training.on').locator('[data-later]')).toHaveCount(0);
  const note = desk.field('finding.5-2.need').locator('.finding-note');
  await note.getByLabel('認定日').fill('2026-12-01');
  await expect(note.locator('[data-later]')).toHaveText(said);
  await page.locator('#decision').getByLabel('決定日').fill('2026-12-25');
  await expect(page.locator('#decision [data-later]')).toHaveText(said);
  await expect(desk.verdict()).toHaveAttribute('data-verdict', 'approvable');
  await desk.go('papers');
  const paper = page.locator('#paper');
  await expect(paper).toContainText('審査会の承認の日：令和8年12月20日（判定日より後。予定）');
  await expect(paper).toContainText('令和8年12月25日（判定日より後。予定）');
  await expect(paper).toContainText('調査の日：令和8年11月10日');
  await expect(paper).not.toContainText('R8.11.10');
  await desk.go('review');
  await page.locator('#as-of').fill('2026-12-26');
  await page.locator('#as-of').blur();
  // The contract is concluded later still.
  await expect(page.locator('[data-rendered]:has([data-later])')).toHaveCount(1);
  await expect(desk.field('contract.concluded_on').locator('[data-later]')).toHaveText(said);
});
