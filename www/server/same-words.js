// What stands in the form is what was checked, field by field; nothing else goes with it.

import { itemsOf } from 'shodaku';
import { repeated } from './form.js';
import { Refusal } from './refusal.js';
import { say } from './words.js';

/** The names of the portal's own that go with every form. */
const SENT = ['key', 'contract', 'kind', 'answers', 'receipt'];
/** What the portal asks besides the ruleset: kept as it was typed, and not judged. */
export const CONTACT = ['contact_name', 'contact_phone', 'contact_mail'];
/** Of a file its name is enough for an example. */
export const FILES = 'attachments';

/** The name of a field's controls in this portal's form. @param {string} id */
const nameOf = (id) => id.replaceAll('.', '_');

/**
 * @param {import('shodaku').Ruleset} ruleset
 * @param {import('./form.js').Form} form
 * @param {import('shodaku').Answers} answers
 * @throws {Refusal}
 */
export function refuseOtherWords(ruleset, form, answers) {
  const fields = ruleset.field.filter(({ supplier }) => supplier === 'applicant');
  const lists = fields.filter(({ type }) => type === 'choices').map(({ id }) => nameOf(id));
  const known = new Set([...SENT, ...CONTACT, FILES, ...fields.map(({ id }) => nameOf(id))]);
  for (const [name, values] of form) {
    if (!known.has(name)) throw unknown(name);
    if (values.length > 1 && name !== FILES && !lists.includes(name)) throw repeated(name);
  }
  const other = fields
    .filter(({ id, type }) => {
      const typed = said(type, form.get(nameOf(id)) ?? []);
      const checked = said(type, [answers[id] ?? []].flat().map(String));
      return typed.length !== checked.length || typed.some((word, at) => word !== checked[at]);
    })
    .map(({ id }) => id);
  if (other.length > 0) {
    throw new Refusal(409, 'differs', (lang) => say(lang, 'page.server.refused.differs'), other);
  }
}

/**
 * What is said by values, in the form or in an answer: a browser sends other ends of lines, a list as
 * one text, and what is left blank.
 *
 * @param {import('shodaku').FieldType} type
 * @param {readonly string[]} values
 */
function said(type, values) {
  const words = values.map((value) => value.replaceAll(/\r\n?/g, '\n'));
  const parts = type === 'items' ? words.flatMap(itemsOf) : words;
  return parts.filter((part) => part.trim() !== '');
}

/** @param {string} name */
const unknown = (name) =>
  new Refusal(400, 'unknown_name', (lang) =>
    say(lang, 'page.server.refused.unknown_name', { name }),
  );
