/** The step that asks for duties, and whom they bind: no verdict waits for one. */
import { html, nothing, type TemplateResult } from 'lit-html';
import { capital } from '../shared/language.js';
import { titleOf } from './guide-consultations.js';
import { applies } from './guide-when.js';
import type { Guided } from './guided.js';
import { clauseLine, folded, lines, tick } from './inputs.js';
import {
  ALWAYS,
  BLANK,
  boundBy,
  consented,
  DUTIES,
  type Duty,
  nextOwn,
  type Plan,
  proceduresOf,
} from './plan.js';
import { say } from './words.js';
import { sharedDuty } from './write.js';

/** The duties: those that many texts have, and its own. */
export function dutiesStep(guided: Guided): TemplateResult {
  const { plan, set } = guided;
  const { duties } = plan;
  const change = (duties: Plan['duties']) => set({ ...plan, duties });
  const add = (id: string, own: Duty['own']) => {
    // Where nothing ends in consent, the clerk has to say whom it binds.
    change([
      ...duties,
      { id, clause: '', own, wording: null, of: consented(plan).length > 0 ? null : [], ...ALWAYS },
    ]);
    // The button that had the focus is gone, and this is what comes next.
    document.getElementById(`duty-${id}-${own ? 'message' : 'clause'}`)?.focus();
  };
  const addOwn = () => add(nextOwn(duties), { message: BLANK, isAdvice: false });
  const left = DUTIES.filter((id) => !duties.some((one) => one.id === id));
  return html`
    <p>${say(`page.workshop.guide.duties.${consented(plan).length > 0 ? 'lead' : 'none'}`)}</p>
    <ol class="guide__conditions">
      ${duties.map((one) => {
        const remove = (event: Event) => {
          const form = (event.target as Element).closest('form');
          change(duties.filter((other) => other !== one));
          form?.querySelector<HTMLElement>('[data-add]')?.focus();
        };
        return duty(
          guided,
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

/** What a duty is called in the guide. */
export function nameOfDuty({ id }: Duty): string {
  const known = DUTIES.find((one) => one === id);
  return capital(say(`page.workshop.guide.duties.${known ?? 'own'}`));
}

/** The consultations that a duty binds, in a line. */
const namesOf = (plan: Plan, one: Duty): string => {
  const ids = boundBy(plan, one);
  const names = proceduresOf(plan).flatMap((one) => (ids.includes(one.id) ? [titleOf(one)] : []));
  return names.join(say('page.workshop.guide.duties.and')) || say('page.workshop.guide.blank');
};

/** A box for each consultation. */
function bound(
  { plan, lacks }: Guided,
  one: Duty,
  set: (change: Partial<Duty>) => void,
): TemplateResult {
  const ids = boundBy(plan, one);
  const all = proceduresOf(plan).map(({ id }) => id);
  const name = `duty-${one.id}-of`;
  const change = (id: string, is: boolean) =>
    set({ of: is ? [...ids, id] : ids.filter((other) => other !== id) });
  return html`
    <div class="guide__says" role="group" aria-label=${say('page.workshop.guide.duties.of')}>
      <p class="quiet">${say('page.workshop.guide.duties.of_hint')}</p>
      ${tick(`${name}-all`, say('page.workshop.guide.duties.every'), ids.length === all.length, (is) => set({ of: is ? all : null }))}
      ${proceduresOf(plan).map((procedure, at) => tick(at === 0 ? name : `${name}-${procedure.id}`, titleOf(procedure), ids.includes(procedure.id), (is) => change(procedure.id, is)))}
      ${lacks.some(({ input }) => input === name) ? html`<p class="guide__blank">${say('page.workshop.guide.blank')}</p>` : nothing}
    </div>`;
}

function duty(
  guided: Guided,
  one: Duty,
  set: (change: Partial<Duty>) => void,
  remove: (event: Event) => void,
): TemplateResult {
  const { id, clause, own, wording, of } = one;
  const name = nameOfDuty(one);
  return html`
    <li class="guide__condition" data-duty=${id}>
      <p class="guide__name">${name}
        <button class="button button--small button--text" type="button" data-remove @click=${remove} aria-label=${say('page.workshop.guide.conditions.remove_of', { name })}>${say('page.workshop.guide.conditions.remove')}</button></p>
      ${
        own
          ? html`
            ${lines(guided, `duty-${id}-message`, say('page.workshop.guide.duties.message'), own.message, (message) => set({ own: { ...own, message } }), say('page.workshop.guide.duties.message_hint'))}
            ${tick(`duty-${id}-advice`, say('page.workshop.guide.duties.advice'), own.isAdvice, (isAdvice) => set({ own: { ...own, isAdvice } }))}`
          : lines(
              guided,
              `duty-${id}-message`,
              say('page.workshop.guide.duties.wording'),
              wording ?? sharedDuty(guided.plan, id),
              (wording) => set({ wording }),
            )
      }
      ${clauseLine(guided, `duty-${id}-clause`, clause, (clause) => set({ clause }))}
      ${folded(
        `duty-${id}-more`,
        say('page.workshop.guide.duties.binds', {
          what: of === null ? say('page.workshop.guide.duties.all') : namesOf(guided.plan, one),
        }),
        of !== null || one.when !== 'always',
        html`${bound(guided, one, set)} ${applies(guided, `duty-${id}`, one, set)}`,
      )}
    </li>`;
}
