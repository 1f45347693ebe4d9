/** The step that asks for the conditions of each consultation: those that many texts have, and its own. */
import { html, nothing, type TemplateResult } from 'lit-html';
import { capital, inLanguage } from '../shared/language.js';
import { titleOf } from './guide-consultations.js';
import { unsettled } from './guide-open.js';
import { EMPTY_OWN, ownCondition } from './guide-own.js';
import { applies } from './guide-when.js';
import { type Guided, withPart } from './guided.js';
import { clauseLine, folded, lines, tick, who } from './inputs.js';
import {
  type Chosen,
  type ConditionTemplate,
  isConsented,
  type LimbTemplate,
  limbsOf,
  nextOwn,
  type Part,
  partOf,
  proceduresOf,
  taken,
  templatesFor,
} from './plan.js';
import { asked } from './units.js';
import { say } from './words.js';

/** The conditions of every consultation that may have some. */
export function conditionsStep(guided: Guided): TemplateResult {
  const { plan, set } = guided;
  const asking = proceduresOf(plan).filter(({ id }) => isConsented(partOf(plan, id)));
  if (asking.length === 0) return html`<p>${say('page.workshop.guide.conditions.none')}</p>`;
  return html`
    <p>${say('page.workshop.guide.conditions.lead')}</p>
    ${asking.map(
      (one) => html`
        <fieldset class="guide__part" data-procedure=${one.id}>
          <legend>${titleOf(one)}</legend>
          ${partOf(plan, one.id).says === 'consent' ? html`<p class="quiet">${say('page.workshop.guide.conditions.beside')}</p>` : nothing}
          ${conditions(guided, one.id, (conditions) => set(withPart(plan, one.id, { conditions })))}
        </fieldset>`,
    )}`;
}

const templateOf = (procedure: string, { id }: Chosen): ConditionTemplate | undefined =>
  templatesFor(procedure).find((one) => one.id === id);

/** What a condition is called in the guide. */
export function nameOf(procedure: string, one: Chosen): string {
  const template = templateOf(procedure, one);
  if (template) return capital(inLanguage(template.title));
  return (one.own && inLanguage(one.own.label)) || say('page.workshop.guide.conditions.own');
}

function conditions(
  guided: Guided,
  procedure: string,
  set: (conditions: Part['conditions']) => void,
): TemplateResult {
  const { conditions: chosen } = partOf(guided.plan, procedure);
  const left = templatesFor(procedure).filter(({ id }) => !chosen.some((one) => one.id === id));
  const add = (id: string, own: Chosen['own']) => {
    set([...chosen, taken(id, own)]);
    // The button that had the focus is gone, and this is what comes next.
    document.getElementById(`${procedure}-${id}-${own ? 'label' : 'clause'}`)?.focus();
  };
  const adding = (id: string, at: number) =>
    at === 0 ? `${procedure}-add` : `${procedure}-add-${id}`;
  return html`
    <ol class="guide__conditions">
      ${chosen.map((one, at) => {
        const name = nameOf(procedure, one);
        const remove = (event: Event) => {
          const form = (event.target as Element).closest('fieldset');
          set(chosen.filter((other) => other !== one));
          form?.querySelector<HTMLElement>('[data-add]')?.focus();
        };
        const change = (change: Partial<Chosen>) => set(chosen.with(at, { ...one, ...change }));
        return html`
          <li class="guide__condition" data-condition=${one.id}>
            <p class="guide__name">${name}
              <button class="button button--small button--text" type="button" data-remove @click=${remove} aria-label=${say('page.workshop.guide.conditions.remove_of', { name })}>${say('page.workshop.guide.conditions.remove')}</button></p>
            ${condition(guided, procedure, one, change)}
          </li>`;
      })}
    </ol>
    <p class="guide__name">${say('page.workshop.guide.conditions.add')}</p>
    <ul class="guide__offers">
      ${[...left, undefined].map((template, at) => {
        const id = template?.id ?? 'own';
        const title = template
          ? capital(inLanguage(template.title))
          : say('page.workshop.guide.conditions.own');
        const act = () => (template ? add(id, null) : add(nextOwn(chosen), EMPTY_OWN));
        const asks = template
          ? template.limbs.map((limb) => wordsOf(limb, { wording: {} }))
          : [say('page.workshop.guide.conditions.own_hint')];
        return html`
          <li><button class="button button--small" type="button" id=${adding(id, at)} data-add=${id} aria-describedby="${procedure}-asks-${id}" @click=${act}>${title}</button>
            <span class="quiet" id="${procedure}-asks-${id}">${capital(asks.join(say('page.workshop.guide.conditions.and')))}</span></li>`;
      })}
    </ul>`;
}

