import { ShodakuError } from '../types/error.js';

/** An answer as it is kept: a copy, so that the caller's list can change. */
export type Stored = string | number | boolean | readonly string[];

/** The largest ruleset, in bytes of JSON. */
const MAX_DOCUMENT = 4 << 20;
/** The longest list of an answer, and the longest text and list of texts, in bytes. */
const MAX_ITEMS = 1000;
const MAX_TEXT = 100_000;
const MAX_LIST = 1_000_000;
const LONE_SURROGATE = /\p{Surrogate}/u;

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
      throw wrongType(`answers.${field}`, `is ${value}, which is no number to enter`);
  }
  if (value === null) return undefined;
  if (!Array.isArray(value)) {
    throw wrongType(`answers.${field}`, `is ${kindOf(value)}, not a value of a form`);
  }
  if (value.length > MAX_ITEMS) throw tooLarge(field, `${MAX_ITEMS} entries`);
  let length = 0;
  return Object.freeze(
    Array.from(value, (entry: unknown) => {
      if (typeof entry === 'string') {
        length += entry.length;
        if (length > MAX_LIST) throw tooLarge(field, `${MAX_LIST} bytes of text`);
        return textOf(field, entry);
      }
      throw wrongType(`answers.${field}`, `has ${kindOf(entry)} in its list, which holds strings`);
    }),
  );
}

/**
 * A document (a ruleset, a translation, a receipt) given as JSON text or as the parsed value: a
 * copy that nobody else can change. Bounded in size, not in depth.
 */
export function documentOf(given: unknown): unknown {
  // A file saved with a byte order mark is read with it.
  const text = typeof given === 'string' ? given.replace(/^\uFEFF/, '') : jsonOf(given);
  const tooLong =
    text.length > MAX_DOCUMENT ||
    (text.length * 3 > MAX_DOCUMENT && new TextEncoder().encode(text).length > MAX_DOCUMENT);
  if (tooLong) throw badDocument(`the document is larger than ${MAX_DOCUMENT} bytes`);
  try {
    return JSON.parse(text);
  } catch (error) {
    const { message } = error as Error;
    const parts = { code: 'bad_json', path: '', message: `not JSON: ${message}` } as const;
    throw new ShodakuError(parts, error);
  }
}

/** Freezes a document of bounded depth through and through; refuses text that is no Unicode. */
export function sealed<T>(value: T): T {
  if (typeof value === 'string' && LONE_SURROGATE.test(value)) {
    throw badDocument('the document holds half a surrogate pair');
  }
  if (typeof value === 'object' && value !== null) {
    for (const part of Object.values(value)) sealed(part);
    Object.freeze(value);
  }
  return value;
}

/** Whether a value is an object of named values, of this or another realm. */
export function isRecord(value: unknown): value is { readonly [key: string]: unknown } {
  return Object.prototype.toString.call(value) === '[object Object]';
}

/** What a value is, in a word. */
export function kindOf(value: unknown): string {
  return value === null ? 'null' : Object.prototype.toString.call(value).slice(8, -1);
}

/** That something in a request is of another type than it should be. */
export function wrongType(path: string, what: string): ShodakuError {
  const message = path === '' ? `the request ${what}` : `\`${path}\` ${what}`;
  return new ShodakuError({ code: 'wrong_type', path, message });
}

/** That a document is no ruleset, or no translation of one. */
export function badDocument(message: string, path = '', cause?: unknown): ShodakuError {
  const errors = [{ path, message }];
  return new ShodakuError({ code: 'bad_ruleset', path, message, errors }, cause);
}

/** The JSON text of a document, without white space. */
export function jsonOf(given: unknown): string {
  if (!isRecord(given)) throw badDocument(`${kindOf(given)} is no document`);
  try {
    return JSON.stringify(given);
  } catch (error) {
    // A cycle, or nested too deep, or a value JSON does not have.
    throw badDocument('the document cannot be written as JSON', '', error);
  }
}

/** The core has the last word on length; what cannot but be too long does not fill its memory. */
function textOf(field: string, text: string): string {
  if (text.length > MAX_TEXT) throw tooLarge(field, `${MAX_TEXT} bytes of text`);
  if (!LONE_SURROGATE.test(text)) return text;
  const path = `answers.${field}`;
  const message = `\`${path}\` holds half a surrogate pair`;
  throw new ShodakuError({ code: 'bad_text', path, message });
}

function tooLarge(field: string, limit: string): ShodakuError {
  const path = `answers.${field}`;
  const message = `\`${path}\` is too large: at most ${limit}`;
  return new ShodakuError({ code: 'too_large', path, message });
}
