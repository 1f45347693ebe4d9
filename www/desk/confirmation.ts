/** 確認書: what was stated, found and decided, clause by clause, to be filed with the request. */
import { html, nothing, type TemplateResult } from 'lit-html';
import { askedBy } from 'shodaku/render';
import { asksConditions } from '../shared/conditions.js';
import { dayInWords, fieldById, know, labelOf, valueInWords } from '../shared/fields.js';
import { asHeading, inLanguage } from '../shared/language.js';
import { dutyInWords } from '../shared/notes.js';
import { procedureOf } from '../shared/towns.js';
import { verdictName } from '../shared/verdict.js';
import { lackInWords } from './awaited.js';
import { broughtInWords } from './brought.js';
import { contextText } from './context.js';
import { isAfter } from './days.js';
import { outcomeName } from './decision.js';
import type { Matter } from './letters.js';
import { wayInWords } from './other-reading-view.js';
import { standingName, standingOf } from './standing.js';
import { say } from './words.js';

/** The paper. */
export function confirmation(matter: Matter): TemplateResult {
  const { rules, request, report, answers, waiting, turnsOn, receipt, program } = matter;
  const { ruleset } = rules;
  const stood = { report, ruleset, answers };
  know(ruleset);
  const procedure = procedureOf(rules, request.procedure);
  const { groups } = askedBy(ruleset, request.procedure);
  const { decision } = request;
  return html`
    <h2>${say('page.desk.paper.confirmation')}</h2>
    ${rows([
      [say('page.desk.request.reference'), request.reference],
      [say('page.desk.request.applicant'), request.applicant],
      [say('page.desk.request.contract'), request.contract],
      ...Object.entries(request.context).map(
        ([label, text]) => [label, contextText(text)] as const,
      ),
      [say('page.desk.list.procedure'), procedure ? asHeading(procedure.title) : ''],
      [
        say('page.desk.paper.text'),
        `${inLanguage(ruleset.ruleset.title)} ${inLanguage(ruleset.ruleset.instrument)}`,
      ],
      [say('page.desk.request.as_of'), dayInWords(request.asOf)],
      [say('report.verdict'), verdictName(report.verdict)],
      ...waiting.pending.map(
        (id) =>
          [
            say('page.desk.awaited.title'),
            say('page.desk.awaited.answer', { field: labelOf(id) }),
          ] as const,
      ),
      ...(asksConditions(report)
        ? []
        : report.decidedBy.map(
            ({ clause, message }) =>
              [say('page.shared.decided_by'), `${clause} ${message}`] as const,
          )),
      [
        say('page.desk.decision.title'),
        [outcomeName(decision.outcome), decision.reason, decision.by, day(decision.on, matter)]
          .filter((part) => part !== '')
          .join(say('page.shared.comma')),
      ],
    ])}
    <table>
      <thead>
        <tr>
          <th class="paper__condition">${say('page.desk.paper.condition')}</th>
          <th>${say('page.desk.paper.facts')}</th>
          <th>${say('page.desk.paper.state')}</th>
        </tr>
      </thead>
      <tbody>
        ${groups.map(({ subject, fields }) => {
          const said = fields.filter(({ id }) => id in answers).map(({ id }) => id);
          if (subject.of !== 'condition' && said.length === 0) return nothing;
          const standing =
            subject.of === 'condition'
              ? report.conditions.find(({ condition }) => condition === subject.id)
              : undefined;
          const open =
            standing && asksConditions(report)
              ? report.issues.filter(({ condition }) => condition === standing.condition)
              : [];
          return html`
            <tr>
              <td>
                ${subject.of === 'condition' ? asHeading(subject.title) : say(subject.of === 'results' ? 'report.results' : `page.desk.paper.${subject.of}`)}
                ${subject.of === 'condition' ? html`<span class="clause">${subject.clause}</span>` : nothing}
              </td>
              <td>
                ${said.map((id) => fact(matter, id))}
                ${open.map((issue) => html`<p>※ ${lackInWords(issue, waiting).join(' ')}</p>`)}
                ${lacking(matter, standing?.condition)}
              </td>
              <td class="paper__state">${standing ? standingName(standingOf(stood, standing)) : ''}</td>
            </tr>`;
        })}
      </tbody>
    </table>
    <p class="paper__signature">${say('page.desk.paper.signature')}</p>
    ${list(
      say('page.shared.duties.title'),
      report.duties.map((duty) => `${duty.clause} ${dutyInWords(duty)}`),
    )}
    ${list(
      say('report.readings'),
      report.readings.map(({ clause, taken, alternative }) => {
        const label = say('page.shared.readings.alternative');
        return `${clause} ${taken} ${say('page.shared.labelled', { label, words: alternative })}`;
      }),
    )}
    ${list(
      say('page.desk.otherwise.title'),
      turnsOn.map(({ clause, message, ways }) =>
        [`${clause} ${message}`, ...ways.map(wayInWords)].join(say('page.shared.comma')),
      ),
    )}
    <p class="paper__receipt">
      ${say('page.desk.paper.receipt', {
        ruleset: `${receipt.ruleset.id} ${receipt.ruleset.version} ${receipt.ruleset.sha256}`,
        answers: receipt.answersSha256,
        report: receipt.reportSha256,
        engine: receipt.engine,
        program: program.sha256,
      })}
      ${broughtInWords(request)}
    </p>`;
}

/** A day in words, and that it is yet to come. */
const day = (on: string, { request }: Matter): string =>
  isAfter(on, request.asOf)
    ? say('page.desk.later.on_paper', { day: dayInWords(on) })
    : dayInWords(on);

/** What the applicant has not described though a finding is to rest on it: no official's delay. */
function lacking(
  { rules, report }: Matter,
  condition: string | undefined,
): TemplateResult | typeof nothing {
  const limbs = rules.ruleset.condition?.find(({ id }) => id === condition)?.limb ?? [];
  const behind = new Set(limbs.flatMap(({ supports = [] }) => supports));
  const blank = report.evidence.filter(
    (id) => behind.has(id) && fieldById(id)?.supplier === 'applicant',
  );
  return blank.length === 0
    ? nothing
    : html`<p>※ ${say('page.desk.paper.unfilled', { fields: blank.map(labelOf).join(say('page.shared.comma')) })}</p>`;
}

function fact(matter: Matter, id: string): TemplateResult {
  const { request, answers } = matter;
  const [note, answer] = [request.findings[id], answers[id]];
  const words = [
    fieldById(id)?.type === 'date' ? day(String(answer), matter) : valueInWords(id, answer),
    ...(note ? [note.reason, note.by, day(note.on, matter)] : []),
  ].filter((part) => part !== '');
  return html`<p>${say('page.shared.labelled', { label: labelOf(id), words: words.join(say('page.shared.comma')) })}</p>`;
}

const rows = (all: readonly (readonly [name: string, words: string])[]): TemplateResult => html`
  <table>
    <tbody>${all.map(([name, words]) => html`<tr><th scope="row">${name}</th><td>${words}</td></tr>`)}</tbody>
  </table>`;

const list = (title: string, items: readonly string[]): TemplateResult | typeof nothing =>
  items.length === 0
    ? nothing
    : html`<h3>${title}</h3><ul>${items.map((item) => html`<li>${item}</li>`)}</ul>`;