/** What a condition asks, its clause, who finds it, and for what information it is. */
function condition(
  guided: Guided,
  procedure: string,
  one: Chosen,
  change: (change: Partial<Chosen>) => void,
): TemplateResult {
  const { id, own, clause, by, open } = one;
  const name = `${procedure}-${id}`;
  const template = templateOf(procedure, one);
  const isBare = partOf(guided.plan, procedure).says === 'consent';
  const isFound = own
    ? own.asks === 'finding' || own.unless !== null
    : template !== undefined &&
      limbsOf(template, one).some((limb) => 'found' in limb || 'decided' in limb);
  return html`
    ${own ? ownCondition(guided, name, own, (own) => change({ own })) : nothing}
    ${template ? limbs(guided, name, one, template, change) : nothing}
    ${clauseLine(guided, `${name}-clause`, clause, (clause) => change({ clause }), { hint: isBare ? say('page.workshop.guide.conditions.same_clause') : '' })}
    ${isFound ? who(`${name}-by`, by, (by) => change({ by })) : nothing}
    ${applies(guided, name, one, change)}
    ${folded(
      `${name}-more`,
      say('page.workshop.guide.open.fold'),
      open !== null,
      unsettled(guided, `${name}-open`, open, (open) => change({ open }), true),
    )}`;
}

/** What has to be so for a limb to be met, in a sentence. */
function wordsOf(limb: LimbTemplate, chosen: Pick<Chosen, 'wording'>): string {
  const label = inLanguage(asked(limb, chosen));
  if ('stated' in limb) return say('page.workshop.guide.limb.stated', { label });
  return 'found' in limb ? say('page.workshop.guide.limb.found', { label }) : label;
}

/** What a template asks, limb by limb: what the text has not is not asked. */
function limbs(
  guided: Guided,
  name: string,
  chosen: Chosen,
  template: ConditionTemplate,
  change: (change: Partial<Chosen>) => void,
): TemplateResult {
  const { without, wording } = chosen;
  const has = (limb: LimbTemplate) => !without.includes(limb.id);
  const words = (limb: LimbTemplate) => capital(wordsOf(limb, chosen));
  const [only, ...others] = template.limbs;
  if (only && others.length === 0) return html`<p>${words(only)}</p>`;
  const set = ({ id }: LimbTemplate, isAsked: boolean) =>
    change({ without: isAsked ? without.filter((one) => one !== id) : [...without, id] });
  return html`
    <div role="group" aria-label=${say('page.workshop.guide.conditions.limbs')}>
      <p class="quiet">${say('page.workshop.guide.conditions.limbs')}</p>
      ${template.limbs.map((limb) => tick(`${name}-limb-${limb.id}`, words(limb), has(limb), (isAsked) => set(limb, isAsked)))}
      ${limbsOf(template, chosen).length === 0 ? html`<p class="guide__wrong">${say('page.workshop.guide.conditions.no_limbs')}</p>` : nothing}
    </div>
    ${template.limbs.map((limb) =>
      'found' in limb && has(limb)
        ? lines(
            guided,
            `${name}-wording-${limb.id}`,
            say('page.workshop.guide.conditions.wording'),
            asked(limb, chosen),
            (text) => change({ wording: { ...wording, [limb.id]: text } }),
          )
        : nothing,
    )}`;
}
