// The example's back end: what it accepts, and what it refuses and why.

import assert from 'node:assert/strict';
import test from 'node:test';
import { example, NOW } from './example.mjs';
import { answers, bodyOf, contract, honest, KEY, rules } from './honest.mjs';

test('an honest submission is kept with the receipt made here', async () => {
  const { store, post } = example();
  const { status, body } = await post(honest());
  assert.equal(status, 201);
  assert.equal(body.receipt.verdict, 'undetermined');
  const kept = store.submission(body.id);
  assert.deepEqual(kept.answers, answers);
  assert.deepEqual(kept.contact, {
    contact_name: '𠮷田　かな',
    contact_phone: '',
    contact_mail: '',
  });
  assert.deepEqual(kept.facts, contract.facts);
  assert.equal(kept.receivedAt, NOW.toISOString());
});

test('ends of lines are the browser’s: what was typed is what was checked', async () => {
  const ends = { 'subcontract.reason': '一\r二\r\n三', 'scope.data_items': ['氏名\r', '住所'] };
  const session = rules.open({
    procedure: 'subcontract',
    stage: 'filed',
    asOf: '2026-11-22',
    answers: { ...answers, ...contract.facts, ...ends },
  });
  const receipt = session.receipt();
  session.dispose();
  const form = { subcontract_reason: '一\r\n二\r\n三', scope_data_items: '氏名\r\n住所\r\n' };
  const { status, body } = await example().post(honest({ answers: ends, receipt, ...form }));
  assert.equal(status, 201, JSON.stringify(body));
});

test('sent twice, it is still one submission', async () => {
  const { kept, post } = example();
  const first = await post(honest());
  const second = await post(honest());
  assert.equal(first.status, 201);
  assert.deepEqual(second, { ...first, headers: second.headers });
  assert.equal(kept().length, 1);
});

test('sent again after midnight, because no answer came, it is what was received', async () => {
  const { database, post } = example();
  const first = await post(honest());
  const later = example({ database, now: new Date('2026-11-23T03:00:00Z') });
  const second = await later.post(honest());
  assert.equal(second.status, 201);
  assert.equal(second.body.id, first.body.id);
});

