// From the code to the first verdict: a fresh page, a fresh process.

import { execFileSync } from 'node:child_process';
import { inBrowser } from './browser.mjs';
import { LOADED, path } from './bundles.mjs';
import { passing } from './requests.mjs';

const ROUNDS = 9;

/** Microseconds for each, round by round; in Chromium also how long of it the code ran. */
export async function load() {
  return {
    node: await rounds(async (name) => ({ total: inNode(name) })),
    chromium: await inBrowser(async (page) => ({
      ...(await rounds((name) => page('load', name, passing))),
      parts: await each(() => page('parts', passing)),
    })),
  };
}

async function each(once) {
  const found = {};
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [part, took] of Object.entries(await once())) {
      found[part] = [...(found[part] ?? []), took];
    }
  }
  return found;
}

async function rounds(once) {
  const found = { total: {}, ran: {} };
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const name of LOADED) {
      for (const [what, took] of Object.entries(await once(name))) {
        found[what][name] = [...(found[what][name] ?? []), took];
      }
    }
  }
  return found;
}

function inNode(name) {
  const script = `
    const begin = performance.now();
    const { start } = await import(${JSON.stringify(path(name))});
    await (await start()).check(${JSON.stringify(passing)});
    console.log(1000 * (performance.now() - begin));`;
  return Number(execFileSync(process.execPath, ['--input-type=module', '-e', script]));
}
