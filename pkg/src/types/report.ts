/** A language of labels and messages. */
export type Lang = 'ja' | 'en';

/**
 * How a request ends (判定).
 *
 * - `not_regulated` この規程に定めなし: out of scope, not in force, or silent. Never permission.
 * - `prohibited` 禁止: the text forbids it and has no way to approve it.
 * - `exempt` 承諾不要: the text itself says that no approval is needed.
 * - `not_approvable` 承諾できない: at least one condition is not met as filed.
 * - `undetermined` 未確定: nothing is false, but something is unknown.
 * - `approvable` 承諾できる: everything required is met and recorded; the official may approve.
 * - `complete`, `incomplete` 不足なし、不足あり: how a checklist ends.
 */
export type Verdict =
  | 'not_regulated'
  | 'prohibited'
  | 'exempt'
  | 'not_approvable'
  | 'undetermined'
  | 'approvable'
  | 'complete'
  | 'incomplete';

/** Whether something holds. Unknown is never false. */
export type Truth = 'met' | 'not_met' | 'unknown';

/**
 * Why something is not met (`answer`, `finding`, `decision`) or unknown (all but `answer`).
 *
 * - `answer`: a value that was entered refutes it.
 * - `missing`: a fact or document nobody has entered.
 * - `finding`: an official's finding (認定).
 * - `decision`: the act of another body, or a recorded consent.
 * - `reading`: the text itself leaves the point open.
 * - `version`: an earlier text may govern.
 */
export type Cause = 'answer' | 'missing' | 'finding' | 'decision' | 'reading' | 'version';

/**
 * `error`: the value cannot be read, or a matter the text requires to be stated was filed blank.
 * `warning`: not met for another reason. `info`: unknown.
 */
export type Severity = 'error' | 'warning' | 'info';

/**
 * `draft`: a blank matter is unknown. `filed`: a blank matter that the text requires to be stated
 * is not met.
 */
export type Stage = 'draft' | 'filed';

/** Who supplies a field's value: the asker, the contract as the host knows it, an official, another body. */
export type Supplier = 'applicant' | 'contract' | 'officer' | 'body';

/** Who is asking. `contract` values come from the host itself. */
export type Asker = 'applicant' | 'officer' | 'body';

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

/** One request to judge: one counterparty or place, one kind of information. */
export interface Request<Procedures extends string = string, Fields extends string = string> {
  /** The id or an alias of the ruleset; if given, it must be the one asked. */
  readonly ruleset?: string;
  /** The id of a procedure of the ruleset, such as `subcontract`. */
  readonly procedure: Known<Procedures>;
  /** The caller's civil date in Japan, `YYYY-MM-DD`. The engine has no clock. */
  readonly asOf: string;
  /** How far the request has come; `draft` if absent. */
  readonly stage?: Stage;
  /** Whose answers these are; answers that are not theirs to give are refused. Absent: trusted. */
  readonly by?: Asker;
  /** What has been entered; absent is blank. */
  readonly answers?: Answers & { readonly [field in Fields]?: Answer };
}

/** One limb (要素) that is not met or unknown, or one value that cannot be read. */
export interface Issue {
  /** The id of the condition; `null` for a value that cannot be read. */
  readonly condition: string | null;
  /** The id of the limb within its condition; `null` for a value that cannot be read. */
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

/** Which version of a ruleset. */
export interface RulesetIdentity {
  /** Its id, such as `hirono`. */
  readonly id: string;
  /** Its version. */
  readonly version: string;
  /** SHA-256 of its canonical JSON (RFC 8785), in lower-case hexadecimal. */
  readonly sha256: string;
}

/** Which of several versions of a text governs a request. */
export interface VersionChosen {
  /** The version. */
  readonly version: string;
  /**
   * - `only_version`: there is no other.
   * - `in_force`: it is in force for the request.
   * - `not_decided`: the dates do not say yet which version is; this one may be.
   * - `none_in_force`: no version is in force for the request; what that means, this one says.
   */
  readonly why: 'only_version' | 'in_force' | 'not_decided' | 'none_in_force';
  /** The id of the field whose date decided, or `asOf`; `null` where none did. */
  readonly decidedBy: string | null;
}

/** What judging one request says, with all its reasons. */
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
  /** The verdict. */
  readonly verdict: Verdict;
  /** The route, or all the conditions, the verdict rests on. */
  readonly decidedBy: readonly Decider[];
  /** Exceptions not invoked yet. */
  readonly couldClaim: readonly Claim[];
  /** Values that cannot be read, then limbs in the text's order. */
  readonly issues: readonly Issue[];
  /** Every condition of the procedure, in the text's order. */
  readonly conditions: readonly ConditionReport[];
  /** Ids of blank fields that could still matter, by supplier; empty once a route decides. */
  readonly stillNeeded: { readonly [supplier in Supplier]: readonly string[] };
  /** The duties that hold or may hold. */
  readonly duties: readonly DutyReport[];
  /** The open points this judgement touches. */
  readonly readings: readonly ReadingReport[];
  /** What a checklist derives. */
  readonly results: readonly Result[];
  /** Answers to shared fields that this ruleset does not ask for. */
  readonly notUsed: readonly string[];
}

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

/** What a change of one answer changed. */
export interface SetResult {
  /** The verdict now. */
  readonly verdict: Verdict;
  /**
   * The limbs whose state changed, as `condition.limb`. Where another version of the text governs
   * now, also those that it adds, then those that are gone.
   */
  readonly changed: readonly string[];
}

/** One step towards passing. */
export interface Change {
  /** The field to change. */
  readonly field: string;
  /**
   * `state`: enter something. `set`: choose `value`. `at_most`: at most `value`.
   * `remove`: take out `value`. `before`, `after`: a day before or after `value`.
   */
  readonly change: 'state' | 'set' | 'at_most' | 'remove' | 'before' | 'after';
  /** What to change it to, where that is known. */
  readonly value?: string | number | boolean | readonly string[];
}

/** What would clear everything that is not met. */
export interface ToPass {
  /** At most three minimal sets of changes, of what the asker itself plans; the smallest first. */
  readonly sets: readonly (readonly Change[])[];
  /** Where there is no such set: the limbs (`condition.limb`) or routes nothing of it clears. */
  readonly cannotPass: readonly string[];
}

/** What was judged, as hashes; no answer can be read from it (検査記録). */
export interface Receipt {
  /** The version of this shape. */
  readonly schema: 1;
  /** The engine's name and version. */
  readonly engine: string;
  /** What it was judged by. */
  readonly ruleset: RulesetIdentity;
  /** The procedure asked for. */
  readonly procedure: string;
  /** The stage it was judged at. */
  readonly stage: Stage;
  /** The day it was judged for, `YYYY-MM-DD`. */
  readonly asOf: string;
  /** The verdict. */
  readonly verdict: Verdict;
  /** SHA-256 of the normalised answers, in lower-case hexadecimal. */
  readonly answersSha256: string;
  /** SHA-256 of the report without its texts, in lower-case hexadecimal. */
  readonly reportSha256: string;
}

/** Whether a receipt is that of a request. */
export interface Verification {
  /** Whether every part agrees. */
  readonly matches: boolean;
  /** The parts of the receipt that differ: `answersSha256`, `ruleset.version`, …. */
  readonly differs: readonly string[];
}
