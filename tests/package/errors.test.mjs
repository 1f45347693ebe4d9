// Whatever is not understood is refused, with its place, and never guessed at.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadSync, ShodakuError } from '../../pkg/dist/index.js';
import { ask, good, small } from '../common/support.mjs';

const engine = loadSync();
const rules = engine.ruleset(small());

function refused(call, expected) {
  assert.throws(call, (error) => {
    assert.ok(error instanceof ShodakuError, String(error));
    assert.ok(error instanceof Error);
    assert.equal(error.name, 'ShodakuError');
    assert.ok(error.message.length > 0);
    for (const [key, value] of Object.entries(expected)) assert.deepEqual(error[key], value, key);
    return true;
  });
}

const requests = [
  [
    'an unknown field that is blank',
    { answers: { naem: null } },
    { code: 'unknown_field', nearest: 'name' },
  ],
  [
    'a procedure',
    { procedure: 'aks' },
    { code: 'unknown_procedure', path: 'procedure', nearest: 'ask' },
  ],
  [
    'a field',
    { answers: { naem: 'x' } },
    { code: 'unknown_field', path: 'answers.naem', nearest: 'name' },
  ],
  [
    'a shared field',
    { answers: { 'scope.wrok': 'x' } },
    { code: 'unknown_field', nearest: 'scope.work' },
  ],
  ['a key', { asof: '2026-11-22' }, { code: 'unknown_key', path: 'asof', nearest: 'asOf' }],
  [
    'an option',
    { answers: { kind: 'papre' } },
    {
      code: 'unknown_choice',
      path: 'answers.kind',
      nearest: 'paper',
      message: '`answers.kind` needs an option: `paper`, `disc`; did you mean `paper`?',
    },
  ],
  [
    'one of several options',
    { answers: { parts: ['a', 'z'] } },
    { code: 'unknown_choice', path: 'answers.parts' },
  ],
  [
    'a decision',
    { answers: { 'decision.board': 'yes' } },
    {
      code: 'unknown_choice',
      path: 'answers.decision.board',
      message:
        '`answers.decision.board` needs an option: `approved`, `rejected`, `pending`, `not_sought`',
    },
  ],
  ['another ruleset', { ruleset: 'hirono' }, { code: 'unknown_ruleset', path: 'ruleset' }],
  ['a stage', { stage: 'done' }, { code: 'bad_stage', path: 'stage' }],
  ['an asker', { by: 'contract' }, { code: 'bad_supplier', path: 'by' }],
  ['a day', { asOf: '2026-02-30' }, { code: 'bad_date', path: 'asOf' }],
  ['a day with its time', { asOf: '2026-11-22T00:00:00Z' }, { code: 'bad_date', path: 'asOf' }],
  ['no day', { asOf: undefined }, { code: 'missing_key', path: 'asOf' }],
  [
    'what is not theirs to give',
    { by: 'applicant', answers: { ban: true } },
    { code: 'not_yours', path: 'answers.ban' },
  ],
  ['a number for a boolean', { answers: { ban: 1 } }, { code: 'wrong_type', path: 'answers.ban' }],
  [
    'a word for a boolean',
    { answers: { ban: 'true' } },
    { code: 'wrong_type', path: 'answers.ban' },
  ],
  ['a number for a text', { answers: { name: 5 } }, { code: 'wrong_type', path: 'answers.name' }],
  [
    'a text for a list',
    { answers: { items: '氏名' } },
    { code: 'wrong_type', path: 'answers.items' },
  ],
  ['a list of numbers', { answers: { items: [1] } }, { code: 'wrong_type', path: 'answers.items' }],
  [
    'an object',
    { answers: { name: { toJSON: () => 'x' } } },
    { code: 'wrong_type', path: 'answers.name' },
  ],
  ['a date object', { answers: { day: new Date() } }, { code: 'wrong_type', path: 'answers.day' }],
  ['a function', { answers: { name: () => 'x' } }, { code: 'wrong_type', path: 'answers.name' }],
  [
    'not a number',
    { answers: { count: Number.NaN } },
    { code: 'wrong_type', path: 'answers.count' },
  ],
  [
    'infinity',
    { answers: { count: Number.POSITIVE_INFINITY } },
    { code: 'wrong_type', path: 'answers.count' },
  ],
  ['a big integer', { answers: { count: 1n } }, { code: 'wrong_type', path: 'answers.count' }],
  ['NUL', { answers: { name: 'a\0b' } }, { code: 'bad_text', path: 'answers.name' }],
  [
    'half a surrogate pair',
    { answers: { name: 'a\ud842' } },
    { code: 'bad_text', path: 'answers.name' },
  ],
  [
    'half a pair in a list',
    { answers: { items: ['\udfb7'] } },
    { code: 'bad_text', path: 'answers.items' },
  ],
  [
    'a text too long',
    { answers: { name: 'あ'.repeat(40_000) } },
    { code: 'too_large', path: 'answers.name' },
  ],
  [
    'a list too long',
    { answers: { items: Array(1001).fill('x') } },
    { code: 'too_large', path: 'answers.items' },
  ],
  [
    'a list said to be very long',
    { answers: { items: Array(2 ** 32 - 1) } },
    { code: 'too_large' },
  ],
  [
    'a map of answers',
    { answers: new Map([['name', 'x']]) },
    { code: 'wrong_type', path: 'answers' },
  ],
  ['a list of answers', { answers: ['x'] }, { code: 'wrong_type', path: 'answers' }],
  ['a function for an asker', { by: () => 'applicant' }, { code: 'wrong_type', path: 'by' }],
  ['a number for a procedure', { procedure: 5 }, { code: 'wrong_type', path: 'procedure' }],
  [
    'a prototype as an answer',
    { answers: JSON.parse('{"__proto__": "x"}') },
    { code: 'unknown_field', path: 'answers.__proto__' },
  ],
  [
    'a prototype as a key',
    JSON.parse('{"__proto__": {"by": "officer"}}'),
    { code: 'unknown_key', path: '__proto__' },
  ],
  ['constructor as a field', { answers: { constructor: 'x' } }, { code: 'unknown_field' }],
];

