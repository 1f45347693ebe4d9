/** Completes keys, operators, and what is named elsewhere: shared fields, and the ruleset's own parts. */

import schema from 'workshop:schema';
import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import { language } from '../shared/language.js';
import { type Place, placeIn } from './schema.js';

/** Which part a key names, where that is not a field. */
const NAMES: Readonly<Record<string, string>> = {
  routes: 'route',
  conditions: 'condition',
  duties: 'duty',
  results: 'result',
  readings: 'reading',
  reading: 'reading',
  use: 'define',
};

/** What completes a ruleset. */
export function completeRuleset(context: CompletionContext): CompletionResult | null {
  const { state, pos, explicit } = context;
  const text = state.doc.toString();
  const root = schema[language()];
  const place = placeIn(text.slice(0, pos), root);
  if (!place || (!explicit && place.typed === '' && !place.quoted)) return null;
  const options = place.at === 'key' ? keys(place) : values(place, text);
  if (options.length === 0) return null;
  return { from: pos - place.typed.length, options, validFor: /^[\w.-]*$/ };
}

function keys({ may, has }: Place): Completion[] {
  const all = may.flatMap(({ properties }) => Object.entries(properties ?? {}));
  return all
    .filter(([key]) => !has.has(key))
    .map(([label, { description }]) => ({
      label,
      apply: `${label} = `,
      type: 'property',
      ...(description && { info: description }),
    }));
}

function values({ may, key, quoted }: Place, text: string): Completion[] {
  const named = NAMES[key.split('.').at(-1) ?? ''];
  // What is no shared field may be one of the ruleset's own.
  const isField = may.some((one) => 'not' in one);
  const own = named ? idsOf(named, text) : isField ? idsOf('field', text) : [];
  const known = may.flatMap((one) => [...('const' in one ? [one.const] : []), ...(one.enum ?? [])]);
  const isFlag = may.some(({ type }) => type === 'boolean');
  const texts = [...own, ...known.filter((one) => typeof one === 'string')];
  const others = [
    ...known.filter((one) => typeof one !== 'string'),
    ...(isFlag ? [true, false] : []),
  ];
  return [
    ...[...new Set(texts)].map((label) => ({
      label,
      apply: quoted ? label : `"${label}"`,
      type: 'constant',
    })),
    ...(quoted ? [] : others.map((one) => ({ label: String(one), type: 'keyword' }))),
  ];
}

/** The ids of all parts of that kind that the text has. */
function idsOf(part: string, text: string): string[] {
  if (part === 'define') {
    const table = /^\[define\][^\n]*\n([\s\S]*?)(?=^\[|$(?![\s\S]))/m.exec(text)?.[1] ?? '';
    return [...table.matchAll(/^([\w-]+)\s*=/gm)].map(([, id]) => id as string);
  }
  const parts = text.matchAll(/^\[\[(\w+)\]\][^\n]*\n((?:(?!\s*\[).*\n?)*)/gm);
  return [...parts].flatMap(([, name, body]) => {
    const [, id] = /^id\s*=\s*"([^"]+)"/m.exec(body ?? '') ?? [];
    return name === part && id ? [id] : [];
  });
}
