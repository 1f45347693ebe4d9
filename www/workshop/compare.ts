/** Days and numbers that are compared, as that is written. */
import { countsOf } from './lacks.js';
import type { Own } from './plan.js';

/** What an own condition on days or numbers asks of `fields`. */
export function comparison(
  own: Own,
  fields: readonly string[],
): readonly [operator: string, takes: unknown] {
  const { asks, bound } = own;
  const [first = '', second = ''] = fields;
  const [count = 0, total = 1] = countsOf(own).map((_, at) =>
    Number(at === 0 ? own.count : own.total),
  );
  if (asks === 'days') return ['before', [first, second, count]];
  if (asks === 'order') return ['in_order', fields];
  if (asks === 'share') return [bound, [first, second, count, total]];
  return [bound, [first, own.of[1]?.field === 'count' ? count : second]];
}
