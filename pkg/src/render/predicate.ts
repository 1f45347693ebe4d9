import type { Predicate } from '../types/predicate.js';
import type { Field, Limb } from '../types/ruleset.js';

/** What stands beside the operator in a limb's table: texts and ids, or a predicate of its own. */
const BESIDE: ReadonlySet<string> = new Set<keyof Limb>([
  'id',
  'when',
  'supports',
  'also_cite',
  'otherwise',
  'if_recorded',
  'message',
  'remedy',
  'open',
  'reading',
]);
/** What a member of an `any` may say beside its operator. */
const OF_MEMBERS = new Set(['clause', 'title']);

/**
 * The fields that a predicate looks at, each once, in the order in which it names them. It is
 * searched for names alone: what an operator does with them is the engine's to say.
 */
export function fieldsOf<Id extends string>(
  predicate: Predicate | undefined,
  fields: readonly Field<Id>[],
): Field<Id>[] {
  const found = new Set<Field<Id>>();
  const visit = (node: unknown): void => {
    if (typeof node === 'string') {
      const field = fields.find(({ id }) => id === node);
      if (field) found.add(field);
    } else if (Array.isArray(node)) {
      node.forEach(visit);
    } else if (typeof node === 'object' && node !== null) {
      for (const [key, value] of Object.entries(node)) {
        if (!BESIDE.has(key) && !OF_MEMBERS.has(key)) visit(value);
      }
    }
  };
  visit(predicate);
  return [...found];
}
