/** What binds beside the verdict, and where the text is open. */
import { html, nothing, type TemplateResult } from 'lit-html';
import type { DutyReport, Report } from 'shodaku';
import { icon } from './icons.js';
import { say } from './language.js';

/** What a duty asks for, or that it is only advised. */
export const dutyInWords = ({ message, advisory }: DutyReport): string =>
  advisory
    ? say('page.shared.labelled', { label: say('report.advisory'), words: message })
    : message;

/** The duties, in a fold. */
export function duties(report: Report): TemplateResult | typeof nothing {
  if (report.duties.length === 0) return nothing;
  return html`
    <details class="fold">
      <summary class="fold__title">${say('page.shared.duties.title')} <span class="fold__count">${report.duties.length}</span></summary>
      <p class="fold__lead">${say('page.shared.duties.lead')}</p>
      <ul class="notes">
        ${report.duties.map(
          (duty) => html`
            <li class="notes__item">
              <span class="clause">${duty.clause}</span>
              ${dutyInWords(duty)}
              ${
                duty.truth === 'not_met'
                  ? html`<span class="notes__caution">${icon('caution')}${say('page.shared.duties.caution')}</span>`
                  : nothing
              }
            </li>`,
        )}
      </ul>
    </details>`;
}

/** The readings, in a fold. */
export function readings(report: Report): TemplateResult | typeof nothing {
  if (report.readings.length === 0) return nothing;
  return html`
    <details class="fold">
      <summary class="fold__title">${say('report.readings')} <span class="fold__count">${report.readings.length}</span></summary>
      <p class="fold__lead">${say('page.shared.readings.lead')}</p>
      <ul class="notes">
        ${report.readings.map(
          (reading) => html`
            <li class="notes__item">
              <span class="clause">${reading.clause}</span>
              <dl class="reading">
                <dt>${say('page.shared.readings.taken')}</dt>
                <dd>${reading.taken}</dd>
                <dt>${say('page.shared.readings.alternative')}</dt>
                <dd>${reading.alternative}</dd>
              </dl>
            </li>`,
        )}
      </ul>
    </details>`;
}
