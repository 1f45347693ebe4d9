// Texts that state something, and say only that it is open or stands elsewhere: a note, no verdict.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadSync } from '../../pkg/dist/index.js';
import { jsonLines, lines, run, shodaku } from '../common/command.mjs';
import { text } from '../common/support.mjs';

const rules = loadSync().ruleset(text('rulesets/hirono.json'));
const LIST = 'scope.data_items';
const TEXT = 'subcontract.reason';
const request = (answers) => ({
  ruleset: 'hirono',
  procedure: 'subcontract',
  asOf: '2026-11-22',
  stage: 'filed',
  answers,
});

const VAGUE = [
  '未定',
  ' 未定です。',
  '「未定」',
  '（検討中）',
  '追って連絡予定',
  '後日提出とする',
  '同上',
  '別紙',
  '別紙のとおり',
  '別紙１の通りとします。',
  '添付資料を参照',
  '上記に同じ',
  'TBD',
  'ｔｂｄ',
  'To be  decided.',
  'see attached 3',
  'As above',
];
const CLEAR = [
  '未定の相手方を除く作業',
  '同上町の資料の印字',
  '別紙のとおり、氏名と住所',
  '別紙のとおり帳票を印字する。',
  '検討中の案をもとに封入する',
  '株式会社未定',
  'tbd株式会社',
  '-',
  '。',
  `${'別紙資料'.repeat(40)}のとおり`,
];

test('what only says that it is open is named, by the package and the command alike', () => {
  const requests = [...VAGUE, ...CLEAR].flatMap((said) => [
    request({ [TEXT]: said }),
    request({ [LIST]: [said, '未定'] }),
  ]);
  const reports = requests.map((one) => rules.check(one));
  const named = reports.map(({ vague }) => vague);
  assert.deepEqual(named, [
    ...VAGUE.flatMap(() => [[TEXT], [LIST]]),
    ...CLEAR.flatMap(() => [[], []]),
  ]);
  const printed = lines(shodaku(['check', '--jsonl', '-'], jsonLines(requests)));
  assert.deepEqual(
    printed,
    reports.map((one) => JSON.stringify(one)),
  );
});

test('they come in the order of the ruleset, and move no verdict', () => {
  const said = rules.check(request({ [TEXT]: '同上', 'subcontractor.name': '未定' }));
  const order = rules.ruleset.field.map(({ id }) => id).filter((id) => said.vague.includes(id));
  assert.deepEqual(said.vague, order);
  assert.equal(said.vague.length, 2);
  const clear = rules.check(request({ [TEXT]: '繁忙期のため', 'subcontractor.name': '甲社' }));
  assert.deepEqual([clear.vague, { ...clear, vague: said.vague }], [[], said]);
});

test('where a route decides, nothing is named', () => {
  const answers = { [TEXT]: '未定', 'contract.consent_clauses': [] };
  const { verdict, vague } = rules.check(request(answers));
  assert.deepEqual([verdict, vague], ['not_regulated', []]);
});

test('a session says when it has changed, and says the same as a check', () => {
  const session = rules.open(request({ [TEXT]: '繁忙期のため' }));
  const { verdict } = session;
  assert.deepEqual(session.set(TEXT, '未定'), { verdict, changed: [] });
  assert.deepEqual(session.report().vague, [TEXT]);
  assert.equal(session.set(TEXT, '同上'), undefined, 'it is as vague as before');
  assert.deepEqual(session.report(), rules.check(request({ [TEXT]: '同上' })));
  assert.deepEqual(session.set(TEXT, '閑散期のため'), { verdict, changed: [] });
  assert.deepEqual(session.report().vague, []);
  session.dispose();
});

test('the command says it in words', () => {
  const told = run(['check', '-'], JSON.stringify(request({ [TEXT]: '別紙のとおり' })));
  assert.match(told.stdout, /未定・別紙のとおりなど[^\n]*\n *「再委託する理由」/);
});
