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

/** What a session holds before and after a million answers set, in bytes. */
function memory({ open }) {
  const session = open(passing);
  const sets = (count) => {
    for (let at = 0; at < count; at += 1) {
      session.set('subcontractor.name', `株式会社はまゆり印刷${at % 1000}`);
    }
  };
  sets(50_000);
  const before = collected();
  sets(1_000_000);
  return { before, after: collected() };
}
