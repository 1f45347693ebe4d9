/** The step that asks for the conditions of each consultation: those that many texts have, and its own. */
import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { capital, inLanguage } from '../shared/language.js';
import { type Guided, withPart } from './guided.js';
import { clauseLine, line, who } from './inputs.js';
import {
  blanks,
  type Chosen,
  OWN,
  type Part,
  type Plan,
  partOf,
  procedures,
  templatesFor,
} from './plan.js';
import { say, topics } from './words.js';

/** The conditions of every consultation that has some. */
export function conditionsStep({ plan, set }: Guided): TemplateResult {
  const asking = procedures.filter(({ id }) => partOf(plan, id).says === 'conditions');
  if (asking.length === 0) return html`<p>${say('page.workshop.guide.conditions.none')}</p>`;
  return html`
    <p>${say('page.workshop.guide.conditions.lead')}</p>
    ${asking.map(
      ({ id, title }) => html`
        <fieldset class="guide__part" data-procedure=${id}>
          <legend>${capital(inLanguage(title))}</legend>
          ${conditions(plan, id, (conditions) => set(withPart(plan, id, { conditions })))}
        </fieldset>`,
    )}`;
}

function conditions(
  plan: Plan,
  procedure: string,
  set: (conditions: Part['conditions']) => void,
): TemplateResult {
  const { conditions: chosen } = partOf(plan, procedure);
  const templates = templatesFor(procedure);
  const left = templates.filter(({ id }) => !chosen.some((one) => one.id === id));
  const add = (one: Pick<Chosen, 'id' | 'own'>) => {
    set([...chosen, { clause: '', by: 'officer', ...one }]);
    // The button that had the focus is gone, and this is what comes next.
    document.getElementById(`${procedure}-${one.id}-${one.own ? 'label' : 'clause'}`)?.focus();
  };
  const change = (at: number, change: Partial<Chosen>) =>
    set(chosen.map((one, index) => (index === at ? { ...one, ...change } : one)));
  const number = Math.max(0, ...chosen.map(({ id }) => Number(/^own-(\d+)$/.exec(id)?.[1] ?? 0)));
  const addOwn = () =>
    add({
      id: `own-${number + 1}`,
      own: { asks: 'finding', label: { ja: '', en: '' }, topic: 'necessity' },
    });
  return html`
    <ol class="guide__conditions">
      ${chosen.map((one, at) => {
        const title = templates.find(({ id }) => id === one.id)?.title;
        const name = title ? capital(inLanguage(title)) : say('page.workshop.guide.conditions.own');
        const up = () => {
          const before = chosen[at - 1];
          if (before) set(chosen.with(at - 1, one).with(at, before));
        };
        const remove = (event: Event) => {
          const form = (event.target as Element).closest('fieldset');
          set(chosen.filter((other) => other !== one));
          form?.querySelector<HTMLElement>('[data-add]')?.focus();
        };
        return html`
          <li class="guide__condition" data-condition=${one.id}>
            <p class="guide__name">${name}
              ${at > 0 ? html`<button class="button button--small button--text" type="button" @click=${up} aria-label=${say('page.workshop.guide.conditions.up_of', { name })}>${say('page.workshop.guide.conditions.up')}</button>` : nothing}
              <button class="button button--small button--text" type="button" data-remove @click=${remove} aria-label=${say('page.workshop.guide.conditions.remove_of', { name })}>${say('page.workshop.guide.conditions.remove')}</button></p>
            ${one.own ? own(plan, procedure, one, one.own, (own) => change(at, { own })) : nothing}
            ${clauseLine(`${procedure}-${one.id}-clause`, say('page.workshop.guide.clause'), one.clause, (clause) => change(at, { clause }), { isBlank: blanks(plan).includes(`${procedure}.${one.id}.clause`) })}
            ${isFound(procedure, one) ? who(`${procedure}-${one.id}-by`, one.by, (by) => change(at, { by })) : nothing}
          </li>`;
      })}
    </ol>
    <p class="guide__name">${say('page.workshop.guide.conditions.add')}</p>
    <p class="guide__ways">
      ${left.map(({ id, title }) => html`<button class="button button--small" type="button" data-add=${id} @click=${() => add({ id, own: null })}>${capital(inLanguage(title))}</button>`)}
      <button class="button button--small" type="button" data-add="own" @click=${addOwn}>${say('page.workshop.guide.conditions.own')}</button>
    </p>`;
}

/** Whether somebody finds anything in it. */
function isFound(procedure: string, { id, own }: Chosen): boolean {
  if (own) return own.asks === 'finding';
  const template = templatesFor(procedure).find((one) => one.id === id);
  return template?.limbs.some(({ found }) => found) ?? false;
}

type Own = NonNullable<Chosen['own']>;

function own(
  plan: Plan,
  procedure: string,
  { id }: Chosen,
  own: Own,
  set: (own: Own) => void,
): TemplateResult {
  const name = `${procedure}-${id}`;
  const label = (lang: 'ja' | 'en') => (value: string) =>
    set({ ...own, label: { ...own.label, [lang]: value } });
  const what = say('page.workshop.guide.conditions.label');
  return html`
    ${line(`${name}-label`, what, own.label.ja, label('ja'), { hint: say('page.workshop.guide.conditions.label_hint'), isBlank: blanks(plan).includes(`${procedure}.${id}.label`) })}
    ${plan.english ? line(`${name}-label-en`, say('page.workshop.guide.in_english', { what }), own.label.en, label('en')) : nothing}
    <div class="workshop__field">
      <label for="${name}-asks">${say('page.workshop.guide.conditions.asks')}</label>
      <select class="field__control" id="${name}-asks" @change=${(event: Event) => set({ ...own, asks: (event.target as HTMLSelectElement).value as Own['asks'] })}>
        ${OWN.map((one) => html`<option value=${one} .selected=${live(one === own.asks)}>${say(`page.workshop.guide.own.${one}`)}</option>`)}
      </select>
    </div>
    <div class="workshop__field">
      <label for="${name}-topic">${say('page.workshop.guide.conditions.topic')}</label>
      <select class="field__control" id="${name}-topic" @change=${(event: Event) => set({ ...own, topic: (event.target as HTMLSelectElement).value })}>
        ${topics().map(([topic, words]) => html`<option value=${topic} .selected=${live(topic === own.topic)}>${capital(words)}</option>`)}
      </select>
    </div>`;
}
