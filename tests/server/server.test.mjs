// The example's back end: what it accepts, and what it refuses and why.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { load } from 'shodaku';
import { portal } from '../../www/server/app.js';
import { Database } from '../../www/server/database.js';
import { Store } from '../../www/server/store.js';

const file = (path) => new URL(`../../${path}`, import.meta.url);
const json = (path) => JSON.parse(readFileSync(file(path), 'utf8'));
const engine = await load();
const rules = engine.ruleset(
  json('pkg/dist/rulesets/hirono.json'),
  json('pkg/dist/rulesets/hirono.en.json'),
);
const contract = json('www/shared/contracts.json').screening;
const NOW = new Date('2026-11-22T03:00:00Z');

const answers = {
  'request.in_writing': true,
  'request.filed_on': '2026-11-22',
  'information.kind': 'personal',
  'information.my_number': false,
  'information.deceased': false,
  'scope.work': '受診案内の封入',
  'scope.data_items': ['氏名', '住所'],
  'scope.record_count': 4800,
  'scope.exceeds_contract': false,
  'subcontractor.name': '株式会社はまゆり印刷',
  'subcontract.reason': '封入機を持つ事業者に行わせるため。\n期限に間に合わせる。',
  'subcontract.safety_measures': '施錠保管',
  'subcontract.supervision': '毎週の報告',
  'subcontract.matters_told': [
    'safeguards',
    'designation',
    'use_limits',
    'return',
    'carriage',
    'sanctions',
    'reports',
  ],
  'subcontract.evidence_filed': true,
  'subcontract.liability_clear': true,
  'subcontract.further_entrustment': 'agency_approval',
  'subcontract.starts_on': '2027-01-20',
  'subcontract.already_started': false,
};

/** What an honest browser sends. */
function honest(changed = {}) {
  const request = { procedure: 'subcontract', stage: 'filed', asOf: '2026-11-22' };
  const session = rules.open({ ...request, answers: { ...answers, ...contract.facts } });
  const receipt = session.receipt();
  session.dispose();
  const { answers: others, receipt: parts, ...fields } = changed;
  return {
    key: 'k-1',
    contract: contract.number,
    kind: 'subcontract',
    subcontractor_name: answers['subcontractor.name'],
    subcontract_reason: answers['subcontract.reason'].replaceAll('\n', '\r\n'),
    contact_name: '𠮷田　かな',
    answers: JSON.stringify({ ...answers, ...others }),
    receipt: JSON.stringify({ ...receipt, ...parts }),
    ...fields,
  };
}

function example(now = NOW) {
  const store = new Store(new Database(':memory:'));
  store.record(contract);
  const app = portal({ rules, store, now: () => now });
  const post = async (fields) => {
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) if (value !== null) body.set(name, value);
    const response = await app.request('http://portal.example/consultations', {
      method: 'POST',
      headers: { Accept: 'application/json', Origin: 'http://portal.example' },
      body,
    });
    return { status: response.status, body: await response.json() };
  };
  const get = async (path, headers = {}) => {
    const response = await app.request(`http://portal.example${path}`, { headers });
    return { status: response.status, text: await response.text() };
  };
  return { store, post, get, app };
}

test('an honest submission is kept with the receipt made here', async () => {
  const { store, post } = example();
  const { status, body } = await post(honest());
  assert.equal(status, 201);
  assert.equal(body.receipt.verdict, 'undetermined');
  const kept = store.submission(body.id);
  assert.deepEqual(kept.answers, answers);
  assert.deepEqual(kept.form.contact_name, ['𠮷田　かな']);
  assert.equal(kept.receivedAt, NOW.toISOString());
});

test('sent twice, it is still one submission', async () => {
  const { store, post } = example();
  const first = await post(honest());
  const second = await post(honest());
  assert.equal(second.body.id, first.body.id);
  assert.equal(store.submissions().length, 1);
});

test('an official sees what is still to be found, and what fails', async () => {
  const { post, get } = example();
  const { body } = await post(honest());
  const listed = JSON.parse((await get('/consultations', { Accept: 'application/json' })).text);
  assert.equal(listed[0].id, body.id);
  assert.equal(listed[0].verdict, 'undetermined');
  assert.deepEqual(listed[0].failing, []);
  for (const field of ['finding.necessary', 'finding.4-i.told', 'approval.planned_on']) {
    assert.ok(listed[0].officer.includes(field), field);
  }
  const english = await get('/consultations', { 'Accept-Language': 'en-GB' });
  assert.match(english.text, /For the official to find or enter/);
  assert.match(english.text, /necessary for the purpose of the work, and unavoidable/);
});

