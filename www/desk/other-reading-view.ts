/** What turns on how the text is read, as the review shows it. */
import { html, nothing, type TemplateResult } from 'lit-html';
import { verdictName } from '../shared/verdict.js';
import type { Otherwise } from './other-reading.js';
import { say } from './words.js';

/** What follows from one way of reading a part, in words. */
export const wayInWords = ({ reads, verdict }: Otherwise['ways'][number]): string =>
  say(`page.desk.otherwise.${reads}`, { verdict: verdictName(verdict) });

/** All of it; nothing where the verdict turns on no reading. */
export const otherVerdicts = (all: readonly Otherwise[]): TemplateResult | typeof nothing =>
  all.length === 0
    ? nothing
    : html`
      <section class="group" id="otherwise" aria-labelledby="otherwise-title">
        <h3 class="group__title" id="otherwise-title">${say('page.desk.otherwise.title')}</h3>
        <p>${say('page.desk.otherwise.lead')}</p>
        <ul class="notes">
          ${all.map(
            ({ of, title, clause, message, readings, ways }) => html`
              <li class="notes__item" data-turns-on=${of.join(' ')}>
                <p><b>${title}</b> <span class="clause">${clause}</span> ${message}</p>
                <ul>${ways.map((way) => html`<li data-reads=${way.reads} data-verdict=${way.verdict}>${wayInWords(way)}</li>`)}</ul>
                ${readings.map(
                  ({ clause, taken, alternative }) => html`
                    <dl class="reading">
                      <dt>${say('page.shared.readings.taken')} <span class="clause">${clause}</span></dt>
                      <dd>${taken}</dd>
                      <dt>${say('page.shared.readings.alternative')}</dt>
                      <dd>${alternative}</dd>
                    </dl>`,
                )}
              </li>`,
          )}
        </ul>
      </section>`;
