/** What is worth noting beside a request, though its text does not ask for it. */
import type { Field, Regulation } from 'shodaku';
import { askedBy } from 'shodaku/render';
import { asHeading } from '../shared/language.js';

/** What is written out, and so can stand in a context as it is. */
const WRITTEN: ReadonlySet<Field['type']> = new Set(['text', 'items', 'integer', 'date']);

/** The labels of what other towns' texts have the applicant write under the same procedure. */
export function suggested(
  { ruleset }: Regulation,
  procedure: string,
  all: readonly Regulation[],
): string[] {
  const asked = (rules: Regulation['ruleset']) =>
    askedBy(rules, procedure).groups.flatMap(({ fields }) => fields);
  const own = new Set(asked(ruleset).map(({ id }) => id));
  const others = all.flatMap((one) =>
    // What bears its town's name is that town's alone.
    asked(one.ruleset).filter(({ id }) => !own.has(id) && !id.startsWith(`${one.id}.`)),
  );
  const written = others.filter((one) => one.supplier === 'applicant' && WRITTEN.has(one.type));
  return [...new Set(written.map(({ label }) => asHeading(label)))];
}
