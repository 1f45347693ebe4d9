/** The smallest changes of the asker's own plan that would leave nothing failed. */
import { html, nothing, type TemplateResult } from 'lit-html';
import type { Answers, Change, ToPass } from 'shodaku';
import { fieldLink, valueInWords } from '../shared/fields.js';
import { say } from './words.js';

/** The changes in words; nothing where there is nothing to advise. */
export function advice(toPass: ToPass, answers: Answers): TemplateResult | typeof nothing {
  const [first, ...others] = toPass.sets;
  if (!first && toPass.cannotPass.length === 0) return nothing;
  const set = (changes: readonly Change[]) => html`
    <ul class="advice">${changes.map((change) => html`<li>${sentence(change, answers)}</li>`)}</ul>`;
  return html`
    <details class="fold">
    <summary class="fold__title">${say('page.consultation.advice.title')}</summary>
    ${
      first
        ? html`
          <p class="panel__lead">
            ${say('page.consultation.advice.lead')}
          </p>
          ${set(first)}`
        : html`
          <p>
            ${say('page.consultation.advice.none')}
          </p>`
    }
    ${
      others.length === 0
        ? nothing
        : html`
          <details class="advice__others">
            <summary>${say('page.consultation.advice.others', { count: others.length })}</summary>
            <ol>${others.map((changes) => html`<li>${set(changes)}</li>`)}</ol>
          </details>`
    }
    </details>`;
}

function sentence({ field, change, value }: Change, answers: Answers): TemplateResult {
  const link = fieldLink(field);
  const words = valueInWords(field, value);
  switch (change) {
    case 'state':
      return html`${link}${say('page.consultation.advice.state')}`;
    case 'at_most':
      return html`${link}${say('page.consultation.advice.at_most', { value: words })}`;
    case 'remove':
      return html`${link}${say('page.consultation.advice.remove', { value: words })}`;
    case 'before':
      return html`${link}${say('page.consultation.advice.before', { value: words })}`;
    case 'after':
      return html`${link}${say('page.consultation.advice.after', { value: words })}`;
    case 'set': {
      if (typeof value !== 'object') {
        return html`${link}${say('page.consultation.advice.set', { value: words })}`;
      }
      const chosen = answers[field];
      const more = value.filter((one) => !(Array.isArray(chosen) && chosen.includes(one)));
      const added = valueInWords(field, more);
      return html`${link}${say('page.consultation.advice.add', { value: added })}`;
    }
  }
}
