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
    .filter((field) => !agree(typed(field, form), answered(answers[field.id])))
    .map(({ id }) => id);
  if (other.length > 0) {
    throw new Refusal(409, 'differs', (lang) => say(lang, 'page.server.refused.differs'), other);
  }
}

/** @param {import('shodaku').Field} field @param {import('./form.js').Form} form */
function typed({ id, type }, form) {
  const values = form.get(nameOf(id)) ?? [];
  return type === 'items' ? values.map(lines).flatMap(itemsOf) : values;
}

/** @param {import('shodaku').Answer | undefined} answer */
const answered = (answer) => [answer ?? []].flat().map(String);

/**
 * Whether both say the same: a browser sends other ends of lines, and what is left blank.
 *
 * @param {readonly string[]} one
 * @param {readonly string[]} other
 */
function agree(one, other) {
  const [left, right] = [said(one), said(other)];
  return left.length === right.length && left.every((word, index) => word === right[index]);
}

/** @param {readonly string[]} words */
const said = (words) => words.map(lines).filter((word) => word.trim() !== '');

/** @param {string} text */
const lines = (text) => text.replaceAll('\r\n', '\n');

/** @param {string} name */
const unknown = (name) =>
  new Refusal(400, 'unknown_name', (lang) =>
    say(lang, 'page.server.refused.unknown_name', { name }),
  );
