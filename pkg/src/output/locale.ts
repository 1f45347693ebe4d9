import en from '../../../src/locale/en.json';
import ja from '../../../src/locale/ja.json';
import { ShodakuError } from '../types/error.js';
import type { Lang } from '../types/report.js';

/** The texts that belong to no ruleset. */
export type Locale = typeof ja;

const LOCALES: ReadonlyMap<string, Locale> = new Map([
  ['ja', ja],
  ['en', en],
]);

/** The locale of a language. */
export function locale(lang: Lang): Locale {
  const found = LOCALES.get(lang);
  if (found) return found;
  throw new ShodakuError({
    code: 'unknown_choice',
    path: 'lang',
    message: `there is no locale \`${String(lang).slice(0, 80)}\`; write \`ja\` or \`en\``,
  });
}

const PLACE = '{fields}';

/** Puts `fields` in place of the first `{fields}` of a template. */
export function fill(template: string, fields: string): string {
  const at = template.indexOf(PLACE);
  return at < 0 ? template : template.slice(0, at) + fields + template.slice(at + PLACE.length);
}
