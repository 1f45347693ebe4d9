import type { Issue, Report, Verdict } from '../types/report.js';

/** The verdicts that a route alone can lead to: where there is one, no condition is asked about. */
const OF_ROUTES: ReadonlySet<Verdict> = new Set(['exempt', 'not_regulated', 'prohibited']);

/** The issues to warn of: what awaits an official is no warning, nor is what is not asked at all. */
export function worthSaying({ verdict, issues }: Report): Issue[] {
  const settled = OF_ROUTES.has(verdict);
  return issues.filter(
    ({ condition, severity }) => severity !== 'info' && !(settled && condition !== null),
  );
}
