// What a request carries that decides nothing: its reference, its context, and the descriptions
// that an official will look for.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadSync } from '../../pkg/dist/index.js';
import { jsonLines, lines, run, shodaku } from '../common/command.mjs';
import { text } from '../common/support.mjs';

const engine = loadSync();
const rules = engine.ruleset(text('rulesets/hirono.json'));
const request = {
  ruleset: 'hirono',
  procedure: 'takeout',
  asOf: '2026-11-22',
  stage: 'draft',
  answers: { 'scope.record_count': 12 },
};
/** The same request, with particulars. */
const withThem = {
  ...request,
  reference: '令和8年 受付第12号「帳票」',
  context: {
    契約名: '住民健診データ入力業務',
    添付: ['契約書案.pdf', 'a\u2028b'],
    2: '二',
    1: '一',
    空: '',
    無: null,
    ...JSON.parse('{"__proto__": "<b>"}'),
  },
};

test('the report says them as given, blanks apart, and the command says the same', () => {
  const report = rules.check(withThem);
  assert.equal(report.reference, withThem.reference);
  assert.deepEqual(Object.entries(report.context), [
    ['1', '一'],
    ['2', '二'],
    ['契約名', '住民健診データ入力業務'],
    ['添付', ['契約書案.pdf', 'a\u2028b']],
    ['__proto__', '<b>'],
  ]);
  assert.equal(Object.getPrototypeOf(report.context), Object.prototype);
  const json = JSON.stringify(report);
  const line = lines(shodaku(['check', '--jsonl', '-'], jsonLines([withThem])))[0];
  assert.equal(line, json);
  const one = shodaku(['check', '--format', 'json', '-'], JSON.stringify(withThem));
  assert.equal(JSON.stringify(JSON.parse(one)), json);
});

test('they decide nothing', () => {
  const { reference, context, ...rest } = rules.check(withThem);
  const { reference: none, context: empty, ...bare } = rules.check(request);
  assert.deepEqual(rest, bare);
  assert.deepEqual([none, empty], [null, {}]);
  assert.deepEqual(rules.check({ ...request, reference: '', context: null }).reference, null);
});

test('a session keeps them, its copy too, and every side of a comparison has them', () => {
  const session = rules.open(withThem);
  session.set('scope.record_count', 13);
  for (const one of [session, session.copy()]) {
    assert.equal(one.report().reference, withThem.reference);
    assert.deepEqual(Object.keys(one.report().context).length, 5);
  }
  const sendai = engine.ruleset(text('rulesets/sendai.json'));
  for (const { report } of engine.compare([rules, sendai], withThem).rulesets) {
    assert.equal(report.reference, withThem.reference);
  }
});

test('the receipt is of that reference, and says nothing of the context', () => {
  const receipt = rules.open(withThem).receipt();
  assert.equal(receipt.reference, withThem.reference);
  assert.ok(!JSON.stringify(receipt).includes('住民健診'));
  const bare = rules.open(request).receipt();
  assert.deepEqual({ ...receipt, reference: null }, bare);
  assert.deepEqual(rules.verify(receipt, withThem), { matches: true, differs: [] });
  assert.deepEqual(rules.verify(receipt, { ...withThem, context: {} }).differs, []);
  for (const reference of [undefined, '受付第13号']) {
    assert.deepEqual(rules.verify(receipt, { ...withThem, reference }).differs, ['reference']);
  }
});

test('a brief line and a text for reading say which case it is', () => {
  const [brief] = lines(shodaku(['check', '--jsonl', '--brief', '-'], jsonLines([withThem])));
  assert.ok(brief.startsWith(`{"reference":${JSON.stringify(withThem.reference)},"verdict":`));
  const said = shodaku(['check', '-'], JSON.stringify(withThem));
  assert.match(said, /受付番号・件名: 令和8年 受付第12号「帳票」\n/u);
  assert.match(said, /契約名: 住民健診データ入力業務\n添付: 契約書案.pdf/u);
});

