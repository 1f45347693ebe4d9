// Rulesets, translations and requests made to do harm: each ends in an error that says what is
// wrong, in bounded time and memory. Natively: tests/engine/hostile.rs; what is merely wrong:
// errors.test.mjs.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { instances, loadSync, ShodakuError } from '../common/instances.mjs';
import { ask, good, small } from '../common/support.mjs';

const engine = loadSync();
const rules = engine.ruleset(small());

/** No bound on speed, only a guard against work that never ends. */
const HANG = { timeout: 60_000 };
const text = (ja = '文') => ({ ja });
const named = (count, make) => Array.from({ length: count }, (_, at) => make(at));

after(() => {
  // A core's memory never shrinks: nothing here may have made it grow.
  for (const { exports } of instances) {
    assert.ok(exports.memory.buffer.byteLength < 192 << 20, `${exports.memory.buffer.byteLength}`);
  }
  assert.equal(instances.length, 1, 'no core has stopped');
  assert.equal(rules.check(ask(good())).verdict, 'approvable');
  assert.equal({}.polluted, undefined);
});

function refused(call, code, path, message) {
  assert.throws(call, (error) => {
    assert.ok(error instanceof ShodakuError, String(error));
    assert.equal(error.code, code, error.message);
    if (path !== undefined) assert.equal(error.path, path);
    if (message !== undefined) assert.match(error.message, message);
    assert.ok(error.message.length < 1000, 'the message is short');
    assert.ok((error.errors ?? []).length <= 100, 'the mistakes are few');
    return true;
  });
}

/** The mistakes of `small` with a change made to it, as lines. */
function mistakes(change) {
  const ruleset = small();
  change(ruleset);
  let lines = [];
  refused(() => {
    try {
      engine.ruleset(ruleset);
    } catch (error) {
      lines = (error.errors ?? []).map(({ path, message }) => `${path}: ${message}`);
      throw error;
    }
  }, 'bad_ruleset');
  return lines;
}

const one = (change, line) => assert.deepEqual(mistakes(change), [line]);

// --- rulesets --------------------------------------------------------------------------------

test('predicates nest to 24 and no deeper', HANG, () => {
  const nested = (depth, operator) => {
    let when = { yes: 'ban' };
    for (let level = 0; level < depth; level++) {
      when = { [operator]: operator === 'all' || operator === 'any' ? [when] : when };
    }
    return when;
  };
  for (const operator of ['not', 'else_reading', 'all', 'any']) {
    const ruleset = small();
    ruleset.route[0].when = nested(24, operator);
    engine.ruleset(ruleset);
    const [line, ...others] = mistakes((ruleset) => {
      ruleset.route[0].when = nested(26, operator);
    });
    assert.match(line, /: predicates nest deeper than 24$/);
    assert.deepEqual(others, []);
    refused(() => {
      ruleset.route[0].when = nested(10_000, operator);
      engine.ruleset(ruleset);
    }, 'bad_ruleset');
  }
});

test('thousands of procedures that all list everything are refused', HANG, () => {
  const many = /more than 20000 predicates and names$/;
  const procedures = (count, lists) =>
    named(count, (at) => ({ id: `p${at}`, title: text(), ...lists }));
  for (const [what, change] of Object.entries({
    limbs(ruleset) {
      ruleset.condition[0].limb = named(2000, (at) => ({ id: `l${at}`, stated: 'name' }));
      ruleset.procedure = procedures(2000, { conditions: ['named'] });
    },
    conditions(ruleset) {
      const [condition] = ruleset.condition;
      ruleset.condition = named(400, (at) => ({ ...condition, id: `c${at}` }));
      const conditions = ruleset.condition.map(({ id }) => id);
      ruleset.procedure = procedures(900, { conditions });
    },
    duties(ruleset) {
      ruleset.duty = named(400, (at) => ({ id: `d${at}`, clause: '第1条', message: text() }));
      ruleset.procedure = procedures(900, { duties: ruleset.duty.map(({ id }) => id) });
    },
    supports(ruleset) {
      const supports = Array(50).fill('name');
      ruleset.condition[0].limb = named(2000, (at) => ({
        id: `l${at}`,
        found: 'finding.fit',
        supports,
      }));
    },
  })) {
    const lines = mistakes(change);
    assert.ok(
      lines.some((line) => many.test(line)),
      `${what}: ${lines[0]}`,
    );
  }
});

