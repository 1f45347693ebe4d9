/** How a request stands: its conditions counted, and whom it waits for. */
import type { Report, Supplier } from 'shodaku';
import { asksConditions, type State, stateOf } from '../shared/conditions.js';
import { suppliers } from '../shared/suppliers.js';
import type { Decision } from './work.js';

/** How many conditions stand like that. */
export const countOf = (report: Report, state: State): number =>
  report.conditions.filter((condition) => stateOf(report, condition) === state).length;

/**
 * The fields a request waits for, by who has to fill them in. What has to be stated and was filed
 * blank is no longer unknown to the engine, yet it is the applicant who can state it.
 */
export function waitsFor(report: Report): ReadonlyMap<Supplier, readonly string[]> {
  // Where a route has settled the matter, what the conditions lack is asked of nobody.
  const blank = report.issues
    .filter(({ severity, truth }) => severity === 'error' && truth === 'not_met')
    .filter(({ condition }) => condition === null || asksConditions(report))
    .flatMap(({ fields }) => fields);
  const unreadable = report.issues
    .filter(({ condition }) => condition === null)
    .flatMap(({ fields }) => fields);
  return new Map(
    suppliers.map((supplier) => {
      const more = supplier === 'applicant' ? [...blank, ...unreadable] : [];
      return [supplier, [...new Set([...report.stillNeeded[supplier], ...more])]];
    }),
  );
}

/** Whether a decision is another than the verdict suggests, so that it needs a reason. */
export function differs({ verdict }: Report, { outcome }: Decision): boolean {
  const approvable = verdict === 'approvable' || verdict === 'exempt';
  return (outcome === 'approve' && !approvable) || (outcome === 'refuse' && approvable);
}
