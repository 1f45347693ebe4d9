// What officials see and do: behind a login, with a reason, by whom and when.

import assert from 'node:assert/strict';
import test from 'node:test';
import { example, NOW } from './example.mjs';
import { bodyOf, contract, honest } from './honest.mjs';

const key = (index) => index.toString(16).padStart(32, '0');

/** With officials logged in; `as` is who asks. */
async function office(options) {
  const one = example(options);
  const cookies = {};
  for (const name of ['佐藤', '鈴木']) {
    const password = await one.accounts.admit(name);
    const { status, headers } = await one.sendTo('/officials/login', bodyOf({ name, password }));
    assert.equal(status, 303);
    cookies[name] = headers.get('Set-Cookie').split(';')[0];
  }
  return {
    ...one,
    see: (path, as = '佐藤') => one.get(path, { Cookie: cookies[as] }),
    act: (path, fields, as = '佐藤') => one.sendTo(path, bodyOf(fields), { Cookie: cookies[as] }),
    cookies,
  };
}

test('nothing of the officials’ is shown to who is not logged in, nor kept by a cache', async () => {
  const { post, get, sendTo, see, cookies } = await office();
  const { body } = await post(honest());
  for (const path of ['/officials', `/officials/${body.id}`, '/officials/999', '/officials/x']) {
    for (const Cookie of ['', 'official=', 'official=x', `${cookies.佐藤}x`]) {
      const { status, text, headers } = await get(path, { Cookie });
      assert.equal(status, 401, path);
      assert.doesNotMatch(text, /みなと印刷|封入/);
      assert.equal(headers.get('Cache-Control'), 'no-store');
    }
  }
  for (const path of ['findings', 'decision']) {
    const { status } = await sendTo(
      `/officials/${body.id}/${path}`,
      bodyOf({ decision: 'approved' }),
    );
    assert.equal(status, 401);
  }
  const { status, headers } = await see('/officials');
  assert.equal(status, 200);
  assert.equal(headers.get('Cache-Control'), 'no-store');
});

test('a login is by name and password, ends when it is ended, and lasts a day', async () => {
  const { accounts, sendTo, get, act, see, database, cookies } = await office();
  const password = await accounts.admit('高橋');
  for (const [name, tried] of [
    ['高橋', 'x'],
    ['高橋', `${password}x`],
    ['田中', password],
    ['__proto__', password],
  ]) {
    const { status, headers } = await sendTo('/officials/login', bodyOf({ name, password: tried }));
    assert.equal(status, 401);
    assert.equal(headers.get('Set-Cookie'), null);
  }
  const { headers } = await sendTo(
    '/officials/login',
    bodyOf({ name: '高橋', password, to: 'https://elsewhere.example/' }),
  );
  assert.match(headers.get('Set-Cookie'), /; HttpOnly; SameSite=Strict/);
  assert.doesNotMatch(headers.get('Set-Cookie'), /Secure/);
  assert.equal(headers.get('Location'), '/officials');
  const back = bodyOf({ name: '高橋', password, to: '/officials/12/findings' });
  assert.equal((await sendTo('/officials/login', back)).headers.get('Location'), '/officials/12');

  const tomorrow = example({ database, now: new Date(NOW.getTime() + 24 * 60 * 60 * 1000) });
  assert.equal((await tomorrow.get('/officials', { Cookie: cookies.佐藤 })).status, 401);
  assert.equal((await act('/officials/logout', {})).status, 303);
  assert.equal((await see('/officials')).status, 401);
  // A new password ends what the old one began.
  await accounts.admit('高橋');
  const [cookie] = headers.get('Set-Cookie').split(';');
  assert.equal((await get('/officials', { Cookie: cookie })).status, 401);
});

test('behind a proxy with TLS the login goes over nothing else, and other sites are refused', async () => {
  const { accounts, sendTo } = await office();
  const password = await accounts.admit('高橋');
  const logIn = (headers) =>
    sendTo('/officials/login', bodyOf({ name: '高橋', password }), {
      'X-Forwarded-Proto': 'https',
      ...headers,
    });
  const { status, headers } = await logIn({ Origin: 'https://portal.example' });
  assert.equal(status, 303);
  assert.match(headers.get('Set-Cookie'), /; Secure/);
  for (const Origin of ['http://portal.example', 'https://elsewhere.example', 'null']) {
    assert.equal((await logIn({ Origin })).status, 403, Origin);
  }
});

test('the first official is let in once', async () => {
  const { accounts } = example();
  assert.match(await accounts.admit('職員', { first: true }), /^[\w-]{20}$/);
  assert.equal(await accounts.admit('職員', { first: true }), undefined);
});

