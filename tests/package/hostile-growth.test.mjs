// The work of a check is bounded by ruleset and request: what may take more steps than that is
// refused when it is loaded, and all else takes a time that grows as the size does. What each takes:
// `node tests/package/hostile-table.mjs`. Natively: tests/engine/steps.rs.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { comparedBelow, HOSTILE } from '../common/hostile.mjs';
import { loadSync } from '../common/instances.mjs';

const engine = loadSync();
/** How often the time of a quarter of it the whole may take. What is quadratic takes it 16 times. */
const MOST = 8;
/** Below this a clock tells nothing, in milliseconds. */
const FINE = 2;

/** How long each of them takes at best, tried until the whole is quick enough. */
function quickest(quarter, whole) {
  const best = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let round = 0; round < 40; round += 1) {
    for (const [at, work] of [quarter, whole].entries()) {
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
  test(`${size} ${what}: the time grows as they do`, () => {
    const [quarter, whole] = [Math.ceil(size / 4), size].map((size) => {
      const rules = engine.ruleset(ruleset(size));
      return { rules, asked: request(size), session: rules.open(request(size)) };
    });
    const check = ({ rules, asked }) => rules.check(asked);
    const toPass = ({ session }) => session.toPass();
    for (const work of [check, toPass]) {
      const [one, all] = quickest(
        () => work(quarter),
        () => work(whole),
      );
      assert.ok(
        all < MOST * one + FINE,
        `${work.name}: a quarter in ${one} ms, the whole in ${all} ms`,
      );
    }
  });
}

test('a number of steps that the core has no room for is not taken for a small one', () => {
  // Among these some come round to almost nothing where numbers have 32 bits.
  for (let count = 1200; count < 1450; count += 1) {
    const document = comparedBelow(count);
    assert.throws(() => engine.ruleset(document), { code: 'bad_ruleset' }, `${count}`);
  }
});