test('names nobody knows are looked up for the first mistakes alone', HANG, () => {
  const lines = mistakes((ruleset) => {
    const name = (at, letter) => `${at}${letter.repeat(55)}`;
    ruleset.field.push(
      ...named(1900, (at) => ({
        id: name(at, 'x'),
        type: 'boolean',
        supplier: 'officer',
        label: text(),
      })),
    );
    ruleset.condition[0].limb = named(2000, (at) => ({ id: `l${at}`, yes: name(at, 'y') }));
    ruleset.procedure = named(200, (at) => ({
      id: `p${at}`,
      title: text(),
      conditions: ['named'],
    }));
  });
  assert.equal(lines.length, 100);
  const keys = mistakes((ruleset) => {
    ruleset.condition = named(18, (table) =>
      Object.fromEntries(named(900, (at) => [`${table}-${at}${'x'.repeat(200)}`, 1])),
    );
  });
  assert.equal(keys.length, 100);
});

test('a table has 1000 keys and no more', HANG, () => {
  refused(
    () =>
      engine.ruleset({ ...small(), ...Object.fromEntries(named(10_000, (at) => [`k${at}`, 1])) }),
    'bad_ruleset',
    '',
    /more keys in a table/,
  );
  // Keys in the worst order for a list that is kept sorted.
  const keys = Object.fromEntries(named(990, (at) => [`z${9999 - at}`, 0]));
  const lines = mistakes((ruleset) => {
    ruleset.reading = named(400, () => keys);
  });
  assert.equal(lines.length, 100);
});

test('a choice has 64 options and no more', HANG, () => {
  const options = (count) => named(count, (at) => ({ value: `o${at}`, label: text() }));
  for (const [field, operator] of [
    [2, 'is'],
    [3, 'has'],
  ]) {
    for (const count of [65, 100, 2000]) {
      const lines = mistakes((ruleset) => {
        const { id } = ruleset.field[field];
        ruleset.field[field].options = options(count);
        ruleset.condition[0].limb[0] = { id: 'last', [operator]: [id, `o${count - 1}`] };
      });
      const rule = 'a choice has from 1 to 64 options, and nothing else has any';
      const expected = `field[${field}].options: ${rule}`;
      assert.ok(lines.includes(expected), lines.join('\n'));
    }
    const ruleset = small();
    const { id, type } = ruleset.field[field];
    ruleset.field[field].options = options(64);
    ruleset.route = [];
    ruleset.duty = [];
    ruleset.condition = [ruleset.condition[0]];
    ruleset.condition[0].limb[0] = { id: 'last', [operator]: [id, 'o63'] };
    ruleset.procedure[0] = { id: 'ask', title: text(), conditions: ['named'] };
    const loaded = engine.ruleset(ruleset);
    const answer = (option) => ({ [id]: type === 'choice' ? option : [option] });
    assert.equal(loaded.check(ask(answer('o63'))).verdict, 'approvable');
    assert.equal(loaded.check(ask(answer('o31'))).verdict, 'not_approvable');
    assert.equal(loaded.check(ask(answer('o0'))).verdict, 'not_approvable');
  }
});

test('ids and texts of a ruleset have a length', HANG, () => {
  const id = 'needs an id: lower-case letters, digits, `.`, `_` and `-`, at most 64';
  for (const wrong of ['a'.repeat(65), 'a'.repeat(1_000_000), 'a\0', 'é', ' a', '', null, 5, {}]) {
    one((ruleset) => {
      ruleset.ruleset.id = wrong;
    }, `ruleset.id: ${id}`);
  }
  const string = 'needs a text that is not blank, at most 10000 bytes';
  for (const wrong of ['', '\u3000', 'v'.repeat(10_001), 'あ'.repeat(3_334), 1, null, []]) {
    one((ruleset) => {
      ruleset.ruleset.version = wrong;
    }, `ruleset.version: ${string}`);
  }
  for (const odd of ['../..', '<script>', '\0', '\u001b[2J', '\u202e1', '💥', '__proto__', '$&']) {
    const ruleset = small();
    ruleset.ruleset.version = odd;
    const report = engine.ruleset(ruleset).check(ask(good()));
    assert.equal(report.ruleset.version, odd);
  }
});

test('numbers a ruleset cannot hold are refused', HANG, () => {
  for (const number of [2 ** 53, 1.5, -1, Number.NaN, Number.POSITIVE_INFINITY, 1e308]) {
    one((ruleset) => {
      ruleset.condition[1].limb[0].at_most[1] = number;
    }, 'condition[1].limb[0].at_most[1]: unknown field ``');
  }
  for (const number of ['1e400', '9007199254740993', '0.1e-7']) {
    const json = JSON.stringify(small()).replace('["count","ceiling"]', `["count",${number}]`);
    refused(() => engine.ruleset(json), 'bad_ruleset', 'condition[1].limb[0].at_most[1]');
  }
});

