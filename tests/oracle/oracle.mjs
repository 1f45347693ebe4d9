// A second evaluator, written from the guide (src/rulesets/README.md) alone and with no regard to
// speed. It knows nothing of the engine: where the two differ, one of them or the guide is wrong.

import { blanked, read } from './values.mjs';

const unknown = (causes, needs = []) => ({ truth: 'unknown', causes, needs });
const MET = { truth: 'met', causes: [], needs: [] };
const NOT_MET = { truth: 'not_met', causes: [], needs: [] };
/** The text has ended: a later one, not at hand, governs. */
const ENDED = { truth: 'unknown', causes: ['version'], needs: [] };
const so = (is) => (is ? MET : NOT_MET);
const union = (lists) => [...new Set(lists.flat())];

/** What is unknown of several: every cause that keeps it open, every blank that could settle it. */
const joined = (parts) =>
  unknown(union(parts.map((part) => part.causes)), union(parts.map((part) => part.needs)));

const having = (parts, truth) => parts.filter((part) => part.truth === truth);

/** All of them: one that is not met decides, else one that is unknown leaves it open. */
function all(parts) {
  if (having(parts, 'not_met').length > 0) return NOT_MET;
  const open = having(parts, 'unknown');
  return open.length > 0 ? joined(open) : MET;
}

/** One of them: one that is met decides, else one that is unknown leaves it open. */
function any(parts) {
  if (having(parts, 'met').length > 0) return MET;
  const open = having(parts, 'unknown');
  return open.length > 0 ? joined(open) : NOT_MET;
}

function not(part) {
  if (part.truth === 'unknown') return part;
  return so(part.truth === 'not_met');
}

/** Not met becomes unknown. */
const orOpen = (part, cause) => (part.truth === 'not_met' ? unknown([cause]) : part);

/** Asked only where `when` holds; where that is open, what would not be met is open too. */
function where(when, part) {
  if (when.truth === 'not_met') return MET;
  if (when.truth === 'met' || part.truth === 'met') return part;
  return part.truth === 'not_met' ? when : joined([when, part]);
}

/** One request under one ruleset. */
class Judging {
  constructor(ruleset, request, { answers, unreadable, gone }) {
    this.gone = gone;
    this.ruleset = ruleset;
    this.unreadable = unreadable;
    this.asOf = request.asOf;
    this.stage = request.stage;
    this.fields = new Map(ruleset.field.map((field) => [field.id, field]));
    this.answers = answers;
  }

  /** What keeps an unanswered field open. */
  blank(id) {
    return unknown([blanked(this.fields.get(id))], [id]);
  }

  /** A decision that is pending can still become any of the others. */
  open(id) {
    const pending = this.answers[id] === 'pending' && this.fields.get(id).type === 'decision';
    return pending || this.answers[id] === undefined;
  }

  /** What `ask` makes of the values of fields, once none of them is open. */
  known(ids, ask) {
    const blanks = ids.filter((id) => this.open(id));
    if (blanks.length > 0) return joined(blanks.map((id) => this.blank(id)));
    return ask(...ids.map((id) => this.answers[id]));
  }

  oneOf(id, values) {
    return this.known([id], (is) => so(values.includes(is)));
  }

  /** Numbers, of a field or written into the ruleset; of a list how many different entries. */
  numbers(sides, ask) {
    const number = (value) => BigInt(Array.isArray(value) ? new Set(value).size : value);
    const fields = sides.filter((side) => typeof side === 'string');
    return this.known(fields, () =>
      ask(...sides.map((side) => number(typeof side === 'string' ? this.answers[side] : side))),
    );
  }

