import type { Issue, Report } from '../types/report.js';
import { settledByRoute } from './verdict.js';

/** The issues to warn of: what awaits an official is no warning, nor is what is not asked at all. */
export function worthSaying({ verdict, issues }: Report): Issue[] {
  const settled = settledByRoute(verdict);
  return issues.filter(
    ({ condition, severity }) => severity !== 'info' && !(settled && condition !== null),
  );
}
