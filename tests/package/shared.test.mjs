// Requests and judgements cross through memory that is used again and again: nothing of an earlier
// one is ever read, and after the core was replaced it is the memory of the new one.

import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { ask, good, hirono, small } from '../common/support.mjs';

/** Every instance of the core, and what is put in the place of exports of the next ones. */
const instances = [];
let spoil = () => ({});
const Instance = WebAssembly.Instance;
WebAssembly.Instance = function Hooked(...parts) {
  const { exports } = new Instance(...parts);
  const instance = { exports: { ...exports, ...spoil(exports) } };
  instances.push(instance);
  return instance;
};
afterEach(() => {
  spoil = () => ({});
});

const { loadSync, ShodakuError } = await import('../../pkg/dist/index.js');
const engine = loadSync();
const rules = engine.ruleset(small());
const town = engine.ruleset(hirono());

/** Makes the core anew: the one in use stops at its next call. */
function replace() {
  new Uint8Array(instances.at(-1).exports.memory.buffer).fill(0xff);
}

const many = (count) => Array.from({ length: count }, (_, at) => `項目${at}`);

test('after a request with long lists, a shorter one is judged as by a new core', () => {
  const about = (answers) => ({
    procedure: 'subcontract',
    stage: 'filed',
    asOf: '2026-11-22',
    answers: { 'information.kind': 'personal', ...answers },
  });
  const [long, short] = [about({ 'scope.data_items': many(900) }), about({})];
  replace();
  const expected = town.check(short);
  for (let time = 0; time < 3; time += 1) {
    const named = town.check(long).stillNeeded;
    assert.deepEqual(town.check(short), expected);
    assert.notDeepEqual(named, expected.stillNeeded);
    const session = town.open(long);
    session.set('scope.data_items', []);
    assert.deepEqual(session.report().issues, expected.issues);
    session.dispose();
  }
});

test('the room that a request gets holds no answer yet, whatever was in it', () => {
  const rooms = [];
  spoil = ({ loadedruleset_room: room, memory }) => ({
    loadedruleset_room: (ruleset, count) => {
      const at = room(ruleset, count);
      rooms.push(new Float64Array(memory.buffer, at, count).every(Number.isNaN));
      return at;
    },
  });
  replace();
  for (const count of [3, 200, 0, 50]) {
    rules.check(ask({ ...good(), items: many(count) }));
    const session = rules.open(ask(good()));
    session.set('items', many(count + 1));
    session.dispose();
  }
  assert.ok(rooms.length >= 12, `${rooms.length}`);
  assert.ok(rooms.every(Boolean));
});

test('numbers that never arrive are no request: the one before is not judged in its place', () => {
  let astray = false;
  spoil = ({ loadedruleset_room: room, __wbindgen_malloc: malloc }) => ({
    loadedruleset_room: (ruleset, count) => {
      const at = room(ruleset, count);
      return astray ? malloc(count * 8, 8) : at;
    },
  });
  replace();
  const banned = ask({ ...good(), ban: true });
  assert.equal(rules.check(banned).verdict, 'prohibited');
  const session = rules.open(banned);
  astray = true;
  const failed = (error) => error instanceof ShodakuError && error.code === 'engine_failed';
  assert.throws(() => rules.check(ask(good())), failed);
  assert.throws(() => session.set('ban', false), failed);
  astray = false;
  assert.equal(rules.check(ask(good())).verdict, 'approvable');
  assert.equal(session.verdict, 'approvable', 'what was set is judged now');
  session.dispose();
});

test('a core whose memory has grown is read where it is now', () => {
  const { memory } = instances.at(-1).exports;
  const session = rules.open(ask(good()));
  const before = memory.buffer.byteLength;
  const open = [];
  while (instances.at(-1).exports.memory.buffer.byteLength === before) {
    open.push(town.open({ procedure: 'subcontract', asOf: '2026-11-22', answers: {} }));
  }
  assert.equal(session.set('ban', true)?.verdict, 'prohibited');
  assert.equal(rules.check(ask(good())).verdict, 'approvable');
  for (const one of open) one.dispose();
  session.dispose();
});

test('after the core was replaced, nothing is written to or read from the one before', () => {
  const session = rules.open(ask(good()));
  const old = instances.at(-1).exports.memory;
  replace();
  assert.equal(session.set('ban', true)?.verdict, 'prohibited');
  assert.notEqual(instances.at(-1).exports.memory, old);
  const untouched = new Uint8Array(old.buffer).slice();
  assert.equal(session.set('ban', false)?.verdict, 'approvable');
  assert.deepEqual(session.report(), rules.check(ask(good())));
  assert.ok(Buffer.from(old.buffer).equals(untouched));
  session.dispose();
});
