/** Buttons that fill the form with an invented request. */
import { html, type TemplateResult } from 'lit-html';
import type { Ruleset } from 'shodaku';
import { asHeading, say } from './language.js';
import { type Sample, samples } from './samples.js';

/** The samples, by kind of request. */
export function samplesPanel(ruleset: Ruleset, load: (sample: Sample) => void): TemplateResult {
  return html`
    <details class="fold">
      <summary class="fold__title">${say('見本を入れて試す', 'Try it with a sample')}</summary>
      <p class="fold__lead">
        ${say('架空の協議を入力欄に入れます。いまの入力は置き換わります。', 'Fills the form with an invented request and replaces what is there.')}
      </p>
      <div class="samples__groups">
        ${ruleset.procedure
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
                      ${asHeading(sample.title)}
                    </button>`,
                )}
              </div>`,
          )}
      </div>
    </details>`;
}
