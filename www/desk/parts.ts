/**
 * What a condition asks, part by part, each as the engine judges it: the parts are put to it as the
 * limbs of a text of their own, which it reads and judges like any other.
 */
import type {
  Cause,
  Condition,
  Engine,
  Limb,
  Member,
  Predicate,
  Regulation,
  Report,
  Request,
  Ruleset,
  Truth,
} from 'shodaku';

/** The key that a predicate stands under. */
export type Operator = keyof Predicate;

/** A predicate, or a part of one, and how it stands. */
export interface Part {
  readonly operator: Operator;
  /** What stands behind the operator, but for predicates. */
  readonly asks: Predicate;
  /** Of one way out of several: what the text calls it, and its clause. */
  readonly way: Pick<Member, 'title' | 'clause'>;
  readonly truth: Truth;
  readonly because: readonly Cause[];
  /** What it is made of; none where it asks about fields itself. */
  readonly parts: readonly Part[];
}

/** What a condition asks. */
export interface Parts {
  /** What has to hold for it to apply. */
  readonly when: readonly Part[];
  /** By limb. */
  readonly limbs: ReadonlyMap<string, { readonly when?: Part; readonly asks: Part }>;
  /** Why a value is of no use, by field. */
  readonly unusable: ReadonlyMap<string, string>;
}

/** What of a request is judged. */
export type Judged = Pick<Request, 'procedure' | 'asOf' | 'stage' | 'answers'>;

/** Every operator, and whether predicates stand behind it. */
const OPERATORS: { readonly [name in Operator]-?: boolean } = {
  stated: false,
  yes: false,
  no: false,
  found: false,
  decided: false,
  is: false,
  one_of: false,
  has: false,
  lacks: false,
  has_all: false,
  subset: false,
  at_most: false,
  at_least: false,
  before: false,
  not_before: false,
  within_years: false,
  in_force: false,
  all: true,
  any: true,
  not: true,
  else_reading: true,
};

/** The operators, in the order of the guide. */
export const operators = Object.keys(OPERATORS) as Operator[];

/** A part that has a place in the text it is judged by. */
interface Placed {
  readonly id: string;
  readonly operator: Operator;
  readonly asks: Predicate;
  readonly way: Part['way'];
  readonly parts: readonly Placed[];
}

/** The text of one condition's parts. */
interface Text {
  readonly rules: Regulation;
  readonly when: readonly Placed[];
  readonly limbs: ReadonlyMap<string, { readonly when?: Placed; readonly asks: Placed }>;
}

/** The texts made so far, by what they were made of. */
const texts = new WeakMap<Ruleset, Map<string, Text>>();

/** The parts of a condition, as they stand under the answers of a request. */
export function partsOf(
  engine: Engine,
  ruleset: Ruleset,
  request: Judged,
  condition: Condition,
  lang: 'ja' | 'en',
): Parts {
  const known = texts.get(ruleset) ?? new Map<string, Text>();
  texts.set(ruleset, known);
  const key = `${request.procedure} ${condition.id}`;
  const text = known.get(key) ?? textOf(engine, ruleset, request.procedure, condition);
  known.set(key, text);
  const report = text.rules.check(answeredIn(ruleset, request), { lang });
  const issues = new Map(report.issues.map((issue) => [issue.limb, issue]));
  const judged = ({ id, parts, ...part }: Placed): Part => {
    const { truth = 'met', because = [] } = issues.get(id) ?? {};
    return { ...part, truth, because, parts: parts.map(judged) };
  };
  const limbs = [...text.limbs].map(([id, { when, asks }]) => {
    return [id, { asks: judged(asks), ...(when && { when: judged(when) }) }] as const;
  });
  return { when: text.when.map(judged), limbs: new Map(limbs), unusable: unusableIn(report) };
}

/** A request without what another version of the text asks. */
export function answeredIn(ruleset: Ruleset, { procedure, asOf, stage, answers }: Judged): Judged {
  const fields = new Set(ruleset.field.map(({ id }) => id));
  const own = Object.entries(answers ?? {}).filter(([id]) => fields.has(id));
  return { procedure, asOf, ...(stage && { stage }), answers: Object.fromEntries(own) };
}

const unusableIn = ({ issues }: Report): Map<string, string> =>
  new Map(
    issues
      .filter(({ condition }) => condition === null)
      .flatMap(({ fields, message }) => fields.map((field) => [field, message] as const)),
  );

function textOf(
  engine: Engine,
  { ruleset, field, procedure: procedures }: Ruleset,
  id: string,
  condition: Condition,
): Text {
  const procedure = procedures.find((one) => one.id === id);
  if (!procedure) throw new Error(`no procedure ${id}`);
  const limb: Limb[] = [];
  const place = ({ title, clause, ...predicate }: Member): Placed => {
    const operator = operatorOf(predicate);
    // What stands beside it in a limb or an alternative belongs to those.
    const asks = { [operator]: predicate[operator] };
    const at = `p${limb.length}`;
    limb.push({ id: at, ...asks });
    const way = { ...(title && { title }), ...(clause && { clause }) };
    return { id: at, operator, asks, way, parts: behind(predicate).map(place) };
  };
  const { only, when } = condition;
  const kinds = procedure.varies_by && only && { one_of: [procedure.varies_by, only] as const };
  const whens = [kinds, when].flatMap((one) => (one ? [place(one)] : []));
  const limbs = condition.limb.map((one) => {
    return [one.id, { asks: place(one), ...(one.when && { when: place(one.when) }) }] as const;
  });
  const { clause, topic, title, message, remedy } = condition;
  const { kind } = procedure;
  const rules = engine.ruleset({
    ruleset,
    field,
    condition: [{ id: condition.id, clause, topic, title, message, remedy, limb }],
    procedure: [{ id, title: procedure.title, ...(kind && { kind }), conditions: [condition.id] }],
  });
  return { rules, when: whens, limbs: new Map(limbs) };
}

const operatorOf = (predicate: Predicate): Operator => {
  const operator = operators.find((one) => predicate[one] !== undefined);
  if (!operator) throw new Error('a predicate without an operator');
  return operator;
};

/** The predicates that one is made of. */
function behind(predicate: Predicate): readonly Member[] {
  const operator = operatorOf(predicate);
  return OPERATORS[operator] ? ([predicate[operator]].flat() as Member[]) : [];
}
