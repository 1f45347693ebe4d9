/** A table to hand out: the headings of a procedure, and a line that explains what goes below each. */
import questions from 'questions:shipped';
import type { Field, Regulation } from 'shodaku';
import { askedBy } from 'shodaku/render';
import { asHeading, inLanguage } from '../shared/language.js';
import { columnName, headingOf } from './columns.js';
import { say } from './words.js';

/** How the line that explains begins; what it is a template of stands in brackets. */
const EXPLAINS = /^# .*[（(]([^\s()（）]+) ([^\s()（）]+)[）)]$/;

/** Whether a line's first cell says that it explains, and is no request. */
export const isExplanation = (cell = ''): boolean => EXPLAINS.test(cell);

/** Which ruleset and procedure a table is a template of, as its explaining line says. */
export function templateOf(cell = ''): { ruleset: string; procedure: string } | undefined {
  const [, ruleset, procedure] = EXPLAINS.exec(cell) ?? [];
  return ruleset && procedure ? { ruleset, procedure } : undefined;
}

/** The two lines: what an applicant fills in, and what the contract says. */
export function template(rules: Regulation, procedure: string): string[][] {
  const { groups } = askedBy(rules.ruleset, procedure);
  const fields = groups
    .flatMap((group) => group.fields)
    .filter(({ supplier }) => supplier === 'applicant' || supplier === 'contract');
  const about = (['reference', 'applicant', 'contract'] as const).map((key) =>
    columnName({ of: 'row', key }),
  );
  const asked = questions[rules.id];
  const explained = (field: Field): string => {
    const { question } = asked?.[field.id] ?? {};
    const what = question ?? field.hint;
    return [what ? inLanguage(what) : '', howTo(field)].filter(Boolean).join(' ');
  };
  const explains = say('page.desk.template.explains', { ruleset: rules.id, procedure });
  return [
    [...about, ...fields.map((field) => headingOf(field, [rules]))],
    [explains, '', '', ...fields.map(explained)],
  ];
}

/** How a value of that type is written. */
function howTo({ type, options = [], unit }: Field): string {
  const choices = options.map(({ label }) => asHeading(label)).join(say('page.desk.template.or'));
  switch (type) {
    case 'boolean':
    case 'date':
    case 'fiscal_year':
    case 'items':
      return say(`page.desk.template.${type}`);
    case 'choice':
    case 'choices':
      return say(`page.desk.template.${type}`, { choices });
    case 'integer':
      return say('page.desk.template.integer', { unit: unit ? inLanguage(unit) : '' });
    default:
      return '';
  }
}
