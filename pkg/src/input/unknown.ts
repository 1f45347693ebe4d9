/** A name that means nothing here, said with the nearest that does, as the core says it. */
import { ShodakuError } from '../types/error.js';
import { nearest } from './nearest.js';

/** How much of a name is repeated, in characters: enough to recognise it. */
const MAX = 80;

/** That a name is unknown: `what` it would be, and all the names there are. */
export function unknown(
  code: 'unknown_field' | 'unknown_key' | 'unknown_procedure' | 'unknown_ruleset',
  what: 'field' | 'key' | 'option' | 'procedure' | 'ruleset',
  name: string,
  known: readonly string[],
): ShodakuError {
  const near = nearest(name, known);
  const hint = near === undefined ? '' : `; did you mean \`${near}\`?`;
  const clipped = clip(name);
  return new ShodakuError({
    code,
    path: code === 'unknown_key' ? clipped : what === 'field' ? `answers.${clipped}` : what,
    message: `unknown ${what} \`${clipped}\`${hint}`,
    ...(near !== undefined && { nearest: near }),
  });
}

/** A name, or as much of it as it takes to recognise it. */
export function clip(name: string): string {
  // No more of a name that may be very long than can be needed.
  const characters = [...name.slice(0, 2 * (MAX + 1))];
  return characters.length > MAX ? `${characters.slice(0, MAX).join('')}…` : name;
}