test('the key of one submission takes no other', async () => {
  const { kept, post } = example();
  const { body } = await post(honest());
  for (const changed of [
    { contact_name: '別人' },
    { attachments: ['案.pdf'] },
    { answers: { 'scope.record_count': 12 } },
    { contract: 'R8-0000' },
    { kind: 'copy' },
  ]) {
    const other = await post(honest(changed));
    assert.equal(other.status, 409);
    assert.equal(other.body.error.code, 'key_used');
    assert.match(other.body.error.message, new RegExp(`number ${body.id}\\b`));
  }
  const words = await post(honest({ scope_work: '別の業務' }));
  assert.deepEqual([words.status, words.body.error.code], [409, 'differs']);
  assert.equal(kept().length, 1);
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
  ['no receipt', { noReceipt: true }, 400, 'unreadable', []],
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
  ['a key that can be guessed', { key: '1' }, 400, 'unreadable', []],
  ['a name twice', { contact_name: ['甲', '乙'] }, 400, 'repeated', []],
  ['an answer twice', { scope_work: ['封入', '封入'] }, 400, 'repeated', []],
  ['two receipts', { receipt: {}, key: [KEY, KEY] }, 400, 'repeated', []],
  ['a field that is not the form’s', { finding_necessary: 'true' }, 400, 'unknown_name', []],
  ['the prototype as a field', { ['__proto__']: 'x' }, 400, 'unknown_name', []],
  ['a method as a field', { toString: 'x' }, 400, 'unknown_name', []],
  ['the maker as a field', { constructor: 'x' }, 400, 'unknown_name', []],
  [
    'a yes that was checked as no',
    { scope_exceeds_contract: 'true' },
    409,
    'differs',
    ['scope.exceeds_contract'],
  ],
  ['another number', { scope_record_count: '12' }, 409, 'differs', ['scope.record_count']],
  [
    'another day',
    { subcontract_starts_on: '2027-01-21' },
    409,
    'differs',
    ['subcontract.starts_on'],
  ],
  ['fewer items', { scope_data_items: '氏名' }, 409, 'differs', ['scope.data_items']],
  [
    'a choice less',
    { subcontract_matters_told: ['return'] },
    409,
    'differs',
    ['subcontract.matters_told'],
  ],
  [
    'an answer that is not in the form',
    { subcontract_reason: null },
    409,
    'differs',
    ['subcontract.reason'],
  ],
  ['a field that was not checked', { place_name: '倉庫' }, 409, 'differs', ['place.name']],
  ['too many values', { attachments: Array(500).fill('a') }, 413, 'too_many', []],
]) {
  test(`${what} is refused, and nothing is kept`, async () => {
    const { kept, post } = example();
    const sent = honest(changed);
    if (changed.noReceipt) sent.receipt = null;
    if (fields === null) sent.answers = `{"__proto__":1,${sent.answers.slice(1)}`;
    const { status: got, body } = await post(sent);
    assert.equal(got, status, JSON.stringify(body));
    assert.equal(body.error.code, code);
    if (fields !== null) assert.deepEqual(body.error.fields, fields);
    assert.match(body.error.message, /^[A-Z`]/);
    assert.equal(kept().length, 0);
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
    honest({
      answers: { 'subcontract.starts_on': 'いつか' },
      subcontract_starts_on: 'いつか',
      receipt,
    }),
  );
  assert.equal(status, 422);
  assert.deepEqual(body.error.fields, ['subcontract.starts_on']);
});

test('a receipt of the day before is stale at midnight in Japan', async () => {
  const late = example({ now: new Date('2026-11-22T14:59:59Z') });
  assert.equal((await late.post(honest())).status, 201);
  const next = example({ now: new Date('2026-11-22T15:00:00Z') });
  assert.equal((await next.post(honest())).body.error.code, 'stale_day');
});

test('the applicant sees it by its number and key, and nobody by the number alone', async () => {
  const { post, get } = example();
  const { body } = await post(honest());
  assert.equal(body.address, `/consultations/${body.id}?key=${KEY}&lang=en`);
  const mine = await get(body.address);
  assert.equal(mine.status, 200);
  assert.match(mine.text, /Your submission has been received/);
  for (const query of ['', '?key=', '?key=x', `?key=${KEY.replaceAll('0', '1')}`]) {
    assert.equal((await get(`/consultations/${body.id}${query}`)).status, 404);
  }
});

test('answers that nest are refused, under a key that was used as well', async () => {
  const { send, post, log } = example();
  assert.equal((await post(honest())).status, 201);
  for (const deep of ['{"a":'.repeat(50_000), '['.repeat(100_000)]) {
    const ends = deep.startsWith('[') ? ']'.repeat(100_000) : '}'.repeat(50_000);
    const value = deep.startsWith('[') ? deep : `${deep}1`;
    const answers = `{"scope.work":${value}${ends}}`;
    const { status, body } = await send(bodyOf({ ...honest(), answers }));
    assert.deepEqual([status, body.error.code], [400, 'unreadable']);
  }
  assert.deepEqual(log, []);
});

test('words go into pages as words', async () => {
  const { get, store } = example();
  const evil = '<img src=x onerror=alert(1)>';
  const { id } = store.keep({
    key: KEY,
    contract: contract.number,
    procedure: evil,
    receivedAt: evil,
    answers: {},
    facts: {},
    contact: {},
    files: [],
    receipt: { asOf: '2026-11-22', verdict: 'undetermined' },
  });
  const { text } = await get(`/consultations/${id}?key=${KEY}`);
  assert.doesNotMatch(text, /<img/);
  assert.match(text, /&lt;img/);
});

test('another site cannot submit, nor what hides where it comes from', async () => {
  const { kept, send } = example();
  for (const Origin of ['http://elsewhere.example', 'null', '']) {
    const { status, body } = await send(bodyOf(honest()), { Origin });
    assert.equal(status, 403);
    assert.equal(body.error.code, 'other_site');
  }
  assert.equal(kept().length, 0);
});

test('too much is refused, and what is not the form', async () => {
  const { send, post } = example();
  assert.equal((await post(honest({ contact_name: 'あ'.repeat(400_000) }))).status, 413);
  for (const type of ['multipart/form-data; boundary=x', 'text/plain', 'application/json', '']) {
    assert.equal((await send('{}', { 'Content-Type': type })).body.error.code, 'no_form', type);
  }
  for (const body of ['', '&', '=', 'key', 'key=%', 'key=%ff', 'key=%zz', new Uint8Array([0xff])]) {
    assert.equal((await send(body)).body.error.code, 'unreadable', String(body));
  }
  const deep = `{"scope.work":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
  assert.equal((await post({ ...honest(), answers: deep })).status, 400);
});

test('a name that is sent again and again takes time in proportion', async () => {
  const { send } = example();
  const timeOf = async (count) => {
    const body = Array(count).fill('a=').join('&');
    let least = Infinity;
    for (let round = 0; round < 9; round += 1) {
      const start = performance.now();
      assert.equal((await send(body)).body.error.code, 'too_many');
      least = Math.min(least, performance.now() - start);
    }
    return least;
  };
  const [some, more] = [await timeOf(80_000), await timeOf(320_000)];
  assert.ok(more < 8 * some + 5, `${some} ms, and ${more} ms for four times as many`);
});

test('a failure is said in words, and logged without what was entered', async () => {
  for (const [code, status, said] of [
    ['SQLITE_BUSY', 503, 'busy'],
    ['SQLITE_FULL', 503, 'cannot_keep'],
    ['SQLITE_IOERR_WRITE', 503, 'cannot_keep'],
    ['SQLITE_CORRUPT', 500, 'failed'],
    [undefined, 500, 'failed'],
  ]) {
    const one = example();
    one.store.keep = ({ contact }) => {
      throw Object.assign(new Error(`${contact.contact_name}\n  secret`), { code });
    };
    const { status: got, body, headers } = await one.post(honest());
    assert.equal(got, status);
    assert.equal(body.error.code, said);
    assert.equal(headers.get('Retry-After'), status === 503 ? '5' : null);
    assert.equal(one.log.length, 1);
    assert.match(one.log[0], /^2026-11-22T03:00:00.000Z POST \/consultations: Error/);
    assert.doesNotMatch(one.log[0], /𠮷田|secret|\n/);
  }
});
