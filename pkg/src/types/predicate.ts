// Written from the table in src/engine/operator.rs: `BLESS=1 cargo test --lib operator`.

import type { Text } from './text.js';

/** What a field's answer is compared with: an option, a number, `true` or `false`. */
export type Value = string | number | boolean;

/** A three-valued test over fields (述語), as data: exactly one of these keys. */
export interface Predicate {
  /** Something is entered. */
  readonly stated?: string;
  /** The answer is yes. */
  readonly yes?: string;
  /** The answer is no. */
  readonly no?: string;
  /** An official found that it is so (認定). */
  readonly found?: string;
  /** Another body approved. */
  readonly decided?: string;
  /** The value is this one. */
  readonly is?: readonly [field: string, value: Value];
  /** The value is one of these. */
  readonly one_of?: readonly [field: string, values: readonly Value[]];
  /** The option is chosen. */
  readonly has?: readonly [field: string, value: Value];
  /** The option is not chosen. */
  readonly lacks?: readonly [field: string, value: Value];
  /** All of these options are chosen. */
  readonly has_all?: readonly [field: string, values: readonly Value[]];
  /** Every entry of the first list stands in the second. */
  readonly subset?: readonly [first: string, second: string];
  /** The number, or the number of different entries, is not more than the limit or a share of it. */
  readonly at_most?: readonly [field: string, limit: string | number, parts?: number, of?: number];
  /** The number, or the number of different entries, is not less than the limit or a share of it. */
  readonly at_least?: readonly [field: string, limit: string | number, parts?: number, of?: number];
  /** The first day is before the second, and the same day an open reading; or at least so many days before it. */
  readonly before?: readonly [first: string, second: string, days?: number];
  /** The first day is the second or after it. */
  readonly not_before?: readonly [first: string, second: string];
  /** The second's fiscal year is the first's or later, by at most so many years. */
  readonly within_years?: readonly [first: string, second: string, years?: number];
  /** The ruleset is in force for the request. */
  readonly in_force?: true;
  /** Every member holds; none at all holds. */
  readonly all?: readonly Predicate[];
  /** One member holds; none at all fails. */
  readonly any?: readonly Member[];
  /** The opposite holds. */
  readonly not?: Predicate;
  /** It holds; where it does not, that is an open reading. */
  readonly else_reading?: Predicate;
}

/** One way out of several; its clause and title are shown with it. */
export interface Member extends Predicate {
  readonly clause?: string;
  readonly title?: Text;
}
