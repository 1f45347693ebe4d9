import type { Field } from '../types/ruleset.js';
import type { Cause } from '../types/terms.js';

/** Why a field is open while it is blank. An official's text, the conditions to attach, is a finding too. */
export function causeOf({ type, supplier }: Field): Cause {
  if (type === 'decision') return 'decision';
  const found = type === 'finding' || (type === 'text' && supplier === 'officer');
  return found ? 'finding' : 'missing';
}
