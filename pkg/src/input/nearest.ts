/** How long a name may be for its neighbours to be looked for. */
const MAX = 256;

/** The nearest of the known names, if any is near: by letters added, left out, wrong or swapped. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  if (name.length > MAX) return undefined;
  let best = Math.floor([...name].length / 3) + 2;
  let found: string | undefined;
  for (const candidate of known) {
    const apart = distance([...name], [...candidate]);
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
