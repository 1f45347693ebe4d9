/** What is still wanted, and from whom: the applicant's own leads to its fields, of others the number. */
import { html, nothing, type TemplateResult } from 'lit-html';
import type { Report } from 'shodaku';
import { fieldLink, labelOf } from '../shared/fields.js';
import { supplierName } from '../shared/suppliers.js';
import { say } from './words.js';

const others = ['contract', 'officer', 'body'] as const;

/**
 * Blank fields by who supplies them; nothing where none is wanted.
 *
 * @param evidence What the applicant has left blank though findings rest on it.
 * @param leads Whether what others supply can be seen here too.
 */
export function needed(
  { stillNeeded }: Report,
  evidence: readonly string[],
  leads: boolean,
): TemplateResult | typeof nothing {
  const { applicant } = stillNeeded;
  const waiting = others.filter((supplier) => stillNeeded[supplier].length > 0);
  if (applicant.length + evidence.length + waiting.length === 0) return nothing;
  return html`
    <h2 class="panel__title">${say('report.still_needed')}</h2>
    <dl class="needed">
      ${applicant.length + evidence.length === 0 ? nothing : row('applicant', supplierName('applicant'), [...applicant, ...evidence], own(applicant, evidence))}
      ${waiting.map((supplier) => {
        const fields = stillNeeded[supplier];
        const all = leads ? links(fields) : names(fields);
        return row(
          supplier,
          supplierName(supplier),
          fields,
          html`<details><summary>${say(`page.consultation.needed.${supplier}`)}</summary>${all}</details>`,
        );
      })}
    </dl>`;
}

const own = (applicant: readonly string[], evidence: readonly string[]) => html`
  ${links(applicant)}
  ${
    evidence.length === 0
      ? nothing
      : html`
        <h3 class="needed__title">${say('page.consultation.needed.evidence')} <span class="needed__count">${say('page.shared.count', { count: evidence.length })}</span></h3>
        <p class="panel__lead">${say('page.consultation.needed.evidence_lead')}</p>
        ${links(evidence)}`
  }`;

const row = (
  of: string,
  who: string,
  fields: readonly string[],
  what: TemplateResult,
): TemplateResult => html`
  <dt class="needed__from">
    ${who} <span class="needed__count">${say('page.shared.count', { count: fields.length })}</span>
  </dt>
  <dd class="needed__what" data-supplier=${of}>${what}</dd>`;

const links = (fields: readonly string[]): TemplateResult =>
  html`<ul class="needed__list">${fields.map((field) => html`<li>${fieldLink(field)}</li>`)}</ul>`;

const names = (fields: readonly string[]): TemplateResult =>
  html`<ul class="needed__list">${fields.map((field) => html`<li>${labelOf(field)}</li>`)}</ul>`;
