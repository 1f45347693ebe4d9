import type { Words } from 'shodaku-words/form';
import { isEngineFailure, ShodakuError } from '../types/error.js';
import { rewritten } from './builtins.js';
import { Unreadable } from './controls.js';

/** Why something is not checked, in words: a field that could not be, or the whole under `''`. */
export function reason(
  error: unknown,
  field: string,
  label: string,
  { unchecked }: Pick<Words, 'unchecked'>,
): string {
  if (field === '' || isEngineFailure(error)) return reasonOfAll(error, unchecked);
  if (error instanceof Unreadable) return unchecked.control.replace('{field}', label);
  if (!(error instanceof ShodakuError) || error.code !== 'unknown_field') {
    return unchecked.value.replace('{field}', label);
  }
  const { nearest } = error;
  const hint = nearest === undefined ? '' : unchecked.nearest.replace('{near}', nearest);
  return unchecked.unknown.replace('{field}', field) + (hint && ` ${hint}`);
}

/** Why nothing at all could be checked. */
export function reasonOfAll(error: unknown, unchecked: Words['unchecked']): string {
  const what = rewritten();
  if (what.length > 0) return unchecked.meddled.replace('{what}', what.join(', '));
  if (isEngineFailure(error)) return unchecked.engine;
  const message = (error as { readonly message?: unknown } | undefined)?.message;
  return typeof message === 'string' ? `${unchecked.rules} (${message})` : unchecked.rules;
}
