// The work of a check is bounded by ruleset and request: what may take more steps than that is
// refused when it is loaded, and all else takes a time that grows as the size does. What each takes:
// `node tests/package/hostile-table.mjs`. Natively: tests/engine/steps.rs.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOSTILE } from '../common/hostile.mjs';
import { loadSync } from '../common/instances.mjs';

const engine = loadSync();
/** A size twice as large: somewhat over twice the time. What is quadratic takes four times. */
const MOST = 3;
/** Below this a clock tells nothing, in milliseconds. */
const FINE = 2;

/** How long each of them takes at best, tried until twice as much is quick enough. */
function quickest(half, whole) {
  const best = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let round = 0; round < 20; round += 1) {
    for (const [at, work] of [half, whole].entries()) {
      const start = performance.now();
      work();
      best[at] = Math.min(best[at], performance.now() - start);
    }
    if (best[1] < MOST * best[0] + FINE) break;
  }
  return best;
}

for (const [what, { size, refused, ruleset, request }] of Object.entries(HOSTILE)) {
  if (refused) {
    test(`${size} ${what}: refused when loaded`, () => {
      assert.throws(
        () => engine.ruleset(ruleset(size)),
        ({ code, errors }) => {
          assert.equal(code, 'bad_ruleset');
          assert.match(errors[0].message, /4000000 steps$|1 to 16 date fields$/);
          return true;
        },
      );
    });
    continue;
  }
  test(`${size} ${what}: half of it takes half the time`, () => {
    const [half, whole] = [size / 2, size].map((size) => {
      const rules = engine.ruleset(ruleset(size));
      return { rules, asked: request(size), session: rules.open(request(size)) };
    });
    const check = ({ rules, asked }) => rules.check(asked);
    const toPass = ({ session }) => session.toPass();
    for (const work of [check, toPass]) {
      const [one, two] = quickest(
        () => work(half),
        () => work(whole),
      );
      assert.ok(
        two < MOST * one + FINE,
        `${work.name}: ${one} ms, and ${two} ms for twice as much`,
      );
    }
  });
}
