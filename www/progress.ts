/** Every condition, in the text's order, with what stands against it. */
import { html, nothing, type TemplateResult } from 'lit-html';
import type { ConditionReport, Issue, Report } from 'shodaku';
import { fieldLinks } from './fields.js';
import { type Icon, icon } from './icons.js';
import { say } from './language.js';

export type State = 'met' | 'not_met' | 'unknown' | 'not_applicable';

const icons: Record<State, Icon> = {
  met: 'check',
  not_met: 'caution',
  unknown: 'question',
  not_applicable: 'dash',
};

export const stateOf = (condition: ConditionReport): State =>
  condition.applies === false ? 'not_applicable' : (condition.truth ?? 'unknown');

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
  }
}

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

export const issuesOf = (report: Report, condition: ConditionReport): Issue[] =>
  report.issues.filter((issue) => issue.condition === condition.condition);

export function progress(report: Report): TemplateResult {
  const states = report.conditions.map(stateOf);
  const count = (state: State) => states.filter((each) => each === state).length;
  const tally = (['met', 'not_met', 'unknown', 'not_applicable'] as const).filter(
    (state) => count(state) > 0,
  );
  return html`
    <h2 class="panel__title">${say('要件ごとの状況', 'Condition by condition')}</h2>
    <p class="progress__tally">
      ${tally.map((state) => html`<span class="state state--${state}">${icon(icons[state])}${stateName(state)} ${count(state)}</span>`)}
    </p>
    <ol class="progress">
      ${report.conditions.map((condition) => conditionItem(report, condition))}
    </ol>`;
}

function conditionItem(report: Report, condition: ConditionReport): TemplateResult {
  const state = stateOf(condition);
  const issues = state === 'not_applicable' ? [] : issuesOf(report, condition);
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