for (const [what, changed, status, code, fields] of [
  [
    'a finding',
    { answers: { 'finding.necessary': true } },
    403,
    'not_yours',
    ['finding.necessary'],
  ],
  [
    'a fact of the contract',
    { answers: { 'contract.record_ceiling': 90000 } },
    403,
    'not_yours',
    ['contract.record_ceiling'],
  ],
  [
    'another answer than was checked',
    { answers: { 'scope.record_count': 12 } },
    409,
    'tampered',
    [],
  ],
  ['a better verdict', { receipt: { verdict: 'approvable' } }, 409, 'tampered', []],
  ['a receipt of yesterday', { receipt: { asOf: '2026-11-21' } }, 409, 'stale_day', []],
  ['a receipt of another kind', { receipt: { procedure: 'copy' } }, 409, 'other_request', []],
  [
    'a receipt of another engine',
    { receipt: { engine: 'shodaku 0.0.1' } },
    409,
    'stale_ruleset',
    [],
  ],
  ['no receipt', { key: 'k', noReceipt: true }, 400, 'unreadable', []],
  [
    'other words in the form',
    { subcontractor_name: '別の会社' },
    409,
    'differs',
    ['subcontractor.name'],
  ],
  [
    'an unknown field',
    { answers: { 'subcontractor.nmae': '乙' } },
    400,
    'unknown_field',
    ['subcontractor.nmae'],
  ],
  ['a key of a prototype', { answers: JSON.parse('{"__proto__":1}') }, 400, 'unknown_field', null],
  ['a wrong type', { answers: { 'scope.work': 3 } }, 400, 'wrong_type', ['scope.work']],
  ['an unknown contract', { contract: 'R8-0000' }, 404, 'unknown_contract', []],
  ['an unknown kind', { kind: 'subcontracting' }, 400, 'unknown_procedure', []],
  ['no key', { key: null }, 400, 'unreadable', []],
]) {
  test(`${what} is refused, and nothing is kept`, async () => {
    const { store, post } = example();
    const sent = honest(changed);
    if (changed.noReceipt) sent.receipt = null;
    if (fields === null) sent.answers = `{"__proto__":1,${sent.answers.slice(1)}`;
    const { status: got, body } = await post(sent);
    assert.equal(got, status, JSON.stringify(body));
    assert.equal(body.error.code, code);
    if (fields !== null) assert.deepEqual(body.error.fields, fields);
    assert.match(body.error.message, /^[A-Z`]/);
    assert.equal(store.submissions().length, 0);
  });
}

test('what cannot be read is refused with its fields', async () => {
  const { post } = example();
  const whole = { ...answers, ...contract.facts, 'subcontract.starts_on': 'いつか' };
  const session = rules.open({
    procedure: 'subcontract',
    stage: 'filed',
    asOf: '2026-11-22',
    answers: whole,
  });
  const receipt = session.receipt();
  session.dispose();
  const { status, body } = await post(
    honest({ answers: { 'subcontract.starts_on': 'いつか' }, receipt }),
  );
  assert.equal(status, 422);
  assert.deepEqual(body.error.fields, ['subcontract.starts_on']);
});

test('a receipt of the day before is stale at midnight in Japan', async () => {
  const late = example(new Date('2026-11-22T14:59:59Z'));
  assert.equal((await late.post(honest())).status, 201);
  const next = example(new Date('2026-11-22T15:00:00Z'));
  assert.equal((await next.post(honest())).body.error.code, 'stale_day');
});

test('words go into pages as words', async () => {
  const { get, store } = example();
  const evil = '<img src=x onerror=alert(1)>';
  const id = store.keep({
    key: 'k',
    contract: contract.number,
    procedure: evil,
    receivedAt: evil,
    answers: {},
    form: {},
    receipt: { asOf: '2026-11-22', verdict: 'undetermined' },
  });
  const { text } = await get(`/consultations/${id}`);
  assert.doesNotMatch(text, /<img/);
  assert.match(text, /&lt;img/);
});

test('another site cannot submit, and too much is refused', async () => {
  const { app, post } = example();
  const response = await app.request('http://portal.example/consultations', {
    method: 'POST',
    headers: { Origin: 'http://elsewhere.example' },
    body: new URLSearchParams(honest()),
  });
  assert.equal(response.status, 403);
  assert.equal((await post(honest({ contact_name: 'あ'.repeat(400_000) }))).status, 413);
});
