/** What holds the request back, above the form, and what else to look at; each leads to its field. */
import { html, nothing, type TemplateResult } from 'lit-html';
import type { Issue, Report } from 'shodaku';
import { fieldById } from '../shared/fields.js';
import { icon } from '../shared/icons.js';
import { fieldOf, toMend } from './standing.js';
import { say } from './words.js';

/** What would be wrong to file. */
export const errorsIn = (report: Report): Issue[] =>
  toMend(report).filter(({ severity }) => severity === 'error');

/** That it has not been sent, in how many places it is to be mended, and where. */
export function summary(report: Report): TemplateResult {
  const errors = errorsIn(report);
  const cautions = toMend(report).filter((issue) => !errors.includes(issue));
  return html`
    <div role="alert">
      <h2 class="notice__title">${icon('cross')}${say('page.consultation.summary.title', { count: errors.length })}</h2>
      ${list(say('page.consultation.summary.errors'), 'error', errors)}
      ${list(say('page.consultation.summary.cautions'), 'caution', cautions)}
    </div>`;
}

const list = (title: string, kind: string, issues: readonly Issue[]) =>
  issues.length === 0
    ? nothing
    : html`
      <h3 class="notice__kind notice__kind--${kind}">${title}</h3>
      <ul class="notice__list">${issues.map((issue) => html`<li>${line(issue)}</li>`)}</ul>`;

/** The message as the way to its field. */
export function line(issue: Issue): TemplateResult {
  const field = fieldOf(issue);
  const clauses = html`<span class="clause">${issue.clauses.join(say('page.shared.comma'))}</span>`;
  return field === undefined || !fieldById(field)
    ? html`${issue.message} ${clauses}`
    : html`<a class="field-link" href="#form" data-goto=${field}>${issue.message}</a> ${clauses}`;
}
