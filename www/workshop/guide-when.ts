/** For which requests a condition or a duty is: all, or those that a question or an answer tells. */
import { html, nothing, type TemplateResult } from 'lit-html';
import { capital, inLanguage } from '../shared/language.js';
import type { Guided } from './guided.js';
import { choice, lines } from './inputs.js';
import { type Applying, WHEN } from './plan.js';
import { CHOICES } from './units.js';
import { say } from './words.js';

/** For which requests it is. */
export function applies(
  guided: Guided,
  name: string,
  { when, only }: Applying,
  change: (change: Partial<Applying>) => void,
): TemplateResult {
  const whens = WHEN.map((one) => [one, say(`page.workshop.guide.when.${one}`)] as const);
  return html`
    ${choice(`${name}-when`, say('page.workshop.guide.when.title'), whens, when, (when) => change({ when }))}
    ${when === 'asked' ? lines(guided, `${name}-asked`, say('page.workshop.guide.when.question'), only.asked, (asked) => change({ only: { ...only, asked } }), say('page.workshop.guide.when.question_hint')) : nothing}
    ${when === 'chosen' ? answered(guided, `${name}-chosen`, only, (only) => change({ only })) : nothing}`;
}

/** The answer to a shared field by which it applies. */
function answered(
  { lacks }: Guided,
  id: string,
  only: Applying['only'],
  set: (only: Applying['only']) => void,
): TemplateResult {
  const key = (field: string, value: string) => (field === '' ? '' : `${field}=${value}`);
  const options = [
    ['', say('page.workshop.guide.own.choose')] as const,
    ...CHOICES.map(
      ([field, value, label]) => [key(field, value), capital(inLanguage(label))] as const,
    ),
  ];
  const change = (chosen: string) => {
    const [field = '', value = ''] = chosen.split('=');
    set({ ...only, field, value });
  };
  return html`
    ${choice(id, say('page.workshop.guide.when.answer'), options, key(only.field, only.value), change)}
    ${lacks.some(({ input }) => input === id) ? html`<p class="guide__blank">${say('page.workshop.guide.blank')}</p>` : nothing}`;
}
