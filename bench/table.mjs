// Numbers as people read them, in tables that are Markdown and line up on a terminal too.

import { best, ratio } from './rounds.mjs';

/** At least so many digits. */
const digits = (number, count) =>
  number >= 10 ** (count - 1) ? String(Math.round(number)) : number.toPrecision(count);

export const duration = (microseconds) =>
  microseconds < 1000 ? `${digits(microseconds, 3)} µs` : `${digits(microseconds / 1000, 3)} ms`;
export const bytes = (count) =>
  count < 1024 ** 2 ? `${(count / 1024).toFixed(1)} KB` : `${(count / 1024 ** 2).toFixed(1)} MB`;
export const rate = (each) => `${(1000 * Math.round(each / 1000)).toLocaleString('en')}/s`;
export const whole = (count) => Math.round(count).toLocaleString('en');
export function times({ least, middle, most }) {
  const spread = least === most ? '' : ` (${digits(least, 2)}–${digits(most, 2)})`;
  return `${digits(middle, 2)} ×${spread}`;
}

/** The first row is the head; the first column to the left and all others to the right. */
export function table([head, ...rows]) {
  const widths = head.map((_, at) => Math.max(...[head, ...rows].map((row) => row[at].length), 2));
  const line = (row) =>
    `| ${row.map((cell, at) => (at ? cell.padStart(widths[at]) : cell.padEnd(widths[at]))).join(' | ')} |`;
  const rule = widths.map((width, at) => (at ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width)));
  return [line(head), line(rule), ...rows.map(line)].join('\n');
}

/**
 * For each name in each column the best of its rounds, and how it compares to the first name.
 *
 * @param columns Title and rounds by name.
 * @param labels What is shown for a name.
 */
export function compared(columns, labels, show) {
  const [first] = Object.keys(labels);
  const head = ['', ...Object.keys(columns).flatMap((title) => [title, 'to Shodaku'])];
  const rows = Object.entries(labels).map(([name, label]) => [
    label,
    ...Object.values(columns).flatMap((of) => [
      show(best(of[name])),
      name === first ? '' : times(ratio(of[name], of[first])),
    ]),
  ]);
  return table([head, ...rows]);
}
