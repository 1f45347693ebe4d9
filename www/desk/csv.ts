/** Tables as CSV that Excel opens: UTF-8 that says so, and no cell that Excel would compute. */

/** What a cell begins with that Excel computes; behind an apostrophe it is text. */
const COMPUTED = /^'*[=+\-@\t\r]/;

/** The file's text. */
export function csvOf(rows: readonly (readonly string[])[]): string {
  const cell = (text: string): string => {
    const safe = COMPUTED.test(text) ? `'${text}` : text;
    return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return `\ufeff${rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`;
}

/** A cell's text without the apostrophe that only keeps Excel from computing it. */
export const withoutApostrophe = (cell: string): string =>
  cell.startsWith("'") && COMPUTED.test(cell) ? cell.slice(1) : cell;
