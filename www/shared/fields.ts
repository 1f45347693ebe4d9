/** Fields by id: their labels, their values in words, and the way to them. */
import { html, nothing, type TemplateResult } from 'lit-html';
import type { Answer, Field, Ruleset } from 'shodaku';
import { asHeading, inLanguage, language, say } from './language.js';

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
  if (value === true) return say('page.shared.yes');
  if (value === false) return say('page.shared.no');
  if (typeof value === 'number') {
    if (field?.type === 'fiscal_year') return String(value);
    const number = value.toLocaleString(language());
    return field?.unit
      ? say('page.shared.quantity', { number, unit: inLanguage(field.unit) })
      : number;
  }
  const word = (one: string): string => {
    const option = field?.options?.find((each) => each.value === one);
    if (option) return inLanguage(option.label);
    if (field?.type === 'decision') return decisionInWords(one);
    return field?.type === 'date' ? dayInWords(one) : one;
  };
  return typeof value === 'string' ? word(value) : value.map(word).join(say('page.shared.comma'));
}

/** What an official has found, in words. */
export function findingInWords(found: Answer): string {
  if (found === null) return say('page.shared.not_yet');
  return found === true ? say('page.shared.finding.found') : say('page.shared.finding.not_found');
}

/** Another act's outcome, in words. */
function decisionInWords(outcome: string): string {
  const known = ['approved', 'rejected', 'pending', 'not_sought'] as const;
  const one = known.find((name) => name === outcome);
  return one ? say(`decision.${one}`) : outcome;
}

const CALENDARS = { ja: 'ja-JP-u-ca-japanese', en: 'en-GB' } as const;

/** A day written `YYYY-MM-DD`, in words; anything else as it stands. */
export function dayInWords(day: string): string {
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) return day;
  const date = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return day;
  return new Intl.DateTimeFormat(CALENDARS[language()], {
    dateStyle: 'long',
    timeZone: 'UTC',
  }).format(date);
}

/** A way to a field; the page answers the click, since the field may be on the other view. */
export const fieldLink = (id: string): TemplateResult =>
  html`<a class="field-link" href="#form" data-goto=${id}>${labelOf(id)}</a>`;

/** The ways to several fields. */
export const fieldLinks = (ids: readonly string[]): TemplateResult | typeof nothing =>
  ids.length === 0 ? nothing : html`<span class="field-links">${ids.map(fieldLink)}</span>`;
