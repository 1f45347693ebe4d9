/** Which fields bear on a condition. */
import type { Condition, Ruleset } from 'shodaku';
import { fieldsOf } from 'shodaku/render';

/** Their ids, whichever condition asks them first. */
export function bearingOn({ field }: Ruleset, { when, limb: limbs }: Condition): string[] {
  const named = limbs.flatMap((limb) => [
    ...fieldsOf(limb.when, field).map(({ id }) => id),
    ...(limb.supports ?? []),
    ...fieldsOf(limb, field).map(({ id }) => id),
  ]);
  return [...new Set([...fieldsOf(when, field).map(({ id }) => id), ...named])];
}
