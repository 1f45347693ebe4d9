/** Which of a table's columns is what: by id or label, and changed by hand. */
import type { Field, Regulation } from 'shodaku';
import { asHeading } from '../shared/language.js';
import { say } from './words.js';

/** What a row says of itself beside its answers. */
export const aboutRow = [
  'number',
  'applicant',
  'contract',
  'ruleset',
  'procedure',
  'as_of',
] as const;
type AboutRow = (typeof aboutRow)[number];

/** What a column holds: something about the row, or a field's answers. */
export type Column = { readonly of: 'row'; readonly key: AboutRow } | Answers;
interface Answers {
  readonly of: 'field';
  readonly field: Field;
}

const names: Record<AboutRow, readonly string[]> = {
  number: ['number', '番号', '受付番号', '申請番号'],
  applicant: ['applicant', '申請者', '受託者', '協議者'],
  contract: ['contract', '契約', '契約名', '件名'],
  ruleset: ['ruleset', '規程', '町', '市町村'],
  procedure: ['procedure', '手続'],
  as_of: ['asof', 'as_of', '判定日'],
};

const plain = (text: string): string => text.normalize('NFKC').trim().toLowerCase();

/** What a heading names, under these rulesets; nothing where it names nothing or two things. */
export function columnOf(heading: string, rules: readonly Regulation[]): Column | undefined {
  const wanted = plain(heading);
  const key = aboutRow.find((one) => names[one].includes(wanted));
  if (key) return { of: 'row', key };
  const found = fieldsOfAll(rules).filter(({ id, label }) =>
    [id, label.ja, label.en].some((name) => name !== undefined && plain(name) === wanted),
  );
  const [field] = found;
  return field && found.length === 1 ? { of: 'field', field } : undefined;
}

/** Every field of these rulesets, each once. */
export function fieldsOfAll(rules: readonly Regulation[]): Field[] {
  const all = new Map<string, Field>();
  for (const field of rules.flatMap(({ ruleset }) => ruleset.field)) {
    if (!all.has(field.id)) all.set(field.id, field);
  }
  return [...all.values()];
}

/** A column as a list of choices writes it. */
export const columnId = (column: Column | undefined): string => {
  if (!column) return '';
  return column.of === 'row' ? `row ${column.key}` : `field ${column.field.id}`;
};

/** The column of such a word. */
export function columnOfId(id: string, rules: readonly Regulation[]): Column | undefined {
  const [of, name] = id.split(' ');
  const key = aboutRow.find((one) => one === name);
  if (of === 'row') return key && { of, key };
  const field = fieldsOfAll(rules).find((one) => one.id === name);
  return field && { of: 'field', field };
}

/** A column in words. */
export const columnName = (column: Column): string => {
  if (column.of === 'field') return asHeading(column.field.label);
  const { key } = column;
  if (key === 'ruleset' || key === 'procedure') return say(`page.desk.intake.${key}`);
  return say(`page.desk.request.${key}`);
};
