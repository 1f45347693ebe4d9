// What is measured in Node.

import { execFileSync } from 'node:child_process';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { LOADED, path } from './bundles.mjs';
import { measure } from './measure.mjs';
import { broken, passing } from './requests.mjs';

const LOADS = 7;

/** Microseconds of one check, objects in and objects out. */
export async function check(peers) {
  const of = (requests) =>
    measure(
      Object.fromEntries(
        Object.entries(peers).map(([name, { check }]) => [
          name,
          (turn) => check(requests[turn % requests.length]),
        ]),
      ),
    );
  return { passing: await of([passing]), broken: await of(broken) };
}

/** For each: lines of JSON a second, the same requests as `batch` judges, and bytes written. */
export async function lines(peers) {
  const all = [passing, ...broken].map((request) => JSON.stringify(request));
  const works = {};
  const written = {};
  for (const name of ['shodaku', 'ajv', 'zod']) {
    const { check, read } = peers[name];
    // Who has no report answers with the limbs that are not met.
    const answer = name === 'shodaku' ? check : (request) => read(check(request));
    const line = (text) => JSON.stringify(answer(JSON.parse(text)));
    works[name] = (turn) => line(all[turn % all.length]);
    written[name] = all.reduce((sum, text) => sum + Buffer.byteLength(line(text)), 0) / all.length;
  }
  const took = await measure(works);
  return Object.fromEntries(
    Object.entries(took).map(([name, each]) => [name, { rate: 1e6 / each, out: written[name] }]),
  );
}

/** Microseconds from the code being asked for to the first verdict, each in a fresh process. */
export function load() {
  const best = {};
  for (let time = 0; time < LOADS; time += 1) {
    for (const name of LOADED) {
      const script = `
        const begin = performance.now();
        const { start } = await import(${JSON.stringify(path(name))});
        await (await start()).check(${JSON.stringify(passing)});
        console.log(1000 * (performance.now() - begin));`;
      const took = Number(execFileSync(process.execPath, ['--input-type=module', '-e', script]));
      best[name] = Math.min(best[name] ?? Infinity, took);
    }
  }
  return best;
}

/** What a session holds before and after a million answers set, in bytes. */
export function memory(peers) {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc');
  const held = () => {
    for (let times = 0; times < 3; times += 1) collect();
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  };
  const type = peers.shodaku.typing(passing, 'subcontractor.name');
  const sets = (count) => {
    for (let at = 0; at < count; at += 1) type(`株式会社はまゆり印刷${at % 1000}`);
  };
  sets(50_000);
  const before = held();
  sets(1_000_000);
  return { before, after: held() };
}
