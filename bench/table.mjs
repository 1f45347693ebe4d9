// Numbers as people read them, in columns.

/** At least so many digits. */
const digits = (number, count) =>
  number >= 10 ** (count - 1) ? String(Math.round(number)) : number.toPrecision(count);

export const duration = (microseconds) =>
  microseconds < 1000 ? `${digits(microseconds, 3)} µs` : `${digits(microseconds / 1000, 3)} ms`;
export const bytes = (count) =>
  count < 1024 ** 2 ? `${(count / 1024).toFixed(1)} KB` : `${(count / 1024 ** 2).toFixed(1)} MB`;
export const rate = (each) => `${(1000 * Math.round(each / 1000)).toLocaleString('en')}/s`;
export const times = (ratio) => `${digits(ratio, 2)} ×`;

/** Rows in columns, the first to the left and all others to the right. */
export function table(rows) {
  const widths = [];
  for (const row of rows) {
    for (const [at, cell] of row.entries()) widths[at] = Math.max(widths[at] ?? 0, cell.length);
  }
  const line = (row) =>
    row
      .map((cell, at) => (at === 0 ? cell.padEnd(widths[at]) : cell.padStart(widths[at])))
      .join('   ')
      .trimEnd();
  return rows.map((row) => `  ${line(row)}`).join('\n');
}

/**
 * A value for each name in each column, and how it compares to the first name's.
 *
 * @param columns Title and values by name.
 * @param labels What is shown for a name.
 */
export function compared(columns, labels, show) {
  const [first] = Object.keys(labels);
  const head = ['', ...Object.keys(columns).flatMap((title) => [title, ''])];
  const rows = Object.entries(labels).map(([name, label]) => [
    label,
    ...Object.values(columns).flatMap((of) => [show(of[name]), times(of[name] / of[first])]),
  ]);
  return table([head, ...rows]);
}
