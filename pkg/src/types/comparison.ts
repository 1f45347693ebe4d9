import type { ConditionReport, Report } from './report.js';
import type { Stage, Truth } from './terms.js';
import type { RulesetIdentity } from './version.js';

/** What several rulesets make of the same facts. */
export interface Comparison {
  /** The version of this shape. */
  readonly schema: 1;
  /** The procedure asked for. */
  readonly procedure: string;
  /** The stage it was judged at. */
  readonly stage: Stage;
  /** The day it was judged for, `YYYY-MM-DD`. */
  readonly asOf: string;
  /** What each ruleset makes of it, in the order given. */
  readonly rulesets: readonly ComparedRuleset[];
  /** The conditions of all, lined up by what they are about, in the order they first come up. */
  readonly topics: readonly ComparedTopic[];
  /** Where the rulesets disagree. */
  readonly differs: {
    /** Whether their verdicts do. */
    readonly verdict: boolean;
    /**
     * The topics in which something stands against the request, or is open, under one ruleset and
     * not under another. Counted are the rulesets that come to judging conditions.
     */
    readonly topics: readonly string[];
  };
  /** Answers that no ruleset was given, because they are findings or decisions. */
  readonly notCarried: readonly string[];
}

/** One ruleset's column of a {@link Comparison}. */
export interface ComparedRuleset {
  /** What it was judged by. */
  readonly ruleset: RulesetIdentity;
  /** Whose text it is. */
  readonly municipality: string;
  /** The title of the text. */
  readonly title: string;
  /** The verdict with its reasons, and what is still needed from whom; `null` with a `reason`. */
  readonly report: Report | null;
  /** Why there is no report: the ruleset has no such procedure. */
  readonly reason: 'no_procedure' | null;
}

/** What every ruleset asks about one thing. */
export interface ComparedTopic {
  /** The topic, from a list shared by all rulesets. */
  readonly topic: string;
  /** A few words for it. */
  readonly title: string;
  /** One for each ruleset, in their order; `null` for a ruleset without a report. */
  readonly cells: readonly (ComparedCell | null)[];
}

/** What one ruleset asks about one thing. */
export interface ComparedCell {
  /**
   * What its conditions come to. `null` where there is none, where none applies, or where a route
   * has settled the matter without them.
   */
  readonly truth: Truth | null;
  /** Its conditions, in the text's order. */
  readonly conditions: readonly Omit<ConditionReport, 'topic'>[];
}
