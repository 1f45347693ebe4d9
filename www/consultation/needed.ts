/** What is still wanted, and from whom; each item leads to its field. */
import { html, nothing, type TemplateResult } from 'lit-html';
import type { Report } from 'shodaku';
import { fieldLink } from '../shared/fields.js';
import { supplierName, suppliers } from '../shared/suppliers.js';
import { say } from './words.js';

/** The list of blank fields by who supplies them; nothing where none is wanted. */
export function needed(report: Report): TemplateResult | typeof nothing {
  const wanted = suppliers.filter((supplier) => report.stillNeeded[supplier].length > 0);
  if (wanted.length === 0) return nothing;
  return html`
    <h2 class="panel__title">${say('report.still_needed')}</h2>
    <dl class="needed">
      ${wanted.map(
        (supplier) => html`
          <dt class="needed__from">
            ${supplierName(supplier)}
            <span class="needed__count">${say('page.shared.count', { count: report.stillNeeded[supplier].length })}</span>
          </dt>
          <dd class="needed__what" data-supplier=${supplier}>
            <ul class="needed__list">${report.stillNeeded[supplier].map((field) => html`<li>${fieldLink(field)}</li>`)}</ul>
          </dd>`,
      )}
    </dl>`;
}
