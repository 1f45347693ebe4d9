/** 順に答える: the guided way, for who writes no TOML: step by step, from plain questions. */
import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { capital, inLanguage } from '../shared/language.js';
import { conditionsStep } from './guide-conditions.js';
import { dutiesStep } from './guide-duties.js';
import { type Guided, STEPS, withPart } from './guided.js';
import { CLAUSES, clauseLine, line, tick, who } from './inputs.js';
import { blanks, type Part, type Plan, partOf, procedures, SAYS } from './plan.js';
import { say } from './words.js';

/** The step that is open, and the way to the others. */
export function guide(these: Guided): TemplateResult {
  const { step, go, plan, isByHand, rewrite } = these;
  const at = STEPS.indexOf(step);
  const [before, next] = [STEPS[at - 1], STEPS[at + 1]];
  const views = { text, consultations, conditions: conditionsStep, duties: dutiesStep, done };
  const left = blanks(plan).length;
  return html`
    <ol class="guide-steps">
      ${STEPS.map((one) => html`<li><button class="button button--small button--text" type="button" data-step=${one} aria-current=${one === step ? 'step' : nothing} @click=${() => go(one)}>${say(`page.workshop.guide.step.${one}`)}</button></li>`)}
    </ol>
    ${
      isByHand
        ? html`<div class="notice" id="by-hand"><p>${say('page.workshop.guide.by_hand')}</p><button class="button button--small" type="button" @click=${rewrite}>${say('page.workshop.guide.rewrite')}</button></div>`
        : nothing
    }
    <datalist id=${CLAUSES}>${these.clauses.map((clause) => html`<option value=${clause}></option>`)}</datalist>
    <form class=${these.wasLeft ? 'guide' : 'guide guide--new'} @submit=${(event: Event) => event.preventDefault()}>${views[step](these)}</form>
    <p class="quiet" id="left">${left === 0 ? say('page.workshop.guide.whole') : say('page.workshop.guide.left', { count: left })}</p>
    <p class="guide__ways">
      ${before ? html`<button class="button" type="button" data-to=${before} @click=${() => go(before)}>${say('page.workshop.guide.back')}</button>` : nothing}
      ${next ? html`<button class="button button--main" type="button" data-to=${next} @click=${() => go(next)}>${say('page.workshop.guide.next', { step: say(`page.workshop.guide.step.${next}`) })}</button>` : nothing}
    </p>`;
}

function text({ plan, set }: Guided): TemplateResult {
  const lacks = blanks(plan);
  const isBlank = (name: string) => lacks.includes(name);
  const twice = (key: 'municipality' | 'title' | 'instrument') => {
    const to = (lang: 'ja' | 'en') => (value: string) =>
      set({ ...plan, [key]: { ...plan[key], [lang]: value } });
    const label = say(`page.workshop.guide.text.${key}`);
    return html`
      ${line(`plan-${key}`, label, plan[key].ja, to('ja'), { isBlank: isBlank(key) })}
      ${plan.english ? line(`plan-${key}-en`, say('page.workshop.guide.in_english', { what: label }), plan[key].en, to('en')) : nothing}`;
  };
  const one = (
    key: 'id' | 'from' | 'commencement' | 'scope',
    options: { readonly type?: string; readonly hint?: string } = {},
  ) =>
    line(
      `plan-${key}`,
      say(`page.workshop.guide.text.${key}`),
      plan[key],
      (value) => set({ ...plan, [key]: value }),
      { ...options, isBlank: isBlank(key) },
    );
  return html`
    <p>${say('page.workshop.guide.text.lead')}</p>
    ${twice('municipality')} ${twice('title')} ${twice('instrument')}
    ${one('id', { hint: say('page.workshop.guide.text.id_hint') })}
    ${one('from', { type: 'date', hint: say('page.workshop.guide.text.from_hint') })}
    ${plan.from === '' ? nothing : one('commencement')}
    ${one('scope', { hint: say('page.workshop.guide.text.scope_hint') })}
    ${tick('plan-information', say('page.workshop.guide.text.information'), plan.isOfInformation, (isOfInformation) => set({ ...plan, isOfInformation }))}
    ${tick('plan-english', say('page.workshop.guide.text.english'), plan.english, (english) => set({ ...plan, english }))}`;
}

function consultations({ plan, set }: Guided): TemplateResult {
  const lacks = blanks(plan);
  const open = procedures.filter(({ id }) => partOf(plan, id).says === null);
  return html`
    <p>${say('page.workshop.guide.consultations.lead')}</p>
    ${procedures.map(({ id, title }) => {
      const { says, clause, instructed, by } = partOf(plan, id);
      const change = (change: Partial<Part>) => set(withPart(plan, id, change));
      return html`
        <fieldset class="guide__part" data-procedure=${id}>
          <legend>${capital(inLanguage(title))}</legend>
<div class="guide__says">
          ${SAYS.map(
            (one) => html`
              <label class="choice"><input class="choice__input" type="radio" name="says-${id}" value=${one} .checked=${live(one === says)} @change=${() => change({ says: one })}><span>${say(`page.workshop.guide.says.${one}`)}</span></label>`,
          )}
</div>
          ${lacks.includes(`${id}.says`) ? html`<p class="guide__blank">${say('page.workshop.guide.blank')}</p>` : nothing}
          ${
            says === 'ban' || says === 'consent'
              ? clauseLine(
                  `${id}-clause`,
                  say('page.workshop.guide.clause'),
                  clause,
                  (clause) => change({ clause }),
                  { isBlank: lacks.includes(`${id}.clause`) },
                )
              : nothing
          }
          ${says === 'consent' ? who(`${id}-by`, by, (by) => change({ by })) : nothing}
          ${
            says === null || says === 'silent'
              ? nothing
              : clauseLine(
                  `${id}-instructed`,
                  say('page.workshop.guide.instructed'),
                  instructed,
                  (instructed) => change({ instructed }),
                )
          }
        </fieldset>`;
    })}
    ${open.length === 0 ? nothing : html`<p><button class="button" type="button" id="rest-silent" @click=${() => set(open.reduce<Plan>((plan, { id }) => withPart(plan, id, { says: 'silent' }), plan))}>${say('page.workshop.guide.consultations.rest_silent', { count: open.length })}</button></p>`}`;
}

function done({ plan }: Guided): TemplateResult {
  const lacks = blanks(plan);
  return html`
    <p>${lacks.length === 0 ? say('page.workshop.guide.done.lead') : say('page.workshop.guide.done.lacks')}</p>
    <ul>
      ${procedures.map(({ id, title }) => {
        const { says, conditions } = partOf(plan, id);
        const words = say(
          says === null ? 'page.workshop.guide.blank' : `page.workshop.guide.says.${says}`,
        );
        const count = say('page.shared.count', { count: conditions.length });
        return html`<li>${say('page.shared.labelled', { label: capital(inLanguage(title)), words: says === 'conditions' ? `${words} ${count}` : words })}</li>`;
      })}
    </ul>`;
}
