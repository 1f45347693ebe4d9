// Whatever a person and the host's scripts do to a form, in any order: what is judged is what would
// be submitted. `SEQUENCES=100000` goes through more of them, `SEED=4711` through one.

import { readFileSync } from 'node:fs';
import { expect, test } from './hosts/host.js';

const one = process.env.SEED === undefined ? undefined : Number(process.env.SEED);
const all = one === undefined ? Number(process.env.SEQUENCES ?? 1000) : 1;
/** How many run in one page, and tests side by side. */
const BATCH = 500;
const SIDES = one === undefined ? 2 : 1;

for (let side = 0; side < SIDES; side += 1) {
  test(`after any sequence the form is judged as it is, or says that it is not (${side + 1} of ${SIDES})`, async ({
    page,
    serve,
  }) => {
    const share = Math.ceil(all / SIDES);
    test.setTimeout(30_000 + share * 60);
    const from = one ?? side * share;
    for (let at = from; at < from + share; at += BATCH) {
      await serve({
        body: '<div id="stage"></div><div id="outside"></div>',
        attach: readFileSync(new URL('./fuzz/page.js', import.meta.url), 'utf8'),
      });
      const wrongs = await page.evaluate(`fuzz(${at}, ${Math.min(at + BATCH, from + share)})`);
      expect(wrongs).toEqual([]);
    }
  });
}
