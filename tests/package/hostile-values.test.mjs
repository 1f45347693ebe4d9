// Values made to slip through: what is no field, what hashes like something else, what an error
// would repeat, and pages whose scripts have rewritten what the language promises.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { instances, loadSync, ShodakuError } from '../common/instances.mjs';
import { ask, good, small } from '../common/support.mjs';

const rules = loadSync().ruleset(small());
const memory = () => instances.at(-1).exports.memory.buffer.byteLength;

/** What a call is refused with. */
function refusal(call) {
  try {
    call();
  } catch (error) {
    assert.ok(error instanceof ShodakuError, String(error));
    return error;
  }
  return assert.fail('it is refused');
}

test('what is no field’s id is refused, and leaves no trace', () => {
  const session = rules.open(ask(good()));
  const before = [session.receipt(), session.answers];
  for (const field of [
    undefined,
    null,
    Symbol('name'),
    5,
    {},
    ['name'],
    { toString: () => 'name' },
  ]) {
    const { code, path, message } = refusal(() => session.set(field, 'x'));
    assert.deepEqual([code, path], ['wrong_type', 'field'], message);
    assert.match(message, /not a field's id/);
  }
  assert.deepEqual([session.receipt(), session.answers], before);
  assert.equal(instances.length, 1, 'the core was not started anew');
});

test('what is no value is refused, and leaves no trace', () => {
  const session = rules.open(ask(good()));
  const before = [session.receipt(), session.answers];
  for (const value of [Symbol('x'), () => 1, 5n, new Date(), {}, [['a']], Number.NaN, new Map()]) {
    const { code, path } = refusal(() => session.set('name', value));
    assert.deepEqual([code, path], ['wrong_type', 'answers.name']);
  }
  assert.deepEqual([session.receipt(), session.answers], before);
  session.set('name', undefined);
  assert.equal(session.verdict, 'undetermined', 'what is undefined is blank');
});

test('a receipt has its own keys and no others, at every depth', () => {
  const request = ask(good());
  const receipt = rules.open(request).receipt();
  const { ruleset, ...rest } = receipt;
  const flat = Object.fromEntries(
    Object.entries(ruleset).map(([key, it]) => [`ruleset.${key}`, it]),
  );
  const others = [
    { ...receipt, more: 'x' },
    { ...receipt, ruleset: { ...ruleset, more: 'x' } },
    { ...receipt, 'ruleset.id': ruleset.id },
    { ...receipt, 'ruleset.id': 'another' },
    { ...rest, ruleset: {}, ...flat },
    JSON.parse(JSON.stringify(receipt).replace('{', '{"__proto__":"x",')),
    { ...receipt, ruleset: JSON.parse('{"__proto__":"x"}') },
    { ...receipt, ['x'.repeat(1e6)]: 'x' },
  ];
  for (const other of others) {
    const { code, message } = refusal(() => rules.verify(other, request));
    assert.equal(code, 'bad_receipt');
    assert.ok(message.length < 200, 'the message is short');
  }
  assert.deepEqual(rules.verify(receipt, request), { matches: true, differs: [] });
});

test('a request has its own keys and no others, where it is verified too', () => {
  const receipt = rules.open(ask(good())).receipt();
  const refused = (request) => {
    const { code, path } = refusal(() => rules.verify(receipt, request));
    return [code, path];
  };
  const polluted = (at) =>
    JSON.parse(JSON.stringify(ask(good())).replace(at, `${at}"__proto__":1,`));
  assert.deepEqual(refused(ask(good(), { more: 1 })), ['unknown_key', 'more']);
  assert.deepEqual(refused(polluted('{')), ['unknown_key', '__proto__']);
  assert.deepEqual(refused(ask({ ...good(), more: 1 })), ['unknown_field', 'answers.more']);
  assert.deepEqual(refused(polluted('"answers":{')), ['unknown_field', 'answers.__proto__']);
});

test('numbers that cannot be used are told apart, and hash as they do natively', () => {
  const hash = (count) => rules.open(ask({ ...good(), count })).receipt().answersSha256;
  const bits = `#${new BigUint64Array(Float64Array.of(1.5).buffer)[0]}`;
  const different = [1.5, bits, '1.5', -1, 2 ** 60, 1e300, 5e-324, -1.5, 0.1, 1.25e-7];
  assert.equal(new Set(different.map(hash)).size, different.length);
  // Whoever types how such a number is written means that number.
  for (const [number, typed] of [
    [1.5, '1.5e0'],
    [-1, '-1e0'],
    [5e-324, '5e-324'],
    [1e300, '1e300'],
  ]) {
    assert.equal(hash(number), hash(typed), typed);
  }
});

test('an error repeats no more of a name than it takes to recognise it', () => {
  const long = '山田太郎 昭和60年1月2日生まれ '.repeat(20);
  const calls = [
    () => rules.check(ask({ ...good(), kind: long })),
    () => rules.check(ask({ ...good(), 'decision.board': long })),
    () => rules.check(ask({ ...good(), parts: [long] })),
    () => rules.check(ask({ [long]: 'x' })),
    () => rules.check(ask({ [long]: Symbol('x') })),
    () => rules.check(ask(good(), { [long]: 'x' })),
    () => rules.check(ask(good(), { ruleset: long })),
    () => rules.check(ask(good(), { procedure: long })),
    () => rules.check(ask(good(), { asOf: long })),
    () => rules.check(ask(good(), { stage: long })),
    () => rules.check(ask(good(), { by: long })),
  ];
  for (const call of calls) {
    const { message, path } = refusal(call);
    assert.ok(message.length < 300 && path.length < 100, message);
    assert.ok(!message.includes(long), message);
  }
  // What an answer says stands in no error at all.
  const secret = '山田太郎';
  for (const [field, value] of [
    ['name', [secret]],
    ['day', [secret]],
    ['year', [secret]],
    ['count', [secret]],
    ['items', secret],
    ['ban', secret],
    ['finding.fit', secret],
    ['kind', secret],
    ['kind', [secret]],
    ['parts', [secret]],
    ['parts', secret],
    ['decision.board', secret],
    ['name', `${secret}\ud800`],
    ['name', `${secret}\0`],
  ]) {
    const { message } = refusal(() => rules.check(ask({ ...good(), [field]: value })));
    assert.ok(!message.includes(secret), message);
  }
});

test('a name of 50 MB is cut before it crosses into the core', () => {
  const session = rules.open(ask(good()));
  const before = memory();
  const huge = 'x'.repeat(50_000_000);
  const calls = [
    () => session.set(huge, 'x'),
    () => session.set(huge, Symbol('x')),
    () => session.set(huge, huge),
    () => rules.check(ask({ [huge]: 1 })),
    () => rules.check(ask({}, { procedure: huge })),
    () => rules.check(ask({}, { asOf: huge })),
    () => rules.check(ask({}, { ruleset: huge })),
    () => rules.check(ask({}, { [huge]: 1 })),
  ];
  for (const call of calls) {
    const { message, path } = refusal(call);
    assert.ok(message.length < 300 && path.length < 100, message.slice(0, 300));
  }
  assert.equal(memory(), before, 'the core’s memory has not grown');
  assert.equal(session.verdict, 'approvable');
});

// Each is a script that a page may have run: before the package loads, or after.
const REWRITTEN = {
  'every object has what a request has': `Object.assign(Object.prototype, {
    ruleset: 'another', procedure: 'other', stage: 'filed', by: 'officer', lang: 'en', more: 1,
    answers: { ban: true }, ban: true, name: '',
  });`,
  'every object has what a ruleset has': `Object.assign(Object.prototype, {
    when: { all: [] }, claimed: true, only: [], if_recorded: true, otherwise: { open: 'reading' },
    also_cite: 'x', nature: 'plan', options: [], verdict: 'approvable', routes: ['banned'],
  });`,
  'Prototype 1.6 writes JSON': `
    Array.prototype.toJSON = function () { return '[' + this.join() + ']'; };
    String.prototype.toJSON = function () { return '"' + this + '"'; };`,
  'every object writes itself': `Object.prototype.toJSON = () => ({});`,
  'lists have methods of their own': `
    for (const name of ['each', 'first', 'last']) Array.prototype[name] = () => 'x';`,
};
const JUDGE = `
  const report = JSON.parse(process.env.RULESET);
  const request = JSON.parse(process.env.REQUEST);
  const judge = (rules) => {
    const session = rules.open(request);
    const { verdict } = session;
    const { answersSha256, reportSha256 } = session.receipt();
    const { matches } = rules.verify(session.receipt(), request);
    const said = rules.check(request).issues.map((issue) => issue.limb).join();
    return [verdict, answersSha256, reportSha256, matches, said].join(' ');
  };`;

/** What judging comes to where `script` was run, or the reason why it does not. */
function judged(script, when) {
  const load = `const { loadSync } = await import('./pkg/dist/index.js'); const engine = loadSync();`;
  const code = `${JUDGE}
    ${when === 'before' ? script : ''}
    ${load}
    ${when === 'after' ? script : ''}
    let line;
    try { line = judge(engine.ruleset(report)); } catch (error) { line = 'refused ' + error.code; }
    process.stdout.write(line);`;
  const env = { ...process.env, RULESET: JSON.stringify(small()) };
  env.REQUEST = JSON.stringify(ask({ ...good(), name: '', count: 11 }));
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', code], {
    encoding: 'utf8',
    env,
    cwd: new URL('../..', import.meta.url),
  });
  return stdout || stderr;
}

const plain = judged('', 'before');
test('judged where nothing is rewritten', () => {
  assert.match(plain, /^not_approvable [0-9a-f]{64} [0-9a-f]{64} true stated,count$/);
});

for (const [what, script] of Object.entries(REWRITTEN)) {
  for (const when of ['before', 'after']) {
    test(`rewritten ${when} loading, changes no verdict: ${what}`, () => {
      assert.equal(judged(script, when), plain);
    });
  }
}
