import type { Context } from './request.js';
import type { Cause, Lang, Severity, Stage, Supplier, Truth, Verdict } from './terms.js';
import type { RulesetIdentity, VersionChosen } from './version.js';

/** How to write a report. */
export interface ReportOptions {
  /** The language; Japanese if absent. */
  readonly lang?: Lang;
}

/** One limb (要素) that is not met or unknown, or one value that cannot be read. */
export interface Issue {
  /** The id of the condition; `null` for a value that cannot be read, a plan that has gone by, or days that contradict each other. */
  readonly condition: string | null;
  /** The id of the limb within its condition; `null` as {@link Issue.condition}. */
  readonly limb: string | null;
  /** The clauses to cite, the condition's own first, as the text numbers them: `第6条第2項第4号ホ`. */
  readonly clauses: readonly string[];
  /** Never `met`. */
  readonly truth: 'not_met' | 'unknown';
  /** Every cause that holds. */
  readonly because: readonly Cause[];
  /** How to show it. */
  readonly severity: Severity;
  /** The fields it concerns, in the order the condition names them. */
  readonly fields: readonly string[];
  /** What is wrong or open. */
  readonly message: string;
  /** What to do about it. */
  readonly remedy: string;
  /** Where one of several ways would do: how each stands. */
  readonly alternatives: readonly Alternative[];
}

/** One way out of several. */
export interface Alternative {
  /** Its own clause, if it has one. */
  readonly clause: string | null;
  /** A few words for it, if the text gives it a name. */
  readonly title: string | null;
  /** How it stands. */
  readonly truth: Truth;
  /** The fields it lacks. */
  readonly lacks: readonly string[];
  /** The fields that speak against it. */
  readonly fails: readonly string[];
}

/** A route or a condition behind the verdict. */
export interface Decider {
  /** The id of the route or condition. */
  readonly id: string;
  /** The clause it rests on. */
  readonly clause: string;
  /** What it says. */
  readonly message: string;
  /** Why it is not met or unknown. */
  readonly because: readonly Cause[];
  /** The fields it concerns. */
  readonly fields: readonly string[];
}

/** An exception the asker could invoke. */
export interface Claim {
  /** The id of the route. */
  readonly id: string;
  /** Where it would lead. */
  readonly verdict: Verdict;
  /** The clause it rests on. */
  readonly clause: string;
  /** What it says. */
  readonly message: string;
  /** The fields that invoke it. */
  readonly fields: readonly string[];
}

/** One condition (要件) of the procedure. */
export interface ConditionReport {
  /** Its id. */
  readonly condition: string;
  /** Its clause. */
  readonly clause: string;
  /** Its subject, from a list shared by all rulesets. */
  readonly topic: string;
  /** A few words for it. */
  readonly title: string;
  /** `null` where it does not apply, which is not the same as met. */
  readonly truth: Truth | null;
  /** `null` while it is unknown whether it applies. */
  readonly applies: boolean | null;
}

/** What binds after or beside approval (義務); never changes the verdict. */
export interface DutyReport {
  /** Its id. */
  readonly id: string;
  /** Its clause. */
  readonly clause: string;
  /** What it asks for. */
  readonly message: string;
  /** Whether it is kept, where the answers can tell; else `null`. */
  readonly truth: Truth | null;
  /** That the text only advises it (望ましい); left out where it binds. */
  readonly advisory?: true;
}

/** An open point of the text (解釈). */
export interface ReadingReport {
  /** Its id. */
  readonly id: string;
  /** The clause that is open. */
  readonly clause: string;
  /** The reading taken. */
  readonly taken: string;
  /** The other reading. */
  readonly alternative: string;
}

/** What a checklist derives, such as the type of contract. */
export interface Result {
  /** Its id. */
  readonly id: string;
  /** What was derived. */
  readonly value: string;
  /** The clause it rests on. */
  readonly clause: string;
  /** `met` where it is derived, `unknown` where it may yet be. */
  readonly truth: 'met' | 'unknown';
  /** Why it is unknown. */
  readonly because: readonly Cause[];
}

/**
 * What judging one request says, with all its reasons. What is in its lists is frozen, and may be the
 * very same object in another report: copy before you change anything.
 */
export interface Report {
  /** The version of this shape. */
  readonly schema: 1;
  /** What it was judged by. */
  readonly ruleset: RulesetIdentity;
  /** Which version of the text was taken, and why. */
  readonly versionChosen: VersionChosen;
  /** The procedure asked for. */
  readonly procedure: string;
  /** The stage it was judged at. */
  readonly stage: Stage;
  /** The day it was judged for, `YYYY-MM-DD`. */
  readonly asOf: string;
  /** Which case it is, as the request says; `null` where it does not. */
  readonly reference: string | null;
  /** What the request carries beside its answers. */
  readonly context: Context;
  /** The verdict. */
  readonly verdict: Verdict;
  /** The route, or all the conditions, the verdict rests on. */
  readonly decidedBy: readonly Decider[];
  /** Exceptions not invoked yet. */
  readonly couldClaim: readonly Claim[];
  /** Values that cannot be read, plans that have gone by, days that contradict each other, then limbs in the text's order. */
  readonly issues: readonly Issue[];
  /** Every condition of the procedure, in the text's order. */
  readonly conditions: readonly ConditionReport[];
  /** Ids of blank fields that could still matter, by supplier; empty once a route decides. */
  readonly stillNeeded: { readonly [supplier in Supplier]: readonly string[] };
  /**
   * Ids of blank fields that stand behind a finding still needed (判断の材料), in the text's order: an
   * official looks at them, and no condition does.
   */
  readonly evidence: readonly string[];
  /**
   * Ids of fields of which is stated only that they are open or stand elsewhere (未定, 同上,
   * 別紙のとおり), of a list in every entry: no verdict rests on it, but an official may not accept that.
   * In the ruleset's order; empty once a route decides.
   */
  readonly vague: readonly string[];
  /** The duties that hold or may hold. */
  readonly duties: readonly DutyReport[];
  /** The open points this judgement touches. */
  readonly readings: readonly ReadingReport[];
  /** What a checklist derives. */
  readonly results: readonly Result[];
  /** Answers to shared fields that this ruleset does not ask for. */
  readonly notUsed: readonly string[];
}
