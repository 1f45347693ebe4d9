/** Which of a table's columns is what: by id or label, and changed by hand. */
import type { Field, Regulation } from 'shodaku';
import { asHeading } from '../shared/language.js';
import { say } from './words.js';
import type { Note } from './work.js';

/** What a row says of itself beside its answers. */
export const aboutRow = [
  'reference',
  'applicant',
  'contract',
  'ruleset',
  'procedure',
  'as_of',
  'outcome',
  'outcome_reason',
  'outcome_by',
  'outcome_on',
] as const;
export type AboutRow = (typeof aboutRow)[number];

/** What a column holds: something about the row, what goes with it, a field's answers, or their notes. */
export type Column =
  | { readonly of: 'row'; readonly key: AboutRow }
  | { readonly of: 'context'; readonly label: string }
  | { readonly of: 'note'; readonly part: keyof Note; readonly field: Field }
  | { readonly of: 'field'; readonly field: Field };

/** How the heading of what goes with a request begins, where this page writes it. */
const CONTEXT = /^（参考）(.+)$/s;

/** The heading of what goes with a request. */
export const contextHeading = (label: string): string => `（参考）${label}`;

/** How the headings of the notes on a finding begin, where this page writes them. */
const NOTES = { reason: '認定の理由', by: '認定者', on: '認定日' } as const;
const NOTE = /^（(認定の理由|認定者|認定日)）(.+)$/s;
/** The parts of a note, as a table has them. */
export const noteParts = Object.keys(NOTES) as (keyof Note)[];

/** The heading of a part of the notes on the findings under another heading. */
export const noteHeading = (part: keyof Note, heading: string): string =>
  `（${NOTES[part]}）${heading}`;

const names: Record<AboutRow, readonly string[]> = {
  reference: ['reference', 'number', '番号', '受付番号', '申請番号'],
  applicant: ['applicant', '申請者', '受託者', '協議者'],
  contract: ['contract', '契約', '契約名', '件名'],
  ruleset: ['ruleset', '規程', '町', '市町村', '規程または町', 'ruleset or municipality'],
  procedure: ['procedure', '手続'],
  as_of: ['asof', 'as_of', '判定日', 'judged for'],
  outcome: ['decision', '決定'],
  outcome_reason: ['reason of the decision', '決定の理由'],
  outcome_by: ['decided by', '決定者'],
  outcome_on: ['decided on', '決定日'],
};

const plain = (text: string): string => text.normalize('NFKC').trim().toLowerCase();

/** What a heading names, under these rulesets; nothing where it names nothing or two things. */
export function columnOf(heading: string, rules: readonly Regulation[]): Column | undefined {
  const wanted = plain(heading);
  const key = aboutRow.find((one) => names[one].includes(wanted));
  if (key) return { of: 'row', key };
  const [, label] = CONTEXT.exec(heading) ?? [];
  if (label) return { of: 'context', label };
  const [, word, noted = ''] = NOTE.exec(heading) ?? [];
  const part = noteParts.find((one) => NOTES[one] === word);
  if (part) {
    const column = columnOf(noted, rules);
    return column?.of === 'field' ? { of: 'note', part, field: column.field } : undefined;
  }
  const fields = fieldsOfAll(rules);
  const byId = fields.find(({ id }) => id === heading.trim());
  if (byId) return { of: 'field', field: byId };
  const found = fields.filter(({ id, label }) =>
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

/** The heading of a field's column: its label, where that names it and nothing else. */
export function headingOf(field: Field, rules: readonly Regulation[]): string {
  const label = asHeading(field.label);
  const column = columnOf(label, rules);
  return column?.of === 'field' && column.field.id === field.id ? label : field.id;
}

/** A column as a list of choices writes it. */
export const columnId = (column: Column | undefined): string => {
  if (!column) return '';
  if (column.of === 'context') return 'context';
  if (column.of === 'note') return `note ${column.field.id} ${column.part}`;
  return column.of === 'row' ? `row ${column.key}` : `field ${column.field.id}`;
};

/** The column of such a word, below a heading. */
export function columnOfId(
  id: string,
  heading: string,
  rules: readonly Regulation[],
): Column | undefined {
  if (id === 'context') return { of: 'context', label: CONTEXT.exec(heading)?.[1] ?? heading };
  const [of, name, wanted] = id.split(' ');
  const key = aboutRow.find((one) => one === name);
  if (of === 'row') return key && { of, key };
  const field = fieldsOfAll(rules).find((one) => one.id === name);
  const part = noteParts.find((one) => one === wanted);
  if (of === 'note') return field && part && { of, part, field };
  return field && { of: 'field', field };
}

/** A column in words. */
export const columnName = (column: Column): string => {
  if (column.of === 'field') return asHeading(column.field.label);
  if (column.of === 'context') return say('page.desk.intake.context');
  if (column.of === 'note') {
    const label = say(`page.desk.note.${column.part}`);
    return say('page.shared.labelled', { label, words: asHeading(column.field.label) });
  }
  const { key } = column;
  switch (key) {
    case 'ruleset':
    case 'procedure':
      return say(`page.desk.intake.${key}`);
    case 'outcome':
      return say('page.desk.decision.title');
    case 'outcome_reason':
      return say('page.desk.decision.reason');
    case 'outcome_by':
      return say('page.desk.decision.by');
    case 'outcome_on':
      return say('page.desk.decision.on');
    default:
      return say(`page.desk.request.${key}`);
  }
};
