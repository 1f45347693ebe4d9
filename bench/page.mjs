// What runs in the page: everything here is handed to it as JSON, or by address.

import * as typing from './typing.mjs';

const address = (name) => new URL(`${name}.js`, location.href).href;

/** Microseconds that each takes for one key, round by round. */
export async function keys(kind, names, request) {
  const peers = {};
  for (const name of names) peers[name] = await (await import(address(name))).start();
  return typing.keys(kind, peers, request);
}

/** Microseconds that each part of a start takes, in the order in which they come. */
export async function parts(request) {
  return (await import(address('parts'))).parts(request);
}

/** Microseconds from the code being there to the first verdict, and how long of it the code ran. */
export async function load(name, request) {
  const code = await (await fetch(address(name))).blob();
  const local = URL.createObjectURL(code);
  const begin = performance.now();
  const { start } = await import(local);
  const imported = performance.now();
  const peer = await start();
  await peer.check(request);
  const end = performance.now();
  return { total: 1000 * (end - begin), ran: 1000 * (end - imported) };
}
