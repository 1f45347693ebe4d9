// The budgets, and whether they hold in one run. Those that compare what was measured in the same
// run are asserted by `--check`; sizes are by `npm test` (xtask/size.mjs); what depends on the
// machine is only shown.

import { BOUNDS } from '../xtask/size.mjs';
import { LABELS } from './names.mjs';
import { best, ratio } from './rounds.mjs';
import { bytes, duration, rate, times } from './table.mjs';

const KB = 1024;
const MS = 1000;

/** What was promised, what of it was found, whether it holds and whether that is asserted. */
export function budgets(found) {
  return Object.entries(OF).flatMap(([part, of]) => (found[part] ? of(found[part]) : []));
}

const OF = {
  size: ({ engine, rulesets }) => [
    most('engine, gzip', bytes, BOUNDS.engine, engine),
    most('largest ruleset, gzip', bytes, BOUNDS.ruleset, Math.max(...rulesets.map(([, n]) => n))),
  ],
  key: (key) => [
    ...['node', 'chromium'].flatMap((where) => {
      const { complete, half, turning } = key[where];
      const place = where === 'node' ? 'Node' : 'Chromium';
      return [
        below(`a key, form complete, ${place}`, complete, 'by-hand'),
        below(`a key, form half filled in, ${place}`, half, 'by-hand'),
        below(`a key that changes the verdict, with report, ${place}`, turning, 'ajv'),
      ];
    }),
    flat('memory of a session, a million answers later', key.memory, 64 * KB),
    flat(
      'memory, a hundred thousand checks later',
      { before: key.memory.after, after: key.memory.checked },
      // What is remembered of readings is let go of at once when there is too much of it.
      256 * KB,
    ),
  ],
  check: ({ passing, broken }) =>
    Object.entries({ passing, 'a limb broken': broken }).flatMap(([how, rounds]) => [
      below(`a whole check, ${how}`, rounds, 'zod'),
      below(`a whole check, ${how}`, rounds, 'valibot'),
      { ...below(`a whole check, ${how} (aim)`, rounds, 'ajv', 1.5), asserted: false },
    ]),
  load: ({ chromium }) => [
    most('load to first verdict, Chromium', duration, 40 * MS, best(chromium.total.shodaku)),
    most('of which our code runs', duration, 10 * MS, best(chromium.ran.shodaku)),
  ],
  batch: ({ kinds: { full, brief, small } }) => [
    least('batch of complete requests, one processor', rate, 150_000, Math.max(...full.one)),
    ...(brief ? [least('the same with --brief', rate, 300_000, Math.max(...brief.one))] : []),
    ...(full.two.length > 0
      ? [
          least(
            'two processors to one',
            (n) => `${n.toFixed(1)} ×`,
            1.8,
            ratio(full.two, full.one).middle,
          ),
        ]
      : []),
    ...Object.entries({ complete: full, small })
      .filter(([, { memory }]) => memory.many)
      .map(
        ([
          which,
          {
            memory: { few, many },
          },
        ]) =>
          flat(
            `memory of a batch of ${which} requests, ten times as many`,
            { before: few, after: many },
            few / 2,
          ),
      ),
  ],
  growth: ({ towns: { 1: one, 2000: all } }) => [
    within('load of one town, 2,000 known', 1.5, ratio(all.took, one.took)),
    within('memory with one town, 2,000 known', 1.2, ratio(all.held, one.held)),
  ],
};

const most = (what, show, bound, found) => ({
  what,
  bound: `≤ ${show(bound)}`,
  found: show(found),
  holds: found <= bound,
  asserted: false,
});

const least = (what, show, bound, found) => ({
  what,
  bound: `≥ ${show(bound)}`,
  found: show(found),
  holds: found >= bound,
  asserted: false,
});

/** A ratio; its middle counts, so that one disturbed round decides nothing. */
const within = (what, bound, found, to = 'one known') => ({
  what,
  bound: `< ${bound} × ${to}`,
  found: times(found),
  holds: found.middle < bound,
  asserted: true,
});

const below = (what, rounds, whose, factor = 1) =>
  within(what, factor, ratio(rounds.shodaku, rounds[whose]), LABELS[whose]);

const flat = (what, { before, after }, more) => ({
  what,
  bound: 'flat',
  found: `${bytes(before)} → ${bytes(after)}`,
  holds: after - before <= more,
  asserted: true,
});
