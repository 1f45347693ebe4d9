/** How a condition stands, as the desk says it. */
import type { Answers, ConditionReport, Issue, Report, Ruleset } from 'shodaku';
import { type State, stateIcon, stateName, stateOf } from '../shared/conditions.js';
import type { Icon } from '../shared/icons.js';
import { bearingOn } from './bearing.js';
import { isAfter } from './days.js';
import { say } from './words.js';
import type { Decision } from './work.js';

/**
 * What fails for nothing but what the form leaves blank is `unstated`: nothing that was said speaks
 * against it. What is met by what is yet to come is met `so_far`, and no consent is recorded by that.
 */
export type Standing = State | 'unstated' | 'so_far';

/** What a condition is held against. */
export interface Stood {
  readonly report: Report;
  readonly ruleset: Ruleset;
  /** With days as the engine reads them. */
  readonly answers: Answers;
}

/** How a condition of a report stands. */
export function standingOf(
  { report, ruleset, answers }: Stood,
  stands: Pick<ConditionReport, 'condition' | 'applies' | 'truth'>,
): Standing {
  const state = stateOf(report, stands);
  if (state === 'not_met') {
    const failing = report.issues.filter(
      ({ condition, truth }) => condition === stands.condition && truth === 'not_met',
    );
    return failing.every((issue) => isUnstated(issue, answers)) ? 'unstated' : state;
  }
  const condition = ruleset.condition?.find(({ id }) => id === stands.condition);
  if (state !== 'met' || !condition) return state;
  const isYetToCome =
    condition.topic === 'timing' ||
    bearingOn(ruleset, condition).some((id) => isAfter(answers[id], report.asOf));
  return isYetToCome ? 'so_far' : state;
}

/** Whether a limb fails for nothing but what was filed blank. */
export const isUnstated = ({ truth, fields }: Issue, answers: Stood['answers']): boolean =>
  truth === 'not_met' && fields.length > 0 && fields.every((id) => !(id in answers));

/** Whether nothing that was said makes the verdict what it is: all that fails was filed blank. */
export const failsAsBlank = ({ verdict, issues }: Report, answers: Stood['answers']): boolean =>
  (verdict === 'not_approvable' || verdict === 'incomplete') &&
  issues.filter(({ truth }) => truth === 'not_met').every((issue) => isUnstated(issue, answers));

/** A standing in words. */
export const standingName = (standing: Standing): string =>
  standing === 'unstated' || standing === 'so_far'
    ? say(`page.desk.standing.${standing}`)
    : stateName(standing);

/** The picture beside a standing. */
export const standingIcon = (standing: Standing): Icon =>
  stateIcon(standing === 'unstated' ? 'unknown' : standing === 'so_far' ? 'met' : standing);

/** Whether a decision is another than the verdict suggests, so that it needs a reason. */
export function differs({ verdict }: Report, { outcome }: Decision): boolean {
  const approvable = verdict === 'approvable' || verdict === 'exempt';
  return (outcome === 'approve' && !approvable) || (outcome === 'refuse' && approvable);
}
