import en from '../../src/locale/en.json';
import ja from '../../src/locale/ja.json';
import { ShodakuError } from './error.js';
import type { Lang } from './types.js';

/** The texts that belong to no ruleset. */
export type Locale = typeof ja;

const LOCALES: ReadonlyMap<string, Locale> = new Map([
  ['ja', ja],
  ['en', en],
]);

/** The locale of a language; Japanese where none is asked for. */
export function locale(lang: Lang = 'ja'): Locale {
  const found = LOCALES.get(lang);
  if (found) return found;
  throw new ShodakuError({
    code: 'unknown_choice',
    path: 'lang',
    message: `there is no locale ${JSON.stringify(lang) ?? typeof lang}; write \`ja\` or \`en\``,
  });
}

/** Puts `fields` in place of the first `{fields}` of a template. */
export function fill(template: string, fields: string): string {
  return template.replace('{fields}', () => fields);
}
