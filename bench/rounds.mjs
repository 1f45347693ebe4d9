// What was measured comes as one number a round; in a round all took turns on the same machine.

/** The best of all rounds: whatever else the machine does only adds. */
export const best = (rounds) => Math.min(...rounds);

/** How one compares to another round by round: in the middle, and from least to most. */
export function ratio(rounds, others) {
  const all = rounds.map((found, round) => found / others[round]).sort((a, b) => a - b);
  return { least: all[0], middle: all[Math.floor(all.length / 2)], most: all.at(-1) };
}
