/** Which fields a predicate looks at. */
import type { Field, Predicate } from 'shodaku';

/** What may stand beside the operator in a predicate's table. */
const beside = new Set(
  'id when clause title supports also_cite otherwise if_recorded message remedy open reading'.split(
    ' ',
  ),
);

/** The fields a predicate names, each once, in its order. */
export function fieldsOf(predicate: Predicate, fields: readonly Field[]): Field[] {
  const found = new Set<Field>();
  const visit = (node: unknown): void => {
    if (typeof node === 'string') {
      const field = fields.find(({ id }) => id === node);
      if (field) found.add(field);
    } else if (Array.isArray(node)) {
      node.forEach(visit);
    } else if (typeof node === 'object' && node !== null) {
      for (const [key, value] of Object.entries(node)) if (!beside.has(key)) visit(value);
    }
  };
  visit(predicate);
  return [...found];
}
