/** The step that asks what the text says of each consultation, and when it needs no consent. */
import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { capital, inLanguage } from '../shared/language.js';
import { readings, unsettled } from './guide-open.js';
import { type Guided, withPart } from './guided.js';
import { choice, clauseLine, folded, lines, tick, who } from './inputs.js';
import {
  BEFOREHAND,
  BLANK,
  type Consultation,
  EMPTY_OPEN,
  EXEMPT,
  type Exception,
  isConsented,
  nextOwn,
  type Part,
  type Plan,
  partOf,
  proceduresOf,
  REACHED,
  SAYS,
  SHOWN,
  taken,
} from './plan.js';
import { say } from './words.js';

/** What a consultation is called in the guide. */
export const titleOf = ({ title }: Consultation): string =>
  capital(inLanguage(title)) || say('page.workshop.guide.consultations.own');

/** What the text says of a consultation, in words. */
export const wordsOf = (says: (typeof SAYS)[number]): string =>
  say(says === 'open' ? 'page.workshop.guide.open.title' : `page.workshop.guide.says.${says}`);

/** What a case without consent is called in the guide. */
export function nameOfException({ id, own }: Exception): string {
  const known = EXEMPT.find((one) => one === id);
  return (own && inLanguage(own)) || say(`page.workshop.guide.exempt.${known ?? 'own'}`);
}

/** Every consultation. */
export function consultationsStep(guided: Guided): TemplateResult {
  const { plan, set } = guided;
  const all = proceduresOf(plan);
  const open = all.filter(({ id }) => partOf(plan, id).says === null);
  const silent = () =>
    set(open.reduce<Plan>((plan, { id }) => withPart(plan, id, { says: 'silent' }), plan));
  const add = () => {
    const id = nextOwn(plan.consultations);
    set({ ...plan, consultations: [...plan.consultations, { id, title: BLANK }] });
    document.getElementById(`${id}-name`)?.focus();
  };
  return html`
    <p>${say('page.workshop.guide.consultations.lead')}</p>
    ${all.map((one) => consultation(guided, one))}
    <p class="guide__ways">
      <button class="button button--small" type="button" id="add-consultation" @click=${add}>${say('page.workshop.guide.consultations.add')}</button>
      ${open.length === 0 ? nothing : html`<button class="button" type="button" id="rest-silent" @click=${silent}>${say('page.workshop.guide.consultations.rest_silent', { count: open.length })}</button>`}
    </p>`;
}

function consultation(guided: Guided, one: Consultation): TemplateResult {
  const { plan, set, lacks } = guided;
  const { id } = one;
  const part = partOf(plan, id);
  const { says, clause, exempt, by, isWritten, open } = part;
  const change = (change: Partial<Part>) => set(withPart(plan, id, change));
  const isOwn = plan.consultations.includes(one);
  return html`
    <fieldset class="guide__part" data-procedure=${id}>
      <legend>${titleOf(one)}</legend>
      ${isOwn ? named(guided, one) : nothing}
      <div class="guide__says">
        ${SAYS.map(
          (one, at) => html`
            <label class="choice"><input class="choice__input" type="radio" id=${at === 0 ? `${id}-says` : nothing} name="says-${id}" value=${one} .checked=${live(one === says)} @change=${() => change({ says: one, open: one === 'open' ? (open ?? EMPTY_OPEN) : null })}><span>${wordsOf(one)}</span></label>`,
        )}
      </div>
      ${lacks.some(({ input }) => input === `${id}-says`) ? html`<p class="guide__blank">${say('page.workshop.guide.blank')}</p>` : nothing}
      ${says === 'ban' || says === 'consent' || says === 'open' ? clauseLine(guided, `${id}-clause`, clause, (clause) => change({ clause })) : nothing}
      ${says === 'open' && open ? readings(guided, `${id}-open`, open, (open) => change({ open })) : nothing}
      ${says === 'consent' ? who(`${id}-by`, by, (by) => change({ by })) : nothing}
      ${isConsented(part) ? tick(`${id}-beforehand`, say('page.workshop.guide.consultations.beforehand'), isBeforehand(part), (is) => change({ conditions: beforehand(part, is) })) : nothing}
      ${says === null || says === 'silent' ? nothing : exceptions(guided, id, says === 'ban', exempt, (exempt) => change({ exempt }))}
      ${says === null || says === 'silent' ? nothing : folded(`${id}-more`, say(`page.workshop.guide.consultations.${isConsented(part) ? 'more' : 'more_reach'}`), isWritten || part.reach !== null, more(guided, id, part, change))}
    </fieldset>`;
}

const isBeforehand = ({ conditions }: Part): boolean =>
  conditions.some(({ id }) => id === BEFOREHAND);

/** The conditions with the one that consent comes first, or without it. */
const beforehand = ({ conditions }: Part, is: boolean): Part['conditions'] =>
  is ? [...conditions, taken(BEFOREHAND, null)] : conditions.filter(({ id }) => id !== BEFOREHAND);

