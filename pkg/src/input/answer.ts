/** One answer, as the caller gives it. */
import { ShodakuError } from '../types/error.js';
import { clip } from './unknown.js';
import { isUnicode, kindOf, wrongType } from './value.js';

/** An answer as it is kept: a copy, so that the caller's list can change. */
export type Stored = string | number | boolean | readonly string[];

/** The longest text, in bytes of UTF-8. */
export const MAX_TEXT = 100_000;
/** The longest list, and how long its entries may be together, in bytes. */
const MAX_ITEMS = 1000;
const MAX_LIST = 1_000_000;

/**
 * Copies one answer; `undefined` where it is absent. Refuses what is no value of a form: to the
 * core it would be another value, or none.
 */
export function answerOf(field: string, value: unknown): Stored | undefined {
  switch (typeof value) {
    case 'undefined':
    case 'boolean':
      return value;
    case 'string':
      return textOf(field, value);
    case 'number':
      if (Number.isFinite(value)) return value;
      throw wrongType(pathOf(field), `is ${value}, which is no number to enter`);
  }
  if (value === null) return undefined;
  if (!Array.isArray(value)) {
    throw wrongType(pathOf(field), `is ${kindOf(value)}, not a value of a form`);
  }
  // Read once: a list may say another length the next time, and iterate without end.
  const count = value.length;
  if (count > MAX_ITEMS) throw tooLarge(field, `${MAX_ITEMS} entries`);
  const list: string[] = [];
  let length = 0;
  for (let at = 0; at < count; at++) {
    const entry: unknown = value[at];
    if (typeof entry !== 'string') {
      throw wrongType(pathOf(field), `has ${kindOf(entry)} in its list, which holds strings`);
    }
    length += entry.length;
    if (length > MAX_LIST) throw tooLarge(field, `${MAX_LIST} bytes of text`);
    list.push(textOf(field, entry));
  }
  return Object.freeze(list);
}

/** The core has the last word on length; what cannot but be too long does not fill its memory. */
function textOf(field: string, text: string): string {
  if (text.length > MAX_TEXT) throw tooLarge(field, `${MAX_TEXT} bytes of text`);
  if (isUnicode(text)) return text;
  const path = pathOf(field);
  const message = `\`${path}\` holds half a surrogate pair`;
  throw new ShodakuError({ code: 'bad_text', path, message });
}

/** Where an answer stands; of a field that is none the name may be of any length. */
function pathOf(field: string): string {
  return `answers.${clip(field)}`;
}

function tooLarge(field: string, limit: string): ShodakuError {
  const path = pathOf(field);
  const message = `\`${path}\` is too large: at most ${limit}`;
  return new ShodakuError({ code: 'too_large', path, message });
}
