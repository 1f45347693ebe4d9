/** Days and numbers that are compared: how that is written, and answers that meet it or do not. */
import { countsOf } from './lacks.js';
import type { Own } from './plan.js';

/** Answers by field; `null` for one that is left blank. */
export type Answers = Readonly<Record<string, unknown>>;

/** A field, or a number. */
type Term = string | number;

/** That `high` is at least what `low` asks of it. */
export interface Bound {
  readonly low: Term;
  readonly high: Term;
  /** The least `high` for a `low`, and the greatest `low` for a `high`. */
  readonly least: (low: number) => number;
  readonly most: (high: number) => number;
  /** Whether the same is open: which of two things of one day came first. */
  readonly isOpen: boolean;
  readonly isOfDays: boolean;
}

/** That one day is before another, by so many days; without a number the same day is open. */
export const before = (low: string, high: string, days?: number): Bound => ({
  low,
  high,
  least: (low) => low + (days ?? 1),
  most: (high) => high - (days ?? 1),
  isOpen: days === undefined,
  isOfDays: true,
});

/** What an own condition on days or numbers asks: as it is written, and bound by bound. */
export function comparison(
  own: Own,
  fields: readonly string[],
): { readonly asks: readonly [operator: string, takes: unknown]; readonly bounds: Bound[] } {
  const { asks, bound } = own;
  const [first = '', second = ''] = fields;
  const [count = 0, total = 1] = countsOf(own).map((_, at) =>
    Number(at === 0 ? own.count : own.total),
  );
  if (asks === 'days') {
    return { asks: ['before', [first, second, count]], bounds: [before(first, second, count)] };
  }
  if (asks === 'order') {
    const pairs = fields.flatMap((low, at) =>
      fields.slice(at + 1).map((high) => before(low, high)),
    );
    return { asks: ['in_order', fields], bounds: pairs };
  }
  const other = own.of[1]?.field === 'count' ? count : second;
  const [low, high] = bound === 'at_most' ? [first, other] : [other, first];
  // The share of what is bounded, seen from the lower side; a number is held against the whole.
  const [part, of] =
    asks === 'number' ? [1, 1] : bound === 'at_most' ? [count, total] : [total, count];
  return {
    asks: [bound, asks === 'number' ? [first, other] : [first, second, count, total]],
    bounds: [
      {
        low,
        high,
        least: (low) => Math.ceil((low * of) / part),
        most: (high) => Math.floor((high * part) / of),
        isOpen: false,
        isOfDays: false,
      },
    ],
  };
}

const DAY = 86_400_000;
const isDay = (of: unknown): of is string => typeof of === 'string' && /^\d{4}-\d\d-\d\d$/.test(of);

/** A day so many days after another. */
export const after = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10);

const numberOf = (term: Term, answers: Answers): number | undefined => {
  const of = typeof term === 'number' ? term : answers[term];
  if (isDay(of)) return Date.parse(of) / DAY;
  return typeof of === 'number' ? of : undefined;
};

const written = (of: number, like: unknown): unknown =>
  isDay(like) ? after('1970-01-01', of) : of;

/** What bounds come to. */
export function truthOf(bounds: readonly Bound[], answers: Answers): 'met' | 'not_met' | string {
  const causes = new Set<string>();
  for (const { low, high, least, isOpen } of bounds) {
    const [from, to] = [numberOf(low, answers), numberOf(high, answers)];
    if (from === undefined || to === undefined) causes.add('missing');
    else if (isOpen && from === to) causes.add('reading');
    else if (to < least(from)) return 'not_met';
  }
  return causes.size > 0 ? [...causes].join(', ') : 'met';
}

/** Answers that meet all bounds, where there are any: from what they begin with, upwards. */
export function meeting(bounds: readonly Bound[], begin: Answers): Answers {
  const answers: Record<string, unknown> = { ...begin };
  // Each round settles one more; where bounds contradict each other there is no end.
  for (const _ of bounds) {
    for (const { low, high, least } of bounds) {
      const [from, to] = [numberOf(low, answers), numberOf(high, answers)];
      if (from === undefined || to === undefined || typeof high === 'number') continue;
      if (to < least(from)) answers[high] = written(least(from), answers[high]);
    }
  }
  return answers;
}

/** Changes to answers after one of which at least one of the bounds is not met. */
export function* breaking(bounds: readonly Bound[], answers: Answers): Generator<Answers> {
  for (const { low, high, least, most, isOpen } of bounds) {
    const [from, to] = [numberOf(low, answers), numberOf(high, answers)];
    if (from === undefined || to === undefined) continue;
    const lower = least(from) - (isOpen ? 2 : 1);
    const higher = most(to) + (isOpen ? 2 : 1);
    if (typeof high === 'string' && lower >= 0) yield { [high]: written(lower, answers[high]) };
    if (typeof low === 'string') yield { [low]: written(higher, answers[low]) };
  }
}

/** Changes after which it is open. */
export function* opening(bounds: readonly Bound[], answers: Answers): Generator<Answers> {
  for (const { low, high, isOpen } of bounds) {
    const [from, to] = [low, high].filter((term) => typeof term === 'string');
    if (isOpen && typeof high === 'string' && typeof low === 'string') {
      yield { [high]: answers[low] };
    }
    if (from !== undefined) yield { [from]: null };
    if (to !== undefined) yield { [to]: null };
  }
}
