/** Buttons that fill the form with an invented request. */
import { html, type TemplateResult } from 'lit-html';
import type { Procedure } from 'shodaku';
import { asHeading, say } from './language.js';

/** What is needed of a sample to offer it. */
interface Offered {
  readonly id: string;
  readonly procedure: string;
}

/** `samples`, by what is asked in each. */
export function samplesPanel<Sample extends Offered>(
  procedures: readonly Procedure[],
  samples: readonly Sample[],
  name: (sample: Sample) => string,
  load: (sample: Sample) => void,
): TemplateResult {
  return html`
    <details class="fold">
      <summary class="fold__title">${say('page.shared.samples.title')}</summary>
      <p class="fold__lead">
        ${say('page.shared.samples.lead')}
      </p>
      <div class="samples__groups">
        ${procedures
          .map(({ id, title }) => ({
            title,
            these: samples.filter(({ procedure }) => procedure === id),
          }))
          .filter(({ these }) => these.length > 0)
          .map(
            ({ title, these }) => html`
              <div class="samples__group" role="group" aria-label=${asHeading(title)}>
                <p class="samples__kind">${asHeading(title)}</p>
                ${these.map(
                  (sample) => html`
                    <button class="button button--small" type="button" data-sample=${sample.id} @click=${() => load(sample)}>
                      ${name(sample)}
                    </button>`,
                )}
              </div>`,
          )}
      </div>
    </details>`;
}
