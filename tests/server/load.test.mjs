// Thirty-two clients, two processes on one database, senders of rubbish among them, and kills in the
// midst: nothing acknowledged is lost, nothing is kept twice, and nothing else ends a process.

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { Database } from '../../www/server/database.js';
import { Store } from '../../www/server/store.js';
import { bodyOf, honest } from './honest.mjs';
import { start } from './running.mjs';

const CLIENTS = 32;
const KILLS = 4;
const EACH = 12;

const RUBBISH = [
  'GET // HTTP/1.1\r\nHost: a\r\n\r\n',
  'GET / HTTP/1.1\r\nHost: a\r\nRange: bytes=9-2\r\n\r\n',
  'POST /consultations HTTP/1.1\r\nHost: a\r\nContent-Length: 999\r\n\r\nkey=',
  'POST /consultations HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz',
  `POST /consultations HTTP/1.1\r\nHost: a\r\nOrigin: http://a\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 160000\r\n\r\n${'a='.repeat(80_000)}`,
  '\0\x01\x02',
];

const today = () => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Tokyo' }).format(new Date());

/** A process that is started again, on the same database, as often as it is killed. */
async function immortal(data) {
  let running = await start('--data', data);
  return {
    address: () => running.address,
    kill: async () => {
      assert.equal(running.child.exitCode, null, `it ended of itself:\n${running.log}`);
      await running.end();
      running = await start('--data', data);
    },
    end: async () => {
      assert.equal(running.child.exitCode, null, `it ended of itself:\n${running.log}`);
      await running.end('SIGTERM');
    },
  };
}

test('32 clients, two processes and kills', { timeout: 180_000 }, async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'shodaku-'));
  const data = join(folder, 'portal.db');
  const processes = await Promise.all([immortal(data), immortal(data)]);
  const acknowledged = [];
  const counts = { unanswered: 0, refused: 0 };
  let worst = 0;
  let kills = 0;

  /** Sends one submission until it is acknowledged, as the page does: under one key. */
  async function submit(process) {
    const key = randomBytes(16).toString('hex');
    for (;;) {
      const begun = performance.now();
      try {
        const address = process.address();
        const response = await fetch(new URL('consultations', address), {
          method: 'POST',
          headers: { Accept: 'application/json', Origin: new URL(address).origin },
          body: bodyOf(honest({ key, contact_name: key }, today())),
          signal: AbortSignal.timeout(20_000),
        });
        const { id, error } = await response.json();
        worst = Math.max(worst, performance.now() - begun);
        if (response.status === 201) return acknowledged.push({ id, key });
        assert.equal(response.status, 503, JSON.stringify(error));
        counts.refused += 1;
      } catch (error) {
        if (error instanceof assert.AssertionError) throw error;
        counts.unanswered += 1;
      }
      await pause(50);
    }
  }

  async function client(index) {
    for (let sent = 0; sent < EACH || kills < KILLS; sent += 1) {
      await submit(processes[index % processes.length]);
    }
  }

  async function rubbish() {
    for (let sent = 0; kills < KILLS; sent += 1) {
      const address = processes[sent % processes.length].address();
      const socket = connect(Number(new URL(address).port), 'localhost').on('error', () => {});
      socket.end(RUBBISH[sent % RUBBISH.length], 'latin1');
      await pause(20);
      socket.destroy();
    }
  }

  async function killer() {
    for (; kills < KILLS; kills += 1) {
      const before = acknowledged.length;
      while (acknowledged.length < before + 40) await pause(5);
      await processes[kills % processes.length].kill();
    }
  }

  try {
    const clients = Array.from({ length: CLIENTS }, (_, index) => client(index));
    await Promise.all([...clients, rubbish(), killer()]);
    await Promise.all(processes.map((process) => process.end()));

    const database = new Database(data);
    const kept = new Store(database).search('', Number.MAX_SAFE_INTEGER, 100_000);
    database.close();
    const numbers = new Map(kept.map(({ key, id }) => [key, id]));
    const lost = acknowledged.filter(({ id, key }) => numbers.get(key) !== id);
    assert.deepEqual(lost, []);
    assert.equal(numbers.size, kept.length, 'one was kept twice');
    assert.equal(new Set(numbers.values()).size, kept.length, 'a number was given twice');
    assert.equal(kept.length, acknowledged.length, 'each was sent until it was acknowledged');
    const { unanswered, refused } = counts;
    t.diagnostic(
      `${acknowledged.length} acknowledged, ${kills} kills, ${unanswered} unanswered, ${refused} refused; ` +
        `the worst answer took ${Math.round(worst)} ms`,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});
