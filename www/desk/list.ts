/** 一覧: every request in a line. */
import { html, type TemplateResult } from 'lit-html';
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
  readonly rules: Regulation;
  readonly report: Report;
}

/** The table; what can be done with a row. */
export function list(
  rows: readonly Row[],
  open: (request: DeskRequest) => void,
  remove: (request: DeskRequest) => void,
): TemplateResult {
  if (rows.length === 0) return html`<p class="quiet">${say('page.desk.list.empty')}</p>`;
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
  { request, rules, report }: Row,
  number: number,
  open: (request: DeskRequest) => void,
  remove: (request: DeskRequest) => void,
): TemplateResult {
  const procedure = procedureOf(rules, request.procedure);
  const look = verdictLook(report.verdict);
  const waits = [...waitsFor(report)].filter(([, fields]) => fields.length > 0);
  return html`
    <tr data-request=${request.id}>
      <td><button class="list__open" type="button" @click=${() => open(request)}>${request.number || say('page.desk.list.nth', { number })}</button></td>
      <td>${request.applicant}</td>
      <td>${request.contract}</td>
      <td>${inLanguage(rules.ruleset.ruleset.municipality)} ▸ ${procedure ? asHeading(procedure.title) : request.procedure}</td>
      <td data-verdict=${report.verdict}><span class="list__verdict verdict--${look.tone}">${icon(look.icon)}${verdictName(report.verdict)}</span></td>
      <td>${waits.map(([who, fields]) => say('page.desk.waits', { who: supplierName(who), count: fields.length })).join(say('page.shared.comma'))}</td>
      <td>${outcomeName(request.decision.outcome)}</td>
      <td><button class="button button--small button--text" type="button" @click=${() => remove(request)}>${say('page.desk.list.remove')}</button></td>
    </tr>`;
}
