import type { Predicate } from './predicate.js';
import type { Cause, Supplier, Verdict } from './terms.js';
import type { Text } from './text.js';
import type { RulesetIdentity } from './version.js';

/**
 * A ruleset (規程): one version of one municipality's text as data, in canonical form
 * (`shodaku rulesets build`). {@link Engine.ruleset} checks that a value has this shape.
 *
 * The types of the rulesets in this package know the ids of their procedures and fields; those of
 * another are strings.
 */
export interface Ruleset<Procedures extends string = string, Fields extends string = string> {
  readonly ruleset: Header;
  readonly field: readonly Field<Fields>[];
  readonly reading?: readonly Reading[];
  readonly route?: readonly Route[];
  readonly condition?: readonly Condition[];
  readonly duty?: readonly Duty[];
  readonly result?: readonly Derived[];
  readonly procedure: readonly Procedure<Procedures>[];
}

/** The texts of a ruleset in another language (`rulesets/….en.json`), to be laid over it. */
export interface Translation {
  readonly translation: {
    readonly lang: 'en';
    /** The ruleset that it is of. */
    readonly of: RulesetIdentity;
  };
  readonly texts: object;
}

/** What the ruleset is of. */
export interface Header {
  /** The version of the format. */
  readonly format: 1;
  readonly id: string;
  readonly aliases?: readonly string[];
  readonly version: string;
  readonly municipality: Text;
  /** The title of the text. */
  readonly title: Text;
  /** The act that made it: 令和5年告示第47号. */
  readonly instrument: Text;
  /** Where the text is published. */
  readonly source?: Text;
  /** The period in force; absent for an undated text. */
  readonly in_force?: {
    readonly from: string;
    readonly until?: string;
    /**
     * The date field that decides, then others that cannot come after it; `asOf`, as the last, is
     * the caller's day.
     */
    readonly decided_by: readonly string[];
  };
}

/** The value type of a field. */
export type FieldType =
  | 'text'
  | 'integer'
  | 'boolean'
  | 'choice'
  | 'choices'
  | 'items'
  | 'date'
  | 'fiscal_year'
  | 'finding'
  | 'decision';

/** One typed input (項目). */
export interface Field<Id extends string = string> {
  readonly id: Id;
  readonly type: FieldType;
  readonly supplier: Supplier;
  /** `plan`: the asker decides it. `record`: it is already so. */
  readonly nature?: 'plan' | 'record';
  /** The id of a date that this one cannot come before: where it does, neither is known. */
  readonly not_before?: string;
  readonly label: Text;
  readonly hint?: Text;
  /** What an integer counts. */
  readonly unit?: Text;
  /** Of `choice` and `choices`. */
  readonly options?: readonly { readonly value: string; readonly label: Text }[];
}

/** An open point of the text (解釈). */
export interface Reading {
  readonly id: string;
  readonly clause: string;
  readonly taken: Text;
  readonly alternative: Text;
}

/** What settles a procedure without its conditions (経路). */
export interface Route {
  readonly id: string;
  readonly when: Predicate;
  readonly verdict: Verdict;
  /** Of a route that leads to `undetermined`: why. */
  readonly because?: Cause;
  readonly clause: string;
  readonly message: Text;
  /** Out of the way until it is met. */
  readonly claimed?: boolean;
  readonly reading?: string;
  /** What the other reading leads to: the conditions decide, or the text does not apply. */
  readonly read_otherwise?: 'conditions' | 'not_regulated';
}

/** One clause with its limbs (要件). */
export interface Condition {
  readonly id: string;
  readonly clause: string;
  readonly topic: string;
  readonly title: Text;
  readonly when?: Predicate;
  /** The values of the procedure's `varies_by` field for which it applies. */
  readonly only?: readonly string[];
  readonly message: Text;
  readonly remedy: Text;
  readonly reading?: string;
  readonly limb: readonly Limb[];
}

/** The smallest thing that can fail alone (要素): one predicate, and what belongs to it. */
export interface Limb extends Predicate {
  readonly id: string;
  readonly when?: Predicate;
  /** Descriptions that stand behind a finding. */
  readonly supports?: readonly string[];
  /** Clauses to cite after the condition's own. */
  readonly also_cite?: string | readonly string[];
  /** Turns false into unknown, with this cause. */
  readonly otherwise?: { readonly open: Cause };
  /** Beside the point while it is unknown for want of an answer. */
  readonly if_recorded?: boolean;
  readonly message?: Text;
  readonly remedy?: Text;
  /** The message while it is unknown. */
  readonly open?: Text;
  readonly reading?: string;
}

/** What binds after or beside approval (義務), or is advised. */
export interface Duty {
  readonly id: string;
  readonly clause: string;
  readonly message: Text;
  readonly when?: Predicate;
  readonly holds?: Predicate;
  readonly advisory?: boolean;
}

/** What a checklist derives, such as the type of contract. */
export interface Derived {
  readonly id: string;
  readonly clause: string;
  readonly value: Text;
  /** When it is derived; always, if absent. */
  readonly when?: Predicate;
  readonly reading?: string;
}

/** One thing that can be asked or checked (手続). */
export interface Procedure<Id extends string = string> {
  readonly id: Id;
  /** A `consultation`, if absent. A `checklist` ends in `complete` or `incomplete`. */
  readonly kind?: 'consultation' | 'checklist';
  readonly title: Text;
  readonly summary?: Text;
  /** The choice field whose value replaces conditions. */
  readonly varies_by?: string;
  readonly routes?: readonly string[];
  readonly conditions?: readonly string[];
  readonly duties?: readonly string[];
  /** Of a checklist. */
  readonly results?: readonly string[];
  readonly readings?: readonly string[];
}
