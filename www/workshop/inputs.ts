/** What the guide asks by. */
import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { capital } from '../shared/language.js';
import { BY, type Part } from './plan.js';
import { say } from './words.js';

/** A line of text that is asked for. */
export function line(
  id: string,
  label: string,
  value: string,
  set: (value: string) => void,
  { type = 'text', hint = '', isBlank = false, list = '' } = {},
): TemplateResult {
  const notes = [hint === '' ? '' : `${id}-hint`, isBlank ? `${id}-blank` : ''].filter(Boolean);
  return html`
    <div class="workshop__field">
      <label for=${id}>${label}</label>
      ${hint === '' ? nothing : html`<p class="quiet" id="${id}-hint">${hint}</p>`}
      <input class="field__control" id=${id} type=${type}  list=${list === '' ? nothing : list} .value=${live(value)} aria-describedby=${notes.length > 0 ? notes.join(' ') : nothing} @input=${(event: Event) => set((event.target as HTMLInputElement).value)}>
      ${isBlank ? html`<p class="guide__blank" id="${id}-blank">${say('page.workshop.guide.blank')}</p>` : nothing}
    </div>`;
}

/** Where the clauses that may be entered are listed. */
export const CLAUSES = 'clauses';

/** A clause that is asked for, offered from the text. */
export const clauseLine = (
  id: string,
  label: string,
  value: string,
  set: (value: string) => void,
  options: { readonly hint?: string; readonly isBlank?: boolean } = {},
): TemplateResult => line(id, label, value, set, { ...options, list: CLAUSES });

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

/** Who finds or decides. */
export function who(id: string, by: Part['by'], set: (by: Part['by']) => void): TemplateResult {
  return html`
    <div class="workshop__field">
      <label for=${id}>${say('page.workshop.guide.by')}</label>
      <select class="field__control" id=${id} @change=${(event: Event) => set((event.target as HTMLSelectElement).value as Part['by'])}>
        ${BY.map((one) => html`<option value=${one} .selected=${live(one === by)}>${capital(say(`supplier.${one}`))}</option>`)}
      </select>
    </div>`;
}
