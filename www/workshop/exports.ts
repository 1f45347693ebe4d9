/** The files of a town, in every form in which it is used. */

import parts from 'workshop:script';
import type { Ruleset } from 'shodaku';
import type { Built } from './kit.js';

/** A file to save. */
export interface Exported {
  /** What it is for, as its words are called. */
  readonly kind:
    | 'toml'
    | 'cases'
    | 'json'
    | 'translation'
    | 'questions'
    | 'script'
    | 'module'
    | 'types';
  readonly name: string;
  readonly type: string;
  readonly text: () => string;
}

/** Every file there is of a town, and last what was written; no cases where there are none. */
export function exported(built: Built, toml: string, cases: string): Exported[] {
  const { identity, json, translation, questions } = built;
  const { id } = identity;
  // What is shared has English in every ruleset; without a title of its own it is not written in it.
  const isEnglish = translation?.texts.ruleset?.title !== undefined;
  const english = JSON.stringify(isEnglish ? translation : []);
  const file = (kind: Exported['kind'], name: string, type: string, text: () => string) => ({
    kind,
    name,
    type,
    text,
  });
  return [
    file('script', `${id}.js`, 'text/javascript', () => scriptOf(json, english)),
    file('module', `${id}.mjs`, 'text/javascript', () => moduleOf(json, english)),
    file('types', `${id}.d.mts`, 'application/typescript', () => typesOf(json)),
    file('json', `${id}.json`, 'application/json', () => json),
    ...(isEnglish ? [file('translation', `${id}.en.json`, 'application/json', () => english)] : []),
    ...(Object.keys(questions).length > 0
      ? [
          file('questions', `${id}.questions.json`, 'application/json', () =>
            JSON.stringify(questions),
          ),
        ]
      : []),
    file('toml', `${id}.toml`, 'application/toml', () => toml),
    ...(cases === '' ? [] : [file('cases', `${id}.cases.toml`, 'application/toml', () => cases)]),
  ];
}

const scriptOf = (json: string, english: string): string => {
  const [start, between, end] = parts;
  return `${start}${literal(json)}${between}${literal(english)}${end}`;
};

const moduleOf = (json: string, english: string): string => `\
export const ruleset = ${literal(json)};
/** Its texts in English; none where this is an empty list. */
export const translation = ${literal(english)};
export default ruleset;
`;

/** What an editor completes of that module: the ids of its procedures and fields. */
function typesOf(json: string): string {
  const { procedure, field } = JSON.parse(json) as Ruleset;
  const ids = (parts: readonly { readonly id: string }[]) =>
    parts.map(({ id }) => `\n  | '${id}'`).join('');
  return `\
import type { Ruleset, Translation } from 'shodaku';

export declare const ruleset: Ruleset<${ids(procedure)},${ids(field)}
>;
/** Its texts in English; none where this is an empty list. */
export declare const translation: Translation | [];
export default ruleset;
`;
}

/** JSON as it may stand in a script, wherever that is put. */
const literal = (json: string): string => json.replaceAll('<', '\\u003c');
