// Parts of a ruleset, values and times as a reader reads them.

import { say } from '../words.js';

/** @typedef {import('../words.js').Language} Language */

/**
 * A text of the ruleset, or what names it where there is none.
 *
 * @param {import('shodaku').Text | undefined} text
 * @param {string} id
 * @param {Language} lang
 */
const inLanguage = (text, id, lang) => text?.[lang] ?? text?.ja ?? id;

/**
 * @param {import('shodaku').Ruleset} ruleset
 * @param {string} id
 * @param {Language} lang
 */
export const labelOf = ({ field }, id, lang) =>
  capital(inLanguage(field.find((one) => one.id === id)?.label, id, lang));

/**
 * @param {import('shodaku').Ruleset} ruleset
 * @param {string} id
 * @param {Language} lang
 */
export const procedureName = ({ procedure }, id, lang) =>
  capital(inLanguage(procedure.find((one) => one.id === id)?.title, id, lang));

/** As a line begins. @param {string} words */
const capital = (words) => words.charAt(0).toUpperCase() + words.slice(1);

/**
 * @param {import('shodaku').Field | undefined} field
 * @param {unknown} value
 * @param {Language} lang
 * @returns {string}
 */
export function valueInWords(field, value, lang) {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) {
    return value.map((one) => valueInWords(field, one, lang)).join(say(lang, 'page.shared.comma'));
  }
  if (field?.type === 'finding') {
    return say(lang, value ? 'page.shared.finding.found' : 'page.shared.finding.not_found');
  }
  if (typeof value === 'boolean') return say(lang, value ? 'page.shared.yes' : 'page.shared.no');
  const word = String(value);
  if (field?.type === 'decision' && isDecision(word)) return say(lang, `decision.${word}`);
  return inLanguage(field?.options?.find((option) => option.value === word)?.label, word, lang);
}

const DECISIONS = /** @type {const} */ (['approved', 'rejected', 'pending', 'not_sought']);

/** The choices of a field that has some, with their names. @param {import('shodaku').Field} field @param {Language} lang */
export function choicesOf(field, lang) {
  const values = {
    finding: ['true', 'false'],
    boolean: ['true', 'false'],
    decision: DECISIONS,
    choice: (field.options ?? []).map(({ value }) => value),
  };
  const { type } = field;
  if (!(type in values)) return undefined;
  return values[/** @type {keyof typeof values} */ (type)].map((value) => ({
    value,
    name: valueInWords(field, value === 'true' || (value === 'false' ? false : value), lang),
  }));
}

/** @param {string} word @returns {word is typeof DECISIONS[number]} */
const isDecision = (word) => DECISIONS.some((one) => one === word);

/**
 * A time as a reader in Japan tells it.
 *
 * @param {string} time ISO 8601.
 * @param {Language} lang
 * @param {'short'} [timeStyle] With the hour.
 */
export function inJapan(time, lang, timeStyle) {
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) return time;
  const locale = lang === 'en' ? 'en-GB' : 'ja-JP-u-ca-japanese';
  return new Intl.DateTimeFormat(locale, {
    dateStyle: 'long',
    ...(timeStyle && { timeStyle }),
    timeZone: 'Asia/Tokyo',
  }).format(date);
}
