// Lines of JSON in and out, by JavaScript in Node.

import { measure } from './measure.mjs';
import { broken, passing } from './requests.mjs';

const NAMES = ['shodaku', 'by-hand', 'ajv', 'zod'];

/** For each: lines a second round by round, the same requests as `batch` judges, and bytes out. */
export async function linesInNode(peers) {
  const all = [passing, ...broken].map((request) => JSON.stringify(request));
  const works = {};
  const written = {};
  for (const name of NAMES) {
    const { check, read } = peers[name];
    // Who has no report answers with the limbs that are not met.
    const answer = name === 'shodaku' ? check : (request) => read(check(request));
    const line = (text) => JSON.stringify(answer(JSON.parse(text)));
    works[name] = (turn) => line(all[turn % all.length]);
    written[name] = all.reduce((sum, text) => sum + Buffer.byteLength(line(text)), 0) / all.length;
  }
  const took = await measure(works);
  return Object.fromEntries(
    Object.entries(took).map(([name, rounds]) => [
      name,
      { rates: rounds.map((each) => 1e6 / each), out: written[name] },
    ]),
  );
}
