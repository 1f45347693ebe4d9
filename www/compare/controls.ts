/** One control for each fact, made from what the rulesets say of it. */
import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { type Answer, type Field, itemsOf } from 'shodaku';
import { icon } from '../shared/icons.js';
import { asHeading, inLanguage } from '../shared/language.js';
import type { Fact } from './facts.js';
import { say } from './words.js';

/** What a control holds; a list is typed as text. */
export type Entered = string | boolean | readonly string[];

/** A fact's control, with what stands in it. */
export interface Control {
  readonly fact: Fact;
  readonly entered: Entered | undefined;
  /** Which towns ask for it; empty where all do. */
  readonly askedBy: string;
  /** Why it cannot be read. */
  readonly problem: string | undefined;
  readonly enter: (entered: Entered | undefined) => void;
}

/** What was entered, as an answer. */
export function answerOf({ type }: Field, entered: Entered): Answer {
  if (type !== 'items' || typeof entered !== 'string') return entered as Answer;
  return itemsOf(entered);
}

/** An answer, as it would have been entered. */
export const enteredOf = ({ type }: Field, answer: Answer): Entered | undefined => {
  if (answer === null || answer === undefined) return undefined;
  if (typeof answer === 'number') return String(answer);
  return type === 'items' && typeof answer === 'object' ? answer.join('\n') : answer;
};

/** The element to go to for a fact. */
export const idOf = (field: string): string => `fact-${field.replaceAll('.', '-')}`;

/** The control of a fact. */
export function control(one: Control): TemplateResult {
  const { field } = one.fact;
  switch (field.type) {
    case 'boolean':
      return group(one, [
        ...[true, false].map((value) => ({
          label: value ? say('page.shared.yes') : say('page.shared.no'),
          checked: one.entered === value,
          choose: () => one.enter(value),
        })),
        {
          label: say('page.compare.fact.not_entered'),
          checked: one.entered === undefined,
          choose: () => one.enter(undefined),
        },
      ]);
    case 'choices':
      return choices(one);
    default:
      return single(one);
  }
}

interface Choice {
  readonly label: string;
  readonly checked: boolean;
  readonly choose: (checked: boolean) => void;
}

function choices(one: Control): TemplateResult {
  const { options = [] } = one.fact.field;
  const chosen = Array.isArray(one.entered) ? one.entered : [];
  const choice = ({ value, label }: (typeof options)[number]): Choice => ({
    label: asHeading(label),
    checked: chosen.includes(value),
    choose: (checked) => {
      const others = chosen.filter((other) => other !== value);
      one.enter(checked ? [...others, value] : others);
    },
  });
  return group(one, options.map(choice), 'checkbox');
}

function group(
  one: Control,
  choices: readonly Choice[],
  type: 'radio' | 'checkbox' = 'radio',
): TemplateResult {
  const { field } = one.fact;
  const id = idOf(field.id);
  return html`
    <fieldset class="field field--choices" id=${id} data-fact=${field.id}>
      <legend class="field__label">${asHeading(field.label)}</legend>
      ${notes(one)}
      <div class=${type === 'checkbox' ? 'field__choices field__choices--column' : 'field__choices'}>
        ${choices.map(
          ({ label, checked, choose }) => html`
            <label class="choice"
              ><input
                class="choice__input"
                type=${type}
                name=${field.id}
                .checked=${live(checked)}
                @change=${(event: Event) => choose((event.target as HTMLInputElement).checked)}
              /><span>${label}</span></label
            >`,
        )}
      </div>
    </fieldset>`;
}

function single(one: Control): TemplateResult {
  const { field } = one.fact;
  const id = idOf(field.id);
  return html`
    <div class="field" data-fact=${field.id}>
      <label class="field__label" for=${id}>${asHeading(field.label)}</label>
      ${notes(one)} ${box(one, id)}
    </div>`;
}

function box(one: Control, id: string): TemplateResult {
  const { field } = one.fact;
  const text = String(one.entered ?? '');
  const enter = (event: Event) => {
    // While an input method composes, nothing has been entered yet.
    if ((event as InputEvent).isComposing) return;
    const { value } = event.target as HTMLInputElement;
    one.enter(value === '' ? undefined : value);
  };
  const describedBy = [notesId(id), one.problem ? problemId(id) : ''].join(' ').trim();
  switch (field.type) {
    case 'choice':
      return html`
        <select class="field__control" id=${id} name=${field.id} aria-describedby=${describedBy} .value=${live(text)} @change=${enter}>
          <option value="" ?selected=${text === ''}>${say('page.shared.choose')}</option>
          ${(field.options ?? []).map(
            ({ value, label }) =>
              html`<option value=${value} ?selected=${value === text}>${asHeading(label)}</option>`,
          )}
        </select>`;
    case 'text':
    case 'items':
      return html`
        <textarea
          class="field__control"
          id=${id}
          name=${field.id}
          rows="2"
          aria-describedby=${describedBy}
          .value=${live(text)}
          @input=${enter}
          @compositionend=${enter}
        ></textarea>`;
    default:
      return html`
        <span class="field__unit"
          ><input
            class="field__control ${field.type === 'integer' ? 'field__control--number' : 'field__control--date'}"
            type="text"
            autocomplete="off"
            id=${id}
            name=${field.id}
            aria-describedby=${describedBy}
            aria-invalid=${one.problem ? 'true' : nothing}
            .value=${live(text)}
            @input=${enter}
            @compositionend=${enter}
          />${field.unit ? html`<span>${inLanguage(field.unit)}</span>` : nothing}</span
        >
        ${one.problem ? html`<p class="fact__problem" id=${problemId(id)}>${icon('caution')}<span>${one.problem}</span></p>` : nothing}`;
  }
}

const notesId = (id: string): string => `${id}-notes`;
const problemId = (id: string): string => `${id}-problem`;

/** How to fill a fact in, and who asks. */
function notes({ fact: { field }, askedBy }: Control): TemplateResult {
  const examples: { readonly [type: string]: string } = {
    date: say('page.shared.date_example'),
    fiscal_year: say('page.compare.fact.year_example'),
    items: say('page.compare.fact.items'),
  };
  const hint = field.hint ? inLanguage(field.hint) : '';
  const said = [hint, examples[field.type] ?? ''].filter((text) => text !== '');
  return html`
    <p class="field__hint fact__notes" id=${notesId(idOf(field.id))}>
      ${said.join(say('sentence_joiner'))}
      ${askedBy === '' ? nothing : html`<span class="fact__by">${askedBy}</span>`}
    </p>`;
}
