import words from 'shodaku-words/refused';
import { inLang } from '../output/locale.js';
import { ShodakuError } from '../types/error.js';
import type { Field } from '../types/ruleset.js';
import type { Lang } from '../types/terms.js';

/**
 * Why the value of a field is not understood, and what to enter instead: for whoever has entered it,
 * in their language, by the field's label. The error's own message is for developers.
 */
export function refused(error: unknown, field: Field, lang: Lang): string {
  const { refused, joiner } = inLang(words, lang);
  const named = (text: string) => text.replace('{field}', () => labelOf(field.label, lang));
  switch (error instanceof ShodakuError ? error.code : undefined) {
    case 'too_large':
      return named(refused.too_long);
    case 'bad_text':
      return named(refused.letters);
    case 'not_yours':
      return named(refused.not_yours);
  }
  const value = named(refused.value);
  const { type, options } = field;
  if (type === 'boolean' || type === 'finding') return `${value} ${refused.yes_or_no}`;
  if (!options) return value;
  const labels = options.map(({ label }) => labelOf(label, lang)).join(joiner);
  return `${value} ${refused.options.replace('{options}', () => labels)}`;
}

function labelOf(label: Field['label'], lang: Lang): string {
  return label[lang] ?? label.ja;
}
