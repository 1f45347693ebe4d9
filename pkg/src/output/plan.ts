/** What stands behind each word of a procedure's judgements. */
import type { Shape } from '../core/judgement.js';
import type { Outline } from '../core/outline.js';
import type {
  Condition,
  Derived,
  Duty,
  Limb,
  Procedure,
  Route,
  Ruleset,
} from '../types/ruleset.js';

/** One procedure of a ruleset, resolved. */
export interface Plan {
  readonly ruleset: Ruleset;
  readonly procedure: Procedure;
  readonly routes: readonly PlannedRoute[];
  readonly conditions: readonly PlannedCondition[];
  readonly limbs: readonly PlannedLimb[];
  readonly duties: readonly PlannedDuty[];
  readonly results: readonly PlannedResult[];
  /** The conditions with limbs behind whose finding there are descriptions. */
  readonly supported: readonly SupportedCondition[];
  /** The ids of those descriptions. */
  readonly evidence: ReadonlySet<string>;
  /** How the words are laid out. */
  readonly shape: Shape;
}

/** A condition with limbs that are findings with descriptions behind them, and its place among the words. */
export interface SupportedCondition {
  readonly at: number;
  readonly limbs: readonly {
    readonly at: number;
    /** The position of the finding among the fields. */
    readonly finding: number;
    /** The descriptions. */
    readonly supports: readonly { readonly id: string; readonly position: number }[];
  }[];
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

/** Resolves a procedure, of whose units the core has given the outlines. */
export function plan(ruleset: Ruleset, procedure: Procedure, outlines: readonly Outline[]): Plan {
  const units = outlines.values();
  const causes: number[] = [];
  const alternatives: [at: number, count: number][] = [];
  let at = HEAD;
  /** The place of the next unit, and the ids of its fields: frozen, for reports share them. */
  const unit = () => {
    const { value } = units.next();
    if (!value) throw new Error('not an outline');
    if (value.alternatives.length > 0) alternatives.push([at, value.alternatives.length]);
    causes[at - HEAD] = value.causes;
    const fields = value.fields.map((position) => ruleset.field[position]?.id ?? '');
    return { at: at++, fields: Object.freeze(fields) };
  };
  const routes = chosen(ruleset.route, procedure.routes).map((route) => ({ ...unit(), route }));
  const conditions = chosen(ruleset.condition, procedure.conditions).map((condition) => {
    const own = at++;
    const limbs = condition.limb.map((limb) => ({
      ...unit(),
      id: `${condition.id}.${limb.id}`,
      limb,
      condition,
      clauses: Object.freeze([condition.clause, ...list(limb.also_cite)]),
    }));
    // A condition can be what its limbs can.
    causes[own - HEAD] = limbs.reduce((all, limb) => all | (causes[limb.at - HEAD] ?? 0), 0);
    return { at: own, condition, limbs };
  });
  const duties = chosen(ruleset.duty, procedure.duties).map((duty) => ({ at: unit().at, duty }));
  const results = chosen(ruleset.result, procedure.results).map((result) => ({
    ...unit(),
    result,
  }));
  const positions = new Map<string | undefined, number>(
    ruleset.field.map(({ id }, position) => [id, position]),
  );
  const supported = conditions.flatMap(({ at, limbs }) => {
    const position = (field: string | undefined) => positions.get(field) ?? -1;
    const found = limbs.flatMap(({ at, limb: { found, supports } }) => {
      const descriptions = list(supports).map((id) => ({ id, position: position(id) }));
      const some = descriptions.length > 0;
      return some ? [{ at, finding: position(found), supports: descriptions }] : [];
    });
    return found.length > 0 ? [{ at, limbs: found }] : [];
  });
  const described = supported.flatMap(({ limbs }) => limbs.flatMap(({ supports }) => supports));
  const evidence = new Set(described.map(({ id }) => id));
  const limbs = conditions.flatMap((condition) => condition.limbs);
  const fields = ruleset.field.length;
  const shape = { routes: routes.length, fields, causes, alternatives };
  return {
    ruleset,
    procedure,
    routes,
    conditions,
    limbs,
    duties,
    results,
    supported,
    evidence,
    shape,
  };
}

function list(clauses: string | readonly string[] | undefined): readonly string[] {
  if (clauses === undefined) return [];
  return typeof clauses === 'string' ? [clauses] : clauses;
}

/** The entries of those ids, in the order of the ids. */
function chosen<T extends { readonly id: string }>(
  all: readonly T[] = [],
  ids: readonly string[] = [],
): readonly T[] {
  const byId = new Map(all.map((entry) => [entry.id, entry]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
