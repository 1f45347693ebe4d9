// Keeps submissions until it is killed, and says of each that it is safe.

import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import { Database } from '../../www/server/database.js';
import { Store } from '../../www/server/store.js';

/** Does it once the others let it. */
function inTurn(work) {
  for (;;) {
    try {
      return work();
    } catch (error) {
      if (error.code !== 'SQLITE_BUSY') throw error;
    }
  }
}

const store = new Store(inTurn(() => new Database(process.argv[2])));
const contract = { number: 'R8-1', subject: '業務', contractor: '乙', period: '', facts: {} };
inTurn(() => store.record(contract));
for (;;) {
  const submission = {
    key: randomUUID(),
    contract: contract.number,
    procedure: 'copy',
    receivedAt: '2026-11-22T03:00:00.000Z',
    answers: { 'scope.work': 'あ'.repeat(2000) },
    facts: {},
    contact: {},
    files: [],
    receipt: { asOf: '2026-11-22', verdict: 'undetermined' },
  };
  const { id, key } = inTurn(() => store.keep(submission));
  writeSync(1, `${JSON.stringify({ id, key })}\n`);
}
