// What runs in the page: everything here is handed to it as JSON, or by address.

import { measure } from './measure.mjs';

/** Keys go into this field; whatever stands in it, no verdict changes. */
const FIELD = 'subcontractor.name';
/** What stands in it, key by key. */
const TEXTS = [...'株式会社はまゆり印刷大野工場'].map((_, at, all) =>
  all.slice(0, at + 1).join(''),
);

const address = (name) => new URL(`${name}.js`, location.href).href;

/** Microseconds that each takes for one key. */
export async function keystroke(names, request) {
  const works = {};
  for (const name of names) {
    const { start } = await import(address(name));
    const type = typing(await start(), request);
    works[name] = (turn) => type(TEXTS[turn % TEXTS.length]);
  }
  return measure(works);
}

/** A session of who has any; who has none judges all again. */
function typing(peer, request) {
  if (peer.typing) {
    const set = peer.typing(request, FIELD);
    if (TEXTS.some(set)) throw new Error(`${FIELD} changes what is found`);
    return set;
  }
  const copy = structuredClone(request);
  return (text) => {
    copy.answers[FIELD] = text;
    return peer.check(copy);
  };
}

/** Milliseconds from the code being there to the first verdict. */
export async function load(name, request) {
  const code = await (await fetch(address(name))).blob();
  const local = URL.createObjectURL(code);
  const begin = performance.now();
  const { start } = await import(local);
  const peer = await start();
  await peer.check(request);
  return performance.now() - begin;
}
