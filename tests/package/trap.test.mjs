// The core stops, or its memory is damaged: the answer is right, or there is none.

import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { ask, good, hirono, small, survivesOverflow } from '../common/support.mjs';

/** Every instance of the core, and what the next ones are to be. */
const instances = [];
let spoil = (instance) => instance;
const Instance = WebAssembly.Instance;
WebAssembly.Instance = function Hooked(...parts) {
  const instance = new Instance(...parts);
  instances.push(instance);
  return spoil(instance);
};
afterEach(() => {
  spoil = (instance) => instance;
});

const { loadSync } = await import('../../pkg/dist/index.js');
const engine = loadSync();
const rules = engine.ruleset(small());
const town = engine.ruleset(hirono());

function damage(byte = 0xff) {
  const { memory } = instances.at(-1).exports;
  new Uint8Array(memory.buffer).fill(byte);
}

/** Lets every instance made from now on trap in calls of these exports. */
function trapIn(...names) {
  spoil = (instance) => {
    const trap = () => {
      throw new WebAssembly.RuntimeError('unreachable');
    };
    const traps = Object.fromEntries(names.map((name) => [name, trap]));
    return { exports: { ...instance.exports, ...traps } };
  };
}

test('the hook sees the core', () => {
  assert.ok(instances.length > 0);
  assert.ok(instances.at(-1).exports.memory.buffer.byteLength > 0);
});

for (const byte of [0xff, 0x41]) {
  const hex = byte.toString(16);

  test(`a session goes on after its memory was filled with ${hex}`, () => {
    const session = rules.open(ask(good()));
    const other = rules.open(ask({ ...good(), ban: true }));
    session.set('scope.work', '入力');
    damage(byte);
    const before = instances.length;
    assert.deepEqual(session.set('count', 11), {
      verdict: 'not_approvable',
      changed: ['few.count'],
    });
    assert.ok(instances.length > before, 'the core was replaced');
    const answers = { ...good(), 'scope.work': '入力', count: 11 };
    assert.deepEqual(session.answers, answers);
    assert.deepEqual(session.report(), rules.check(ask(answers)));
    assert.equal(other.set('ban', false)?.verdict, 'approvable');
    assert.deepEqual(other.report(), rules.check(ask(good())));
    other.dispose();
    session.dispose();
  });

  test(`check is right after its memory was filled with ${hex}`, () => {
    const expected = town.check({ procedure: 'subcontract', asOf: '2026-11-22', answers: {} });
    damage(byte);
    assert.deepEqual(
      town.check({ procedure: 'subcontract', asOf: '2026-11-22', answers: {} }),
      expected,
    );
  });

  test(`receipts, repairs and rulesets are right after memory was filled with ${hex}`, () => {
    const session = rules.open(ask({ ...good(), name: '' }, { stage: 'filed' }));
    const receipt = session.receipt();
    const repairs = session.toPass();
    damage(byte);
    assert.deepEqual(session.receipt(), receipt);
    damage(byte);
    assert.deepEqual(session.toPass(), repairs);
    damage(byte);
    assert.equal(engine.ruleset(small()).sha256, rules.sha256);
    damage(byte);
    assert.deepEqual(rules.verify(receipt, ask({ ...good(), name: '' }, { stage: 'filed' })), {
      matches: true,
      differs: [],
    });
    damage(byte);
    session.dispose();
    assert.equal(rules.check(ask(good())).verdict, 'approvable');
  });

  test(`a mistake is still the caller's after memory was filled with ${hex}`, () => {
    const session = rules.open(ask(good()));
    damage(byte);
    assert.throws(() => session.set('kind', 'papre'), { code: 'unknown_choice', nearest: 'paper' });
    assert.equal(session.verdict, 'approvable');
    assert.deepEqual(session.answers, good());
  });
}

test('damage at every step of filling in a form is never seen', () => {
  const session = rules.open(ask({}));
  const answers = {};
  for (const [field, value] of Object.entries(good())) {
    damage();
    session.set(field, value);
    answers[field] = value;
    assert.deepEqual(session.report(), rules.check(ask(answers)));
  }
  assert.equal(session.verdict, 'approvable');
});

test('a core that stops again is an error, never an answer', () => {
  const session = rules.open(ask(good()));
  damage();
  trapIn('loadedruleset_open', 'opensession_judge');
  assert.throws(
    () => session.set('count', 11),
    (error) => {
      assert.equal(error.code, 'engine_failed');
      assert.ok(error.cause instanceof WebAssembly.RuntimeError);
      return true;
    },
  );
  // The form holds 11 now: no verdict without it may be given out as if it were of the form.
  assert.throws(() => session.verdict, { code: 'engine_failed' });
  assert.throws(() => session.report(), { code: 'engine_failed' });
  spoil = (instance) => instance;
  assert.equal(session.verdict, 'not_approvable');
  assert.deepEqual(session.report(), rules.check(ask({ ...good(), count: 11 })));
  assert.equal(session.set('count', 10)?.verdict, 'approvable');
});

test('an answer that was never accepted is refused once the core is back', () => {
  const session = rules.open(ask(good()));
  damage();
  trapIn('loadedruleset_open', 'opensession_judge', 'loadedruleset_read');
  assert.throws(() => session.set('kind', 'papre'), { code: 'engine_failed' });
  spoil = (instance) => instance;
  assert.throws(() => session.verdict, { code: 'unknown_choice', path: 'answers.kind' });
  const { kind: _, ...rest } = good();
  assert.deepEqual(session.answers, rest);
  session.set('kind', 'paper');
  assert.equal(session.verdict, 'approvable');
});

test('a core that cannot be made again is an error, until it can', () => {
  damage();
  spoil = () => {
    throw new RangeError('WebAssembly.Instance(): Out of memory');
  };
  assert.throws(() => rules.check(ask(good())), { code: 'engine_failed' });
  assert.throws(() => rules.check(ask(good())), { code: 'engine_failed' });
  spoil = (instance) => instance;
  assert.equal(rules.check(ask(good())).verdict, 'approvable');
});

test('a stack overflow is survived', () => survivesOverflow(rules));
