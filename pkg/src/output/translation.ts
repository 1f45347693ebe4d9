import { badDocument } from '../input/document.js';
import { isRecord } from '../input/value.js';
import type { ShodakuError } from '../types/error.js';
import type { Ruleset } from '../types/ruleset.js';
import type { RulesetIdentity } from '../types/version.js';

type Table = { readonly [key: string]: unknown };

/** The languages a text may have; the first is required. */
const LANGUAGES = ['ja', 'en'];

/** Lays a translation over the texts of a ruleset; returns a copy. */
export function translated(
  ruleset: Ruleset,
  identity: RulesetIdentity,
  translation: unknown,
): Ruleset {
  const { translation: header, texts, ...rest } = tableOf(translation, '');
  const { lang, of, ...others } = tableOf(header, 'translation');
  for (const key of [...Object.keys(rest), ...Object.keys(others)]) throw bad(key, 'unknown key');
  if (lang !== 'en') throw bad('translation.lang', 'a translation is in `en`');
  const meant = tableOf(of, 'translation.of');
  for (const key of Object.keys(meant)) {
    if (!Object.hasOwn(identity, key)) throw bad(`translation.of.${key}`, 'unknown key');
  }
  for (const [key, value] of Object.entries(identity)) {
    if (meant[key] === value) continue;
    throw bad(
      `translation.of.${key}`,
      `this translation is of another ruleset, not of \`${value}\``,
    );
  }
  return lay(ruleset, texts, lang, 'texts') as Ruleset;
}

/** The version that a translation says it is of, if it says so. */
export function versionOf(translation: unknown): unknown {
  const header = isRecord(translation) ? translation.translation : undefined;
  const of = isRecord(header) ? header.of : undefined;
  return isRecord(of) ? of.version : undefined;
}

function lay(value: unknown, over: unknown, lang: string, path: string): unknown {
  if (over === undefined || over === null) return value;
  if (Array.isArray(value)) {
    if (!Array.isArray(over) || over.length > value.length) throw bad(path, 'not of its shape');
    return value.map((entry, at) => lay(entry, over[at], lang, `${path}[${at}]`));
  }
  if (!isRecord(value)) throw bad(path, 'the ruleset has no text here');
  if (isText(value)) {
    if (typeof over !== 'string' || over.trim() === '') throw bad(path, 'needs a text');
    return { ...value, [lang]: over };
  }
  const table = tableOf(over, path);
  for (const key of Object.keys(table)) {
    if (!Object.hasOwn(value, key)) throw bad(`${path}.${key}`, 'the ruleset has no such key');
  }
  const entries = Object.entries(value).map(([key, entry]) => {
    const part = Object.hasOwn(table, key) ? table[key] : undefined;
    return [key, lay(entry, part, lang, `${path}.${key}`)];
  });
  return Object.fromEntries(entries);
}

function isText(table: Table): boolean {
  return Object.hasOwn(table, 'ja') && Object.keys(table).every((key) => LANGUAGES.includes(key));
}

function tableOf(value: unknown, path: string): Table {
  if (isRecord(value)) return value;
  throw bad(path, 'needs a table');
}

function bad(path: string, message: string): ShodakuError {
  return badDocument(`the translation, at \`${path}\`: ${message}`, path);
}
