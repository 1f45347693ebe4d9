/** Lists and tables to hand out, as files. */
import type { Regulation } from 'shodaku';
import { download } from '../shared/download.js';
import { asHeading, inLanguage } from '../shared/language.js';
import { today } from '../shared/today.js';
import { procedureOf } from '../shared/towns.js';
import { csvOf } from './csv.js';
import { linesOf, tableOf } from './export.js';
import { template } from './template.js';
import { say } from './words.js';
import type { DeskRequest } from './work.js';
import { workbookOf } from './workbook.js';

const types = {
  csv: 'text/csv;charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  jsonl: 'application/jsonl',
} as const;

/** Saves requests with what they come to. */
export async function writeList(
  as: keyof typeof types,
  requests: readonly DeskRequest[],
  rules: ReadonlyMap<string, Regulation>,
): Promise<void> {
  const name = `${say('page.desk.list.file_name', { day: today() })}.${as}`;
  if (as === 'jsonl') download(await linesOf(requests, rules), name, types[as]);
  else await writeTable(as, await tableOf(requests, rules), name);
}

/** Saves the table of a procedure, to be filled in. */
export async function writeTemplate(
  as: 'csv' | 'xlsx',
  rules: Regulation,
  procedure: string,
): Promise<void> {
  const { municipality } = rules.ruleset.ruleset;
  const title = procedureOf(rules, procedure)?.title;
  const name = say('page.desk.template.file_name', {
    town: inLanguage(municipality),
    procedure: title ? asHeading(title) : procedure,
  });
  await writeTable(as, template(rules, procedure), `${name}.${as}`);
}

async function writeTable(
  as: 'csv' | 'xlsx',
  rows: readonly (readonly string[])[],
  name: string,
): Promise<void> {
  download(as === 'csv' ? await csvOf(rows) : await workbookOf(rows), name, types[as]);
}
