/** Documents: rulesets and translations, as JSON text or as the parsed value. */
import { ShodakuError } from '../types/error.js';
import { isRecord, isUnicode, kindOf } from './value.js';

/** The largest document, in bytes of JSON. */
const MAX_BYTES = 4 << 20;

/**
 * A document given as JSON text or as the parsed value: a copy that nobody else can change. Bounded
 * in size, not in depth.
 */
export function documentOf(given: unknown): unknown {
  // A file saved with a byte order mark is read with it.
  const text = typeof given === 'string' ? given.replace(/^\uFEFF/, '') : jsonOf(given);
  const tooLong =
    text.length > MAX_BYTES ||
    (text.length * 3 > MAX_BYTES && new TextEncoder().encode(text).length > MAX_BYTES);
  if (tooLong) throw badDocument(`the document is larger than ${MAX_BYTES} bytes`);
  try {
    return JSON.parse(text);
  } catch (error) {
    const { message } = error as Error;
    const parts = { code: 'bad_json', path: '', message: `not JSON: ${message}` } as const;
    throw new ShodakuError(parts, error);
  }
}

/** The JSON text of a document, without white space. */
export function jsonOf(given: unknown): string {
  if (!isRecord(given)) throw badDocument(`${kindOf(given)} is no document`);
  try {
    return JSON.stringify(given, isTaught() ? asItIs : undefined);
  } catch (error) {
    // A cycle, or nested too deep, or a value JSON does not have.
    throw badDocument('the document cannot be written as JSON', '', error);
  }
}

/** Whether an old library has taught arrays, texts or numbers to write something in their place. */
function isTaught(): boolean {
  return [Array, String, Number, Boolean, Object].some(({ prototype }) => 'toJSON' in prototype);
}

function asItIs(this: { readonly [key: string]: unknown }, key: string): unknown {
  return this[key];
}

/** Freezes a document of bounded depth through and through; refuses text that is no Unicode. */
export function sealed<T>(value: T): T {
  if (typeof value === 'string' && !isUnicode(value)) {
    throw badDocument('the document holds half a surrogate pair');
  }
  if (typeof value === 'object' && value !== null) {
    for (const part of Object.values(value)) sealed(part);
    Object.freeze(value);
  }
  return value;
}

/** That a document is no ruleset, or no translation of one. */
export function badDocument(message: string, path = '', cause?: unknown): ShodakuError {
  const errors = [{ path, message }];
  return new ShodakuError({ code: 'bad_ruleset', path, message, errors }, cause);
}
