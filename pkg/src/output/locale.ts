import { ShodakuError } from '../types/error.js';
import type { Lang } from '../types/terms.js';

/** Those words, in one language. */
export function inLang<Words>(words: { readonly [lang in Lang]: Words }, lang: Lang): Words {
  if (Object.keys(words).includes(lang)) return words[lang];
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
