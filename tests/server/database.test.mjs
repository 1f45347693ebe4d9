// Nothing that was acknowledged is ever lost: not by a kill, not by another process, not by a full
// disk.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import Libsql from 'libsql';
import { Database } from '../../www/server/database.js';
import { Store } from '../../www/server/store.js';
import { start } from './running.mjs';

const WRITER = fileURLToPath(new URL('writer.mjs', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'shodaku-'));
after(() => rmSync(folder, { recursive: true }));

/** Writes until it has acknowledged so many, is killed in the midst, and says which. */
async function written(data, enough) {
  const writer = spawn(process.execPath, [WRITER, data], { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  writer.stdout.setEncoding('utf8').on('data', (chunk) => {
    text += chunk;
    if (text.split('\n').length > enough) writer.kill('SIGKILL');
  });
  const [code] = await once(writer, 'exit');
  assert.equal(code, null, 'it ended of itself');
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));
}

function assertKept(data, acknowledged) {
  const database = new Database(data);
  const kept = new Map(
    new Store(database)
      .search('', Number.MAX_SAFE_INTEGER, 100_000)
      .map(({ id, key }) => [key, id]),
  );
  database.close();
  for (const { id, key } of acknowledged) {
    assert.equal(kept.get(key), id, `${key} was acknowledged and is gone`);
  }
  const numbers = acknowledged.map(({ id }) => id);
  assert.equal(new Set(numbers).size, numbers.length, 'a number was given twice');
}

test('what was acknowledged survives a kill in the midst of writing', async () => {
  const data = join(folder, 'killed.db');
  const acknowledged = [];
  for (let round = 0; round < 3; round += 1) acknowledged.push(...(await written(data, 40)));
  assert.ok(acknowledged.length >= 120);
  assertKept(data, acknowledged);
});

test('several processes write to one database, and are killed', async () => {
  const data = join(folder, 'shared.db');
  const rounds = Array.from({ length: 3 }, () =>
    Promise.all(Array.from({ length: 3 }, () => written(data, 40))),
  );
  const acknowledged = (await Promise.all(rounds)).flat(2);
  assert.ok(acknowledged.length >= 9 * 40);
  assertKept(data, acknowledged);
});

const contract = { number: 'R8-1', subject: '', contractor: '', period: '', facts: {} };
const submission = (key, work = '') => ({
  key,
  contract: contract.number,
  procedure: 'copy',
  receivedAt: '2026-11-22T03:00:00.000Z',
  answers: { 'scope.work': work },
  facts: {},
  contact: {},
  files: [],
  receipt: { asOf: '2026-11-22', verdict: 'undetermined' },
});

test('while another holds the database it waits, then says so, and writes again after', () => {
  const data = join(folder, 'held.db');
  const store = new Store(new Database(data));
  store.record(contract);
  const other = new Libsql(data);
  other.exec('begin immediate');
  assert.throws(() => store.keep(submission('a')), { code: 'SQLITE_BUSY' });
  assert.throws(() => store.keep(submission('a')), { code: 'SQLITE_BUSY' });
  other.exec('rollback');
  assert.equal(store.keep(submission('a')).id, 1);
  // On the disk: another connection sees it.
  assert.deepEqual(other.prepare('select key from submission').pluck().all(), ['a']);
  other.close();
});

test('where the disk is full nothing is kept by halves, and what was kept stays', () => {
  const data = join(folder, 'full.db');
  const store = new Store(new Database(data, { pages: 20 }));
  store.record(contract);
  const kept = [store.keep(submission('a')).id];
  for (let round = 0; round < 3; round += 1) {
    assert.throws(() => store.keep(submission(`big-${round}`, 'あ'.repeat(100_000))), {
      code: 'SQLITE_FULL',
    });
    kept.push(store.keep(submission(`small-${round}`)).id);
  }
  assert.deepEqual(kept, [1, 2, 3, 4]);
  assertKept(
    data,
    ['a', 'small-0', 'small-1', 'small-2'].map((key, index) => ({ key, id: index + 1 })),
  );
});

test('a server that cannot use its database says why in one line, and ends', async () => {
  const data = join(folder, 'taken.db');
  const other = new Libsql(data);
  other.exec('begin immediate');
  await assert.rejects(start('--data', data), ({ message }) => {
    assert.match(message, /the database .*taken\.db cannot be used: database is locked/);
    assert.doesNotMatch(message, /\n +at /);
    return true;
  });
  other.close();
});

test('a database of another version is refused, and left as it was', () => {
  const data = join(folder, 'old.db');
  const old = new Libsql(data);
  old.exec('create table submission (id integer primary key, record text)');
  assert.throws(() => new Database(data), /it was made by another version/);
  assert.deepEqual(old.prepare('select name from sqlite_schema').pluck().all(), ['submission']);
  old.close();
});