  /** A day or a year, of a field or written into the ruleset. */
  days(operands, ask) {
    const fixed = (operand) =>
      operand === 'asOf' ? this.asOf : this.fields.has(operand) ? undefined : operand;
    // With a day that the text itself fixes, a plan that has gone by is still compared.
    const beside = operands.some((operand) => operand !== 'asOf' && fixed(operand) !== undefined);
    const value = (id) => this.answers[id] ?? (beside ? this.gone[id] : undefined);
    const ids = operands.filter((operand) => fixed(operand) === undefined && !value(operand));
    return this.known(ids, () =>
      ask(...operands.map((operand) => fixed(operand) ?? value(operand))),
    );
  }

  predicate(it) {
    const operators = Object.keys(it).filter((key) => key in OPERATORS);
    if (operators.length !== 1) throw new Error(`not one operator: ${JSON.stringify(it)}`);
    return OPERATORS[operators[0]](this, it[operators[0]]);
  }

  /** The fields that a predicate looks at. */
  looked(it) {
    if (Array.isArray(it)) return union(it.map((one) => this.looked(one)));
    if (typeof it === 'object') {
      if (it.in_force) return this.looked(this.ruleset.ruleset.in_force.decided_by);
      const keys = Object.keys(it).filter((key) => key in OPERATORS);
      return union(keys.map((key) => this.looked(it[key])));
    }
    return this.fields.has(it) ? [it] : [];
  }

  /** `undefined` says yes. */
  when(it) {
    return it === undefined ? MET : this.predicate(it);
  }

  /** How the day that decides stands to the period in force. */
  inForce() {
    const { from, until, decided_by: deciding } = this.ruleset.ruleset.in_force;
    const day = (name) => (name === 'asOf' ? this.asOf : this.answers[name]);
    const first = day(deciding[0]);
    if (first !== undefined && until !== undefined && first > until) return ENDED;
    if (first !== undefined) return so(first >= from);
    const bound = deciding.findIndex((name) => day(name) !== undefined);
    const earliest = day(deciding[bound]);
    if (earliest !== undefined && until !== undefined && earliest > until) return ENDED;
    if (earliest !== undefined && until === undefined && earliest >= from) return MET;
    const blanks = bound < 0 ? deciding : deciding.slice(0, bound);
    return joined(blanks.map((id) => this.blank(id)));
  }

  limb(limb) {
    let truth = this.predicate(limb);
    if (limb.otherwise && truth.truth === 'not_met') {
      const { open } = limb.otherwise;
      truth = unknown([open], open === 'missing' ? this.looked(limb) : []);
    }
    const damaged = this.looked([limb, limb.when ?? []]).some((id) => this.unreadable.includes(id));
    const open = truth.causes.some((cause) => cause === 'reading' || cause === 'version');
    const silent = limb.if_recorded && truth.needs.length > 0 && !open && !damaged;
    return { applies: silent ? NOT_MET : this.when(limb.when), truth };
  }
}

const DAY = 86_400_000;

const fiscalYear = (it) => {
  if (typeof it === 'number') return it;
  const [year, month] = it.split('-').map(Number);
  return month < 4 ? year - 1 : year;
};

