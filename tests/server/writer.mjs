// Keeps submissions until it is killed, and says of each that it is safe.

import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import { Database } from '../../www/server/database.js';
import { Store } from '../../www/server/store.js';

const store = new Store(new Database(process.argv[2]));
const contract = { number: 'R8-1', subject: '業務', contractor: '乙', period: '', facts: {} };
store.record(contract);
for (;;) {
  const key = randomUUID();
  const { id } = store.keep({
    key,
    contract: contract.number,
    procedure: 'copy',
    receivedAt: '2026-11-22T03:00:00.000Z',
    answers: { 'scope.work': 'あ'.repeat(2000) },
    facts: {},
    contact: {},
    files: [],
    receipt: { asOf: '2026-11-22', verdict: 'undetermined' },
  });
  writeSync(1, `${JSON.stringify({ id, key })}\n`);
}