test('of a key given twice in JSON the last counts, as natively', HANG, () => {
  const json = JSON.stringify(small());
  const twice = json.replace('"version":"1"', '"version":"0","version":"1"');
  assert.notEqual(twice, json);
  assert.equal(engine.ruleset(twice).sha256, rules.sha256);
});

test('an object that is another each time it is read is read once', HANG, () => {
  let reads = 0;
  const ruleset = small();
  Object.defineProperty(ruleset.ruleset, 'id', {
    enumerable: true,
    get: () => `id${reads++}`,
  });
  const loaded = engine.ruleset(ruleset);
  assert.equal(loaded.id, 'id0');
  assert.equal(loaded.ruleset.ruleset.id, 'id0');
  const moody = new Proxy(small(), {
    ownKeys: () => {
      throw new Error('no');
    },
  });
  refused(() => engine.ruleset(moody), 'bad_ruleset');
  refused(() => engine.ruleset({ ...small(), toJSON: () => 5 }), 'bad_ruleset');
});

test('of versions there are a hundred at most', HANG, () => {
  refused(() => engine.ruleset(Array(2 ** 32 - 1)), 'bad_ruleset', '', /more than 100 versions/);
  refused(() => engine.ruleset(small(), Array(2 ** 32 - 1)), 'bad_ruleset', '', /100 versions/);
  refused(() => engine.ruleset(Array(101).fill(small())), 'bad_ruleset', '', /100 versions/);
});

// --- translations ----------------------------------------------------------------------------

const { id, version, sha256 } = rules;
const head = { lang: 'en', of: { id, version, sha256 } };
let deep = 'x';
for (let level = 0; level < 100_000; level++) deep = { ja: deep };

for (const [what, translation, path, message] of [
  ['a number', 5, '', /no document/],
  ['a function', () => {}, '', /no document/],
  ['without a header', { texts: {} }, 'translation'],
  ['in another language', { translation: { ...head, lang: '__proto__' } }, 'translation.lang'],
  ['of another version', { translation: { ...head, of: { ...head.of, version: '2' } } }],
  [
    'of another hash',
    { translation: { ...head, of: { ...head.of, sha256: 'x' } } },
    'translation.of.sha256',
  ],
  [
    'of more than a ruleset',
    { translation: { ...head, of: { ...head.of, more: 1 } } },
    'translation.of.more',
    /unknown key/,
  ],
  ['with another key', { translation: head, text: {} }, 'text', /unknown key/],
  ['with a list for a table', { translation: head, texts: [] }, 'texts'],
  ['over an id', { translation: head, texts: { ruleset: { id: 'other' } } }, 'texts.ruleset.id'],
  [
    'over a clause',
    { translation: head, texts: { condition: [{ clause: '第9条' }] } },
    'texts.condition[0].clause',
  ],
  [
    'over a predicate',
    { translation: head, texts: { condition: [{ limb: [{ stated: 'ban' }] }] } },
    'texts.condition[0].limb[0].stated',
  ],
  [
    'with a verdict',
    { translation: head, texts: { route: [{ verdict: 'exempt' }] } },
    'texts.route[0].verdict',
  ],
  [
    'with a text there is none for',
    { translation: head, texts: { condition: [{ limb: [{ message: 'x' }] }] } },
    'texts.condition[0].limb[0].message',
  ],
  [
    'with more entries',
    { translation: head, texts: { condition: Array(100).fill(null) } },
    'texts.condition',
  ],
  ['that nests without end', { translation: head, texts: { ruleset: { title: deep } } }, ''],
  ['without bounds', { translation: head, texts: { condition: Array(2 ** 30) } }, ''],
  [
    'beyond 4 MiB',
    { translation: head, texts: { ruleset: { title: 'x'.repeat(5 << 20) } } },
    '',
    /larger than 4194304 bytes/,
  ],
  ['with half a character', { translation: head, texts: { ruleset: { title: '\ud842' } } }, ''],
  ['with a blank', { translation: head, texts: { ruleset: { title: '\u3000' } } }],
]) {
  test(`a translation ${what} is refused`, HANG, () => {
    refused(() => engine.ruleset(small(), translation), 'bad_ruleset', path, message);
  });
}

