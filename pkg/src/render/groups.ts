import type { Predicate } from '../types/predicate.js';
import type { Field, Procedure, Ruleset } from '../types/ruleset.js';
import type { Text } from '../types/text.js';
import { fieldsOf } from './predicate.js';

/** What a group of fields is about. */
export type Subject =
  /** Whether the procedure applies at all: its routes, and the dates that decide the version. */
  | { readonly of: 'routes' }
  /** One condition, titled as it is. */
  | {
      readonly of: 'condition';
      readonly id: string;
      readonly title: Text;
      readonly clause: string;
    }
  /** What a checklist derives. */
  | { readonly of: 'results' }
  /** What binds beside the approval. */
  | { readonly of: 'duties' };

/** The fields that stand together. */
export interface Group {
  readonly subject: Subject;
  readonly fields: readonly Field[];
}

/** What a procedure asks, as its text has it. */
export interface Asked {
  /** In the text's order; a field that several use stands with the first of them. */
  readonly groups: readonly Group[];
  /** The fields a request cannot do without: those that a limb rests on alone. */
  readonly required: ReadonlySet<string>;
  /** By a description, the fields whose finding it stands behind. */
  readonly supported: ReadonlyMap<string, readonly string[]>;
  /** By a duty, the fields it looks at. */
  readonly duties: ReadonlyMap<string, readonly string[]>;
  /** By a condition, the fields that tell against it where they are recorded, and are not asked for. */
  readonly recorded: ReadonlyMap<string, readonly string[]>;
  /**
   * Fields that may always tell: the dates that say which version governs, each of which bounds those
   * before it, and what is recorded under conditions that ask for nothing.
   */
  readonly always: ReadonlySet<string>;
}

/** What a procedure of a ruleset asks; nothing where the ruleset has no such procedure. */
export function askedBy(ruleset: Ruleset, procedure: string): Asked {
  const asking = new Asking(ruleset);
  const found = ruleset.procedure.find(({ id }) => id === procedure);
  if (found) asking.read(found);
  return asking;
}

class Asking implements Asked {
  readonly groups: Group[] = [];
  readonly required = new Set<string>();
  readonly supported = new Map<string, string[]>();
  readonly duties = new Map<string, string[]>();
  readonly recorded = new Map<string, string[]>();
  readonly always: Set<string>;
  readonly #ruleset: Ruleset;
  readonly #placed = new Set<Field>();

  constructor(ruleset: Ruleset) {
    this.#ruleset = ruleset;
    this.always = new Set(ruleset.ruleset.in_force?.decided_by);
  }

  read(procedure: Procedure): void {
    const { route, condition, duty, result } = this.#ruleset;
    const routes = chosen(route, procedure.routes);
    this.#group({ of: 'routes' }, [
      ...this.#named([procedure.varies_by ?? '']),
      ...routes.flatMap(({ when }) => this.#in(when)),
      ...this.#named([...this.always]),
    ]);
    for (const { id, title, clause, when, limb } of chosen(condition, procedure.conditions)) {
      const fields = limb.flatMap((one) => {
        const [when, tested] = [this.#in(one.when), this.#in(one)];
        const supports = this.#named(one.supports ?? []);
        if (one.if_recorded) note(this.recorded, id, [...when, ...tested]);
        const [only] = tested;
        if (only && tested.length === 1 && !one.if_recorded) this.required.add(only.id);
        for (const description of supports) {
          note(this.supported, description.id, tested);
        }
        // What is described comes before what is found of it.
        return [...when, ...supports, ...tested];
      });
      // Of such a condition a report says that it does not apply, until something is recorded.
      if (limb.every((one) => one.if_recorded)) {
        for (const field of this.recorded.get(id) ?? []) this.always.add(field);
      }
      this.#group({ of: 'condition', id, title, clause }, [...this.#in(when), ...fields]);
    }
    const results = chosen(result, procedure.results);
    this.#group(
      { of: 'results' },
      results.flatMap(({ when }) => this.#in(when)),
    );
    const duties = chosen(duty, procedure.duties).flatMap(({ id, when, holds }) => {
      const fields = [...this.#in(when), ...this.#in(holds)];
      note(this.duties, id, fields);
      return fields;
    });
    this.#group({ of: 'duties' }, duties);
  }

  #in(predicate: Predicate | undefined): Field[] {
    return fieldsOf(predicate, this.#ruleset.field);
  }

  #named(ids: readonly string[]): Field[] {
    return ids.flatMap((id) => this.#ruleset.field.find((field) => field.id === id) ?? []);
  }

  #group(subject: Subject, wanted: readonly Field[]): void {
    const fields = [...new Set(wanted)].filter((field) => !this.#placed.has(field));
    if (fields.length === 0) return;
    for (const field of fields) this.#placed.add(field);
    this.groups.push({ subject, fields });
  }
}

function note(map: Map<string, string[]>, id: string, fields: readonly Field[]): void {
  map.set(id, [...(map.get(id) ?? []), ...fields.map((field) => field.id)]);
}

/** The entries of those ids, in the order of the ids. */
function chosen<T extends { readonly id: string }>(
  all: readonly T[] = [],
  ids: readonly string[] = [],
): T[] {
  return ids.flatMap((id) => all.find((entry) => entry.id === id) ?? []);
}