test('the list is paged and searched', async () => {
  const { post, see } = await office();
  for (let index = 1; index <= 120; index += 1) {
    await post(honest({ key: key(index), contact_name: index === 7 ? 'ｻﾄｳ　花子' : '山田' }));
  }
  const numbers = ({ text }) =>
    [...text.matchAll(/href="\/officials\/(\d+)"/g)].map(([, id]) => Number(id));
  const older = ({ text }) =>
    /href="(\/officials\?[^"]+)"/.exec(text)?.[1].replaceAll('&amp;', '&');
  const seen = [];
  for (let path = '/officials'; path; ) {
    const page = await see(path);
    assert.ok(numbers(page).length <= 50);
    seen.push(...numbers(page));
    path = older(page);
  }
  assert.deepEqual(
    seen,
    Array.from({ length: 120 }, (_, index) => 120 - index),
  );
  const search = (words) => see(`/officials?search=${encodeURIComponent(words)}`);
  assert.deepEqual(numbers(await search('サトウ')), [7]);
  assert.deepEqual(numbers(await search('３３')), [33]);
  assert.equal(numbers(await search(contract.number)).length, 50);
  assert.equal(numbers(await search('はまゆり印刷')).length, 50);
  assert.deepEqual(numbers(await search("'; drop table submission; --%_")), []);
  for (const pattern of ['*', '?', '[a-z]', '[', '*サトウ*', '"', '^', 'サトウ OR 山田']) {
    assert.deepEqual(numbers(await search(pattern)), [], pattern);
  }
  assert.deepEqual(numbers(await search('サ')), [7]);
  assert.deepEqual(numbers(await search('トウ 花')), [7]);
  assert.match((await search('<b>')).text, /value="&lt;b&gt;"/);
});

test('what is found is kept with its reason, by whom and when, and counts', async () => {
  const { post, see, act } = await office();
  const { body } = await post(honest());
  const at = `/officials/${body.id}`;
  const page = (await see(at)).text;
  assert.match(page, /受診案内の封入/);
  assert.match(page, /𠮷田　かな/);
  assert.match(page, /It agrees with what is kept/);
  assert.match(page, /Necessary for the purpose of the work, and unavoidable/);

  const found = { seen: '0', field: 'finding.necessary', value: 'false', reason: '自社でできる' };
  assert.equal((await act(`${at}/findings`, { ...found, reason: ' ' })).status, 422);
  assert.equal((await act(`${at}/findings`, found)).status, 303);
  const after = (await see(at)).text;
  assert.match(after, /Not found<\/strong> <span class="as-typed">自社でできる<\/span>/);
  assert.match(after, /佐藤 22 November 2026 at 12:00/);
  assert.match(after, /Verdict now<\/dt><dd class="as-typed">Cannot be approved/);

  // Who has not seen that is told, and records nothing.
  const late = await act(`${at}/findings`, { ...found, value: 'true' }, '鈴木');
  assert.equal(late.status, 409);
  const anew = { ...found, seen: '1', value: 'true', reason: '封入機がない' };
  assert.equal((await act(`${at}/findings`, anew, '鈴木')).status, 303);
  const both = (await see(at)).text;
  assert.match(both, /自社でできる/);
  assert.match(both, /封入機がない/);
  assert.match(both, /Verdict now<\/dt><dd class="as-typed">Undetermined/);
});

test('a blank that findings rest on is told apart from what decides', async () => {
  const { post, see, act } = await office();
  const { body } = await post(honest());
  const path = `/officials/${body.id}`;
  const [, after = ''] = (await see(path)).text.split('Left blank, though findings rest on it');
  const listed = after.split('</ul>', 1)[0] ?? '';
  assert.match(listed, /safety measures” is not filled in/i);
  assert.doesNotMatch(listed, /name of the subcontractor/i);
  // Once the finding is made nobody waits for its grounds.
  const finding = {
    field: 'finding.4-ha.disposal',
    value: 'true',
    reason: '誓約書による。',
    seen: '0',
  };
  assert.match(listed, /disposal or return after use” is not filled in/i);
  assert.equal((await act(`${path}/findings`, finding)).status, 303);
  assert.doesNotMatch((await see(path)).text, /disposal or return after use” is not filled in/i);
});

test('what is not for officials, or cannot be read, is not recorded', async () => {
  const { post, act, see } = await office();
  const at = `/officials/${(await post(honest())).body.id}`;
  const found = { seen: '0', field: 'finding.necessary', value: 'true', reason: '理由' };
  for (const [changed, status] of [
    [{ field: 'scope.work', value: '封入' }, 403],
    [{ field: '__proto__' }, 403],
    [{ value: 'maybe' }, 400],
    [{ field: 'approval.planned_on', value: 'いつか' }, 422],
    [{ seen: 'x' }, 409],
    [{ seen: null }, 400],
  ]) {
    assert.equal((await act(`${at}/findings`, { ...found, ...changed })).status, status);
  }
  assert.equal((await act('/officials/999/findings', found)).status, 404);
  assert.doesNotMatch((await see(at)).text, /<strong>/);
});

