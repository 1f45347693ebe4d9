/**
 * What the verdict would be if a point that the text leaves open were read the one way or the other:
 * the part that turns on it is settled in a copy of the text, and the engine judges by that.
 *
 * Only what such a copy can say is said. A limb that is open for no other reason is settled both ways,
 * whatever the words of the readings are. A route that takes the matter out of the conditions, or whose
 * other reading the ruleset says to lead to them, is read not to apply where the conditions decide then;
 * where the ruleset says that the text does not reach the matter then, that is said. Of others that ban,
 * or that leave all undetermined, nothing is: what holds without them stands nowhere in the text.
 */
import type {
  Condition,
  Engine,
  Issue,
  Limb,
  Predicate,
  ReadingReport,
  Regulation,
  Report,
  Route,
  Ruleset,
  Verdict,
} from 'shodaku';
import { asksConditions } from '../shared/conditions.js';
import { answeredIn, type Judged, type Parts, partsOf } from './parts.js';

/** How a part may be read. */
export type Reads = 'met' | 'not_met' | 'not_applicable' | 'not_regulated';

/** A part that turns on how the text is read, and what follows. */
export interface Otherwise {
  /** The conditions or the route that it belongs to, by id. */
  readonly of: readonly string[];
  /** What those conditions are about; nothing of a route. */
  readonly title: string;
  readonly clause: string;
  /** What it says. */
  readonly message: string;
  /** The readings that may be at issue. */
  readonly readings: readonly ReadingReport[];
  /** The ways that lead to another verdict. */
  readonly ways: readonly { readonly reads: Reads; readonly verdict: Verdict }[];
}

const MET: Predicate = { all: [] };
const NOT_MET: Predicate = { any: [] };

/** Every part on whose reading the verdict turns. */
export function otherwise(
  engine: Engine,
  ruleset: Ruleset,
  request: Judged,
  report: Report,
): Otherwise[] {
  const known = copies.get(ruleset) ?? new Map<string, Regulation>();
  copies.set(ruleset, known);
  const judge: Judge = (name, changed) => {
    const rules = known.get(name) ?? engine.ruleset(changed);
    known.set(name, rules);
    return rules.check(answeredIn(ruleset, request));
  };
  const all = [
    ...ofRoutes(ruleset, report, judge),
    ...ofLimbs(engine, ruleset, request, report, judge),
  ];
  return all.filter(({ ways }) => ways.length > 0);
}

/** The copies made so far, by the text and by what is settled in them. */
const copies = new WeakMap<Ruleset, Map<string, Regulation>>();

/** Judges by a copy of the text that has been given a name. */
type Judge = (name: string, changed: Ruleset) => Report;

function ofRoutes(ruleset: Ruleset, report: Report, judge: Judge): Otherwise[] {
  const deciding = (ruleset.route ?? []).filter(
    ({ id, reading }) => reading && report.decidedBy.some((one) => one.id === id),
  );
  return deciding.map((route) => ({
    of: [route.id],
    title: '',
    clause: route.clause,
    message: report.decidedBy.find(({ id }) => id === route.id)?.message ?? '',
    readings: report.readings.filter(({ id }) => id === route.reading),
    ways: waysOf(route, ruleset, report, judge),
  }));
}

function waysOf(route: Route, ruleset: Ruleset, report: Report, judge: Judge): Otherwise['ways'] {
  if (route.read_otherwise === 'not_regulated') {
    return [{ reads: 'not_regulated', verdict: 'not_regulated' }];
  }
  if (!isException(route) && route.read_otherwise !== 'conditions') return [];
  const routes = ruleset.route?.map((one) => (one === route ? { ...one, when: NOT_MET } : one));
  const then = judge(`route ${route.id}`, { ...ruleset, route: routes ?? [] });
  const isCondition = (id: string) => then.conditions.some(({ condition }) => condition === id);
  const byConditions =
    then.decidedBy.every(({ id }) => isCondition(id)) &&
    then.conditions.some(({ applies }) => applies !== false);
  const isOther = byConditions && then.verdict !== report.verdict;
  return isOther ? [{ reads: 'not_applicable', verdict: then.verdict }] : [];
}

/** Whether, without it, the rest of the text decides: an exception is one from the conditions. */
const isException = ({ claimed, verdict }: Route): boolean =>
  claimed === true || verdict === 'exempt' || verdict === 'not_regulated';

/** A limb that is open for the text's sake alone. */
interface Open {
  readonly condition: Condition;
  readonly limb: Limb;
  readonly issue: Issue;
}

