import type { Verdict } from '../types/terms.js';

const OF_ROUTES: ReadonlySet<Verdict> = new Set(['exempt', 'not_regulated', 'prohibited']);

/** Whether only a route leads to that verdict. Where there is one, no condition is asked about. */
export function settledByRoute(verdict: Verdict): boolean {
  return OF_ROUTES.has(verdict);
}