test('a translation cannot reach a prototype', HANG, () => {
  const json = JSON.stringify({ translation: head, texts: { ruleset: { TITLE: 'x' } } });
  for (const key of ['__proto__', 'constructor', 'toString']) {
    refused(
      () => engine.ruleset(small(), json.replace('TITLE', key)),
      'bad_ruleset',
      `texts.ruleset.${key}`,
    );
    refused(() => engine.ruleset(small(), json.replace('"texts"', `"${key}"`)), 'bad_ruleset', key);
  }
});

test('a translation is text and nothing else', HANG, () => {
  const title = '<img src=x onerror=alert(1)> {fields} $& \u202e \0';
  const texts = { procedure: [{ title }], condition: [{ message: title }] };
  const translated = engine.ruleset(small(), { translation: head, texts });
  assert.equal(translated.ruleset.procedure[0].title.en, title);
  assert.equal(translated.ruleset.procedure[0].title.ja, 'お願い');
  assert.equal(translated.sha256, sha256);
  const answers = { ...good(), name: '' };
  const [issue] = translated.check(ask(answers, { stage: 'filed' }), { lang: 'en' }).issues;
  assert.equal(issue.message, title);
});

// --- requests --------------------------------------------------------------------------------

test('answers too long for any form never reach the core', HANG, () => {
  const before = instances.at(-1).exports.memory.buffer.byteLength;
  const session = rules.open(ask(good()));
  for (const [field, value] of [
    ['name', 'x'.repeat(100_001)],
    ['name', 'x'.repeat(200_000_000)],
    ['name', 'あ'.repeat(33_334)],
    ['count', '9'.repeat(1_000_000)],
    ['day', '令'.repeat(1_000_000)],
    ['kind', 'x'.repeat(1_000_000)],
    ['items', ['x'.repeat(100_001)]],
    ['items', Array(1000).fill('x'.repeat(100_000))],
    ['items', Array(1000).fill('ﷺ'.repeat(30_000))],
    ['parts', Array(1_000_000).fill('a')],
  ]) {
    refused(() => rules.check(ask({ ...good(), [field]: value })), 'too_large', `answers.${field}`);
    refused(() => session.set(field, value), 'too_large', `answers.${field}`);
  }
  const list = Array(1000).fill('あ'.repeat(333));
  assert.equal(rules.check(ask({ ...good(), items: list, allowed: list })).verdict, 'approvable');
  assert.equal(session.verdict, 'approvable');
  const grown = instances.at(-1).exports.memory.buffer.byteLength - before;
  assert.ok(grown < 64 << 20, `${grown} bytes more`);
});

test('names too long for anything are clipped where they are said', HANG, () => {
  const long = 'x'.repeat(5_000_000);
  refused(() => rules.check(ask({ [long]: 1 })), 'unknown_field');
  refused(() => rules.check(ask({}, { procedure: long })), 'unknown_procedure', 'procedure');
  refused(() => rules.check(ask({}, { asOf: long })), 'bad_date', 'asOf');
  refused(() => rules.check(ask({}, { stage: long })), 'bad_stage', 'stage');
  refused(() => rules.check(ask({}, { by: long })), 'bad_supplier', 'by');
  refused(() => rules.open(ask(good())).set(long, 1), 'unknown_field');
});

test('names too long for anything are clipped in what the package itself says', HANG, () => {
  const long = 'x'.repeat(5_000_000);
  refused(() => rules.check({ ...ask({}), [long]: 1 }), 'unknown_key');
  refused(() => rules.check(ask({}, { ruleset: long })), 'unknown_ruleset', 'ruleset');
  refused(() => rules.check(ask({}), { [long]: 1 }), 'unknown_key');
  refused(() => rules.check(ask({}), { lang: long }), 'unknown_choice', 'lang');
});

test('numbers and days that cannot be read are unusable, and no more', HANG, () => {
  for (const [field, value] of [
    ['count', 2 ** 53],
    ['count', 1e308],
    ['count', -0.5],
    ['count', '9'.repeat(400)],
    ['year', 1e308],
    ['year', '令和999999999999年度'],
    ['day', '99999999999-01-01'],
    ['day', '令和0年1月1日'],
  ]) {
    const report = rules.check(ask({ ...good(), kind: 'disc', [field]: value }));
    const [issue] = report.issues;
    assert.deepEqual([issue.severity, issue.fields], ['error', [field]], `${field} ${value}`);
  }
});

test('a million answers are refused for the first that means nothing', HANG, () => {
  const answers = Object.fromEntries(named(1_000_000, (at) => [`k${at}`, 1]));
  refused(() => rules.check(ask(answers)), 'unknown_field', 'answers.k0');
});
