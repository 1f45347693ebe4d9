/**
 * What is fixed about the units of a procedure, whatever the answers are. This is the one file that
 * looks into predicates: all others take what they need of them from here.
 */
import type { Predicate } from '../types/predicate.js';
import type { Procedure, Ruleset } from '../types/ruleset.js';

/** What is fixed about one unit. */
export interface Outline {
  /**
   * Ids of the fields it concerns, each once: those it tests, in the order of first mention, then
   * the descriptions behind a finding. Goes into reports as it is, and so is frozen.
   */
  readonly fields: readonly string[];
  /** How many alternatives it has; 0 where it is none out of several. */
  readonly alternatives: number;
}

/**
 * The outlines of a procedure's units: one a route, then one a limb of each condition in order,
 * then one a duty, then one a result. The core has validated the ruleset.
 */
export function outlines(ruleset: Ruleset, procedure: Procedure): Outline[] {
  const known = new Set(ruleset.field.map(({ id }) => id));
  const deciders = ruleset.ruleset.in_force?.decided_by ?? [];
  const outline = (predicate: Predicate = {}, supports: readonly string[] = []): Outline => {
    const fields = new Set<string>();
    for (const field of mentioned(predicate, known, deciders)) fields.add(field);
    for (const field of supports) fields.add(field);
    return { fields: Object.freeze([...fields]), alternatives: predicate.any?.length ?? 0 };
  };
  return [
    ...chosen(ruleset.route, procedure.routes).map(({ when }) => outline(when)),
    ...chosen(ruleset.condition, procedure.conditions).flatMap(({ limb: limbs }) =>
      limbs.map((limb) => outline(limb, limb.supports)),
    ),
    ...chosen(ruleset.duty, procedure.duties).map(({ holds }) => outline(holds)),
    ...chosen(ruleset.result, procedure.results).map(({ when }) => outline(when)),
  ];
}

/** The entries of those ids, in the order of the ids. */
export function chosen<T extends { readonly id: string }>(
  all: readonly T[] = [],
  ids: readonly string[] = [],
): readonly T[] {
  const byId = new Map(all.map((entry) => [entry.id, entry]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** The fields a predicate tests, in the order of mention. */
function* mentioned(
  predicate: Predicate,
  known: ReadonlySet<string>,
  deciders: readonly string[],
): Generator<string> {
  const { stated, yes, no, found, decided } = predicate;
  for (const field of [stated, yes, no, found, decided]) if (field !== undefined) yield field;
  const { is, one_of, has, lacks, has_all } = predicate;
  for (const operands of [is, one_of, has, lacks, has_all]) {
    // A field and a constant, which may be written like a field's id.
    const field = operands?.[0];
    if (typeof field === 'string') yield field;
  }
  const { subset, at_most, before, not_before, within_years } = predicate;
  for (const operands of [subset, at_most, before, not_before, within_years]) {
    for (const operand of operands ?? []) {
      if (typeof operand === 'string' && known.has(operand)) yield operand;
    }
  }
  if (predicate.in_force) yield* deciders.filter((decider) => known.has(decider));
  const { all = [], any = [], not, else_reading } = predicate;
  for (const member of [...all, ...any, not, else_reading]) {
    if (member) yield* mentioned(member, known, deciders);
  }
}
