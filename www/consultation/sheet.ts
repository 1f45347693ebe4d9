/** The paper: the result as one document with its clauses, made when the page is printed. */
import { html, nothing, type TemplateResult } from 'lit-html';
import type { Issue, Receipt, Report, Ruleset } from 'shodaku';
import type { Contract } from '../shared/contracts.js';
import { labelOf } from '../shared/fields.js';
import { inLanguage, say } from '../shared/language.js';
import { causeName, issuesOf, stateName, stateOf } from '../shared/progress.js';
import { cannotCheck, verdictMeaning, verdictName } from '../shared/verdict.js';
import type { Entry } from './entries.js';

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
    <h1>${say('承諾の協議に関する検査結果', 'Check of a request for consent')}</h1>
    ${table([
      [say('契約番号', 'Contract No.'), page.contract.number],
      [say('件名', 'Subject'), page.contract.subject],
      [say('発注者', 'Ordered by'), inLanguage(ruleset.municipality)],
      [say('受注者', 'Contractor'), page.contract.contractor],
      [say('協議の種類', 'Kind of request'), page.procedure],
      [
        say('規程', 'Text'),
        `${inLanguage(ruleset.title)}${say('（', ' (')}${inLanguage(ruleset.instrument)}${say('）', ')')}`,
      ],
    ])}
    ${page.report ? result(page.report) : html`<p class="sheet__verdict">${cannotCheck()}</p>`}
    <h2>${say('協議の内容', 'The request')}</h2>
    ${table(page.entries)}
    ${page.record.length === 0 ? nothing : html`<h2>${say('職員の記録', "The official's record")}</h2>${table(page.record)}`}
    ${page.receipt ? html`<h2>${say('検査記録', 'Receipt')}</h2>${table(Object.entries(page.receipt).map(([key, value]) => [key, typeof value === 'object' ? Object.values(value).join(' ') : String(value)]))}` : nothing}
    <p class="sheet__note">
      ${say(
        'この結果は入力内容による見込みです。承諾するかどうかは職員が判断します。',
        'This is a forecast from what was entered. Whether to approve is for the official to decide.',
      )}
    </p>`;
}

function result(report: Report): TemplateResult {
  return html`
    <p class="sheet__verdict">
      ${say('判定', 'Verdict')}: <strong>${verdictName(report.verdict)}</strong>
      <span>${verdictMeaning(report.verdict)}</span>
    </p>
    ${report.decidedBy.length === 0 ? nothing : html`<ul>${report.decidedBy.map((ground) => html`<li>${ground.clause} ${ground.message}</li>`)}</ul>`}
    <h2>${say('要件ごとの状況', 'Condition by condition')}</h2>
    <table>
      <thead>
        <tr><th class="sheet__clause">${say('条項', 'Clause')}</th>
          <th>${say('要件', 'Condition')}</th><th class="sheet__state">${say('状況', 'State')}</th></tr>
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
      say('守るべき義務', 'Duties'),
      report.duties.map((duty) => `${duty.clause} ${duty.message}`),
    )}
    ${list(
      say('解釈', 'Readings'),
      report.readings.map(
        (reading) =>
          `${reading.clause} ${say('採用した読み方', 'Taken')}: ${reading.taken} ${say('別の読み方', 'Alternative')}: ${reading.alternative}`,
      ),
    )}`;
}

const issueWords = (issue: Issue): string =>
  issue.truth === 'not_met'
    ? `${issue.message} ${issue.remedy}`
    : `${issue.because.map(causeName).join(say('・', ', '))}${say('：', ': ')}${issue.fields.map(labelOf).join(say('、', ', '))}`;

const list = (title: string, items: string[]): TemplateResult | typeof nothing =>
  items.length === 0
    ? nothing
    : html`<h2>${title}</h2><ul>${items.map((item) => html`<li>${item}</li>`)}</ul>`;

const table = (rows: readonly Entry[]): TemplateResult => html`
  <table>
    <tbody>${rows.map(([name, words]) => html`<tr><th scope="row">${name}</th><td class="as-typed">${words}</td></tr>`)}</tbody>
  </table>`;
