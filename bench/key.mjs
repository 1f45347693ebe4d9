// A key pressed, in Node and in Chromium, and what a million of them leave behind.

import { inBrowser } from './browser.mjs';
import { PEERS } from './bundles.mjs';
import { collected } from './memory.mjs';
import { half, passing } from './requests.mjs';
import { keys } from './typing.mjs';

export async function key(peers) {
  return {
    memory: memory(peers.shodaku),
    node: await each((kind, request) => keys(kind, peers, request)),
    chromium: await inBrowser((page) =>
      each((kind, request) => page('keys', kind, PEERS, request)),
    ),
  };
}

const each = async (press) => ({
  complete: await press('steady', passing),
  half: await press('steady', half),
  turning: await press('turning', passing),
});

/**
 * What is held before and after a million answers set in a session, and after a hundred thousand
 * checks, in bytes. What is typed is new each time where the core's readings are remembered: days,
 * numbers and the entries of lists.
 */
function memory({ open, check }) {
  const session = open(passing);
  const sets = (count) => {
    for (let at = 0; at < count; at += 1) {
      session.set('subcontractor.name', `株式会社はまゆり印刷${at % 1000}`);
      if (at % 100 === 0) session.set('scope.record_count', `${at}`);
      if (at % 100 === 50) session.set('scope.data_items', [`項目${at}`, '氏名']);
    }
  };
  const checks = (count) => {
    for (let at = 0; at < count; at += 1) {
      const answers = { ...passing.answers, 'scope.record_count': `${at}` };
      check({ ...passing, answers: { ...answers, 'scope.data_items': [`項目${at}`] } });
    }
  };
  sets(50_000);
  checks(5_000);
  const before = collected();
  sets(1_000_000);
  const after = collected();
  checks(100_000);
  return { before, after, checked: collected() };
}