/** What few texts say: that it reaches only some material, and that the consent is in writing. */
function more(
  guided: Guided,
  id: string,
  part: Part,
  change: (change: Partial<Part>) => void,
): TemplateResult {
  const { reach, clause, isWritten } = part;
  const shown = REACHED.map(
    (one) =>
      [
        one,
        say(
          one === 'personal'
            ? 'page.workshop.guide.reach.personal'
            : `page.workshop.guide.own.${one}`,
        ),
      ] as const,
  );
  const set = (to: Partial<NonNullable<Part['reach']>>) =>
    reach && change({ reach: { ...reach, ...to } });
  const tell = (is: boolean) =>
    change({ reach: is ? { clause, own: BLANK, asks: 'finding' } : null });
  return html`
    ${isConsented(part) ? tick(`${id}-written`, say('page.workshop.guide.consultations.written'), isWritten, (isWritten) => change({ isWritten })) : nothing}
    ${part.says === 'conditions' && isWritten ? clauseLine(guided, `${id}-clause`, clause, (clause) => change({ clause }), { label: say('page.workshop.guide.consultations.written_clause') }) : nothing}
    ${tick(`${id}-reach`, say('page.workshop.guide.reach.title'), reach !== null, tell)}
    ${
      reach
        ? html`
          ${choice(`${id}-reach-asks`, say('page.workshop.guide.conditions.asks'), shown, reach.asks, (asks) => set({ asks }))}
          ${reach.asks === 'personal' ? nothing : lines(guided, `${id}-reach-label`, say('page.workshop.guide.reach.label'), reach.own, (own) => set({ own }), say('page.workshop.guide.reach.hint'))}
          ${clauseLine(guided, `${id}-reach-clause`, reach.clause, (clause) => set({ clause }))}`
        : nothing
    }`;
}

/** The name of a consultation that only this text has, and the way to be rid of it. */
function named(guided: Guided, one: Consultation): TemplateResult {
  const { plan, set } = guided;
  const { [one.id]: _, ...parts } = plan.parts;
  const change = (consultations: Plan['consultations']) => set({ ...plan, consultations });
  const remove = () => {
    const consultations = plan.consultations.filter((other) => other !== one);
    set({ ...plan, parts, consultations });
    document.getElementById('add-consultation')?.focus();
  };
  const rename = (title: Consultation['title']) =>
    change(plan.consultations.map((other) => (other === one ? { ...one, title } : other)));
  return html`
    ${lines(guided, `${one.id}-name`, say('page.workshop.guide.consultations.name'), one.title, rename, say('page.workshop.guide.consultations.name_hint'))}
    <p><button class="button button--small button--text" type="button" data-remove @click=${remove}>${say('page.workshop.guide.consultations.remove')}</button></p>`;
}

/** When it needs no consent, or is not banned, each case with its clause. */
function exceptions(
  guided: Guided,
  procedure: string,
  isBanned: boolean,
  exempt: readonly Exception[],
  set: (exempt: Exception[]) => void,
): TemplateResult {
  const input = (id: string) => `${procedure}-exempt-${id}`;
  const add = (id: string, own: Exception['own']) => {
    // Nobody is let off on their own word unless the text says so.
    set([...exempt, { id, clause: '', own, asks: 'finding', open: null }]);
    // The button that had the focus is gone, and this is what comes next.
    document.getElementById(`${input(id)}-${own ? 'label' : 'clause'}`)?.focus();
  };
  const left = EXEMPT.filter((id) => !exempt.some((one) => one.id === id));
  return html`
    <p class="guide__name">${say(`page.workshop.guide.exempt.${isBanned ? 'title_ban' : 'title'}`)}</p>
    ${
      exempt.length === 0
        ? nothing
        : html`
          <ul class="guide__conditions">
            ${exempt.map((one) => {
              const { id, clause, own, asks, open } = one;
              const name = nameOfException(one);
              const shown = SHOWN.map(
                (one) => [one, say(`page.workshop.guide.own.${one}`)] as const,
              );
              const change = (change: Partial<Exception>) =>
                set(exempt.map((other) => (other === one ? { ...one, ...change } : other)));
              const remove = (event: Event) => {
                const form = (event.target as Element).closest('fieldset');
                set(exempt.filter((other) => other !== one));
                form?.querySelector<HTMLElement>('[data-exempt-add]')?.focus();
              };
              return html`
                <li class="guide__condition" data-exempt=${id}>
                  <p class="guide__name">${name}
                    <button class="button button--small button--text" type="button" data-remove @click=${remove} aria-label=${say('page.workshop.guide.conditions.remove_of', { name })}>${say('page.workshop.guide.conditions.remove')}</button></p>
                  ${own ? lines(guided, `${input(id)}-label`, say(`page.workshop.guide.exempt.${isBanned ? 'label_ban' : 'label'}`), own, (own) => change({ own }), say('page.workshop.guide.exempt.hint')) : nothing}
                  ${clauseLine(guided, `${input(id)}-clause`, clause, (clause) => change({ clause }))}
                  ${id === 'law' && isBanned ? nothing : choice(`${input(id)}-asks`, say('page.workshop.guide.conditions.asks'), shown, asks, (asks) => change({ asks }))}
                  ${folded(
                    `${input(id)}-more`,
                    say('page.workshop.guide.open.fold'),
                    open !== null,
                    unsettled(guided, `${input(id)}-open`, open, (open) => change({ open })),
                  )}
                </li>`;
            })}
          </ul>`
    }
    <p class="guide__ways">
      ${left.map((id) => html`<button class="button button--small" type="button" data-exempt-add=${id} @click=${() => add(id, null)}>${say(`page.workshop.guide.exempt.${id}`)}</button>`)}
      <button class="button button--small" type="button" data-exempt-add="own" @click=${() => add(nextOwn(exempt), BLANK)}>${say('page.workshop.guide.exempt.own')}</button>
    </p>`;
}
