/** What binds beside the verdict, and where the text is open. */
import { html, nothing, type TemplateResult } from 'lit-html';
import type { Report } from 'shodaku';
import { icon } from './icons.js';
import { say } from './language.js';

/** The duties, in a fold. */
export function duties(report: Report): TemplateResult | typeof nothing {
  if (report.duties.length === 0) return nothing;
  return html`
    <details class="fold">
      <summary class="fold__title">${say('守るべき義務', 'Duties')} <span class="fold__count">${report.duties.length}</span></summary>
      <p class="fold__lead">${say('判定には影響しません。承諾の前後を通じて守る必要があります。', 'These do not change the verdict; they bind beside it.')}</p>
      <ul class="notes">
        ${report.duties.map(
          (duty) => html`
            <li class="notes__item">
              <span class="clause">${duty.clause}</span>
              ${duty.message}
              ${
                duty.truth === 'not_met'
                  ? html`<span class="notes__caution">${icon('caution')}${say('注意：この内容では守られない見込みです。', 'Caution: as entered, this would not be kept.')}</span>`
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
      <summary class="fold__title">${say('解釈', 'Readings')} <span class="fold__count">${report.readings.length}</span></summary>
      <p class="fold__lead">${say('規程の文言だけでは定まらない点です。どう読むかは職員が決めます。', 'Points the words leave open. How to read them is for the official.')}</p>
      <ul class="notes">
        ${report.readings.map(
          (reading) => html`
            <li class="notes__item">
              <span class="clause">${reading.clause}</span>
              <dl class="reading">
                <dt>${say('採用した読み方', 'Taken')}</dt>
                <dd>${reading.taken}</dd>
                <dt>${say('別の読み方', 'Alternative')}</dt>
                <dd>${reading.alternative}</dd>
              </dl>
            </li>`,
        )}
      </ul>
    </details>`;
}
