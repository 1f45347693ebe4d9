/** How long a name may be for its neighbours to be looked for, in bytes of UTF-8. */
const MAX = 256;

/**
 * The nearest of the known names, if any is near: by letters added, left out, wrong or swapped.
 * The core does the same for the names that it knows.
 */
export function nearest(name: string, known: readonly string[]): string | undefined {
  if (name.length > MAX || new TextEncoder().encode(name).length > MAX) return undefined;
  const letters = [...name];
  let best = Math.floor(letters.length / 3) + 2;
  let found: string | undefined;
  for (const candidate of known) {
    const apart = distance(letters, [...candidate]);
    if (apart >= best) continue;
    best = apart;
    found = candidate;
  }
  return found;
}

/** Optimal string alignment, row by row. */
function distance(from: readonly string[], to: readonly string[]): number {
  let [before, row]: [number[], number[]] = [
    [],
    Array.from({ length: to.length + 1 }, (_, at) => at),
  ];
  for (const [down, letter] of from.entries()) {
    const next = [down + 1];
    for (const [across, other] of to.entries()) {
      const at = (line: readonly number[], back: number) => line[across + 1 - back] ?? 0;
      let least = Math.min(at(row, 0) + 1, at(next, 1) + 1, at(row, 1) + Number(letter !== other));
      const swapped = letter === to[across - 1] && from[down - 1] === other;
      if (swapped && down > 0 && across > 0) least = Math.min(least, at(before, 2) + 1);
      next.push(least);
    }
    [before, row] = [row, next];
  }
  return row[to.length] ?? 0;
}
