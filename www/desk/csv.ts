/** Tables as CSV that Excel opens: UTF-8 that says so, and no cell that Excel would compute. */

import { slices } from './slices.js';

/** What a cell begins with that Excel computes; behind an apostrophe it is text. */
const COMPUTED = /^'*[=+\-@\t\r]/;

/** The file's text, in pieces. */
export async function csvOf(rows: readonly (readonly string[])[]): Promise<string[]> {
  const cell = (text: string): string => {
    const safe = COMPUTED.test(text) ? `'${text}` : text;
    return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  const pieces = ['\ufeff'];
  const due = slices();
  for (const row of rows) {
    pieces.push(`${row.map(cell).join(',')}\r\n`);
    await due();
  }
  return pieces;
}

/** A cell's text without the apostrophe that only keeps Excel from computing it. */
export const withoutApostrophe = (cell: string): string =>
  cell.startsWith("'") && COMPUTED.test(cell) ? cell.slice(1) : cell;
