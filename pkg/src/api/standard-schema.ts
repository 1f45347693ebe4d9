import { langOf, optionsOf } from '../input/options.js';
import { itemsOf, yesOrNo } from '../input/typed.js';
import { isRecord, kindOf, wrongType } from '../input/value.js';
import { worthSaying } from '../output/advice.js';
import { ShodakuError } from '../types/error.js';
import type { Issue, Report } from '../types/report.js';
import type { Answer, Answers } from '../types/request.js';
import type { FieldType } from '../types/ruleset.js';
import type { Asker, Lang, Stage } from '../types/terms.js';
import { check } from './check.js';
import type { Versions } from './versions.js';

/** A request whose answers are the values of a form. */
export interface SchemaOptions {
  /** The id of a procedure of the ruleset. */
  readonly procedure: string;
  /** The caller's civil date in Japan, `YYYY-MM-DD`. */
  readonly asOf: string;
  /** `draft` if absent; `filed` makes blanks of matters to be stated errors. */
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
    /** Never throws: what is not understood, and a failure of the engine, are issues too. */
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
  /** What is not met. */
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
  const { procedure, asOf, stage, by, given = {}, map = {} } = options;
  optionsOf(options, OPTIONS);
  const lang = langOf(options.lang === undefined ? {} : { lang: options.lang });
  const request = { procedure, asOf, ...(stage && { stage }) };
  // What is wrong with the request itself is said now, and not at every keystroke.
  check(versions, { ...request, answers: given }, { ...(lang && { lang }) });
  for (const field of Object.keys(map)) versions.refuseUnknown(field);

  const fields = versions.all.flatMap(({ ruleset }) => ruleset.field);
  const types = new Map(fields.map(({ id, type }) => [id, type]));
  const report = (values: unknown): Report => {
    if (!isRecord(values)) throw wrongType('', `has ${kindOf(values)} for its values`);
    const answers: { [field: string]: Answer } = {};
    for (const [id, type] of types) {
      const value = answerOf(type, valueAt(values, pathOf(values, id)));
      if (value !== undefined) answers[id] = value;
    }
    // Whose the form's own answers are says nothing of what the host knows.
    if (by) check(versions, { ...request, by, answers });
    return check(
      versions,
      { ...request, answers: { ...answers, ...given } },
      { ...(lang && { lang }) },
    );
  };

  const validate = (values: unknown) => {
    const issues: SchemaIssue[] = [];
    try {
      for (const issue of worthSaying(report(values))) {
        if (issue.severity !== 'error') continue;
        const { clauses, message } = issue;
        const cited = clauses.length > 0 ? `${message}（${clauses.join('、')}）` : message;
        issues.push({ message: cited, ...placeOf(values, issue) });
      }
    } catch (error) {
      issues.push(refusal(values, error));
    }
    // An empty list of issues is a failure to some.
    return issues.length > 0 ? { issues } : { value: values as Values };
  };

  const warnings = (values: unknown): SchemaWarning[] =>
    worthSaying(report(values))
      .filter(({ severity }) => severity === 'warning')
      .map((issue) => {
        const { message, remedy, clauses } = issue;
        return { message, remedy, clauses, ...placeOf(values, issue) };
      });

  return { '~standard': { version: 1, vendor: 'shodaku', validate }, warnings, report };

  /** At the first field that the host does not answer itself. */
  function placeOf(values: unknown, { fields }: Issue): { readonly path?: string[] } {
    const field = fields.find((id) => !Object.hasOwn(given, id));
    return field === undefined ? {} : { path: pathOf(values, field) };
  }

  function pathOf(values: unknown, field: string): string[] {
    return pathIn(values, (Object.hasOwn(map, field) && map[field]) || field);
  }

  function refusal(values: unknown, error: unknown): SchemaIssue {
    if (!(error instanceof ShodakuError)) throw error;
    const message = error.message;
    const field = /^answers\.(.*)$/su.exec(error.path)?.[1];
    return field === undefined ? { message } : { message, path: pathOf(values, field) };
  }
}

/** A name as one key where the values have it, else as a path. */
function pathIn(values: unknown, name: string): string[] {
  return isRecord(values) && Object.hasOwn(values, name) ? [name] : name.split('.');
}

function valueAt(values: unknown, path: readonly string[]): unknown {
  let value = values;
  for (const key of path) {
    const list = Array.isArray(value) || isRecord(value);
    if (!list || !Object.hasOwn(value as object, key)) return undefined;
    value = (value as { readonly [key: string]: unknown })[key];
  }
  return value;
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
