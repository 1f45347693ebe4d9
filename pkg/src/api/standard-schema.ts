import words from 'shodaku-words/refused';
import { optionsOf } from '../input/options.js';
import { itemsOf, yesOrNo } from '../input/typed.js';
import { isRecord, kindOf, wrongType } from '../input/value.js';
import { worthSaying } from '../output/advice.js';
import { inLang } from '../output/locale.js';
import { listOf, meant, withMeant } from '../output/meant.js';
import { ShodakuError } from '../types/error.js';
import type { Issue, Report } from '../types/report.js';
import type { Answer, Answers } from '../types/request.js';
import type { Field, FieldType } from '../types/ruleset.js';
import type { Asker, Lang, Stage } from '../types/terms.js';
import { check } from './check.js';
import { refused } from './refused.js';
import type { Versions } from './versions.js';

/** A request whose answers are the values of a form. */
export interface SchemaOptions {
  /** The id of a procedure of the ruleset. */
  readonly procedure: string;
  /** The caller's civil date in Japan, `YYYY-MM-DD`. */
  readonly asOf: string;
  /**
   * `draft` if absent; `filed` makes blanks of matters to be stated errors, of those that the form
   * has: a key for it among the values, or a name in `map`. A step of a wizard is told nothing of the
   * others.
   */
  readonly stage?: Stage;
  /** Whose answers the form's are; answers that are not theirs to give are refused. */
  readonly by?: Asker;
  /** What the host knows beside the form: facts of the contract. They go before the form's. */
  readonly given?: Answers;
  /**
   * Field id → where its value is among the form's values: `'sub.name'`. A field that is not named
   * here is looked for under its own id, as one key or as a path (`subcontractor.name`).
   */
  readonly map?: { readonly [field: string]: string };
  /** The language of the messages; Japanese if absent. */
  readonly lang?: Lang;
}

/**
 * A schema for form libraries that read {@link https://standardschema.dev | Standard Schema}.
 *
 * `undefined`, `null`, `''` and `NaN` are blank; `false` is the answer no. A checkbox alone is `null`
 * by default, so that one nobody has touched says nothing.
 *
 * Form libraries let nothing pass that has an issue, so `~standard` has only what would be wrong to
 * file: values that cannot be read and, once `filed`, matters to be stated that are blank. What a
 * form is to warn of without holding it back is in {@link RequestSchema.warnings}, and everything in
 * {@link RequestSchema.report}.
 *
 * @typeParam Values The form's values; they come out of validation as they went in.
 */
export interface RequestSchema<Values = unknown> {
  /** What form libraries read. */
  readonly '~standard': {
    readonly version: 1;
    readonly vendor: 'shodaku';
    /**
     * Never throws: what is not understood, and a failure of the engine, are issues too, in words for
     * whoever fills the form in. {@link RequestSchema.report} throws what a developer is to know.
     */
    readonly validate: (
      values: unknown,
    ) => { readonly value: Values } | { readonly issues: readonly SchemaIssue[] };
    readonly types?: { readonly input: Values; readonly output: Values };
  };
  /**
   * What is not met although it may be filed, at its place among the form's values: to be shown,
   * and to block nothing.
   *
   * @throws {@link ShodakuError} where a value is not understood.
   */
  warnings(values: unknown): readonly SchemaWarning[];
  /**
   * The whole report on the values.
   *
   * @throws {@link ShodakuError} where a value is not understood.
   */
  report(values: unknown): Report;
}

/** Something that would be wrong to file. */
export interface SchemaIssue {
  /** What is wrong, with its clauses. */
  readonly message: string;
  /** Where among the form's values; absent for the form as a whole. */
  readonly path?: readonly string[];
}

/** Something that is not met, and may be filed all the same. */
export interface SchemaWarning {
  /** What is not met, and of a list by which entries. */
  readonly message: string;
  /** What to do about it. */
  readonly remedy: string;
  /** The clauses it rests on, the condition's own first. */
  readonly clauses: readonly string[];
  /** Where among the form's values; absent for the form as a whole. */
  readonly path?: readonly string[];
}

const OPTIONS = ['procedure', 'asOf', 'stage', 'by', 'given', 'map', 'lang'];

