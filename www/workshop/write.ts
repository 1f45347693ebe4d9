/** A plan as a ruleset in TOML, as one would write it by hand. */
import duties from 'duties:shared';
import type { Lack } from './lacks.js';
import {
  boundBy,
  type Consultation,
  type Duty,
  isConsented,
  type Plan,
  partOf,
  proceduresOf,
  type Two,
  WHOLE,
} from './plan.js';
import data from './templates.json' with { type: 'json' };
import {
  consultationAt,
  filled,
  isSameDay,
  type Limb,
  type OpenPoint,
  type OwnField,
  sentence,
  type Unit,
  unitsOf,
  whenOf,
} from './units.js';
import { beyond, EXCERPT, exemptOf, openOf, openPoints } from './ways.js';

const { texts } = data;

/** A part of a ruleset as it is written, and where the guide asks for it. */
interface Block {
  readonly at: Lack;
  readonly text: string;
}

/** What a duty says that rulesets share, of that municipality. */
export function sharedDuty({ municipality }: Plan, id: string): Two {
  const { said, town } = duties;
  const called = town[municipality.ja.trim().slice(-1)] ?? town.other ?? texts.sample;
  const { ja, en } = said[id] ?? texts.sample;
  return {
    ja: ja.replaceAll('{town}', () => called.ja),
    en: en.replaceAll('{town}', () => called.en),
  };
}

/** The ruleset of a plan that lacks nothing, in the order that its clauses have in the text. */
export const rulesetOf = (plan: Plan, order: readonly string[] = []): string =>
  blocksOf(plan, order)
    .map(({ text }) => text)
    .join('\n');

/** Where the guide asks for what stands in a line of the ruleset. */
export function askedAt(plan: Plan, line: number, order: readonly string[] = []): Lack | undefined {
  let end = 0;
  return blocksOf(plan, order).find(({ text }) => {
    end += text.split('\n').length;
    return line <= end;
  })?.at;
}

/** Things in the order of their clauses; where that is not known, in their own. */
function ordered<Thing extends { readonly clause: string }>(
  things: readonly Thing[],
  order: readonly string[],
): Thing[] {
  const at = ({ clause }: Thing) => order.indexOf(clause.trim());
  return things.toSorted((one, other) => at(one) - at(other));
}

function blocksOf(plan: Plan, order: readonly string[]): Block[] {
  const units = proceduresOf(plan).flatMap(({ id }) => ordered(unitsOf(plan, id), order));
  const text = (two: Two) =>
    plan.english && two.en
      ? `{ ja = ${value(two.ja)}, en = ${value(two.en)} }`
      : `{ ja = ${value(two.ja)} }`;
  const ways = proceduresOf(plan).flatMap(({ id }) => [...beyond(plan, id), ...exemptOf(plan, id)]);
  const fields = [
    ...ways.map(({ at, own }) => ({ at, own: own ? [own] : [] })),
    ...units.map(({ at, when, limbs }) => ({
      at,
      own: [when?.own ?? [], ...limbs.map(({ own }) => own)].flat(),
    })),
    ...dutiesOf(plan).map((one) => ({
      at: dutyAt(one),
      own: [whenOf(plan.id, `duty-${one.id}`, one)?.own ?? []].flat(),
    })),
  ];
  const blocks = [
    { at: textAt('municipality'), text: header(plan, text) },
    ...(plan.seen ? [{ at: textAt('seen'), text: excerpt(plan.seen, text) }] : []),
    ...fields.flatMap(({ at, own }) => own.map((one) => ({ at, text: fieldOf(one, text) }))),
    ...units
      .filter(({ limbs }) => limbs.some(isSameDay))
      .map((unit) => ({ at: unit.at, text: reading(unit, text) })),
    ...openPoints(plan).map((one) => ({ at: one.at, text: openReading(one, text) })),
    ...routes(plan).map((one) => ({ at: one.at, text: route(one, text) })),
    ...(plan.seen ? [{ at: textAt('scope'), text: unread(plan, plan.seen, text) }] : []),
    ...units.map((unit) => ({ at: unit.at, text: condition(unit, text) })),
    ...ordered(dutiesOf(plan), order).map((one) => ({
      at: dutyAt(one),
      text: duty(plan, one, text),
    })),
    ...proceduresOf(plan).map(({ id, title }) => ({
      at: { ...consultationAt(id), input: `${id}-says`, asked: 'says' as const },
      text: procedure(plan, order, { id, title }, text),
    })),
  ];
  return blocks.filter(({ text }) => text !== '');
}

const textAt = (asked: 'municipality' | 'commencement' | 'outside' | 'scope' | 'seen'): Lack => ({
  step: 'text',
  input: `plan-${asked}`,
  asked,
});

const dutyAt = ({ id }: Duty): Lack => ({
  step: 'duties',
  input: `duty-${id}-clause`,
  asked: 'clause',
  part: id,
});

