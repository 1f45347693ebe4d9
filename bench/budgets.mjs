// The budgets, and whether they hold in one run. Nothing fails by them but size, which
// `npm test` asserts (xtask/size.mjs).

import { BOUNDS } from '../xtask/size.mjs';
import { bytes, duration, rate } from './table.mjs';

const LOAD = 50_000;
const BATCH = 300_000;
/** What a million answers may leave behind by chance, in bytes. */
const CRUMBS = 64 * 1024;

/** What was promised, what of it was found, and whether that is within the bound. */
export function budgets({ size, chromium, check, batch, memory }) {
  const key = chromium.keystroke;
  const largest = Math.max(...size.rulesets.map(([, size]) => size));
  const most = (what, bound, found, show) => ({
    what,
    bound: `≤ ${show(bound)}`,
    found: show(found),
    holds: found <= bound,
  });
  const below = (what, whose, bound, found) => ({
    what,
    bound: `< ${duration(bound)} (${whose})`,
    found: duration(found),
    holds: found < bound,
  });
  const atLeast = (what, found) => ({
    what,
    bound: `≥ ${rate(BATCH)}`,
    found: rate(found),
    holds: found >= BATCH,
  });
  const flat = (what, before, after, more) => ({
    what,
    bound: 'flat',
    found: `${bytes(before)} → ${bytes(after)}`,
    holds: after - before <= more,
  });
  return [
    most('engine, gzip', BOUNDS.engine, size.engine, bytes),
    most('largest ruleset, gzip', BOUNDS.ruleset, largest, bytes),
    below('a key, form complete', 'ajv', key.complete.ajv, key.complete.shodaku),
    below('a key, form half filled in', 'ajv', key.half.ajv, key.half.shodaku),
    ...Object.entries({ passing: 'passing', broken: 'a limb broken' }).flatMap(([which, how]) => {
      const { shodaku, zod, 'json-rules-engine': rules } = check[which];
      const what = `a whole check, ${how}`;
      return [
        below(what, 'zod', zod, shodaku),
        below(what, '1/10 of json-rules-engine', rules / 10, shodaku),
      ];
    }),
    most('load to first verdict, Chromium', LOAD, chromium.load.shodaku, duration),
    atLeast('batch of complete requests, one processor', batch.full.one),
    atLeast('batch of small requests, one processor', batch.small.one),
    flat('memory of a session, a million answers later', memory.before, memory.after, CRUMBS),
    ...Object.entries({ full: 'complete', small: 'small' })
      .map(([kind, which]) => [which, batch[kind].memory])
      .filter(([, { many }]) => many)
      .map(([which, { few, many }]) =>
        flat(`memory of a batch of ${which} requests, ten times as many`, few, many, few / 2),
      ),
  ];
}
