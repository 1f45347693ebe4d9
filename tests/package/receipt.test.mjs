// A receipt proves what was judged, and says nothing about the answers.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { loadSync } from '../../pkg/dist/index.js';
import { below, lines, shodaku } from '../common/command.mjs';
import { ask, good, small, text } from '../common/support.mjs';

const engine = loadSync();
const rules = engine.ruleset(small());
const receipt = rules.open(ask(good())).receipt();

test('it names what was judged, by what, as hashes', () => {
  assert.deepEqual(Object.keys(receipt), [
    'schema',
    'engine',
    'ruleset',
    'procedure',
    'stage',
    'asOf',
    'reference',
    'verdict',
    'answersSha256',
    'reportSha256',
  ]);
  assert.deepEqual(receipt.ruleset, { id: 'small', version: '1', sha256: rules.sha256 });
  assert.equal(receipt.verdict, 'approvable');
  for (const hash of [receipt.answersSha256, receipt.reportSha256])
    assert.match(hash, /^[0-9a-f]{64}$/);
  assert.ok(!JSON.stringify(receipt).includes('山田'));
});

test('the same answers give the same receipt, in whatever order and width', () => {
  const typed = { year: '令和8年度', ...good(), count: '１０', name: ' 山田 ' };
  const session = rules.open(ask({}));
  for (const [field, value] of Object.entries(typed).reverse()) session.set(field, value);
  assert.deepEqual(session.receipt(), receipt);
  assert.deepEqual(rules.verify(receipt, ask(typed)), { matches: true, differs: [] });
});

test('verify says which part differs', () => {
  const changed = rules.verify(receipt, ask({ ...good(), name: '鈴木' }));
  assert.deepEqual(changed, { matches: false, differs: ['answersSha256'] });
  const failing = rules.verify(receipt, ask({ ...good(), count: 11 }));
  assert.deepEqual(failing.differs, ['verdict', 'answersSha256', 'reportSha256']);
  const other = { ...receipt, ruleset: { ...receipt.ruleset, version: '2' } };
  assert.deepEqual(rules.verify(other, ask(good())).differs, ['ruleset.version']);
});

test('every case has the receipt that it has natively', () => {
  const [, ...known] = lines(readFileSync(below('tests/data/receipts.tsv'), 'utf8'));
  const ids = [...new Set(known.map((line) => line.split('\t', 1)[0]))];
  const made = ids.flatMap((id) => {
    const town = engine.ruleset(text(`rulesets/${id}.json`));
    const printed = shodaku(['rulesets', 'test', '--requests', below(`src/rulesets/${id}.toml`)]);
    return lines(printed).map((line) => {
      const { answersSha256, reportSha256 } = town.open(JSON.parse(line)).receipt();
      return [id, answersSha256.slice(0, 12), reportSha256.slice(0, 12)].join('\t');
    });
  });
  assert.ok(made.length > 1500);
  assert.deepEqual(
    made,
    known.map((line) => line.split('\t').slice(0, 3).join('\t')),
  );
});

const salt = '3f9a0c71d2e845b6a1c09f7e5d8b2a64';
const salted = rules.open(ask(good())).receipt({ salt });

test('a salt is in both hashes, and nowhere else', () => {
  const { answersSha256, reportSha256, ...rest } = salted;
  const { answersSha256: answers, reportSha256: report, ...plain } = receipt;
  assert.deepEqual(rest, plain);
  assert.notEqual(answersSha256, answers);
  assert.notEqual(reportSha256, report);
  assert.ok(!JSON.stringify(salted).includes(salt));
  assert.deepEqual(rules.open(ask(good())).receipt({}), receipt);
  assert.deepEqual(rules.open(ask(good())).receipt({ salt: undefined }), receipt);
});

test('a salted receipt is verified by its salt, and by no other', () => {
  const verify = (options) => rules.verify(salted, ask(good()), options).differs;
  assert.deepEqual(verify({ salt }), []);
  for (const other of [undefined, {}, { salt: 'x' }, { salt: `${salt} ` }]) {
    assert.deepEqual(verify(other), ['answersSha256', 'reportSha256']);
  }
  const changed = rules.verify(salted, ask({ ...good(), name: '鈴木' }), { salt });
  assert.deepEqual(changed.differs, ['answersSha256']);
});

