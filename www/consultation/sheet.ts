/** The paper: the result as one document with its clauses, made when the page is printed. */
import { html, nothing, type TemplateResult } from 'lit-html';
import type { Issue, Receipt, Report, Ruleset } from 'shodaku';
import { stateName, stateOf } from '../shared/conditions.js';
import type { Contract } from '../shared/contracts.js';
import { labelOf } from '../shared/fields.js';
import { inLanguage } from '../shared/language.js';
import { cannotCheck, verdictMeaning, verdictName } from '../shared/verdict.js';
import type { Entry } from './entries.js';
import { causeName, issuesOf } from './progress.js';
import { say } from './words.js';

/** What the paper shows. */
export interface Sheet {
  /** The text it was checked by. */
  ruleset: Ruleset;
  contract: Contract;
  procedure: string;
  /** The request as written: label and words. */
  entries: readonly Entry[];
  record: readonly Entry[];
  report: Report | undefined;
  receipt: Receipt | undefined;
}

/** The paper itself. */
export function sheet(page: Sheet): TemplateResult {
  const { ruleset } = page.ruleset;
  return html`
    <h1>${say('page.consultation.sheet.title')}</h1>
    ${table([
      [say('page.shared.contract_number'), page.contract.number],
      [say('page.consultation.contract.subject'), page.contract.subject],
      [say('page.consultation.contract.ordered_by'), inLanguage(ruleset.municipality)],
      [say('page.consultation.contract.contractor'), page.contract.contractor],
      [say('page.consultation.sheet.kind'), page.procedure],
      [
        say('page.consultation.sheet.text'),
        say('page.consultation.sheet.text_named', {
          title: inLanguage(ruleset.title),
          instrument: inLanguage(ruleset.instrument),
        }),
      ],
    ])}
    ${page.report ? result(page.report) : html`<p class="sheet__verdict">${cannotCheck()}</p>`}
    <h2>${say('page.consultation.sheet.request')}</h2>
    ${table(page.entries)}
    ${page.record.length === 0 ? nothing : html`<h2>${say('page.consultation.official.title')}</h2>${table(page.record)}`}
    ${page.receipt ? html`<h2>${say('page.consultation.receipt.title')}</h2>${table(Object.entries(page.receipt).map(([key, value]) => [key, typeof value === 'object' ? Object.values(value).join(' ') : String(value)]))}` : nothing}
    <p class="sheet__note">
      ${say('page.consultation.sheet.note')}
    </p>`;
}

function result(report: Report): TemplateResult {
  return html`
    <p class="sheet__verdict">
      ${say('report.verdict')}: <strong>${verdictName(report.verdict)}</strong>
      <span>${verdictMeaning(report.verdict)}</span>
    </p>
    ${report.decidedBy.length === 0 ? nothing : html`<ul>${report.decidedBy.map((ground) => html`<li>${ground.clause} ${ground.message}</li>`)}</ul>`}
    <h2>${say('page.consultation.conditions.title')}</h2>
    <table>
      <thead>
        <tr><th class="sheet__clause">${say('page.consultation.sheet.clause')}</th>
          <th>${say('page.consultation.sheet.condition')}</th><th class="sheet__state">${say('page.consultation.sheet.state')}</th></tr>
      </thead>
      <tbody>
        ${report.conditions.map((condition) => {
          const state = stateOf(report, condition);
          const issues = issuesOf(report, condition);
          return html`
            <tr>
              <td>${condition.clause}</td>
              <td>${condition.title}${issues.map((issue) => html`<p>${issueWords(issue)}</p>`)}</td>
              <td>${stateName(state)}</td>
            </tr>`;
        })}
      </tbody>
    </table>
    ${list(
      say('page.shared.duties.title'),
      report.duties.map((duty) => `${duty.clause} ${duty.message}`),
    )}
    ${list(
      say('report.readings'),
      report.readings.map(
        (reading) =>
          `${reading.clause} ${say('page.shared.readings.taken')}: ${reading.taken} ${say('page.shared.readings.alternative')}: ${reading.alternative}`,
      ),
    )}`;
}

const issueWords = (issue: Issue): string =>
  issue.truth === 'not_met'
    ? `${issue.message} ${issue.remedy}`
    : say('page.shared.labelled', {
        label: issue.because.map(causeName).join(say('page.shared.dot')),
        words: issue.fields.map(labelOf).join(say('page.shared.comma')),
      });

const list = (title: string, items: string[]): TemplateResult | typeof nothing =>
  items.length === 0
    ? nothing
    : html`<h2>${title}</h2><ul>${items.map((item) => html`<li>${item}</li>`)}</ul>`;

const table = (rows: readonly Entry[]): TemplateResult => html`
  <table>
    <tbody>${rows.map(([name, words]) => html`<tr><th scope="row">${name}</th><td class="as-typed">${words}</td></tr>`)}</tbody>
  </table>`;
