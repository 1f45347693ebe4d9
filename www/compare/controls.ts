/** The control of each fact: kept when other towns or another procedure are chosen. */
import { html, nothing, type TemplateResult } from 'lit-html';
import type { Answer, Field } from 'shodaku';
import { FieldControl } from 'shodaku/render';
import { icon } from '../shared/icons.js';
import { language } from '../shared/language.js';
import { type Fact, idOf } from './facts.js';

/** The controls there are, with what stands in them. */
export class Controls {
  readonly #all = new Map<string, FieldControl>();

  /** A fact's control, with which towns ask for it and why it cannot be read, if so. */
  show({ field }: Fact, askedBy: string, problem: string | undefined): TemplateResult {
    const control = this.#of(field);
    const id = `${idOf(field.id)}-problem`;
    for (const input of control.inputs) {
      input.ariaInvalid = problem === undefined ? null : 'true';
      describe(input, id, problem !== undefined);
    }
    return html`
      <div class="fact rendered-form" id=${idOf(field.id)} data-fact=${field.id}>
        ${control.element}
        ${askedBy === '' ? nothing : html`<p class="fact__by">${askedBy}</p>`}
        ${problem ? html`<p class="fact__problem" id=${id}>${icon('caution')}<span>${problem}</span></p>` : nothing}
      </div>`;
  }

  answer(field: Field): Answer {
    return this.#of(field).answer;
  }

  fill(field: Field, answer: Answer): void {
    this.#of(field).fill(answer);
  }

  focus(field: string): void {
    this.#all.get(field)?.focus();
  }

  clear(): void {
    for (const control of this.#all.values()) control.fill(null);
  }

  speak(): void {
    for (const control of this.#all.values()) control.speak(language());
  }

  #of(field: Field): FieldControl {
    const known = this.#all.get(field.id);
    // Another town may label it otherwise.
    if (known?.field === field) return known;
    const made = new FieldControl(document, field, { lang: language() });
    made.fill(known?.answer);
    this.#all.set(field.id, made);
    return made;
  }
}

/** Says, or no longer says, that an element describes a control. */
function describe(control: Element, id: string, describes: boolean): void {
  const ids = new Set(control.getAttribute('aria-describedby')?.split(' '));
  if (describes) ids.add(id);
  else ids.delete(id);
  if (ids.size > 0) control.setAttribute('aria-describedby', [...ids].join(' '));
  else control.removeAttribute('aria-describedby');
}