test('with a salt answers cannot be tried out, without one they can', () => {
  const brought = rules.open(ask({ ...good(), kind: 'disc', day: '2026-11-23' }));
  const tried = (hash) =>
    ['paper', 'disc', null].filter((kind) => {
      const session = rules.open(ask({ ...good(), kind, day: '2026-11-23' }));
      return Object.values(session.receipt()).includes(hash);
    });
  for (const part of ['answersSha256', 'reportSha256']) {
    assert.deepEqual(tried(brought.receipt()[part]), ['disc'], part);
    assert.deepEqual(tried(brought.receipt({ salt })[part]), [], part);
  }
});

test('a salt is a text of some length', () => {
  const session = rules.open(ask(good()));
  for (const wrong of ['', 'x'.repeat(1001), '\ud842', 5, {}, [salt]]) {
    for (const call of [
      () => session.receipt({ salt: wrong }),
      () => rules.verify(salted, ask(good()), { salt: wrong }),
    ]) {
      assert.throws(call, { code: 'wrong_type', path: 'salt' });
    }
  }
  assert.throws(() => session.receipt(salt), { code: 'wrong_type', path: 'options' });
  assert.throws(() => session.receipt({ slat: salt }), { code: 'unknown_key', nearest: 'salt' });
  for (const odd of ['塩', 'a\0b', '"', '\n']) {
    const receipt = session.receipt({ salt: odd });
    assert.deepEqual(rules.verify(receipt, ask(good()), { salt: odd }).differs, []);
  }
});

test('a salted receipt has the hashes that it has natively', () => {
  const town = engine.ruleset(text('rulesets/hirono.json'));
  const asked = { procedure: 'subcontract', asOf: '2026-11-22' };
  const session = town.open({
    ...asked,
    answers: { 'scope.work': '封入', 'scope.record_count': 10 },
  });
  const { answersSha256, reportSha256 } = session.receipt({ salt: '塩' });
  // tests/engine/receipts.rs has the same.
  const natively = ['657097b4d491', '0d094813ecd0'];
  assert.deepEqual([answersSha256.slice(0, 12), reportSha256.slice(0, 12)], natively);
});

test('a receipt that went through JSON is the same', () => {
  const sent = JSON.parse(JSON.stringify(receipt));
  assert.deepEqual(rules.verify(sent, ask(good())), { matches: true, differs: [] });
});

test('what is no receipt is refused', () => {
  const cyclic = { ...receipt };
  cyclic.ruleset = cyclic;
  for (const brought of [
    null,
    undefined,
    'x',
    {},
    [],
    { ...receipt, extra: 1 },
    { ...receipt, verdict: 5 },
    { ...receipt, ruleset: 'small' },
    cyclic,
    () => {},
  ]) {
    assert.throws(() => rules.verify(brought, ask(good())), {
      name: 'ShodakuError',
      code: 'bad_receipt',
    });
  }
});

test('a receipt is of what was typed last, whatever of it decides anything', () => {
  const session = rules.open(ask(good()));
  const says = (name) => {
    session.set('name', name);
    const fresh = rules.open(ask({ ...good(), name }));
    assert.deepEqual(session.receipt(), fresh.receipt(), JSON.stringify(name));
    assert.deepEqual(session.toPass(), fresh.toPass());
    assert.deepEqual(session.report(), fresh.report());
    fresh.dispose();
  };
  for (const name of [
    '株',
    '株式',
    '株式会社',
    '',
    '株式会社',
    '　 ',
    'A',
    'Ａ',
    '\uFEFF',
    '\u0085',
    'あ'.repeat(33_000),
    'x',
    null,
    'y',
  ]) {
    says(name);
  }
  assert.equal(session.set('name', 'z'), undefined);
  assert.throws(() => session.set('name', 'z\0'), { code: 'bad_text', path: 'answers.name' });
  assert.throws(() => session.set('name', 'あ'.repeat(40_000)), { code: 'too_large' });
  assert.equal(session.answers.name, 'z');
  says('w');
});
