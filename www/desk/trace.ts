/** Why each condition is met, not met or unknown: limb by limb, down to what was answered. */
import { html, nothing, type TemplateResult } from 'lit-html';
import type { Answers, Condition, ConditionReport, Issue, Limb, Report, Ruleset } from 'shodaku';
import { fieldsOf } from 'shodaku/render';
import { type State, stateIcon, stateName, stateOf } from '../shared/conditions.js';
import { know, labelOf, valueInWords } from '../shared/fields.js';
import { icon } from '../shared/icons.js';
import { say } from './words.js';

/** All conditions, each in a fold. */
export function trace(report: Report, ruleset: Ruleset, answers: Answers): TemplateResult {
  know(ruleset);
  const known = new Map((ruleset.condition ?? []).map((condition) => [condition.id, condition]));
  return html`
    <details class="fold" id="trace">
      <summary class="fold__title">${say('page.desk.trace.title')}</summary>
      <p class="fold__lead">${say('page.desk.trace.lead')}</p>
      ${report.conditions.map((stands) => {
        const condition = known.get(stands.condition);
        return condition ? conditionTrace(report, stands, condition, ruleset, answers) : nothing;
      })}
    </details>`;
}

function conditionTrace(
  report: Report,
  stands: ConditionReport,
  { id, limb: limbs }: Condition,
  ruleset: Ruleset,
  answers: Answers,
): TemplateResult {
  const state = stateOf(report, stands);
  return html`
    <details class="trace" data-trace=${id}>
      <summary>${mark(state)} ${stands.title} <span class="clause">${stands.clause}</span></summary>
      <ul class="trace__limbs">
        ${limbs.map((limb) => {
          const issue = report.issues.find((one) => one.condition === id && one.limb === limb.id);
          return limbTrace(state, limb, issue, ruleset, answers);
        })}
      </ul>
    </details>`;
}

function limbTrace(
  condition: State,
  limb: Limb,
  issue: Issue | undefined,
  ruleset: Ruleset,
  answers: Answers,
): TemplateResult {
  // Of a limb that nothing stands against the report is silent: it is met, or beside the point.
  const isJudged = condition === 'met' || condition === 'not_met' || condition === 'unknown';
  const state = isJudged ? (issue?.truth ?? 'met') : condition;
  const mayBeBeside = isJudged && !issue && (limb.when !== undefined || limb.if_recorded === true);
  const words = mayBeBeside ? say('page.desk.trace.clear') : stateName(state);
  const fields = new Set([
    ...fieldsOf(limb.when, ruleset.field),
    ...(limb.supports ?? []).flatMap((id) => ruleset.field.filter((field) => field.id === id)),
    ...fieldsOf(limb, ruleset.field),
  ]);
  return html`
    <li data-limb=${limb.id} data-state=${state}>
      <p>${mark(state)} ${issue ? html`${issue.message} <span class="clause">${issue.clauses.join(say('page.shared.dot'))}</span>` : words}</p>
      ${
        fields.size === 0
          ? nothing
          : html`
            <dl class="help__list">
              ${[...fields].map(({ id }) => html`<dt>${labelOf(id)}</dt><dd>${valueInWords(id, answers[id]) || say('page.desk.trace.blank')}</dd>`)}
            </dl>`
      }
    </li>`;
}

const mark = (state: State): TemplateResult =>
  html`<span class="state state--${state}">${icon(stateIcon(state))}<span class="visually-hidden">${stateName(state)}</span></span>`;

/** Whether the verdict would rest on how an open point of the text is read. */
export function restsOnReading(
  { decidedBy, issues, verdict, readings }: Report,
  ruleset: Ruleset,
): boolean {
  const touched = new Set(readings.map(({ id }) => id));
  const isTouched = (reading: string | undefined) => reading !== undefined && touched.has(reading);
  const isPositive = verdict === 'approvable' || verdict === 'complete';
  return decidedBy.some(({ id }) => {
    const route = ruleset.route?.find((one) => one.id === id);
    if (route) return isTouched(route.reading);
    const condition = ruleset.condition?.find((one) => one.id === id);
    // Of a condition that fails or is open, just those limbs decide that do.
    const deciding = (condition?.limb ?? []).filter(
      (limb) => isPositive || issues.some((one) => one.condition === id && one.limb === limb.id),
    );
    return isTouched(condition?.reading) || deciding.some(({ reading }) => isTouched(reading));
  });
}
