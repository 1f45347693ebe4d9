/** The smallest changes of the asker's own plan that would leave nothing failed. */
import { html, nothing, type TemplateResult } from 'lit-html';
import type { Change, ToPass } from 'shodaku';
import { fieldLink, valueInWords } from './fields.js';
import { say } from './language.js';

export function advice(toPass: ToPass): TemplateResult | typeof nothing {
  const { sets, cannotPass } = toPass;
  if (sets.length === 0 && cannotPass.length === 0) return nothing;
  return html`
    <h2 class="panel__title">${say('直し方の案', 'How to mend it')}</h2>
    ${
      sets.length === 0
        ? html`<p>${say('申請者の計画を変えるだけでは満たせない要件があります。担当課に相談してください。', 'No change of your own plan would clear this. Ask the office in charge.')}</p>`
        : html`
          <p class="panel__lead">${say('実際にそのようにできる場合に限ります。', 'Only if you can really do so.')}</p>
          <ol class="advice">
            ${sets.map((changes) => html`<li class="advice__set"><ul class="advice__changes">${changes.map((change) => html`<li>${sentence(change)}</li>`)}</ul></li>`)}
          </ol>`
    }`;
}

function sentence({ field, change, value }: Change): TemplateResult {
  const link = fieldLink(field);
  const words = valueInWords(field, value);
  switch (change) {
    case 'state':
      return html`${say('次の項目を記入する：', 'Fill in: ')}${link}`;
    case 'at_most':
      return html`${link}${say(`を${words}以下にする`, ` : at most ${words}`)}`;
    case 'remove':
      return html`${link}${say(`から「${words}」を外す`, ` : take out ${words}`)}`;
    case 'before':
      return html`${link}${say(`を${words}より前の日にする`, ` : a day before ${words}`)}`;
    default:
      return html`${link}${say(`を「${words}」にする`, ` : ${words}`)}`;
  }
}