/** Section 6 of the guide, row by row. */
const OPERATORS = {
  stated: (on, id) => {
    const field = on.fields.get(id);
    if (on.answers[id] !== undefined) return MET;
    if (on.unreadable.includes(id)) return on.blank(id);
    return on.stage === 'filed' && field.supplier === 'applicant' ? NOT_MET : on.blank(id);
  },
  yes: (on, id) => on.known([id], (is) => so(is)),
  no: (on, id) => on.known([id], (is) => so(!is)),
  found: (on, id) => on.known([id], (is) => so(is)),
  decided: (on, id) => on.oneOf(id, ['approved']),
  is: (on, [id, value]) => on.oneOf(id, [value]),
  one_of: (on, [id, values]) => on.oneOf(id, values),
  has: (on, [id, value]) => on.known([id], (chosen) => so(chosen.includes(value))),
  lacks: (on, [id, value]) => on.known([id], (chosen) => so(!chosen.includes(value))),
  has_all: (on, [id, values]) =>
    on.known([id], (chosen) => so(values.every((value) => chosen.includes(value)))),
  subset: (on, [part, whole]) =>
    on.known([part, whole], (some, others) => so(some.every((item) => others.includes(item)))),
  at_most: (on, [number, limit, parts = 1, of = 1]) =>
    on.numbers([number, limit], (one, other) => so(one * BigInt(of) <= other * BigInt(parts))),
  at_least: (on, [number, limit, parts = 1, of = 1]) =>
    on.numbers([number, limit], (one, other) => so(one * BigInt(of) >= other * BigInt(parts))),
  before: (on, [first, second, apart]) =>
    on.days([first, second], (one, other) => {
      if (apart !== undefined) return so((Date.parse(other) - Date.parse(one)) / DAY >= apart);
      return one === other ? unknown(['reading']) : so(one < other);
    }),
  not_before: (on, days) => on.days(days, (one, other) => so(one >= other)),
  within_years: (on, [from, to, most]) =>
    on.days([from, to], (one, other) => {
      const years = fiscalYear(other) - fiscalYear(one);
      return so(years >= 0 && (most === undefined || years <= most));
    }),
  in_force: (on) => on.inForce(),
  all: (on, list) => all(list.map((it) => on.predicate(it))),
  any: (on, list) => any(list.map((it) => on.predicate(it))),
  not: (on, it) => not(on.predicate(it)),
  else_reading: (on, it) => orOpen(on.predicate(it), 'reading'),
};

/** The parts of a procedure, with their ids looked up. */
function partsOf(ruleset, id) {
  const procedure = ruleset.procedure.find((one) => one.id === id);
  const listed = (kind, names = []) =>
    names.map((name) => ruleset[kind].find((one) => one.id === name));
  return {
    procedure,
    routes: listed('route', procedure.routes),
    conditions: listed('condition', procedure.conditions),
    duties: listed('duty', procedure.duties),
    results: listed('result', procedure.results),
  };
}

/** Routes in order, then conditions. */
function judged(on, { procedure, routes, conditions, results }) {
  const possible = [];
  const open = [];
  const couldClaim = [];
  let decided;
  for (const route of routes) {
    const held = on.predicate(route.when);
    if (held.truth === 'met') {
      decided = route;
      break;
    }
    if (held.truth !== 'unknown') continue;
    if (route.claimed) {
      couldClaim.push(route);
    } else {
      possible.push(route.verdict);
      open.push({ route, held });
    }
  }

  const kind = procedure.varies_by;
  const limbs = [];
  const reported = [];
  for (const condition of conditions) {
    let applies = on.when(condition.when);
    if (condition.only) {
      applies = all([applies, on.known([kind], (is) => so(condition.only.includes(is)))]);
    }
    const own = condition.limb.map((limb) => {
      const { applies: asked, truth } = on.limb(limb);
      const both = all([applies, asked]);
      const outcome = where(both, truth);
      return { condition, limb, applies: both, outcome };
    });
    limbs.push(...own);
    applies = any(own.map((one) => one.applies));
    reported.push({ condition, applies, outcome: all(own.map(({ outcome }) => outcome)) });
  }
  const derived = results.map((result) => ({ result, when: on.when(result.when) }));
  // What waits for an answer leaves a checklist open; what the text itself leaves open does not.
  const waiting = derived.filter(
    ({ when }) => when.truth === 'unknown' && !when.causes.includes('reading'),
  );
  const whole = all([...limbs, ...waiting].map(({ outcome, when }) => outcome ?? when)).truth;
  const outcomes =
    procedure.kind === 'checklist'
      ? { met: 'complete', not_met: 'incomplete', unknown: 'undetermined' }
      : { met: 'approvable', not_met: 'not_approvable', unknown: 'undetermined' };
  possible.push(decided?.verdict ?? outcomes[whole]);
  const verdict = new Set(possible).size === 1 ? possible[0] : 'undetermined';
  return { verdict, decided, open, couldClaim, limbs, reported, waiting };
}

