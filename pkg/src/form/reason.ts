import type { Words } from 'shodaku-words/form';
import { refused } from '../api/refused.js';
import { isEngineFailure, ShodakuError } from '../types/error.js';
import type { Field } from '../types/ruleset.js';
import { rewritten } from './builtins.js';
import { Unreadable } from './controls.js';

type Unchecked = Pick<Words, 'unchecked' | 'lang'>;

/**
 * Why a field is not checked, for whoever fills the form in. What a developer needs to know of it is
 * in the error.
 */
export function reason(error: unknown, field: Field | undefined, words: Unchecked): string {
  if (isEngineFailure(error)) return reasonOfAll(error, words);
  const { unchecked, lang } = words;
  if (!field) return unchecked.unknown;
  if (error instanceof Unreadable)
    return unchecked.control.replace('{field}', field.label[lang] ?? field.label.ja);
  return refused(error, field, lang);
}

/** Why nothing at all could be checked. */
export function reasonOfAll(error: unknown, { unchecked }: Unchecked): string {
  const what = rewritten();
  if (what.length > 0) return unchecked.meddled.replace('{what}', what.join(', '));
  if (isEngineFailure(error)) return unchecked.engine;
  const askedAmiss = error instanceof ShodakuError && error.code !== 'bad_ruleset';
  return askedAmiss || error instanceof SyntaxError ? unchecked.setup : unchecked.rules;
}

/** Whether an error is about a value that was entered: it may hold it, and goes to no log. */
export function isOfValue(error: unknown): boolean {
  if (error instanceof Unreadable) return true;
  if (!(error instanceof ShodakuError) || error.code === 'unknown_field') return false;
  return error.path.startsWith('answers.');
}