/** Whether nothing but the text leaves open what a limb asks, wherever it applies. */
function isOpenByText({ limbs }: Parts, { id, otherwise }: Limb): boolean {
  const asks = limbs.get(id)?.asks;
  if (asks?.truth === 'unknown') return asks.because.every((cause) => cause === 'reading');
  return asks?.truth === 'not_met' && otherwise?.open === 'reading';
}

function ofLimbs(
  engine: Engine,
  ruleset: Ruleset,
  request: Judged,
  report: Report,
  judge: Judge,
): Otherwise[] {
  if (!asksConditions(report)) return [];
  const groups = new Map<string, Open[]>();
  for (const issue of report.issues) {
    const condition = ruleset.condition?.find(({ id }) => id === issue.condition);
    const limb = condition?.limb.find(({ id }) => id === issue.limb);
    if (!condition || !limb || !issue.because.includes('reading')) continue;
    if (!isOpenByText(partsOf(engine, ruleset, request, condition, 'ja'), limb)) continue;
    // What is open on one point is settled together.
    const point = limb.reading ?? condition.reading ?? `${condition.id}.${limb.id}`;
    groups.set(point, [...(groups.get(point) ?? []), { condition, limb, issue }]);
  }
  return [...groups.values()].map((open) => {
    const ways = (['met', 'not_met'] as const).map((reads) => {
      const names = open.map(({ condition, limb }) => `${condition.id}.${limb.id}`);
      const copy = settled(ruleset, open, reads === 'met' ? MET : NOT_MET);
      const { verdict } = judge([reads, ...names].join(' '), copy);
      return { reads, verdict };
    });
    const of = new Set(open.map(({ condition }) => condition.id));
    const clauses = new Set(open.flatMap(({ issue }) => issue.clauses));
    const messages = new Set(open.map(({ issue }) => issue.message));
    const wanted = readingsOf(ruleset, report.procedure, open);
    return {
      of: [...of],
      title: report.conditions
        .filter(({ condition }) => of.has(condition))
        .map(({ title }) => title)
        .join('・'),
      clause: [...clauses].join('・'),
      message: [...messages].join(''),
      readings: report.readings.filter(({ id }) => wanted.has(id)),
      ways: ways.filter(({ verdict }) => verdict !== report.verdict),
    };
  });
}

/** A copy of the text in which those limbs come out in that way. */
function settled(ruleset: Ruleset, open: readonly Open[], as: Predicate): Ruleset {
  const limbs = new Set(open.map(({ limb }) => limb));
  const settle = (limb: Limb): Limb =>
    limbs.has(limb) ? { id: limb.id, ...(limb.when && { when: limb.when }), ...as } : limb;
  const condition = (ruleset.condition ?? []).map((one) => ({
    ...one,
    limb: one.limb.map(settle),
  }));
  return { ...ruleset, condition };
}

/**
 * The readings that such limbs may be open by: their own; and those of the condition and the procedure
 * that are of a way which is open, or of the whole where there is but one way.
 */
function readingsOf(ruleset: Ruleset, id: string, open: readonly Open[]): Set<string> {
  const procedure = ruleset.procedure.find((one) => one.id === id);
  const all = open.flatMap(({ condition, limb, issue }) => {
    const ways = issue.alternatives.filter(({ truth }) => truth === 'unknown');
    const clauses = ways.flatMap(({ clause }) => clause?.split('・') ?? []);
    const others = [condition.reading, ...(procedure?.readings ?? [])].filter((one) => {
      const reading = ruleset.reading?.find((known) => known.id === one);
      return reading?.clause.split('・').some((of) => clauses.some((way) => of.startsWith(way)));
    });
    return [limb.reading ?? (ways.length === 0 ? condition.reading : undefined), ...others];
  });
  return new Set(all.filter((one) => one !== undefined));
}

/** Whether the verdict would rest on how an open point of the text is read. */
export function restsOnReading(
  { decidedBy, issues, verdict, readings }: Report,
  ruleset: Ruleset,
): boolean {
  const touched = new Set(readings.map(({ id }) => id));
  const isTouched = (reading: string | undefined) => reading !== undefined && touched.has(reading);
  const isPositive = verdict === 'approvable' || verdict === 'complete';
  return decidedBy.some(({ id }) => {
    const route = ruleset.route?.find((one) => one.id === id);
    if (route) return isTouched(route.reading);
    const condition = ruleset.condition?.find((one) => one.id === id);
    // Of a condition that fails or is open, just those limbs decide that do.
    const deciding = (condition?.limb ?? []).filter(
      (limb) => isPositive || issues.some((one) => one.condition === id && one.limb === limb.id),
    );
    return isTouched(condition?.reading) || deciding.some(({ reading }) => isTouched(reading));
  });
}