/** See {@link Regulation.standardSchema}. */
export function standardSchema<Values>(
  versions: Versions,
  options: SchemaOptions,
): RequestSchema<Values> {
  const { procedure, asOf, stage, by, given = {}, map = {}, lang = 'ja' } = options;
  optionsOf(options, OPTIONS);
  const request = { procedure, asOf, ...(stage && { stage }) };
  // What is wrong with the request itself is said now, and not at every keystroke.
  check(versions, { ...request, answers: given }, { lang });
  for (const field of Object.keys(map)) versions.refuseUnknown(field);

  const fields = versions.all.flatMap(({ ruleset }) => ruleset.field);
  const known = new Map<string, Field>(fields.map((field) => [field.id, field]));
  const answersOf = (values: unknown): Answers => {
    if (!isRecord(values)) throw wrongType('', `has ${kindOf(values)} for its values`);
    const answers: { [field: string]: Answer } = {};
    for (const [id, { type }] of known) {
      const value = answerOf(type, valueAt(values, pathOf(values, id)));
      if (value !== undefined) answers[id] = value;
    }
    // Whose the form's own answers are says nothing of what the host knows.
    if (by) check(versions, { ...request, by, answers });
    return { ...answers, ...given };
  };
  const judge = (answers: Answers): Report => check(versions, { ...request, answers }, { lang });
  const report = (values: unknown): Report => judge(answersOf(values));

  const validate = (values: unknown) => {
    const issues: SchemaIssue[] = [];
    try {
      for (const issue of worthSaying(report(values))) {
        if (issue.severity !== 'error' || !isAsked(values, issue)) continue;
        const { clauses, message } = issue;
        issues.push({ message: cited(message, clauses), ...placeOf(values, issue) });
      }
    } catch (error) {
      issues.push(refusal(values, error));
    }
    // An empty list of issues is a failure to some.
    return issues.length > 0 ? { issues } : { value: values as Values };
  };

  const warnings = (values: unknown): SchemaWarning[] => {
    const answers = answersOf(values);
    return worthSaying(judge(answers))
      .filter(({ severity }) => severity === 'warning')
      .map((issue) => {
        const { remedy, clauses } = issue;
        const looked = listOf(issue, known, answers);
        const entries = looked
          ? meant(issue, looked.entries, (some) => judge({ ...answers, [looked.list]: some }))
          : [];
        const message = withMeant(issue.message, entries, inLang(words, lang));
        return { message, remedy, clauses, ...placeOf(values, issue) };
      });
  };

  return { '~standard': { version: 1, vendor: 'shodaku', validate }, warnings, report };

  /** Whether a field of it is the form's or the host's to answer, and not another form's. */
  function isAsked(values: unknown, { fields }: Issue): boolean {
    return fields.some((id) => Object.hasOwn(given, id) || isHeld(values, id));
  }

  function isHeld(values: unknown, field: string): boolean {
    return Object.hasOwn(map, field) || reach(values, pathOf(values, field)) !== undefined;
  }

  /** At the first field that the form has, or at least that the host does not answer itself. */
  function placeOf(values: unknown, { fields }: Issue): { readonly path?: string[] } {
    const theirs = fields.filter((id) => !Object.hasOwn(given, id));
    const field = theirs.find((id) => isHeld(values, id)) ?? theirs[0];
    return field === undefined ? {} : { path: pathOf(values, field) };
  }

  function pathOf(values: unknown, field: string): string[] {
    return pathIn(values, (Object.hasOwn(map, field) && map[field]) || field);
  }

  function cited(message: string, clauses: readonly string[]): string {
    if (clauses.length === 0) return message;
    return inLang(words, lang)
      .refused.cited.replace('{message}', () => message)
      .replace('{clauses}', () => clauses.join('、'));
  }

  function refusal(values: unknown, error: unknown): SchemaIssue {
    if (!(error instanceof ShodakuError)) throw error;
    const id = /^answers\.(.*)$/su.exec(error.path)?.[1] ?? '';
    const field = known.get(id);
    if (!field) return { message: inLang(words, lang).could_not_check };
    return { message: refused(error, field, lang), path: pathOf(values, id) };
  }
}

/** A name as one key where the values have it, else as a path. */
function pathIn(values: unknown, name: string): string[] {
  return isRecord(values) && Object.hasOwn(values, name) ? [name] : name.split('.');
}

function valueAt(values: unknown, path: readonly string[]): unknown {
  return reach(values, path)?.value;
}

/** What stands at a path, if anything does: a blank is something too. */
function reach(values: unknown, path: readonly string[]): { readonly value: unknown } | undefined {
  let value = values;
  for (const key of path) {
    const list = Array.isArray(value) || isRecord(value);
    if (!list || !Object.hasOwn(value as object, key)) return undefined;
    value = (value as { readonly [key: string]: unknown })[key];
  }
  return { value };
}

/** A form library's value as an answer; what is none is passed on, to be refused. */
function answerOf(type: FieldType, value: unknown): Answer {
  if (value === undefined || value === null || value === '') return undefined;
  // What libraries make of an empty number input.
  if (typeof value === 'number' && Number.isNaN(value)) return undefined;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? String(value) : dayOf(value);
  if (typeof value === 'string') {
    if (type === 'boolean' || type === 'finding') return yesOrNo(value);
    if (type === 'items') return itemsOf(value);
    if (type === 'choices') return [value];
  }
  return value as Answer;
}

/** Japan has been nine hours ahead of UTC for as long as such a date can lie back. */
const AHEAD = 9 * 60 * 60 * 1000;

/** The civil day in Japan: a picker gives its midnight there, an input's `valueAsDate` that of UTC. */
function dayOf(date: Date): string {
  return new Date(date.getTime() + AHEAD).toISOString().slice(0, 10);
}