for (const [what, change, expected] of requests) {
  test(`a request with ${what} wrong is refused`, () => {
    const request = { ...ask(good()), ...change };
    if (Object.hasOwn(change, '__proto__')) {
      Object.defineProperty(request, '__proto__', { value: {}, enumerable: true });
    }
    refused(() => rules.check(request), expected);
    refused(() => rules.open(request), expected);
  });
}

test('a request is an object', () => {
  for (const request of [null, undefined, 'ask', 5, [], () => {}]) {
    refused(() => rules.check(request), { code: 'wrong_type', path: '' });
  }
  const cyclic = ask({});
  cyclic.procedure = cyclic;
  refused(() => rules.check(cyclic), { code: 'wrong_type', path: 'procedure' });
});

test('options that are not understood are refused', () => {
  const session = rules.open(ask(good()));
  for (const [options, expected] of [
    [{ lnag: 'en' }, { code: 'unknown_key', path: 'lnag', nearest: 'lang' }],
    [
      { lang: 'en', asOf: '2026-11-22' },
      { code: 'unknown_key', path: 'asOf' },
    ],
    ['en', { code: 'wrong_type', path: 'options' }],
    [null, { code: 'wrong_type', path: 'options' }],
    [['en'], { code: 'wrong_type', path: 'options' }],
    [{ lang: 5 }, { code: 'wrong_type', path: 'lang' }],
    [
      { lang: 'fr' },
      {
        code: 'unknown_choice',
        path: 'lang',
        message: 'there is no locale `fr`; write `ja` or `en`',
      },
    ],
  ]) {
    refused(() => rules.check(ask(good()), options), expected);
    refused(() => session.report(options), expected);
  }
  for (const options of [undefined, {}, { lang: undefined }, { lang: 'ja' }]) {
    assert.deepEqual(session.report(options), rules.check(ask(good())));
  }
});

test('an alias of the ruleset will do, and so will no name', () => {
  assert.equal(rules.check(ask(good(), { ruleset: 'tiny' })).verdict, 'approvable');
  assert.equal(rules.check(ask(good(), { ruleset: 'small' })).verdict, 'approvable');
});

test('a request is read once', () => {
  let reads = 0;
  const answers = {
    ...good(),
    get name() {
      reads += 1;
      return reads === 1 ? '山田' : 5;
    },
  };
  assert.equal(rules.check(ask(answers)).verdict, 'approvable');
});

test('a value that session.set refuses leaves the answer before', () => {
  const session = rules.open(ask(good()));
  for (const [field, value, code] of [
    ['kind', 'papre', 'unknown_choice'],
    ['naem', 'x', 'unknown_field'],
    ['ban', 'no', 'wrong_type'],
    ['count', Number.NaN, 'wrong_type'],
    ['name', '\ud842', 'bad_text'],
    ['name', 'a\0', 'bad_text'],
    ['name', {}, 'wrong_type'],
    ['__proto__', 'x', 'unknown_field'],
    ['toString', 'x', 'unknown_field'],
  ]) {
    refused(() => session.set(field, value), { code });
    assert.equal(session.verdict, 'approvable');
  }
  assert.deepEqual(session.answers, good());
  assert.deepEqual(session.report(), rules.check(ask(good())));
});

function bad(change, expected = {}) {
  const ruleset = small();
  change(ruleset);
  refused(() => engine.ruleset(ruleset), { code: 'bad_ruleset', ...expected });
}

test('every mistake in a ruleset is listed, with its place', () => {
  const ruleset = small();
  ruleset.ruleset.format = 2;
  ruleset.field[0].type = 'bool';
  ruleset.condition[0].limb[0] = { id: 'x', statde: 'name' };
  assert.throws(
    () => engine.ruleset(ruleset),
    (error) => {
      const paths = error.errors.map(({ path }) => path);
      for (const path of ['ruleset.format', 'field[0].type', 'condition[0].limb[0].statde']) {
        assert.ok(paths.includes(path), `${path} of ${paths}`);
      }
      assert.ok(error.errors.every(({ message }) => message.length > 0));
      return error.code === 'bad_ruleset';
    },
  );
});

