/** How conditions stand, in a word and a picture. */
import type { ConditionReport, Report } from 'shodaku';
import type { Icon } from './icons.js';
import { say } from './language.js';

/** How a condition stands; `not_asked` where a route has settled the matter without it. */
export type State = 'met' | 'not_met' | 'unknown' | 'not_applicable' | 'not_asked';

const icons: Record<State, Icon> = {
  met: 'check',
  not_met: 'caution',
  unknown: 'question',
  not_applicable: 'dash',
  not_asked: 'dash',
};

/** Whether the conditions are asked about at all: only a route leads to one of these verdicts. */
export const asksConditions = ({ verdict }: Report): boolean =>
  verdict !== 'exempt' && verdict !== 'not_regulated' && verdict !== 'prohibited';

/** How a condition of a report stands. */
export function stateOf(
  report: Report,
  { applies, truth }: Pick<ConditionReport, 'applies' | 'truth'>,
): State {
  if (!asksConditions(report)) return 'not_asked';
  return applies === false ? 'not_applicable' : (truth ?? 'unknown');
}

/** The picture beside a state. */
export const stateIcon = (state: State): Icon => icons[state];

/** A state in words. */
export const stateName = (state: State): string => say(`page.shared.state.${state}`);
