/** 一覧: every request in a line. */
import { html, nothing, type TemplateResult } from 'lit-html';
import type { Regulation, Report } from 'shodaku';
import { icon } from '../shared/icons.js';
import { asHeading, inLanguage } from '../shared/language.js';
import { supplierName } from '../shared/suppliers.js';
import { procedureOf } from '../shared/towns.js';
import { verdictLook, verdictName } from '../shared/verdict.js';
import { outcomeName } from './decision.js';
import { waitsFor } from './standing.js';
import { say } from './words.js';
import type { DeskRequest } from './work.js';

/** A request with what it comes to. */
export interface Row {
  readonly request: DeskRequest;
  /** Nothing where this page has no such ruleset, or the ruleset no such procedure or answer. */
  readonly judged: Judged | undefined;
}
interface Judged {
  readonly rules: Regulation;
  readonly report: Report;
}

/** How the list is narrowed. */
export const filters = ['all', 'not_approvable', 'undetermined', 'approvable', 'other'] as const;
export type Filter = (typeof filters)[number];

/** What the list shows, and what can be done with it. */
export interface List {
  readonly rows: readonly Row[];
  readonly filter: Filter;
  readonly search: string;
  /** How many rows are drawn. */
  readonly drawn: number;
  readonly narrow: (filter: Filter, search: string) => void;
  readonly drawMore: () => void;
  readonly open: (request: DeskRequest) => void;
  readonly remove: (request: DeskRequest) => void;
}

/** A filter in words. */
const nameOf = (filter: Filter): string =>
  filter === 'all' || filter === 'other'
    ? say(`page.desk.list.filter.${filter}`)
    : say(`verdict.${filter}`);

/** To which filter a verdict belongs. */
function filterOf({ judged }: Row): Filter {
  const verdict = judged?.report.verdict;
  if (verdict === 'not_approvable' || verdict === 'prohibited' || verdict === 'incomplete') {
    return 'not_approvable';
  }
  if (verdict === 'approvable' || verdict === 'exempt' || verdict === 'complete') {
    return 'approvable';
  }
  return verdict === 'undetermined' ? 'undetermined' : 'other';
}

/** The view: filters and a search above the table. */
export function list(these: List): TemplateResult {
  const { rows, filter, search, drawn, narrow } = these;
  if (rows.length === 0) return html`<p class="quiet">${say('page.desk.list.empty')}</p>`;
  const found = rows.filter(({ request }) =>
    [request.number, request.applicant, request.contract].some((text) => text.includes(search)),
  );
  const shown = found.filter((row) => filter === 'all' || filterOf(row) === filter);
  const count = (one: Filter) =>
    one === 'all' ? found.length : found.filter((row) => filterOf(row) === one).length;
  const more = shown.length - drawn;
  return html`
    <div class="list__filters">
      <div class="papers__kinds" role="group" aria-label=${say('page.desk.list.filters')}>
        ${filters.map(
          (one) => html`
            <button class="button button--small" type="button" data-filter=${one} aria-pressed=${one === filter} @click=${() => narrow(one, search)}>${nameOf(one)} ${count(one)}</button>`,
        )}
      </div>
      <label class="finding-note__part"
        >${say('page.desk.list.search')}<input class="field__control" type="search" id="search" .value=${search} @input=${(event: Event) => narrow(filter, (event.target as HTMLInputElement).value)}
      /></label>
    </div>
    ${table(shown.slice(0, drawn), these)}
    ${more > 0 ? html`<button class="button" type="button" id="more" @click=${these.drawMore}>${say('page.desk.list.more', { count: more })}</button>` : nothing}`;
}

function table(rows: readonly Row[], { open, remove }: List): TemplateResult {
  const columns = ['number', 'applicant', 'contract'] as const;
  return html`
    <div class="list" role="region" tabindex="0" aria-label=${say('page.desk.view.list')}>
      <table class="list__table">
        <thead>
          <tr>
            ${columns.map((key) => html`<th scope="col">${say(`page.desk.request.${key}`)}</th>`)}
            <th scope="col">${say('page.desk.list.procedure')}</th>
            <th scope="col">${say('report.verdict')}</th>
            <th scope="col">${say('page.desk.list.waits')}</th>
            <th scope="col">${say('page.desk.decision.title')}</th>
            <th scope="col"><span class="visually-hidden">${say('page.desk.list.actions')}</span></th>
          </tr>
        </thead>
        <tbody>
          ${rows.map((row, at) => line(row, at + 1, open, remove))}
        </tbody>
      </table>
    </div>`;
}

function line(
  { request, judged }: Row,
  number: number,
  open: (request: DeskRequest) => void,
  remove: (request: DeskRequest) => void,
): TemplateResult {
  const name = request.number || say('page.desk.list.nth', { number });
  return html`
    <tr data-request=${request.id}>
      <td>${judged ? html`<button class="list__open" type="button" @click=${() => open(request)}>${name}</button>` : name}</td>
      <td>${request.applicant}</td>
      <td>${request.contract}</td>
      ${judged ? standing(request, judged) : html`<td>${request.ruleset} ${request.procedure}</td><td colspan="2">${say('page.desk.list.unreadable')}</td>`}
      <td>${outcomeName(request.decision.outcome)}</td>
      <td><button class="button button--small button--text" type="button" @click=${() => remove(request)}>${say('page.desk.list.remove')}</button></td>
    </tr>`;
}

function standing(request: DeskRequest, { rules, report }: Judged): TemplateResult {
  const procedure = procedureOf(rules, request.procedure);
  const look = verdictLook(report.verdict);
  const waits = [...waitsFor(report)].filter(([, fields]) => fields.length > 0);
  return html`
    <td>${inLanguage(rules.ruleset.ruleset.municipality)} ▸ ${procedure ? asHeading(procedure.title) : request.procedure}</td>
    <td data-verdict=${report.verdict}><span class="list__verdict verdict--${look.tone}">${icon(look.icon)}${verdictName(report.verdict)}</span></td>
    <td>${waits.map(([who, fields]) => say('page.desk.waits', { who: supplierName(who), count: fields.length })).join(say('page.shared.comma'))}</td>`;
}
