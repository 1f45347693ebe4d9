import type { Asker, Stage } from './terms.js';

/**
 * A value as it comes from a form; `null`, `undefined`, `''` and white space are blank.
 *
 * - `text`: a string of at most 100 000 bytes of UTF-8.
 * - `integer`: a number from 0 to 2⁵³ − 1, or a string of digits as typed (full width, `4,800`).
 * - `boolean`, `finding`: `true` or `false`.
 * - `choice`: the value of an option. `choices`: a list of them; an empty list is an answer.
 * - `items`: a list of at most 1 000 strings; an empty list is blank.
 * - `date`: `2026-04-01`, `令和8年4月1日`, `R8.4.1`; a civil day in Japan.
 * - `fiscal_year`: a year (April to March) as a number or string.
 * - `decision`: `approved`, `rejected`, `pending` or `not_sought`.
 */
export type Answer = string | number | boolean | readonly string[] | null | undefined;

/** Field id → value. */
export type Answers = { readonly [field: string]: Answer };

/**
 * An id that an editor completes. Any other string is taken as well: a ruleset loaded at run time
 * is known to no editor, and what an id means is for the engine to say.
 */
export type Known<Id extends string> = Id | (string & Record<never, never>);

/**
 * What goes with a request and decides nothing: a text, or several, by its label. The contract's name
 * and amount, the contractor's address, the names of attachments.
 */
export type Context = { readonly [label: string]: string | readonly string[] };

/** Which case a request is, and what goes with it; it comes back in the report as given. */
export interface Particulars {
  /** Which case it is (受付番号, 件名), in the caller's words; `null` where the request does not say. */
  readonly reference: string | null;
  /** What goes with it. */
  readonly context: Context;
}

/** One request to judge: one counterparty or place, one kind of information. */
export interface Request<Procedures extends string = string, Fields extends string = string> {
  /** The id or an alias of the ruleset; if given, it must be the one asked. */
  readonly ruleset?: string;
  /** Which version of the text, where the dates cannot tell or another is meant. */
  readonly version?: string;
  /** The id of a procedure of the ruleset, such as `subcontract`. */
  readonly procedure: Known<Procedures>;
  /** The caller's civil date in Japan, `YYYY-MM-DD`. The engine has no clock. */
  readonly asOf: string;
  /** How far the request has come; `draft` if absent. */
  readonly stage?: Stage;
  /** Whose answers these are; answers that are not theirs to give are refused. Absent: trusted. */
  readonly by?: Asker;
  /**
   * Which case it is (受付番号, 件名), at most 1 000 UTF-16 code units. It decides nothing; the report and
   * the receipt say it.
   */
  readonly reference?: string | null;
  /**
   * What goes with it and decides nothing, at most 1 000 entries and 100 000 UTF-16 code units; the
   * report says it, and the receipt does not.
   */
  readonly context?: Context | null;
  /** What has been entered; absent is blank. */
  readonly answers?: Answers & { readonly [field in Fields]?: Answer };
}
