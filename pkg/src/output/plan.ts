import type {
  Condition,
  Derived,
  Duty,
  Limb,
  Member,
  Predicate,
  Procedure,
  Route,
  Ruleset,
} from '../types/ruleset.js';

/** One procedure of a ruleset, resolved: what stands behind each word of its judgement buffer. */
export interface Plan {
  readonly ruleset: Ruleset;
  readonly procedure: Procedure;
  readonly routes: readonly PlannedRoute[];
  readonly conditions: readonly PlannedCondition[];
  readonly limbs: readonly PlannedLimb[];
  readonly duties: readonly PlannedDuty[];
  readonly results: readonly PlannedResult[];
  /** How many words come before the lists. */
  readonly fixed: number;
}

/** A route, and its place among the words. */
export interface PlannedRoute {
  readonly at: number;
  readonly route: Route;
  readonly fields: readonly string[];
}

/** A condition with its limbs, and its place among the words. */
export interface PlannedCondition {
  readonly at: number;
  readonly condition: Condition;
  readonly limbs: readonly PlannedLimb[];
}

/** A limb, its place among the words, and what its issues cite. */
export interface PlannedLimb {
  readonly at: number;
  /** `condition.limb`. */
  readonly id: string;
  readonly limb: Limb;
  readonly condition: Condition;
  readonly clauses: readonly string[];
  readonly fields: readonly string[];
  /** Its alternatives, where its operator is `any`. */
  readonly members: readonly Member[] | undefined;
}

/** A duty, and its place among the words. */
export interface PlannedDuty {
  readonly at: number;
  readonly duty: Duty;
}

/** What a checklist derives, and its place among the words. */
export interface PlannedResult {
  readonly at: number;
  readonly result: Derived;
  readonly fields: readonly string[];
}

/** The words before the first state word: the verdict and the deciding route. */
const HEAD = 2;

/** Resolves a procedure; the core has validated the ruleset. */
export function plan(ruleset: Ruleset, procedure: Procedure): Plan {
  const fields = new Set(ruleset.field.map((field) => field.id));
  // Lists that go into reports as they are, and so must not change.
  const fieldsOf = (predicate: Predicate, others: readonly string[] = []) =>
    Object.freeze([...new Set([...mentioned(predicate, ruleset, fields), ...others])]);
  let at = HEAD;
  const routes = chosen(ruleset.route, procedure.routes).map((route) => ({
    at: at++,
    route,
    fields: fieldsOf(route.when),
  }));
  const conditions = chosen(ruleset.condition, procedure.conditions).map((condition) => ({
    at: at++,
    condition,
    limbs: condition.limb.map((limb) => ({
      at: at++,
      id: `${condition.id}.${limb.id}`,
      limb,
      condition,
      clauses: Object.freeze([condition.clause, ...list(limb.also_cite)]),
      fields: fieldsOf(limb, limb.supports),
      members: limb.any,
    })),
  }));
  const duties = chosen(ruleset.duty, procedure.duties).map((duty) => ({ at: at++, duty }));
  const results = chosen(ruleset.result, procedure.results).map((result) => ({
    at: at++,
    result,
    fields: fieldsOf(result.when ?? {}),
  }));
  const limbs = conditions.flatMap((condition) => condition.limbs);
  return { ruleset, procedure, routes, conditions, limbs, duties, results, fixed: at };
}

function chosen<T extends { readonly id: string }>(
  all: readonly T[] = [],
  ids: readonly string[] = [],
): readonly T[] {
  const byId = new Map(all.map((entry) => [entry.id, entry]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

function list(clauses: string | readonly string[] | undefined): readonly string[] {
  if (clauses === undefined) return [];
  return typeof clauses === 'string' ? [clauses] : clauses;
}

/** The fields a predicate looks at, each once, in the order of first mention. */
function mentioned(
  predicate: Predicate,
  ruleset: Ruleset,
  fields: ReadonlySet<string>,
  into: Set<string> = new Set(),
): Set<string> {
  const { stated, yes, no, found, decided, subset, all, any, not } = predicate;
  for (const field of [stated, yes, no, found, decided]) {
    if (field !== undefined) into.add(field);
  }
  for (const operands of ofFieldAndConstant(predicate)) {
    const [field] = operands;
    if (typeof field === 'string') into.add(field);
  }
  const { at_most, before, not_before, within_years } = predicate;
  for (const operands of [subset, at_most, before, not_before, within_years]) {
    for (const operand of operands ?? []) {
      if (typeof operand === 'string' && fields.has(operand)) into.add(operand);
    }
  }
  if (predicate.in_force) {
    for (const decider of ruleset.ruleset.in_force?.decided_by ?? []) {
      if (fields.has(decider)) into.add(decider);
    }
  }
  for (const member of [...(all ?? []), ...(any ?? []), not, predicate.else_reading]) {
    if (member) mentioned(member, ruleset, fields, into);
  }
  return into;
}

function ofFieldAndConstant({ is, one_of, has, lacks, has_all }: Predicate) {
  return [is, one_of, has, lacks, has_all].filter((operands) => operands !== undefined);
}