/** Judges `request` by one version of a text, given as the JSON of `shodaku rulesets build`. */
export function judge(ruleset, request) {
  const given = read(ruleset, request);
  const parts = partsOf(ruleset, request.procedure);
  const on = new Judging(ruleset, request, given);
  const outcome = judged(on, parts);

  // While the kind is not known, every kind has to agree.
  const kind = parts.procedure.varies_by;
  let verdict = outcome.verdict;
  if (kind && given.answers[kind] === undefined) {
    const each = on.fields.get(kind).options.map(({ value }) => {
      const if_so = new Judging(ruleset, request, {
        ...given,
        answers: { ...given.answers, [kind]: value },
      });
      return judged(if_so, parts).verdict;
    });
    verdict = new Set(each).size === 1 ? each[0] : 'undetermined';
  }

  const { decided, open, couldClaim, limbs, reported, waiting } = outcome;
  const issues = limbs
    .filter(({ outcome }) => outcome.truth !== 'met')
    .map(({ condition, limb, outcome }) => ({
      limb: `${condition.id}.${limb.id}`,
      truth: outcome.truth,
      because: outcome.causes.toSorted(),
      clauses: [condition.clause, ...[limb.also_cite ?? []].flat()],
    }));
  const { routes, conditions, duties, results } = parts;
  const asked = on.looked([
    ...routes.map((route) => route.when),
    ...[...conditions, ...results, ...duties].map((part) => [part.when ?? [], part.holds ?? []]),
    ...conditions
      .flatMap(({ limb }) => limb)
      .map((limb) => [limb, limb.when ?? [], limb.supports ?? []]),
    kind ?? [],
  ]);
  // Once a route decides, an open one before it matters only where the outcomes from there on differ.
  const matters = ({ route }, at) =>
    !decided ||
    decided.verdict !== route.verdict ||
    open.slice(at).some((later) => later.route.verdict !== route.verdict);
  const settled = decided && open.every(({ route }) => route.verdict === decided.verdict);
  const needed = union([
    ...open.filter(matters).map(({ held }) => held.needs),
    ...(decided ? [] : limbs.map(({ outcome }) => outcome.needs)),
    ...(decided ? [] : waiting.map(({ when }) => when.needs)),
  ]);
  const by = (supplier) =>
    ruleset.field
      .filter((field) => field.supplier === supplier && needed.includes(field.id))
      .map(({ id }) => id);
  const counted = decided
    ? []
    : reported.filter(({ outcome }) =>
        verdict === 'undetermined' ? outcome.truth === 'unknown' : outcome.truth === 'not_met',
      );
  const decidedBy = settled
    ? [decided.id]
    : [
        ...open.filter(matters).map(({ route }) => route.id),
        ...counted.map(({ condition }) => condition.id),
        ...(decided || verdict !== 'undetermined' ? [] : waiting.map(({ result }) => result.id)),
      ];
  return {
    verdict,
    decidedBy,
    couldClaim: settled ? [] : couldClaim.map(({ id }) => id),
    issues,
    unreadable: given.unreadable.filter((id) => asked.includes(id)),
    conditions: reported.map(({ condition, applies, outcome }) => ({
      condition: condition.id,
      applies: { met: true, not_met: false, unknown: null }[applies.truth],
      truth: applies.truth === 'not_met' ? null : outcome.truth,
    })),
    stillNeeded: {
      applicant: by('applicant'),
      contract: by('contract'),
      officer: by('officer'),
      body: by('body'),
    },
    duties: parts.duties
      .map((duty) => ({
        id: duty.id,
        when: on.when(duty.when),
        holds: duty.holds && on.predicate(duty.holds),
      }))
      .filter(({ when }) => when.truth !== 'not_met')
      .map(({ id, when, holds }) => ({ id, truth: holds ? where(when, holds).truth : null })),
    results: parts.results
      .map((result) => ({ id: result.id, truth: on.when(result.when).truth }))
      .filter(({ truth }) => truth !== 'not_met'),
  };
}
