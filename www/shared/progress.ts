/** Every condition, in the text's order, with what stands against it. */
import { html, nothing, type TemplateResult } from 'lit-html';
import type { ConditionReport, Issue, Report } from 'shodaku';
import { fieldLinks } from './fields.js';
import { type Icon, icon } from './icons.js';
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
export function stateOf(report: Report, condition: ConditionReport): State {
  if (!asksConditions(report)) return 'not_asked';
  return condition.applies === false ? 'not_applicable' : (condition.truth ?? 'unknown');
}

/** The picture beside a state. */
export const stateIcon = (state: State): Icon => icons[state];

/** A state in words. */
export function stateName(state: State): string {
  switch (state) {
    case 'met':
      return say('満たす', 'Met');
    case 'not_met':
      return say('満たさない', 'Not met');
    case 'unknown':
      return say('未確定', 'Open');
    case 'not_applicable':
      return say('対象外', 'Does not apply');
    case 'not_asked':
      return say('問わない', 'Not asked');
  }
}

/** A cause in words: what a condition waits for. */
export function causeName(cause: string): string {
  switch (cause) {
    case 'missing':
      return say('記入待ち', 'awaits an entry');
    case 'finding':
      return say('職員の認定待ち', 'awaits a finding');
    case 'decision':
      return say('決定待ち', 'awaits a decision');
    case 'reading':
      return say('解釈が分かれる点', 'open reading');
    case 'version':
      return say('以前の規程の可能性', 'an earlier text may govern');
    default:
      return say('入力内容', 'what was entered');
  }
}

/** The issues of a condition; none where it does not apply or is not asked about. */
export function issuesOf(report: Report, condition: ConditionReport): Issue[] {
  const state = stateOf(report, condition);
  if (state === 'not_applicable' || state === 'not_asked') return [];
  return report.issues.filter((issue) => issue.condition === condition.condition);
}

/** The list of all conditions, each with its state and what is wrong. */
export function progress(report: Report): TemplateResult {
  const states = report.conditions.map((condition) => stateOf(report, condition));
  const count = (state: State) => states.filter((each) => each === state).length;
  const tally = (['met', 'not_met', 'unknown', 'not_applicable', 'not_asked'] as const).filter(
    (state) => count(state) > 0,
  );
  return html`
    <h2 class="panel__title">${say('要件ごとの状況', 'Condition by condition')}</h2>
    ${asksConditions(report) ? nothing : html`<p class="panel__lead">${say('この場合は問われません。', 'These are not asked in this case.')}</p>`}
    <p class="progress__tally">
      ${tally.map((state) => html`<span class="state state--${state}">${icon(icons[state])}${stateName(state)} ${count(state)}</span>`)}
    </p>
    <ol class="progress">
      ${report.conditions.map((condition) => conditionItem(report, condition))}
    </ol>`;
}

function conditionItem(report: Report, condition: ConditionReport): TemplateResult {
  const state = stateOf(report, condition);
  const issues = issuesOf(report, condition);
  const failing = issues.filter((issue) => issue.truth === 'not_met');
  const causes = [
    ...new Set(
      issues.filter((issue) => issue.truth === 'unknown').flatMap((issue) => issue.because),
    ),
  ];
  return html`
    <li class="progress__item" data-condition=${condition.condition} data-state=${state}>
      <p class="progress__head">
        <span class="state state--${state}">${icon(icons[state])}${stateName(state)}</span>
        <span class="progress__title">${condition.title}</span>
      </p>
      <p class="progress__clause clause">${condition.clause}</p>
      ${failing.map((issue) => failure(issue))}
      ${causes.length === 0 ? nothing : html`<p class="progress__causes">${causes.map(causeName).join(say('・', ', '))}</p>`}
    </li>`;
}

const failure = (issue: Issue): TemplateResult => html`
  <p class="progress__failure">${issue.message} ${issue.remedy} ${fieldLinks(issue.fields)}</p>`;
