// What cannot be a request is refused, and nothing ends the process.

import assert from 'node:assert/strict';
import { connect } from 'node:net';
import test, { after, before } from 'node:test';
import { start } from './running.mjs';

let server;
before(async () => {
  server = await start();
});
after(() => server.end());

/** Sends bytes and resolves to all that comes back; `abort` hangs up instead of waiting. */
function send(bytes, { abort = false } = {}) {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(server.address).port), 'localhost');
    let got = '';
    socket.setEncoding('latin1').on('data', (text) => {
      got += text;
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve(got));
    socket.write(bytes);
    if (abort) setTimeout(() => socket.destroy(), 50);
  });
}

const statusOf = (answer) => Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1]);
const request = (line, headers = [], body = '') =>
  [line, 'Host: localhost', 'Connection: close', ...headers, '', body].join('\r\n');
const posted = (body, headers = []) =>
  request(
    'POST /consultations HTTP/1.1',
    [
      'Content-Type: application/x-www-form-urlencoded',
      `Origin: ${new URL(server.address).origin.replace(/:\d+$/, '')}`,
      `Content-Length: ${Buffer.byteLength(body)}`,
      ...headers,
    ],
    body,
  );

/** It goes on answering, as the process it was. */
async function lives() {
  assert.equal(server.child.exitCode, null, server.log);
  const answer = await send(request('GET / HTTP/1.1'));
  assert.equal(statusOf(answer), 200);
}

for (const target of [
  '//',
  '//elsewhere.example/',
  '///',
  '/%',
  '/%zz',
  '/%ff',
  '/%00',
  '/consultations/%E3%81',
  '/consultations?key=%ff',
  '/\\',
  '*',
  'http://',
  'http://[',
  'http:///',
  'consultations',
  '?',
]) {
  test(`the target ${target} is answered with 400`, async () => {
    for (const method of ['GET', 'HEAD', 'POST', 'OPTIONS', 'PUT']) {
      const answer = await send(request(`${method} ${target} HTTP/1.1`));
      assert.equal(statusOf(answer), 400, `${method} ${target}`);
    }
    await lives();
  });
}

for (const [what, bytes, statuses] of [
  ['no HTTP', 'こんにちは\r\n\r\n', [400]],
  ['no host', 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n', [400]],
  ['a host that is none', 'GET / HTTP/1.1\r\nHost: a b/\r\nConnection: close\r\n\r\n', [400]],
  ['a header without end', request('GET / HTTP/1.1', [`X: ${'x'.repeat(100_000)}`]), [431]],
  ['thousands of headers', request('GET / HTTP/1.1', Array(5000).fill('X: x')), [200, 431]],
  [
    'two lengths',
    request('POST /consultations HTTP/1.1', ['Content-Length: 1', 'Content-Length: 2'], 'ab'),
    [400],
  ],
  [
    'a length and chunks',
    request(
      'POST /consultations HTTP/1.1',
      ['Content-Length: 1', 'Transfer-Encoding: chunked'],
      '0\r\n\r\n',
    ),
    [400],
  ],
  ['a length below zero', request('POST /consultations HTTP/1.1', ['Content-Length: -1']), [400]],
  [
    'a chunk that is none',
    request('POST /consultations HTTP/1.1', ['Transfer-Encoding: chunked'], 'zz\r\n'),
    [400],
  ],
  [
    'two types',
    request(
      'POST /consultations HTTP/1.1',
      ['Content-Type: text/plain', 'Content-Type: ;;;', 'Content-Length: 0'],
      '',
    ),
    [403, 415],
  ],
  [
    'a boundary that is none',
    request(
      'POST /consultations HTTP/1.1',
      ['Content-Type: multipart/form-data', 'Origin: http://localhost', 'Content-Length: 4'],
      'abcd',
    ),
    [400, 415],
  ],
  ['a range backwards', request('GET / HTTP/1.1', ['Range: bytes=9-2']), [416]],
  ['a range that is none', request('GET / HTTP/1.1', ['Range: bytes=a-b,c']), [200, 206, 416]],
  ['a date that is none', request('GET / HTTP/1.1', ['If-Modified-Since: ?']), [200]],
  ['a cookie that is none', request('GET /consultations HTTP/1.1', ['Cookie: =;%;=%ff;a']), null],
  ['an upgrade', request('GET / HTTP/1.1', ['Connection: upgrade', 'Upgrade: h2c']), [200]],
  ['an expectation', request('GET / HTTP/1.1', ['Expect: tea']), [417]],
  ['HEAD', request('HEAD / HTTP/1.1'), [200]],
  ['HEAD of nothing', request('HEAD /consultations/1 HTTP/1.1'), [404]],
  ['OPTIONS', request('OPTIONS /consultations HTTP/1.1'), [404, 405]],
  ['TRACE', request('TRACE / HTTP/1.1'), [403, 404, 405]],
  ['DELETE', request('DELETE /consultations/1 HTTP/1.1'), [403, 404, 405]],
  [
    'a number too large to be one',
    request(`GET /consultations/${'9'.repeat(400)} HTTP/1.1`),
    [404],
  ],
  ['a way out of the folder', request('GET /../../package.json HTTP/1.1'), [404]],
  ['a way out, encoded', request('GET /..%2f..%2fpackage.json HTTP/1.1'), [404]],
]) {
  test(`${what} is answered`, async () => {
    const answer = await send(bytes);
    if (statuses) assert.ok(statuses.includes(statusOf(answer)), answer.slice(0, 200));
    await lives();
  });
}

test('CONNECT is hung up on', async () => {
  assert.equal(await send(request('CONNECT localhost:1 HTTP/1.1')), '');
  await lives();
});

test('requests in one go are answered in order', async () => {
  const keep = (line) => `${line}\r\nHost: localhost\r\n\r\n`;
  const answer = await send(
    keep('GET /consultations/1 HTTP/1.1') +
      keep('GET //x HTTP/1.1') +
      keep('HEAD / HTTP/1.1') +
      request('GET /none HTTP/1.1'),
  );
  const statuses = [...answer.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => Number(status));
  assert.deepEqual(statuses, [404, 400, 200, 404]);
  await lives();
});

test('who hangs up in the midst is let go', async () => {
  const half = posted('a=1').replace(/Content-Length: 3/, 'Content-Length: 3000');
  const chunks = request(
    'POST /consultations HTTP/1.1',
    ['Content-Type: application/x-www-form-urlencoded', 'Transfer-Encoding: chunked'],
    '5\r\nab',
  );
  await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      send([half, chunks, 'GET / HTT', request('GET /consultation/main.js HTTP/1.1')][index % 4], {
        abort: true,
      }),
    ),
  );
  await lives();
});

test('too much is refused before it has all arrived', async () => {
  const much = request('POST /consultations HTTP/1.1', [
    'Content-Type: application/x-www-form-urlencoded',
    'Origin: http://localhost',
    `Content-Length: ${1 << 30}`,
  ]);
  assert.equal(statusOf(await send(much + 'a'.repeat(100_000))), 413);
  await lives();
});