test('what is no reference or context is refused alike, by code, place and words', () => {
  const many = Object.fromEntries(Array.from({ length: 1001 }, (_, at) => [`項${at}`, 'x']));
  const refused = [
    [{ reference: 12 }, 'wrong_type', 'reference'],
    [{ reference: 'あ'.repeat(1001) }, 'too_large', 'reference'],
    [{ context: 'x' }, 'wrong_type', 'context'],
    [{ context: ['x'] }, 'wrong_type', 'context'],
    [{ context: { 金額: 1200 } }, 'wrong_type', 'context.金額'],
    [{ context: { 添付: ['a', 1] } }, 'wrong_type', 'context.添付'],
    [{ context: { 添付: { a: 'b' } } }, 'wrong_type', 'context.添付'],
    [{ context: { 長: 'あ'.repeat(100_000) } }, 'too_large', 'context'],
    [{ context: { 添付: Array(1001).fill('') } }, 'too_large', 'context'],
    [{ context: many }, 'too_large', 'context'],
  ];
  const printed = lines(
    run(
      ['check', '--jsonl', '-'],
      jsonLines(refused.map(([change]) => ({ ...request, ...change }))),
    ).stdout,
  );
  refused.forEach(([change, code, path], at) => {
    assert.throws(
      () => rules.check({ ...request, ...change }),
      (error) => {
        assert.deepEqual([error.code, error.path], [code, path]);
        const { error: natively } = JSON.parse(printed[at]);
        assert.deepEqual(
          [natively.code, natively.path, natively.message],
          [code, path, error.message],
        );
        return true;
      },
    );
  });
  assert.equal(rules.check({ ...request, reference: 'あ'.repeat(1000) }).reference.length, 1000);
  for (const change of [{ reference: '\ud800' }, { context: { a: '\udfff' } }]) {
    assert.throws(() => rules.check({ ...request, ...change }), { code: 'bad_text' });
  }
  const twice = '{"ruleset":"hirono","procedure":"takeout","asOf":"2026-11-22",';
  const repeated = `${twice}"context":{"a":null,"a":"y"}}\n${twice}"reference":"a","reference":"b"}\n`;
  const errors = lines(run(['check', '--jsonl', '-'], repeated).stdout);
  assert.deepEqual(
    errors.map((line) => JSON.parse(line).error.message),
    ['`context.a` is given twice', '`reference` is given twice'],
  );
});

test('a list that says another length each time it is asked is read once', () => {
  let asked = 0;
  const odd = new Proxy(['a', 'b'], {
    get: (list, key) => (key === 'length' ? [2, 9e9][asked++] : list[key]),
  });
  const { context } = rules.check({ ...request, context: { 添付: odd } });
  assert.deepEqual(context, { 添付: ['a', 'b'] });
});

test('blank descriptions behind a finding that is awaited are its evidence', () => {
  const { evidence, stillNeeded } = rules.check(request);
  assert.deepEqual(evidence.includes('takeout.reason'), true, evidence.join());
  const evidential = evidence.filter((field) => Object.values(stillNeeded).flat().includes(field));
  assert.deepEqual(evidential, [], 'what decides is not evidence');

  const session = rules.open(request);
  const [finding] = rules.ruleset.condition
    .flatMap(({ limb }) => limb)
    .filter(({ supports }) => supports?.includes('takeout.reason'))
    .map(({ found }) => found);
  assert.deepEqual(session.set('takeout.reason', ' ―'), undefined, 'nothing is stated');
  assert.deepEqual(session.set('takeout.reason', '打合せ'), {
    verdict: 'undetermined',
    changed: [],
  });
  assert.ok(!session.report().evidence.includes('takeout.reason'));
  assert.equal(session.set('takeout.reason', '打合せのため'), undefined);
  session.set('takeout.reason', '');
  assert.ok(session.report().evidence.includes('takeout.reason'));
  session.set(finding, true);
  assert.ok(!session.report().evidence.includes('takeout.reason'), 'the finding is recorded');
});

test('what is settled by a route asks for no evidence', () => {
  const sent = { 'contract.consent_clauses': [] };
  const { verdict, evidence } = rules.check({ ...request, answers: sent });
  assert.deepEqual([verdict, evidence], ['not_regulated', []]);
});
