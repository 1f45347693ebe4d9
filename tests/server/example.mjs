// The example's back end within the test, and what is sent to it.

import { Accounts } from '../../www/server/accounts.js';
import { portal } from '../../www/server/app.js';
import { Cases } from '../../www/server/cases.js';
import { Database } from '../../www/server/database.js';
import { Store } from '../../www/server/store.js';
import { bodyOf, contract, rules } from './honest.mjs';

export const NOW = new Date('2026-11-22T03:00:00Z');
const ORIGIN = 'http://portal.example';

export function example({ now = NOW, database = new Database(':memory:') } = {}) {
  const store = new Store(database);
  const accounts = new Accounts(database, () => now);
  const log = [];
  store.record(contract);
  const app = portal({
    rules,
    store,
    cases: new Cases(database),
    accounts,
    log: (line) => log.push(line),
    now: () => now,
  });
  const ask = async (path, { headers = {}, ...more } = {}) => {
    const response = await app.request(new URL(path, ORIGIN).href, {
      ...more,
      headers: { 'Accept-Language': 'en', ...headers },
    });
    return { status: response.status, headers: response.headers, text: await response.text() };
  };
  const sendTo = (path, body, headers = {}) =>
    ask(path, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/x-www-form-urlencoded',
        Origin: ORIGIN,
        ...headers,
      },
      body,
    });
  const send = async (body, headers = {}) => {
    const { text, ...more } = await sendTo('/consultations', body, {
      Accept: 'application/json',
      ...headers,
    });
    return { ...more, body: JSON.parse(text) };
  };
  return {
    database,
    store,
    accounts,
    log,
    send,
    sendTo,
    post: (fields) => send(bodyOf(fields)),
    get: (path, headers = {}) => ask(path, { headers }),
    kept: () => store.search('', Number.MAX_SAFE_INTEGER, 10_000),
  };
}
