// How long something takes, in Node and in a page alike: in a few rounds, in which all take turns,
// so that whatever else the machine does meets all alike.

import { Bench } from 'tinybench';

/** A sample is so long, in ms, that the coarse clock of a page does not show. */
const SAMPLE = 5;
const ROUNDS = 6;

/**
 * Microseconds that each of `works` takes once, round by round; a work gets the number of its turn.
 *
 * @param works By name; all that return a promise are awaited.
 */
export async function measure(works) {
  const rounds = {};
  const batched = {};
  for (const [name, work] of Object.entries(works)) batched[name] = await batch(work);
  for (let round = 0; round < ROUNDS; round += 1) {
    const bench = new Bench({ time: 100, warmupTime: 50, iterations: 8, throws: true });
    for (const [name, work] of Object.entries(batched)) bench.add(name, work);
    await bench.run();
    for (const { name, result } of bench.tasks) {
      rounds[name] = [...(rounds[name] ?? []), 1000 * result.latency.p50];
    }
  }
  return rounds;
}

/** Many turns as one sample. */
async function batch(work) {
  let turn = 0;
  const sync = (count) => {
    for (let at = 0; at < count; at += 1) work(turn++);
  };
  const async = async (count) => {
    for (let at = 0; at < count; at += 1) await work(turn++);
  };
  const many = work(turn++) instanceof Promise ? async : sync;
  let count = 1;
  for (let took = 0; took < SAMPLE; count *= 2) {
    const start = performance.now();
    await many(count);
    took = performance.now() - start;
  }
  const sample = (start) => {
    const took = performance.now() - start;
    return { overriddenDuration: took / count, overriddenIterationCost: took };
  };
  return many === sync
    ? () => {
        const start = performance.now();
        many(count);
        return sample(start);
      }
    : async () => {
        const start = performance.now();
        await many(count);
        return sample(start);
      };
}
