/** The options of a call. */
import type { Lang } from '../types/terms.js';
import { unknown } from './unknown.js';
import { isRecord, kindOf, stringAt, wrongType } from './value.js';

/** The options of a call; refuses what is no object, or has a key that means nothing. */
export function optionsOf(
  options: unknown,
  known: readonly string[],
): { readonly [key: string]: unknown } {
  if (!isRecord(options)) throw wrongType('options', `is ${kindOf(options)}, not an object`);
  for (const key of Object.keys(options)) {
    if (!known.includes(key)) throw unknown('unknown_key', 'option', key, known);
  }
  return options;
}

/** The language that the options of a call ask for, if they ask for one. */
export function langOf(options: unknown): Lang | undefined {
  if (options === undefined) return undefined;
  const { lang } = optionsOf(options, ['lang']);
  // Which languages there are is for the locale to say.
  return stringAt('lang', lang) as Lang | undefined;
}
