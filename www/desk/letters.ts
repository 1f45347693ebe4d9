/** The letters that an official's decision becomes: drafts in plain text. */
import questions from 'questions:shipped';
import type { Field, Issue, Receipt, Regulation, Report, Ruleset } from 'shodaku';
import { fieldsOf } from 'shodaku/render';
import { dayInWords } from '../shared/fields.js';
import { asHeading, inLanguage } from '../shared/language.js';
import { dutyInWords } from '../shared/notes.js';
import { procedureOf } from '../shared/towns.js';
import type { Otherwise } from './other-reading.js';
import type { Program } from './program.js';
import type { Waiting } from './waiting.js';
import { say } from './words.js';
import type { DeskRequest, LetterKind, Sender } from './work.js';

/** What a letter is written from. */
export interface Matter {
  readonly rules: Regulation;
  readonly request: DeskRequest;
  readonly report: Report;
  /** The answers, with days as the engine reads them. */
  readonly answers: DeskRequest['answers'];
  readonly waiting: Waiting;
  /** The parts on whose reading the verdict turns. */
  readonly turnsOn: readonly Otherwise[];
  readonly receipt: Receipt;
  readonly sender: Sender;
  /** What judged it. */
  readonly program: Program;
}

/** Begins a line that stands at the right, in a draft's plain text. */
export const AT_RIGHT = '\t';

/** The draft of a letter. */
export function letter(kind: LetterKind, matter: Matter): string {
  const { rules, request, answers, sender } = matter;
  const { title, instrument } = rules.ruleset.ruleset;
  const procedure = procedureOf(rules, request.procedure);
  const filed = answers['request.filed_on'];
  const places = {
    procedure: procedure ? asHeading(procedure.title) : request.procedure,
    text: inLanguage(title),
    instrument: inLanguage(instrument),
    day: typeof filed === 'string' ? dayInWords(filed) : say('page.desk.letter.no_day'),
  };
  const bodies: Record<LetterKind, () => string[]> = {
    approval: () => approval(matter),
    refusal: () => refusal(matter),
    correction: () => correction(matter),
  };
  const end = [sender.office, sender.contact].filter((line) => line !== '');
  const { on } = request.decision;
  return [
    AT_RIGHT + say('page.desk.letter.number'),
    AT_RIGHT + (on === '' ? say('page.desk.letter.no_day') : dayInWords(on)),
    say('page.desk.letter.to', { name: request.applicant || say('page.desk.letter.no_name') }),
    AT_RIGHT + (sender.name || say('page.desk.letter.no_sender')),
    '',
    say(`page.desk.letter.${kind}.title`, places),
    '',
    say(`page.desk.letter.${kind}.lead`, places),
    '',
    ...bodies[kind](),
    ...(end.length > 0 ? ['', say('page.desk.letter.in_charge', { who: end.join(' ') })] : []),
  ].join('\n');
}

function approval({ rules, request, report }: Matter): string[] {
  const ruleset = governing(rules, report);
  const conditions = request.answers['approval.conditions'];
  return [
    ...(request.contract === ''
      ? []
      : [say('page.desk.letter.contract', { contract: request.contract }), '']),
    ...(typeof conditions === 'string' ? [say('page.desk.letter.conditions'), conditions, ''] : []),
    ...listed(
      say('page.desk.letter.duties'),
      report.duties
        .filter(({ id }) => !isOfficials(ruleset, id))
        .map((duty) => withClause(dutyInWords(duty), [duty.clause])),
    ),
  ];
}

/** The version of the text that a request was judged by. */
const governing = ({ versions, ruleset }: Regulation, report: Report): Ruleset =>
  versions.find((one) => one.ruleset.version === report.ruleset.version) ?? ruleset;

/**
 * Whether a duty binds the municipality itself: it is kept by what an official records, and its clause
 * is that of conditions which ask only for such records.
 */
function isOfficials({ duty, condition, field }: Ruleset, id: string): boolean {
  const one = duty?.find((known) => known.id === id);
  const same = (condition ?? []).filter(({ clause }) => clause === one?.clause);
  const asked = [one?.holds, ...same.flatMap(({ limb }) => limb)].map((asks) =>
    fieldsOf(asks, field),
  );
  const isRecord = (fields: readonly Field[]) =>
    fields.length > 0 && fields.every(({ supplier }) => supplier === 'officer');
  return same.length > 0 && asked.every(isRecord);
}

function refusal({ request, report }: Matter): string[] {
  const failing = report.issues.filter(({ truth }) => truth === 'not_met').map(asLine);
  const settled = report.issues.length > 0 ? [] : report.decidedBy;
  return [
    ...listed(say('page.desk.letter.reasons'), [
      ...failing,
      ...settled.map(({ clause, message }) => withClause(message, [clause])),
    ]),
    ...(request.decision.reason === '' ? [] : ['', request.decision.reason]),
  ];
}

/** Asks for what the applicant can do: to state what is blank, and to change what is still a plan. */
function correction({ rules, report, waiting }: Matter): string[] {
  const known = new Map(rules.ruleset.field.map((field) => [field.id, field]));
  const asked = questions[rules.id];
  const wanted = waiting.open.get('applicant') ?? [];
  const isPlan = (id: string) => {
    const field = known.get(id);
    return field?.supplier === 'applicant' && field.nature === 'plan' && !wanted.includes(id);
  };
  const toState = (field: Field): string => {
    const question = asked?.[field.id]?.question;
    const what = question ? inLanguage(question) : field.hint ? inLanguage(field.hint) : '';
    const clauses = report.issues
      .filter(({ fields, condition }) => condition !== null && fields.includes(field.id))
      .flatMap((issue) => issue.clauses);
    return withClause([asHeading(field.label), what].filter(Boolean).join(' '), [
      ...new Set(clauses),
    ]);
  };
  const toChange = report.issues.filter(
    ({ truth, because, fields }) =>
      truth === 'not_met' && because.includes('answer') && fields.some(isPlan),
  );
  return [
    ...listed(
      say('page.desk.letter.to_state'),
      wanted.flatMap((id) => known.get(id) ?? []).map(toState),
    ),
    ...listed(
      say('page.desk.letter.to_describe'),
      report.evidence
        .filter((id) => known.get(id)?.supplier === 'applicant' && !wanted.includes(id))
        .flatMap((id) => known.get(id) ?? [])
        .map(toState),
    ),
    ...listed(
      say('page.desk.letter.to_change'),
      toChange.map(({ message, remedy, clauses }) =>
        withClause(say('page.desk.letter.change', { message, remedy }), clauses),
      ),
    ),
  ];
}

const asLine = ({ message, clauses }: Issue): string => withClause(message, clauses);

const withClause = (words: string, clauses: readonly string[]): string =>
  clauses.length === 0
    ? words
    : say('page.desk.letter.with_clause', { words, clause: clauses.join(say('page.shared.dot')) });

/** A heading and its numbered lines; nothing where there are none. */
const listed = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : [title, ...lines.map((line, at) => `${at + 1}. ${line}`), ''];
