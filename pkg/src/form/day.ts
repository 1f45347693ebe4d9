/** Japan has no summer time: it is always nine hours ahead. */
const AHEAD = 9 * 60 * 60 * 1000;

/** The civil day in Japan, `2026-11-22`. */
export function today(): string {
  return new Date(Date.now() + AHEAD).toISOString().slice(0, 10);
}
