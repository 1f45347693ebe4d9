/** The conditions: those that fail with what is wrong, the others folded away. */
import { html, nothing, type TemplateResult } from 'lit-html';
import type { Cause, ConditionReport, Issue, Report } from 'shodaku';
import { asksConditions, type State, stateIcon, stateName, stateOf } from '../shared/conditions.js';
import { fieldLinks } from '../shared/fields.js';
import { icon } from '../shared/icons.js';
import { say } from './words.js';

/** A cause in words: what a condition waits for. */
export const causeName = (cause: Cause): string => say(`page.consultation.cause.${cause}`);

/** The issues of a condition; none where it does not apply or is not asked about. */
export function issuesOf(report: Report, condition: ConditionReport): Issue[] {
  const state = stateOf(report, condition);
  if (state === 'not_applicable' || state === 'not_asked') return [];
  return report.issues.filter((issue) => issue.condition === condition.condition);
}

/**
 * The list of all conditions, each with its state and what is wrong.
 *
 * @param listed Whether what fails is listed elsewhere on the page already.
 */
export function progress(report: Report, listed: boolean): TemplateResult {
  const states = report.conditions.map((condition) => stateOf(report, condition));
  const count = (state: State) => states.filter((each) => each === state).length;
  const tally = (['met', 'not_met', 'unknown', 'not_applicable', 'not_asked'] as const).filter(
    (state) => count(state) > 0,
  );
  const fails = (condition: ConditionReport) => stateOf(report, condition) === 'not_met';
  const failing = listed ? [] : report.conditions.filter(fails);
  const others = report.conditions.filter((condition) => !failing.includes(condition));
  return html`
    <h2 class="panel__title">${say('page.consultation.conditions.title')}</h2>
    ${asksConditions(report) ? nothing : html`<p class="panel__lead">${say('page.consultation.conditions.not_asked')}</p>`}
    <p class="progress__tally">
      ${tally.map((state) => html`<span class="state state--${state}">${icon(stateIcon(state))}${stateName(state)} ${count(state)}</span>`)}
    </p>
    ${failing.length === 0 ? nothing : list(report, failing)}
    ${
      others.length === 0
        ? nothing
        : html`
          <details class="fold">
            <summary class="fold__title">${say(`page.consultation.conditions.${failing.length > 0 ? 'others' : 'all'}`)} <span class="fold__count">${others.length}</span></summary>
            ${list(report, others)}
          </details>`
    }`;
}

const list = (report: Report, conditions: readonly ConditionReport[]): TemplateResult => html`
  <ol class="progress">
    ${conditions.map((condition) => conditionItem(report, condition))}
  </ol>`;

function conditionItem(report: Report, condition: ConditionReport): TemplateResult {
  const state = stateOf(report, condition);
  const failing = issuesOf(report, condition).filter((issue) => issue.truth === 'not_met');
  return html`
    <li class="progress__item" data-condition=${condition.condition} data-state=${state}>
      <p class="progress__head">
        <span class="state state--${state}">${icon(stateIcon(state))}${stateName(state)}</span>
        <span class="progress__title">${condition.title}</span>
      </p>
      <p class="progress__clause clause">${condition.clause}</p>
      ${failing.map((issue) => failure(issue))}
    </li>`;
}

const failure = (issue: Issue): TemplateResult => html`
  <p class="progress__failure">${issue.message} ${issue.remedy} ${fieldLinks(issue.fields)}</p>`;
