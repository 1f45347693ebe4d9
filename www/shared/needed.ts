/** What is still wanted, and from whom; each item leads to its field. */
import { html, nothing, type TemplateResult } from 'lit-html';
import type { Report } from 'shodaku';
import { fieldLink } from './fields.js';
import { say } from './language.js';

/** Who supplies fields, in the order of reports. */
export const suppliers = ['applicant', 'contract', 'officer', 'body'] as const;

/** Who that is, in words. */
export function supplierName(supplier: (typeof suppliers)[number]): string {
  switch (supplier) {
    case 'applicant':
      return say('申請者', 'Applicant');
    case 'contract':
      return say('契約', 'Contract');
    case 'officer':
      return say('職員', 'Official');
    case 'body':
      return say('審査機関等', 'Deciding body');
  }
}

/** The list of blank fields by who supplies them; nothing where none is wanted. */
export function needed(report: Report): TemplateResult | typeof nothing {
  const wanted = suppliers.filter((supplier) => report.stillNeeded[supplier].length > 0);
  if (wanted.length === 0) return nothing;
  return html`
    <h2 class="panel__title">${say('まだ必要なもの', 'Still needed')}</h2>
    <dl class="needed">
      ${wanted.map(
        (supplier) => html`
          <dt class="needed__from">
            ${supplierName(supplier)}
            <span class="needed__count">${say(`${report.stillNeeded[supplier].length}件`, `${report.stillNeeded[supplier].length}`)}</span>
          </dt>
          <dd class="needed__what" data-supplier=${supplier}>
            <ul class="needed__list">${report.stillNeeded[supplier].map((field) => html`<li>${fieldLink(field)}</li>`)}</ul>
          </dd>`,
      )}
    </dl>`;
}
