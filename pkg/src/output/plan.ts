/** What stands behind each word of a procedure's judgements. */
import type { Shape } from '../core/judgement.js';
import type {
  Condition,
  Derived,
  Duty,
  Limb,
  Procedure,
  Route,
  Ruleset,
} from '../types/ruleset.js';
import { chosen, type Outline, outlines } from './outline.js';

/** One procedure of a ruleset, resolved. */
export interface Plan {
  readonly ruleset: Ruleset;
  readonly procedure: Procedure;
  readonly routes: readonly PlannedRoute[];
  readonly conditions: readonly PlannedCondition[];
  readonly limbs: readonly PlannedLimb[];
  readonly duties: readonly PlannedDuty[];
  readonly results: readonly PlannedResult[];
  /** How the words are laid out. */
  readonly shape: Shape;
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
  const units = outlines(ruleset, procedure).values();
  const outline = (): Outline => {
    const { value } = units.next();
    if (!value) throw new Error(`the procedure ${procedure.id} has more units than outlines`);
    return value;
  };
  const alternatives: [at: number, count: number][] = [];
  let at = HEAD;
  const routes = chosen(ruleset.route, procedure.routes).map((route) => ({
    at: at++,
    route,
    fields: outline().fields,
  }));
  const conditions = chosen(ruleset.condition, procedure.conditions).map((condition) => ({
    at: at++,
    condition,
    limbs: condition.limb.map((limb) => {
      const { fields, alternatives: count } = outline();
      if (count > 0) alternatives.push([at, count]);
      return {
        at: at++,
        id: `${condition.id}.${limb.id}`,
        limb,
        condition,
        clauses: Object.freeze([condition.clause, ...list(limb.also_cite)]),
        fields,
      };
    }),
  }));
  const duties = chosen(ruleset.duty, procedure.duties).map((duty) => {
    outline();
    return { at: at++, duty };
  });
  const results = chosen(ruleset.result, procedure.results).map((result) => ({
    at: at++,
    result,
    fields: outline().fields,
  }));
  const limbs = conditions.flatMap((condition) => condition.limbs);
  const shape = { fixed: at, routes: routes.length, fields: ruleset.field.length, alternatives };
  return { ruleset, procedure, routes, conditions, limbs, duties, results, shape };
}

function list(clauses: string | readonly string[] | undefined): readonly string[] {
  if (clauses === undefined) return [];
  return typeof clauses === 'string' ? [clauses] : clauses;
}
