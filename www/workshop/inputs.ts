/** What the guide asks by. */
import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { capital } from '../shared/language.js';
import type { Guided } from './guided.js';
import { BY, type Part, type Two } from './plan.js';
import { say } from './words.js';

interface Options {
  readonly type?: string;
  readonly hint?: string;
  /** What is wrong with what was entered, said at once. */
  readonly wrong?: string;
  readonly list?: string;
}

/** A line of text that is asked for. */
export function line(
  { lacks }: Guided,
  id: string,
  label: string,
  value: string,
  set: (value: string) => void,
  { type = 'text', hint = '', wrong = '', list = '' }: Options = {},
): TemplateResult {
  const isBlank = wrong === '' && lacks.some(({ input }) => input === id);
  const notes = [
    hint === '' ? '' : `${id}-hint`,
    wrong === '' ? '' : `${id}-wrong`,
    isBlank ? `${id}-blank` : '',
  ].filter(Boolean);
  return html`
    <div class="workshop__field">
      <label for=${id}>${label}</label>
      ${hint === '' ? nothing : html`<p class="quiet" id="${id}-hint">${hint}</p>`}
      <input class="field__control" id=${id} type=${type} list=${list === '' ? nothing : list} .value=${live(value)} aria-invalid=${wrong === '' ? nothing : 'true'} aria-describedby=${notes.length > 0 ? notes.join(' ') : nothing} @input=${(event: Event) => set((event.target as HTMLInputElement).value)}>
      ${wrong === '' ? nothing : html`<p class="guide__wrong" id="${id}-wrong">${wrong}</p>`}
      ${isBlank ? html`<p class="guide__blank" id="${id}-blank">${say('page.workshop.guide.blank')}</p>` : nothing}
    </div>`;
}

/** A text that is asked for, in English too where that is written. */
export function lines(
  guided: Guided,
  id: string,
  label: string,
  value: Two,
  set: (value: Two) => void,
  hint = '',
): TemplateResult {
  const english = say('page.workshop.guide.in_english', { what: label });
  return html`
    ${line(guided, id, label, value.ja, (ja) => set({ ...value, ja }), { hint })}
    ${guided.plan.english ? line(guided, `${id}-en`, english, value.en, (en) => set({ ...value, en })) : nothing}`;
}

/** Where the clauses that may be entered are listed. */
export const CLAUSES = 'clauses';

/** A clause that is asked for, offered from the text. */
export const clauseLine = (
  guided: Guided,
  id: string,
  value: string,
  set: (value: string) => void,
  { label = say('page.workshop.guide.clause'), hint = '' } = {},
): TemplateResult => line(guided, id, label, value, set, { hint, list: CLAUSES });

/** A thing that is so or not. */
export function tick(
  id: string,
  label: string,
  isSo: boolean,
  set: (isSo: boolean) => void,
): TemplateResult {
  return html`
    <label class="choice"><input class="choice__input" type="checkbox" id=${id} .checked=${live(isSo)} @change=${(event: Event) => set((event.target as HTMLInputElement).checked)}><span>${label}</span></label>`;
}

/** What few texts need: one line, until it is opened or something of it is said. */
export function folded(
  id: string,
  summary: string,
  isSaid: boolean,
  content: TemplateResult,
): TemplateResult {
  // What somebody has opened stays so.
  const isOpen = isSaid || document.getElementById(id)?.hasAttribute('open') === true;
  return html`
    <details class="guide__more" id=${id} ?open=${live(isOpen)}>
      <summary>${summary}</summary>
      ${content}
    </details>`;
}

/** One of several things. */
export function choice<Value extends string>(
  id: string,
  label: string,
  options: readonly (readonly [value: Value, words: string])[],
  value: Value,
  set: (value: Value) => void,
): TemplateResult {
  return html`
    <div class="workshop__field">
      <label for=${id}>${label}</label>
      <select class="field__control" id=${id} @change=${(event: Event) => set((event.target as HTMLSelectElement).value as Value)}>
        ${options.map(([one, words]) => html`<option value=${one} .selected=${live(one === value)}>${words}</option>`)}
      </select>
    </div>`;
}

/** Who finds or decides. */
export const who = (id: string, by: Part['by'], set: (by: Part['by']) => void): TemplateResult =>
  choice(
    id,
    say('page.workshop.guide.by'),
    BY.map((one) => [one, capital(say(`supplier.${one}`))] as const),
    by,
    set,
  );
