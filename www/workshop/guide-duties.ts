/** The step that asks what binds whoever has consent: no verdict waits for it. */
import { html, nothing, type TemplateResult } from 'lit-html';
import { capital } from '../shared/language.js';
import type { Guided } from './guided.js';
import { clauseLine, line, tick } from './inputs.js';
import { blanks, consented, DUTIES, type Duty, type Plan } from './plan.js';
import { say } from './words.js';

/** The duties: those that many texts have, and its own. */
export function dutiesStep({ plan, set }: Guided): TemplateResult {
  if (consented(plan).length === 0) return html`<p>${say('page.workshop.guide.duties.none')}</p>`;
  const { duties } = plan;
  const change = (duties: Plan['duties']) => set({ ...plan, duties });
  const add = (id: string, own: Duty['own']) => {
    change([...duties, { id, clause: '', own }]);
    // The button that had the focus is gone, and this is what comes next.
    document.getElementById(`duty-${id}-${own ? 'message' : 'clause'}`)?.focus();
  };
  const number = Math.max(0, ...duties.map(({ id }) => Number(/^own-(\d+)$/.exec(id)?.[1] ?? 0)));
  const addOwn = () => add(`own-${number + 1}`, { message: { ja: '', en: '' }, isAdvice: false });
  const left = DUTIES.filter((id) => !duties.some((one) => one.id === id));
  return html`
    <p>${say('page.workshop.guide.duties.lead')}</p>
    <ol class="guide__conditions">
      ${duties.map((one) => {
        const remove = (event: Event) => {
          const form = (event.target as Element).closest('form');
          change(duties.filter((other) => other !== one));
          form?.querySelector<HTMLElement>('[data-add]')?.focus();
        };
        return duty(
          plan,
          one,
          (to) => change(duties.map((other) => (other === one ? { ...one, ...to } : other))),
          remove,
        );
      })}
    </ol>
    <p class="guide__name">${say('page.workshop.guide.duties.add')}</p>
    <p class="guide__ways">
      ${left.map((id) => html`<button class="button button--small" type="button" data-add=${id} @click=${() => add(id, null)}>${capital(say(`page.workshop.guide.duties.${id}`))}</button>`)}
      <button class="button button--small" type="button" data-add="own" @click=${addOwn}>${say('page.workshop.guide.duties.own')}</button>
    </p>`;
}

function duty(
  plan: Plan,
  { id, clause, own }: Duty,
  set: (change: Partial<Duty>) => void,
  remove: (event: Event) => void,
): TemplateResult {
  const known = DUTIES.find((one) => one === id);
  const name = capital(say(`page.workshop.guide.duties.${known ?? 'own'}`));
  const lacks = blanks(plan);
  const what = say('page.workshop.guide.duties.message');
  const message = (own: NonNullable<Duty['own']>, lang: 'ja' | 'en') => (text: string) =>
    set({ own: { ...own, message: { ...own.message, [lang]: text } } });
  return html`
    <li class="guide__condition" data-duty=${id}>
      <p class="guide__name">${name}
        <button class="button button--small button--text" type="button" data-remove @click=${remove} aria-label=${say('page.workshop.guide.conditions.remove_of', { name })}>${say('page.workshop.guide.conditions.remove')}</button></p>
      ${
        own
          ? html`
            ${line(`duty-${id}-message`, what, own.message.ja, message(own, 'ja'), { hint: say('page.workshop.guide.duties.message_hint'), isBlank: lacks.includes(`duty.${id}.message`) })}
            ${plan.english ? line(`duty-${id}-message-en`, say('page.workshop.guide.in_english', { what }), own.message.en, message(own, 'en')) : nothing}
            ${tick(`duty-${id}-advice`, say('page.workshop.guide.duties.advice'), own.isAdvice, (isAdvice) => set({ own: { ...own, isAdvice } }))}`
          : nothing
      }
      ${clauseLine(`duty-${id}-clause`, say('page.workshop.guide.clause'), clause, (clause) => set({ clause }), { isBlank: lacks.includes(`duty.${id}.clause`) })}
    </li>`;
}
