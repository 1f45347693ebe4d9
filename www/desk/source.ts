/** What a file holds that is taken in: a table, requests, how headings are mapped, or nothing. */
import { parse } from 'papaparse';
import { type Decoded, decode, type Encoding, type NoText } from './decode.js';
import { isMapping, type Mapping } from './mapping.js';
import { type NoWorkbook, readWorkbook } from './workbook.js';

/** How large a file may be, in bytes: a larger one is not read at all. */
export const MAX_SIZE = 300_000_000;

/** What a file holds; each row with its number in the file. */
export type Source = Table | Requests | Mappings;
export interface Table {
  readonly kind: 'table' | 'workbook' | 'workbook_macros';
  readonly encoding: Encoding | undefined;
  readonly headings: readonly string[];
  readonly rows: readonly (readonly string[])[];
}
export interface Requests {
  readonly kind: 'requests';
  readonly encoding: Encoding;
  /** A line that is no JSON is kept as the text it is. */
  readonly rows: readonly unknown[];
}
export interface Mappings {
  readonly kind: 'mapping';
  readonly mapping: Mapping;
}

/** Why a file holds nothing that is taken in. */
export type Nothing = NoText | NoWorkbook | 'too_large' | 'empty' | 'not_so_written';

/** Finds out what a file holds; of a text, in the encoding that was chosen, if one was. */
export async function sourceOf(bytes: Uint8Array, chosen?: Encoding): Promise<Source | Nothing> {
  const decoded = decode(bytes, chosen);
  if (decoded === 'zip') return workbook(bytes);
  if (decoded === 'unknown' && chosen) return 'not_so_written';
  return typeof decoded === 'string' ? decoded : textual(decoded);
}

function textual({ text, encoding }: Decoded): Source | Nothing {
  const start = text.trimStart()[0];
  if (start === undefined) return 'empty';
  if (start === '{' || start === '[') {
    const rows = jsonRows(text);
    const [only] = rows;
    if (rows.length === 1 && isMapping(only)) return { kind: 'mapping', mapping: only };
    return { kind: 'requests', encoding, rows };
  }
  // Empty lines between others stay: the rows after them keep the numbers that a table shows.
  const { data } = parse<string[]>(text);
  while (data.at(-1)?.every(isBlank)) data.pop();
  const [headings = [], ...rows] = data;
  return { kind: 'table', encoding, headings, rows };
}

/** Whether a cell says nothing. */
export const isBlank = (cell: string): boolean => cell.trim() === '';

async function workbook(bytes: Uint8Array): Promise<Table | Nothing> {
  const read = await readWorkbook(bytes);
  if (typeof read === 'string') return read;
  const [headings, ...rows] = read.rows;
  if (!headings) return 'empty';
  return {
    kind: read.macros ? 'workbook_macros' : 'workbook',
    encoding: undefined,
    headings,
    rows,
  };
}

/** One JSON value or a list of them, else a value a line. */
function jsonRows(text: string): unknown[] {
  const whole = parsed(text);
  if (Array.isArray(whole)) return whole;
  if (typeof whole === 'object') return [whole];
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.map(parsed);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