/** A value as TOML has it. */
export const value = (of: unknown): string => {
  if (Array.isArray(of)) return `[${of.map(value).join(', ')}]`;
  if (typeof of !== 'object' || of === null) return JSON.stringify(of);
  return `{ ${Object.entries(of)
    .map(([key, one]) => `${key} = ${value(one)}`)
    .join(', ')} }`;
};

type Say = (two: Two) => string;

const lines = (...all: readonly (string | false)[]): string =>
  `${all.filter((line) => line !== false).join('\n')}\n`;

function header({ id, municipality, title, instrument, from }: Plan, text: Say): string {
  return lines(
    '[ruleset]',
    'format = 1',
    `id = ${value(id)}`,
    `version = ${value(from || 'undated')}`,
    `municipality = ${text(municipality)}`,
    `title = ${text(title)}`,
    `instrument = ${text(instrument)}`,
    from !== '' &&
      `in_force = { from = ${from}, decided_by = ["approval.planned_on", "request.filed_on", "asOf"] }`,
  );
}

function fieldOf({ id, type, supplier, nature, label }: OwnField, text: Say): string {
  return lines(
    '[[field]]',
    `id = ${value(id)}`,
    `type = ${value(type)}`,
    `supplier = ${value(supplier)}`,
    nature !== undefined && `nature = ${value(nature)}`,
    `label = ${text(label)}`,
  );
}

function excerpt(seen: Two, text: Say): string {
  return lines(
    '[[reading]]',
    `id = ${value(EXCERPT)}`,
    `clause = ${value(WHOLE)}`,
    `taken = ${text(filled(texts.seen, seen))}`,
    `alternative = ${text(texts.seen_other)}`,
  );
}

/** What the part that was read does not speak of: nobody knows what the rest says. */
function unread(plan: Plan, seen: Two, text: Say): string {
  const ids = proceduresOf(plan).map(({ id }) => id);
  const silent = ids.filter((id) => partOf(plan, id).says === 'silent');
  if (silent.length === 0) return '';
  return lines(
    '[[common]]',
    'is = "unread"',
    `procedures = ${value(silent)}`,
    `clause = ${value(plan.scope.trim() || WHOLE)}`,
    `seen = ${text(seen)}`,
    `reading = ${value(EXCERPT)}`,
  );
}

function reading({ id, clause }: Unit, text: Say): string {
  return lines(
    '[[reading]]',
    `id = ${value(id)}`,
    `clause = ${value(clause)}`,
    `taken = ${text(texts.same_day)}`,
    `alternative = ${text(texts.same_day_other)}`,
  );
}

function openReading({ reading, clause, open, message }: OpenPoint, text: Say): string {
  return lines(
    '[[reading]]',
    `id = ${value(reading)}`,
    `clause = ${value(clause)}`,
    `taken = ${text(message)}`,
    `alternative = ${text(sentence(open.other))}`,
  );
}

interface Route {
  readonly at: Lack;
  readonly id: string;
  readonly when: string;
  readonly verdict: string;
  readonly clause: string;
  readonly message: Two;
  readonly isClaimed?: boolean;
  /** What of it the text, or what was read of it, does not settle. */
  readonly reading?: string | undefined;
}

/** The routes that some consultation has, each once. */
function routes(plan: Plan): Route[] {
  const ids = proceduresOf(plan).map(({ id }) => id);
  const isSilent = ids.some((id) => partOf(plan, id).says === 'silent');
  const speaks = ids.some((id) => partOf(plan, id).says !== 'silent');
  const { from, commencement, reaches, seen } = plan;
  const [scope, outside] = [plan.scope, plan.outside].map((clause) => clause.trim() || WHOLE) as [
    string,
    string,
  ];
  const always = '{ all = [] }';
  const all: Route[] = [];
  const none = (at: Lack, id: string, when: string, clause: string, message: Two) =>
    all.push({ at, id, when, verdict: 'not_regulated', clause, message });
  if (from !== '' && speaks) {
    none(
      textAt('commencement'),
      'not-in-force',
      '{ not = { in_force = true } }',
      commencement,
      texts.not_in_force,
    );
  }
  if (reaches !== 'all' && speaks) {
    const when =
      reaches === 'personal'
        ? '{ not = { is = ["information.kind", "personal"] } }'
        : '{ is = ["information.kind", "none"] }';
    none(textAt('outside'), 'no-personal-information', when, outside, texts.no_information);
  }
  if (isSilent && !seen) none(textAt('scope'), 'silent', always, scope, texts.silent);
  for (const procedure of ids) {
    const part = partOf(plan, procedure);
    const outside = beyond(plan, procedure);
    for (const way of [...outside, ...exemptOf(plan, procedure)]) {
      const isBeyond = outside.includes(way);
      const [operator, takes] = way.asks;
      const when = `{ ${operator} = ${value(takes)} }`;
      // Where its absence means more than conditions, or it is beyond the text, it must be known to be absent.
      all.push({
        ...way,
        when,
        isClaimed: isConsented(part) && !isBeyond,
      });
    }
    const open = openOf(plan, procedure);
    if (open) {
      const { at, reading: id, clause, message } = open;
      all.push({ at, id, when: always, verdict: 'undetermined', clause, message, reading: id });
    }
    if (part.says === 'ban') {
      const { clause } = part;
      const [id, verdict] = [`${procedure}-banned`, 'prohibited'];
      all.push({
        at: consultationAt(procedure),
        id,
        when: always,
        verdict,
        clause,
        message: texts.banned,
      });
    }
  }
  return all;
}

