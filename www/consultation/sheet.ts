/** The paper: the result as one document with its clauses, made when the page is printed. */
import { html, nothing, type TemplateResult } from 'lit-html';
import type { Issue, Receipt, Report, Ruleset } from 'shodaku';
import { stateName, stateOf } from '../shared/conditions.js';
import type { Contract } from '../shared/contracts.js';
import { fieldById, labelOf } from '../shared/fields.js';
import { inLanguage } from '../shared/language.js';
import { dutyInWords } from '../shared/notes.js';
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
  /** What the applicant left blank though findings rest on it. */
  evidence: readonly string[];
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
    ${page.report ? blanks(page.report.stillNeeded.applicant, page.evidence) : nothing}
    ${page.record.length === 0 ? nothing : html`<h2>${say('page.consultation.official.title')}</h2>${table(page.record)}`}
    ${page.receipt ? html`<h2>${say('page.consultation.receipt.title')}</h2>${table(Object.entries(page.receipt).map(([key, value]) => [key, typeof value === 'object' ? Object.values(value ?? {}).join(' ') : String(value)]))}` : nothing}
    <p class="sheet__note">
      ${say('page.consultation.sheet.note')}
    </p>`;
}

/** What the applicant left blank, apart from what officials have to find. */
const blanks = (asked: readonly string[], evidence: readonly string[]): TemplateResult => html`
  ${list(say('page.consultation.sheet.blank'), asked.map(labelOf))}
  ${list(say('page.consultation.sheet.blank_evidence'), evidence.map(labelOf))}`;

function result(report: Report): TemplateResult {
  const evidence = new Set(report.evidence);
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
              <td>${condition.title}${issues.map((issue) => issueWords(issue, evidence))}</td>
              <td>${stateName(state)}</td>
            </tr>`;
        })}
      </tbody>
    </table>
    ${list(
      say('page.shared.duties.title'),
      report.duties.map((duty) => `${duty.clause} ${dutyInWords(duty)}`),
    )}
    ${list(
      say('report.readings'),
      report.readings.map(
        (reading) =>
          `${reading.clause} ${say('page.shared.readings.taken')}: ${reading.taken} ${say('page.shared.readings.alternative')}: ${reading.alternative}`,
      ),
    )}`;
}

/** What is wrong; or what is awaited, and apart from it what a finding of that rests on. */
function issueWords(issue: Issue, blank: ReadonlySet<string>): TemplateResult {
  if (issue.truth === 'not_met') return html`<p>${issue.message} ${issue.remedy}</p>`;
  const awaited = issue.fields.filter(isOfficial);
  const cause = issue.because.map(causeName).join(say('page.shared.dot'));
  const rest = issue.fields.filter((field) => !isOfficial(field));
  if (awaited.length === 0) return html`<p>${labelled(cause, rest.map(labelOf))}</p>`;
  const grounds = rest.map((field) =>
    blank.has(field)
      ? say('page.consultation.sheet.not_written', { field: labelOf(field) })
      : labelOf(field),
  );
  return html`
    <p>${labelled(cause, awaited.map(labelOf))}</p>
    ${grounds.length === 0 ? nothing : html`<p>${labelled(say('page.consultation.needed.evidence'), grounds)}</p>`}`;
}

const isOfficial = (field: string): boolean => {
  const supplier = fieldById(field)?.supplier;
  return supplier === 'officer' || supplier === 'body';
};

const labelled = (label: string, words: readonly string[]): string =>
  say('page.shared.labelled', { label, words: words.join(say('page.shared.comma')) });

const list = (title: string, items: readonly string[]): TemplateResult | typeof nothing =>
  items.length === 0
    ? nothing
    : html`<h2>${title}</h2><ul>${items.map((item) => html`<li>${item}</li>`)}</ul>`;

const table = (rows: readonly Entry[]): TemplateResult => html`
  <table>
    <tbody>${rows.map(([name, words]) => html`<tr><th scope="row">${name}</th><td class="as-typed">${words}</td></tr>`)}</tbody>
  </table>`;