test('another site cannot act for an official who is logged in', async () => {
  const { post, sendTo, see, cookies } = await office();
  const at = `/officials/${(await post(honest())).body.id}`;
  const decided = bodyOf({ seen: '0', decision: 'approved', reason: '理由' });
  for (const Origin of ['http://elsewhere.example', 'null']) {
    const { status } = await sendTo(`${at}/decision`, decided, { Cookie: cookies.佐藤, Origin });
    assert.equal(status, 403);
  }
  assert.doesNotMatch((await see(at)).text, /<strong>/);
});

test('a decision stands apart from the verdict, and is shown to the applicant', async () => {
  const { post, get, act, see } = await office();
  const { body } = await post(honest());
  const at = `/officials/${body.id}`;
  assert.match((await get(body.address)).text, /Nothing has been decided yet/);

  // The verdict is undetermined: either decision needs a reason.
  for (const decision of ['approved', 'rejected']) {
    const { status } = await act(`${at}/decision`, { seen: '0', decision, reason: '' });
    assert.equal(status, 422);
  }
  assert.equal((await act(`${at}/decision`, { seen: '0', decision: 'maybe' })).status, 400);
  const found = { seen: '0', field: 'finding.necessary', value: 'false', reason: '自社でできる' };
  await act(`${at}/findings`, found);
  assert.equal((await act(`${at}/decision`, { seen: '0', decision: 'rejected' })).status, 409);
  // It follows from the verdict: no reason is needed.
  assert.equal((await act(`${at}/decision`, { seen: '1', decision: 'rejected' })).status, 303);
  assert.match((await get(body.address)).text, /Refused/);
  // Decided otherwise, it needs one, and the one before stays.
  const other = { seen: '2', decision: 'approved' };
  assert.equal((await act(`${at}/decision`, other)).status, 422);
  const { status } = await act(`${at}/decision`, { ...other, reason: '<b>特例</b>' }, '鈴木');
  assert.equal(status, 303);
  const applicant = (await get(body.address)).text;
  assert.match(applicant, /Given/);
  assert.match(applicant, /&lt;b&gt;特例&lt;\/b&gt;/);
  const official = (await see(at)).text;
  assert.match(official, /Refused \(verdict: Cannot be approved\)/);
  assert.match(official, /Given \(verdict: Cannot be approved\)/);
  assert.match((await see('/officials')).text, /Decision: Given/);
});

test('what the ruleset of now does not know is shown all the same', async () => {
  const { store, see } = await office();
  const { id } = store.keep({
    key: key(1),
    contract: contract.number,
    procedure: 'gone',
    receivedAt: NOW.toISOString(),
    answers: { 'scope.gone': '昔の記載', __proto__: 1 },
    facts: {},
    contact: {},
    files: [],
    receipt: { asOf: '2026-11-22', verdict: 'undetermined' },
  });
  assert.equal((await see('/officials')).status, 200);
  const page = await see(`/officials/${id}`);
  assert.equal(page.status, 200);
  assert.match(page.text, /cannot judge what was filed/);
});

test('a search takes as long however many there are', () => {
  const work = (count) => {
    const { store, database } = example();
    database.write(() => {
      for (let index = 1; index <= count; index += 1) {
        database.rows(
          'insert into words (rowid, text) values (?, ?)',
          index,
          `r8-1\n印刷\n山田 ${index}`,
        );
      }
    });
    let least = Infinity;
    for (let round = 0; round < 20; round += 1) {
      const start = performance.now();
      for (let again = 0; again < 20; again += 1) {
        assert.deepEqual(store.search('その他の者', Number.MAX_SAFE_INTEGER, 51), []);
      }
      least = Math.min(least, performance.now() - start);
    }
    return least;
  };
  // Looked through one by one, it would be ten times.
  const [some, more] = [work(2000), work(20_000)];
  assert.ok(more < 3 * some + 2, `${some} ms, and ${more} ms with ten times as many`);
});

test('a page of the list takes as long however many there are', async () => {
  const work = async (count) => {
    const { store, database, see } = await office();
    const one = { ...(await kept(store)), receivedAt: NOW.toISOString() };
    database.write(() => {
      for (let index = 1; index < count; index += 1) {
        database.rows(
          'insert into submission (key, contract, record) values (?, ?, ?)',
          key(index),
          contract.number,
          JSON.stringify({ ...one, key: key(index) }),
        );
      }
    });
    let least = Infinity;
    for (let round = 0; round < 5; round += 1) {
      const start = performance.now();
      assert.equal((await see('/officials')).status, 200);
      least = Math.min(least, performance.now() - start);
    }
    return least;
  };
  const [some, more] = [await work(600), await work(2400)];
  assert.ok(more < 2 * some + 20, `${some} ms, and ${more} ms with four times as many`);

  async function kept(store) {
    const { post } = example();
    const { body } = await post(honest());
    return store.keep({
      key: key(0),
      contract: contract.number,
      procedure: 'subcontract',
      receivedAt: NOW.toISOString(),
      answers: JSON.parse(honest().answers),
      facts: contract.facts,
      contact: {},
      files: [],
      receipt: body.receipt,
    });
  }
});