function route(
  { id, when, verdict, clause, message, isClaimed, reading }: Route,
  text: Say,
): string {
  return lines(
    '[[route]]',
    `id = ${value(id)}`,
    `when = ${when}`,
    `verdict = ${value(verdict)}`,
    reading !== undefined && 'because = "reading"',
    `clause = ${value(clause)}`,
    `message = ${text(message)}`,
    isClaimed === true && 'claimed = true',
    reading !== undefined && `reading = ${value(reading)}`,
  );
}

function condition({ id, clause, topic, title, when, limbs }: Unit, text: Say): string {
  const [first] = limbs;
  if (!first) return '';
  // What the first says is said of the condition; others say it of themselves.
  const limb = (one: Limb) =>
    lines(
      '',
      '[[condition.limb]]',
      `id = ${value(one.id)}`,
      `${one.asks[0]} = ${value(one.asks[1])}`,
      one.supports.length > 0 && `supports = ${value(one.supports)}`,
      one !== first && `message = ${text(one.message)}`,
      one !== first && `remedy = ${text(one.remedy)}`,
      one.isRecorded === true && 'if_recorded = true',
      one.open?.open.of === 'applies' && 'otherwise = { open = "reading" }',
      one.open !== undefined && `open = ${text(one.open.message)}`,
      (one.open !== undefined || isSameDay(one)) && `reading = ${value(one.open?.reading ?? id)}`,
    );
  return (
    lines(
      '[[condition]]',
      `id = ${value(id)}`,
      `clause = ${value(clause)}`,
      `topic = ${value(topic)}`,
      `title = ${text(title)}`,
      `message = ${text(first.message)}`,
      `remedy = ${text(first.remedy)}`,
      when !== undefined && `when = { ${when.asks[0]} = ${value(when.asks[1])} }`,
    ) + limbs.map(limb).join('')
  );
}

/** The duties of a plan that bind somebody. */
const dutiesOf = (plan: Plan): readonly Duty[] =>
  plan.duties.filter((one) => boundBy(plan, one).length > 0);

/** A duty: its own words, or the line that takes up one that many texts have. */
function duty(plan: Plan, one: Duty, text: Say): string {
  const { id, clause, own } = one;
  const when = whenOf(plan.id, `duty-${id}`, one);
  const arises = when !== undefined && `when = { ${when.asks[0]} = ${value(when.asks[1])} }`;
  if (!own) {
    return lines(
      '[[common]]',
      `is = ${value(id)}`,
      `procedures = ${value(boundBy(plan, one))}`,
      `clause = ${value(clause.trim())}`,
      one.wording !== null && `message = ${text(sentence(one.wording))}`,
      arises,
    );
  }
  return lines(
    '[[duty]]',
    `id = ${value(id)}`,
    `clause = ${value(clause.trim())}`,
    `message = ${text(sentence(own.message))}`,
    arises,
    own.isAdvice && 'advisory = true',
  );
}

/** The routes of a consultation, in the order in which they are looked at. */
function routesOf(plan: Plan, id: string): string[] {
  const { says } = partOf(plan, id);
  if (says === 'silent') return plan.seen ? [] : ['silent'];
  return [
    ...(plan.from !== '' ? ['not-in-force'] : []),
    ...(plan.reaches === 'all' ? [] : ['no-personal-information']),
    ...[...beyond(plan, id), ...exemptOf(plan, id)].map((one) => one.id),
    ...(says === 'open' ? [`${id}-open`] : []),
    ...(says === 'ban' ? [`${id}-banned`] : []),
  ];
}

function procedure(
  plan: Plan,
  order: readonly string[],
  { id, title }: Consultation,
  text: Say,
): string {
  const conditions = ordered(unitsOf(plan, id), order).map((unit) => unit.id);
  const listed = routesOf(plan, id);
  const bound = plan.duties.filter((one) => one.own && boundBy(plan, one).includes(id));
  const binding = ordered(bound, order);
  return lines(
    '[[procedure]]',
    `id = ${value(id)}`,
    plan.consultations.some((one) => one.id === id) && 'kind = "consultation"',
    `title = ${text(title)}`,
    listed.length > 0 && `routes = ${value(listed)}`,
    conditions.length > 0 && `conditions = ${value(conditions)}`,
    binding.length > 0 && `duties = ${value(binding.map((one) => one.id))}`,
    plan.seen !== null && `readings = ${value([EXCERPT])}`,
  );
}
