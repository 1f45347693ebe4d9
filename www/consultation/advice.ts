/** The smallest changes of the asker's own plan that would leave nothing failed. */
import { html, nothing, type TemplateResult } from 'lit-html';
import type { Answers, Change, ToPass } from 'shodaku';
import { fieldLink, valueInWords } from '../shared/fields.js';
import { say } from '../shared/language.js';

/** The changes in words; nothing where there is nothing to advise. */
export function advice(toPass: ToPass, answers: Answers): TemplateResult | typeof nothing {
  const [first, ...others] = toPass.sets;
  if (!first && toPass.cannotPass.length === 0) return nothing;
  const set = (changes: readonly Change[]) => html`
    <ul class="advice">${changes.map((change) => html`<li>${sentence(change, answers)}</li>`)}</ul>`;
  return html`
    <h2 class="panel__title">${say('直し方の案', 'How to mend it')}</h2>
    ${
      first
        ? html`
          <p class="panel__lead">
            ${say('実際にそのようにできる場合に限ります。', 'Only if you can really do so.')}
          </p>
          ${set(first)}`
        : html`
          <p>
            ${say(
              '申請者の計画を変えるだけでは満たせない要件があります。担当課に相談してください。',
              'No change of your own plan would clear this. Ask the office in charge.',
            )}
          </p>`
    }
    ${
      others.length === 0
        ? nothing
        : html`
          <details class="advice__others">
            <summary>${say(`ほかの案（${others.length}）`, `Other ways (${others.length})`)}</summary>
            <ol>${others.map((changes) => html`<li>${set(changes)}</li>`)}</ol>
          </details>`
    }`;
}

function sentence({ field, change, value }: Change, answers: Answers): TemplateResult {
  const link = fieldLink(field);
  const words = valueInWords(field, value);
  switch (change) {
    case 'state':
      return html`${link}${say('を記入する', ' : fill it in')}`;
    case 'at_most':
      return html`${link}${say(`を${words}以下にする`, ` : at most ${words}`)}`;
    case 'remove':
      return html`${link}${say(`から「${words}」を外す`, ` : take out ${words}`)}`;
    case 'before':
      return html`${link}${say(`を${words}より前の日にする`, ` : a day before ${words}`)}`;
    case 'after':
      return html`${link}${say(`を${words}より後の日にする`, ` : a day after ${words}`)}`;
    case 'set': {
      if (typeof value !== 'object') {
        return html`${link}${say(`を「${words}」にする`, ` : ${words}`)}`;
      }
      const chosen = answers[field];
      const more = value.filter((one) => !(Array.isArray(chosen) && chosen.includes(one)));
      const added = valueInWords(field, more);
      return html`${link}${say(`に「${added}」を加える`, ` : add ${added}`)}`;
    }
  }
}
