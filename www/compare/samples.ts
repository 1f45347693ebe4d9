/**
 * Invented requests to compare: the portal's samples, with what other texts ask besides. Under every
 * text the same request is something else, so that it is named by what is asked.
 */
import { html, type TemplateResult } from 'lit-html';
import type { Answers, Procedure, Text } from 'shodaku';
import { contracts } from '../contracts.js';
import { asHeading, say } from '../language.js';
import { samples } from '../samples.js';
import wanted from './samples.json' with { type: 'json' };

/** The facts of one invented request. */
export interface Facts {
  readonly id: string;
  readonly procedure: string;
  readonly title: Text;
  readonly answers: Answers;
}

const requests: readonly Facts[] = wanted.requests.flatMap(({ of, title, facts }) => {
  const sample = samples.find(({ id }) => id === of);
  if (!sample) return [];
  const { id, procedure, contract, answers, record } = sample;
  // What an official found is left out by the form, which asks for facts alone.
  const all = { ...wanted.common, ...contracts[contract].facts, ...answers, ...record, ...facts };
  return { id, procedure, title, answers: all };
});

/** Buttons that fill the form with one of them. */
export function samplesPanel(
  procedures: readonly Procedure[],
  load: (facts: Facts) => void,
): TemplateResult {
  const groups = procedures
    .map(({ id, title }) => ({
      title,
      these: requests.filter(({ procedure }) => procedure === id),
    }))
    .filter(({ these }) => these.length > 0);
  return html`
    <details class="fold">
      <summary class="fold__title">${say('見本を入れて試す', 'Try it with a sample')}</summary>
      <p class="fold__lead">
        ${say('架空の協議を入力欄に入れます。いまの入力は置き換わります。', 'Fills the form with an invented request and replaces what is there.')}
      </p>
      <div class="samples__groups">
        ${groups.map(
          ({ title, these }) => html`
            <div class="samples__group" role="group" aria-label=${asHeading(title)}>
              <p class="samples__kind">${asHeading(title)}</p>
              ${these.map(
                (facts) => html`
                  <button class="button button--small" type="button" data-sample=${facts.id} @click=${() => load(facts)}>
                    ${asHeading(facts.title)}
                  </button>`,
              )}
            </div>`,
        )}
      </div>
    </details>`;
}
