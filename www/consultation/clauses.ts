/** Under each field, the clauses it matters to; a message takes their place. */
import type { Ruleset } from 'shodaku';
import { fieldsOf } from 'shodaku/render';
import { say } from './words.js';

/** The clauses of a procedure's conditions by the fields they look at, in the text's order. */
function clausesByField(ruleset: Ruleset, procedure: string): Map<string, Set<string>> {
  const asked = ruleset.procedure.find(({ id }) => id === procedure);
  const clauses = new Map<string, Set<string>>();
  for (const { id, clause, limb } of ruleset.condition ?? []) {
    if (!asked?.conditions?.includes(id)) continue;
    for (const one of limb) {
      const fields = [
        ...fieldsOf(one, ruleset.field).map((field) => field.id),
        ...(one.supports ?? []),
      ];
      for (const field of fields) clauses.set(field, (clauses.get(field) ?? new Set()).add(clause));
    }
  }
  return clauses;
}

/** Writes under each field the clauses of a procedure that it matters to. */
export function showClauses(form: Element, ruleset: Ruleset, procedure: string): void {
  const clauses = clausesByField(ruleset, procedure);
  for (const place of form.querySelectorAll<HTMLElement>('[data-shodaku-message]')) {
    let line = place.querySelector('.field__clauses');
    if (!line) {
      line = document.createElement('p');
      line.className = 'field__clauses clause';
      place.prepend(line);
    }
    const fields = (place.dataset.shodakuMessage ?? '').split(' ');
    const these = [...new Set(fields.flatMap((field) => [...(clauses.get(field) ?? [])]))].join(
      '・',
    );
    line.textContent = these && say('page.consultation.concerns', { clauses: these });
  }
}
