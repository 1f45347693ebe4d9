/** Fields by id: their labels, their controls on the page, and the way to them. */
import { html, nothing, type TemplateResult } from 'lit-html';
import type { Answer, Field, Ruleset } from 'shodaku';
import { asHeading, inLanguage, language, say } from './language.js';

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

let fields: ReadonlyMap<string, Field> = new Map();

/** Makes the fields of a ruleset known to this module. */
export function know(ruleset: Ruleset): void {
  fields = new Map(ruleset.field.map((field) => [field.id, field]));
}

/** The field of that id. */
export const fieldById = (id: string): Field | undefined => fields.get(id);

/** A field's label as it begins a line; the id of a field that is not known. */
export function labelOf(id: string): string {
  const field = fields.get(id);
  return field ? asHeading(field.label) : id;
}

/** A value in words: an option's label, yes or no, a day, a number with its unit, a list joined. */
export function valueInWords(id: string, value: Answer | undefined): string {
  const field = fields.get(id);
  if (field?.type === 'finding') return findingInWords(value ?? null);
  if (value === undefined || value === null || value === '') return '';
  if (value === true) return say('はい', 'Yes');
  if (value === false) return say('いいえ', 'No');
  if (typeof value === 'number') {
    const unit = field?.unit ? `${say('', ' ')}${inLanguage(field.unit)}` : '';
    return `${value.toLocaleString(language())}${unit}`;
  }
  const word = (one: string): string => {
    const option = field?.options?.find((each) => each.value === one);
    if (option) return inLanguage(option.label);
    return field?.type === 'date' ? dayInWords(one) : one;
  };
  return typeof value === 'string' ? word(value) : value.map(word).join(say('、', ', '));
}

/** What an official has found, in words. */
export function findingInWords(found: Answer): string {
  if (found === null) return say('まだ', 'Not yet');
  return found === true ? say('認める', 'Found') : say('認めない', 'Not found');
}

/** A day written `YYYY-MM-DD`, in words; anything else as it stands. */
function dayInWords(day: string): string {
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) return day;
  const date = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return day;
  return new Intl.DateTimeFormat(say('ja-JP-u-ca-japanese', 'en-GB'), {
    dateStyle: 'long',
    timeZone: 'UTC',
  }).format(date);
}

/** A way to a field; `main.ts` answers the click, since the field may be on the other view. */
export const fieldLink = (id: string): TemplateResult =>
  html`<a class="field-link" href="#form" data-goto=${id}>${labelOf(id)}</a>`;

/** The ways to several fields. */
export const fieldLinks = (ids: readonly string[]): TemplateResult | typeof nothing =>
  ids.length === 0 ? nothing : html`<span class="field-links">${ids.map(fieldLink)}</span>`;

/** Put the ruleset's words, in the page's language, on the form's own labels. */
export function labelForm(root: ParentNode): void {
  const fill = (attribute: string, text: (key: string) => string | undefined) => {
    for (const element of root.querySelectorAll(`[${attribute}]`)) {
      const words = text(element.getAttribute(attribute) ?? '');
      if (words !== undefined) element.textContent = words;
    }
  };
  const words = (id: string, part: 'label' | 'hint' | 'unit') => {
    const text = fields.get(id)?.[part];
    return text && (part === 'unit' ? inLanguage(text) : asHeading(text));
  };
  fill('data-label-of', (id) => words(id, 'label'));
  fill('data-hint-of', (id) => words(id, 'hint'));
  fill('data-unit-of', (id) => words(id, 'unit'));
  fill('data-option-of', (key) => {
    const [id = '', value] = key.split('=');
    const option = fields.get(id)?.options?.find((each) => each.value === value);
    return option && asHeading(option.label);
  });
}

/** The controls of a field. */
const controlsOf = (root: ParentNode, id: string): Control[] => [
  ...root.querySelectorAll<Control>(`[data-shodaku-field="${CSS.escape(id)}"]`),
];

const isToggle = (control: Control): control is HTMLInputElement =>
  control instanceof HTMLInputElement && (control.type === 'radio' || control.type === 'checkbox');

/** What the form holds for a field, as it was typed. */
export function typedValue(root: ParentNode, id: string): string {
  const controls = controlsOf(root, id);
  const values = controls
    .filter((control) => !isToggle(control) || control.checked)
    .map((control) => control.value);
  const field = fields.get(id);
  if (field?.type === 'boolean')
    return values.map((value) => valueInWords(id, value === 'true')).join('');
  if (field?.options)
    return valueInWords(
      id,
      values.filter((value) => value !== ''),
    );
  return values.join('\n');
}

/** Fill a field the way a hand would: set the controls, then say so. */
export function fillField(root: ParentNode, id: string, value: Answer): void {
  const chosen = (Array.isArray(value) ? value : [value]).map(String);
  for (const control of controlsOf(root, id)) {
    if (isToggle(control)) {
      const checked = chosen.includes(control.value);
      if (control.checked === checked) continue;
      control.checked = checked;
    } else {
      control.value = chosen.join('\n');
    }
    control.dispatchEvent(new Event('input', { bubbles: true }));
    control.dispatchEvent(new Event('change', { bubbles: true }));
  }
}

/** Move the keyboard to a field. */
export function focusField(root: ParentNode, id: string): boolean {
  const controls = controlsOf(root, id);
  const control = controls.find((each) => isToggle(each) && each.checked) ?? controls[0];
  if (!control || control.matches(':disabled')) return false;
  control.focus();
  control.closest('.field')?.scrollIntoView({ block: 'nearest' });
  return true;
}
