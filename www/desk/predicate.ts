/** What a predicate asks, in words: the command's `explain` says it in the same. */
import type { Predicate } from 'shodaku';
import { dayInWords, fieldById, labelOf, valueInWords } from '../shared/fields.js';
import type { Operator, Part } from './parts.js';
import { say } from './words.js';

/** Says it, or its opposite. */
type Says<Operand> = (operand: Operand, so: 'so' | 'not_so') => string;

/** How what asks about fields is said. */
const SAYINGS: {
  readonly [name in Exclude<Operator, Joining>]-?: Says<NonNullable<Predicate[name]>>;
} = {
  stated: (field, so) => say(`cli.predicate.stated.${so}`, { field: name(field) }),
  yes: (field, so) => say(`cli.predicate.affirmed.${so}`, { field: name(field) }),
  no: (field, so) => say(`cli.predicate.affirmed.${opposite[so]}`, { field: name(field) }),
  found: (field, so) => say(`cli.predicate.found.${so}`, { field: name(field) }),
  decided: (field, so) => isOneOf(field, ['approved'], so),
  is: ([field, value], so) => isOneOf(field, [value], so),
  one_of: ([field, values], so) => isOneOf(field, values, so),
  has: ([field, value], so) => hasAll(field, [value], so),
  lacks: ([field, value], so) => hasAll(field, [value], opposite[so]),
  has_all: ([field, values], so) => hasAll(field, values, so),
  subset: ([part, whole], so) =>
    say(`cli.predicate.subset.${so}`, { part: name(part), whole: name(whole) }),
  at_most: ([field, limit, parts, of], so) => atMost(field, limit, [parts, of], so),
  at_least: ([field, limit, parts, of], so) => atMost(limit, field, [of, parts], so),
  before: ([first, second, days], so) => {
    if (days === 0) return say(`cli.predicate.before.${opposite[so]}`, both([second, first]));
    if (days === undefined || days === 1) {
      return say(`cli.predicate.before.${so}`, both([first, second]));
    }
    return say(`cli.predicate.days_before.${so}`, { ...both([first, second]), days });
  },
  not_before: (days, so) => say(`cli.predicate.before.${opposite[so]}`, both(days)),
  within_years: ([first, second, years], so) => {
    const days = both([first, second]);
    if (years === undefined) return say(`cli.predicate.same_or_earlier_year.${so}`, days);
    if (years === 0) return say(`cli.predicate.same_year.${so}`, days);
    return say(`cli.predicate.within_years.${so}`, { ...days, years });
  },
  in_force: (_, so) => say(`cli.predicate.in_force.${so}`, { period: '' }),
};

/** What joins, turns or opens other predicates. */
type Joining = 'all' | 'any' | 'not' | 'else_reading';

const opposite = { so: 'not_so', not_so: 'so' } as const;

/** A part as a line: what it asks, or how the parts below it go together. */
export function asked({ operator, asks, parts }: Part): string {
  switch (operator) {
    case 'all':
      return say(parts.length === 0 ? 'cli.predicate.always' : 'page.desk.trace.all');
    case 'any':
      return say(parts.length === 0 ? 'cli.predicate.never' : 'page.desk.trace.any');
    case 'not':
      return say('page.desk.trace.not');
    case 'else_reading':
      return say('page.desk.trace.else_reading');
    default:
      return said(operator, asks, 'so');
  }
}

/** The opposite of a part that asks about fields itself, as a line; none of one that joins others. */
export const denied = ({ operator, asks }: Part): string | undefined =>
  operator in SAYINGS ? said(operator as Exclude<Operator, Joining>, asks, 'not_so') : undefined;

function said(operator: Exclude<Operator, Joining>, asks: Predicate, so: 'so' | 'not_so'): string {
  const says = SAYINGS[operator] as Says<unknown>;
  return says(asks[operator], so);
}

const name = (field: string): string => say('cli.name', { label: labelOf(field) });

/** The name of a field with a number; of a list, that it is counted. */
const number = (field: string): string =>
  fieldById(field)?.type === 'integer'
    ? name(field)
    : say('cli.predicate.count', { field: name(field) });

/** That one number is at most a share of another, or that other at least a share of the one. */
function atMost(
  part: string | number,
  whole: string | number,
  [parts = 1, of = 1]: readonly (number | undefined)[],
  so: 'so' | 'not_so',
): string {
  const least = typeof part === 'number' || parts > of;
  const [one, other] = least ? [whole, part] : [part, whole];
  const places = {
    field: number(String(one)),
    limit: typeof other === 'number' ? valueInWords(String(one), other) : number(other),
  };
  if (parts === of) return say(`cli.predicate.${least ? 'at_least' : 'at_most'}.${so}`, places);
  return least
    ? say(`cli.predicate.at_least_share.${so}`, { ...places, parts: of, of: parts })
    : say(`cli.predicate.at_most_share.${so}`, { ...places, parts, of });
}

type Value = string | number | boolean;

function isOneOf(field: string, values: readonly Value[], so: 'so' | 'not_so'): string {
  const [first] = values;
  if (values.length === 1 && typeof first === 'boolean') {
    const kind = fieldById(field)?.type === 'finding' ? 'found' : 'affirmed';
    return say(`cli.predicate.${kind}.${first ? so : opposite[so]}`, { field: name(field) });
  }
  const key = values.length === 1 ? 'is' : 'one_of';
  return say(`cli.predicate.${key}.${so}`, { field: name(field), values: names(field, values) });
}

const hasAll = (field: string, values: readonly Value[], so: 'so' | 'not_so'): string =>
  say(`cli.predicate.has_all.${so}`, { field: name(field), values: names(field, values) });

const names = (field: string, values: readonly Value[]): string =>
  values
    .map((value) => say('cli.name', { label: valueInWords(field, value) }))
    .join(say('cli.between_names'));

const both = ([first, second]: readonly [string, string]): { first: string; second: string } => {
  const day = (one: string): string => {
    if (one === 'asOf') return say('cli.predicate.as_of');
    return fieldById(one) ? name(one) : dayInWords(one);
  };
  return { first: day(first), second: day(second) };
};
