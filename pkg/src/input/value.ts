/** What a value that JavaScript hands in is, before anything is read from it. */
import { ShodakuError } from '../types/error.js';

const LONE_SURROGATE = /\p{Surrogate}/u;
/** Newer than the oldest host there is, and much quicker. */
const { isWellFormed } = String.prototype as string & {
  readonly isWellFormed?: (this: string) => boolean;
};

/** Whether a value is an object of named values, of this or another realm. */
export function isRecord(value: unknown): value is { readonly [key: string]: unknown } {
  return Object.prototype.toString.call(value) === '[object Object]';
}

/** What a value is, in a word. */
export function kindOf(value: unknown): string {
  return value === null ? 'null' : Object.prototype.toString.call(value).slice(8, -1);
}

/** Whether a text is Unicode: a JavaScript string can hold half a surrogate pair. */
export function isUnicode(text: string): boolean {
  return isWellFormed ? isWellFormed.call(text) : !LONE_SURROGATE.test(text);
}

/** The string under a key of a request or of options; `undefined` where there is none. */
export function stringAt(key: string, value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string') return value;
  throw wrongType(key, 'needs a string');
}

/** That something in a request is of another type than it should be. */
export function wrongType(path: string, what: string): ShodakuError {
  const message = path === '' ? `the request ${what}` : `\`${path}\` ${what}`;
  return new ShodakuError({ code: 'wrong_type', path, message });
}
