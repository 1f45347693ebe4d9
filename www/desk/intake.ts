/** 取込み: files of requests, read row by row; a row that cannot be read is named, never dropped. */
import { parse } from 'papaparse';
import type { Regulation } from 'shodaku';
import { today } from '../shared/today.js';
import { procedureOf } from '../shared/towns.js';
import { readCell } from './cells.js';
import { type Column, columnOf } from './columns.js';
import { type Decoded, decode, type NoText } from './decode.js';
import { openRequest } from './review.js';
import { say } from './words.js';
import { type DeskRequest, emptyRequest, isAnswers } from './work.js';
import { workbookRows } from './workbook.js';

/** A table with headings, or requests as JSON; each row with its number in the file. */
export type Source = Table | Requests;
export interface Table {
  readonly kind: 'table' | 'workbook';
  readonly encoding: Decoded['encoding'];
  readonly headings: readonly string[];
  readonly rows: readonly (readonly string[])[];
}
export interface Requests {
  readonly kind: 'requests';
  readonly encoding: Decoded['encoding'];
  /** A line that is no JSON is kept as the text it is. */
  readonly rows: readonly unknown[];
}

/** What rows are judged by that do not say it themselves. */
export interface Chosen {
  readonly rules: Regulation;
  readonly procedure: string;
}

/** A row that was not taken, or a value in it: where, and what to write. */
export interface Trouble {
  readonly row: number;
  readonly column: string;
  readonly value: string;
  readonly write: string;
}

/** What came of a file. */
export interface Outcome {
  readonly requests: readonly DeskRequest[];
  /** Rows that were refused. */
  readonly refused: readonly Trouble[];
  /** Values that could not be read; their rows were taken without them. */
  readonly unreadable: readonly Trouble[];
}

/** Finds out what a file holds. */
export async function sourceOf(bytes: Uint8Array): Promise<Source | NoText> {
  const decoded = decode(bytes);
  if (decoded === 'workbook') return workbook(bytes);
  if (decoded === 'unknown') return decoded;
  const { text, encoding } = decoded;
  const start = text.trimStart()[0];
  if (start === '{' || start === '[') return { kind: 'requests', encoding, rows: jsonRows(text) };
  const { data } = parse<string[]>(text, { skipEmptyLines: 'greedy' });
  const [headings = [], ...rows] = data;
  return { kind: 'table', encoding, headings, rows };
}

async function workbook(bytes: Uint8Array): Promise<Table | NoText> {
  try {
    const [headings = [], ...rows] = await workbookRows(bytes);
    return { kind: 'workbook', encoding: 'utf-8', headings, rows };
  } catch {
    return 'workbook';
  }
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

/** What a table's headings name. */
export const columnsOf = (table: Table, rules: readonly Regulation[]): (Column | undefined)[] =>
  table.headings.map((heading) => columnOf(heading, rules));

/** Reads every row. */
export function take(
  source: Source,
  columns: readonly (Column | undefined)[],
  all: ReadonlyMap<string, Regulation>,
  chosen: Chosen | undefined,
): Outcome {
  const requests: DeskRequest[] = [];
  const refused: Trouble[] = [];
  const unreadable: Trouble[] = [];
  const begin = (ruleset: string, procedure: string, asOf: string): DeskRequest | string => {
    const rules = ruleset === '' ? chosen?.rules : rulesOf(ruleset, procedure, all);
    if (!rules) return `${ruleset} ${procedure}`.trim();
    const wanted = procedure === '' ? chosen?.procedure : procedureIn(rules, procedure);
    if (!wanted || !procedureOf(rules, wanted)) return `${ruleset} ${procedure}`.trim();
    return emptyRequest(rules.id, wanted, asOf === '' ? today() : asOf);
  };
  const refuse = (row: number, value: string) => {
    const column = say('page.desk.intake.procedure');
    refused.push({ row, column, value, write: say('page.desk.intake.choose_procedure') });
  };
  const add = (row: number, request: DeskRequest) => {
    const rules = all.get(request.ruleset);
    if (!rules) return;
    const column = (field: string) =>
      rules.ruleset.field.find(({ id }) => id === field)?.label.ja ?? field;
    try {
      const session = openRequest(rules, request);
      for (const { condition, fields, remedy } of session.report().issues) {
        if (condition !== null) continue;
        const [field = ''] = fields;
        const value = String(request.answers[field] ?? '');
        unreadable.push({ row, column: column(field), value, write: remedy });
      }
      session.dispose();
      requests.push(request);
    } catch (error) {
      const write = error instanceof Error ? error.message : '';
      refused.push({ row, column: '', value: '', write });
    }
  };
  for (const [at, cells] of source.kind === 'requests' ? [] : source.rows.entries()) {
    // The first line holds the headings.
    const row = at + 2;
    const about = (key: string): string =>
      cells[columns.findIndex((it) => it?.of === 'row' && it.key === key)]?.trim() ?? '';
    const request = begin(about('ruleset'), about('procedure'), about('as_of'));
    if (typeof request === 'string') {
      refuse(row, request);
      continue;
    }
    for (const key of ['number', 'applicant', 'contract'] as const) request[key] = about(key);
    for (const [index, column] of columns.entries()) {
      const cell = cells[index]?.trim() ?? '';
      if (column?.of !== 'field' || cell === '') continue;
      const { field } = column;
      const own = all.get(request.ruleset)?.ruleset.field.find(({ id }) => id === field.id);
      const read = readCell(own ?? field, cell);
      if ('answer' in read) request.answers[field.id] = read.answer;
      else unreadable.push({ row, column: field.label.ja, value: cell, write: read.write });
    }
    add(row, request);
  }
  for (const [at, value] of source.kind === 'requests' ? source.rows.entries() : []) {
    const row = at + 1;
    if (typeof value !== 'object' || value === null) {
      refused.push({ row, column: '', value: String(value).slice(0, 80), write: 'JSON' });
      continue;
    }
    const said: { readonly [key: string]: unknown } = { ...value };
    const text = (key: string): string => (typeof said[key] === 'string' ? said[key] : '');
    const request = begin(text('ruleset'), text('procedure'), text('asOf'));
    if (typeof request === 'string') {
      refuse(row, request);
      continue;
    }
    for (const key of ['number', 'applicant', 'contract'] as const) request[key] = text(key);
    if (!isAnswers(said.answers)) {
      const write = say('page.desk.intake.answers');
      refused.push({ row, column: 'answers', value: '', write });
      continue;
    }
    request.answers = said.answers;
    add(row, request);
  }
  return { requests, refused, unreadable };
}

/** The ruleset of that id or town that has the procedure. */
function rulesOf(
  name: string,
  procedure: string,
  all: ReadonlyMap<string, Regulation>,
): Regulation | undefined {
  const named = all.get(name);
  if (named) return named;
  const ofTown = [...all.values()].filter(({ ruleset: { ruleset } }) =>
    [ruleset.municipality.ja, ruleset.municipality.en, ...(ruleset.aliases ?? [])].includes(name),
  );
  const fitting = ofTown.filter((rules) => procedureIn(rules, procedure) !== undefined);
  return fitting.length === 1 ? fitting[0] : undefined;
}

/** The id of the procedure of that id or title. */
const procedureIn = ({ ruleset }: Regulation, name: string): string | undefined =>
  ruleset.procedure.find(({ id, title }) => [id, title.ja, title.en].includes(name))?.id;