test('a document saved with a byte order mark is read', () => {
  const json = JSON.stringify(small());
  assert.equal(engine.ruleset(`\uFEFF${json}`).sha256, rules.sha256);
  refused(() => engine.ruleset(`\uFEFF\uFEFF${json}`), { code: 'bad_json' });
});

test('a ruleset of another shape is refused', () => {
  for (const value of [null, undefined, 5, true, [], () => {}, Symbol('x'), new Map()]) {
    refused(() => engine.ruleset(value), { code: 'bad_ruleset' });
  }
  for (const value of ['null', '5', '[]', '{}']) {
    refused(() => engine.ruleset(value), { code: 'bad_ruleset' });
  }
  for (const value of ['', '{', 'undefined', '{"a":1}x']) {
    refused(() => engine.ruleset(value), { code: 'bad_json' });
  }
  for (const half of ['\ud842', '\\ud842']) {
    const text = JSON.stringify(small()).replace('小町', half);
    refused(() => engine.ruleset(text), { code: 'bad_ruleset' });
  }
});

test('a ruleset that cannot be JSON is refused', () => {
  bad((ruleset) => {
    ruleset.self = ruleset;
  });
  bad((ruleset) => {
    ruleset.ruleset.format = 1n;
  });
  bad((ruleset) => {
    Object.defineProperty(ruleset, 'route', {
      enumerable: true,
      get() {
        throw new Error('no');
      },
    });
  });
});

test('a ruleset that is too deep or too large is refused in bounded time', () => {
  const started = performance.now();
  let deep = { yes: 'ban' };
  for (let level = 0; level < 100_000; level++) deep = { not: deep };
  bad((ruleset) => {
    ruleset.route[0].when = deep;
  });
  refused(() => engine.ruleset('['.repeat(1_000_000)), { code: 'bad_json' });
  for (const [open, close] of [
    ['[', ']'],
    ['{"a":', '}'],
  ]) {
    const text = `${open.repeat(100_000)}1${close.repeat(100_000)}`;
    assert.throws(
      () => engine.ruleset(JSON.stringify(small()).replace('{', `{"x":${text},`)),
      ({ code }) => code === 'bad_ruleset' || code === 'bad_json',
    );
  }
  bad((ruleset) => {
    let when = { yes: 'ban' };
    for (let level = 0; level < 30; level++) when = { not: when };
    ruleset.route[0].when = when;
  });
  refused(() => engine.ruleset(`"${'x'.repeat(4 << 20)}"`), { code: 'bad_ruleset' });
  refused(() => engine.ruleset(`"${'あ'.repeat((4 << 20) / 3)}"`), { code: 'bad_ruleset' });
  bad((ruleset) => {
    ruleset.ruleset.source = { ja: 'x'.repeat(5 << 20) };
  });
  bad((ruleset) => {
    ruleset.condition[0].limb = Array.from({ length: 3000 }, (_, at) => ({
      id: `l${at}`,
      stated: 'name',
    }));
  });
  assert.ok(performance.now() - started < 10_000);
});

test('a ruleset cannot reach a prototype', () => {
  bad((ruleset) => {
    Object.defineProperty(ruleset, '__proto__', { value: { x: 1 }, enumerable: true });
  });
  refused(() => engine.ruleset(JSON.stringify(small()).replace('{', '{"__proto__":{"x":1},')), {
    code: 'bad_ruleset',
  });
  bad((ruleset) => {
    Object.defineProperty(ruleset.field[0].label, '__proto__', { value: 'x', enumerable: true });
  });
  bad((ruleset) => {
    ruleset.field[0].id = '__proto__';
  });
  assert.equal({}.x, undefined);
  const named = small();
  named.field.push({ id: 'constructor', type: 'text', supplier: 'applicant', label: { ja: 'c' } });
  named.condition[0].limb[0] = { id: 'valueof', stated: 'constructor' };
  const report = engine.ruleset(named).check(ask({}));
  assert.deepEqual(report.issues[0].fields, ['constructor']);
});

test('a ruleset is copied: changing it afterwards changes nothing', () => {
  const ruleset = small();
  const loaded = engine.ruleset(ruleset);
  ruleset.condition[1].limb[0].message.ja = '別';
  const report = loaded.check(ask({ ...good(), count: 11 }));
  assert.equal(report.issues[0].message, '件数が多すぎます。');
  assert.throws(() => {
    loaded.ruleset.field[0].label.ja = '別';
  }, TypeError);
});

test('a report belongs to the caller', () => {
  const session = rules.open(ask(good()));
  session.report().conditions.length = 0;
  session.report().notUsed.push('x');
  assert.deepEqual(session.report(), rules.check(ask(good())));
});
