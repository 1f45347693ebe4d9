import type { Stage, Verdict } from './terms.js';
import type { RulesetIdentity } from './version.js';

/**
 * What was judged, as hashes (検査記録). It holds no answers.
 *
 * It is no signature: it says neither who made it nor when. To anyone who has the answers it shows
 * that they come to this verdict under this text and this engine, for whoever judges them again gets
 * the same. So a server never trusts one that a page sends, and makes its own.
 *
 * It covers the answers to the fields that the ruleset has, in their normal form: `CRLF` is `LF`,
 * width does not matter, 〜 and ～ are one, a day is a day however it was written. And what they came
 * to: every truth with its causes, not its words. It does not cover the wording of the report, the
 * language, translations, answers that the ruleset does not use (`notUsed`), `by`, the request's
 * `context`, or how fields are asked. Its `reference` stands in it as it was given.
 *
 * It is as private as the request. Where few answers are possible, they can all be tried until a
 * hash agrees; not without the salt, where one was given ({@link ReceiptOptions}).
 */
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
  /** Which case it is, as the request says; `null` where it does not. */
  readonly reference: string | null;
  /** The verdict. */
  readonly verdict: Verdict;
  /** SHA-256 of the normalised answers, and the salt if there is one, in lower-case hexadecimal. */
  readonly answersSha256: string;
  /** SHA-256 of the report without its texts, and the salt likewise, in lower-case hexadecimal. */
  readonly reportSha256: string;
}

/** With what a receipt is made or verified. */
export interface ReceiptOptions {
  /**
   * What nobody can guess, new for each request: 32 hexadecimal digits at random will do
   * (`crypto.getRandomValues`); at most 1,000 characters. It goes into both hashes, is kept beside
   * the answers, and never stands in the receipt. Then the receipt alone tells no more than what it
   * says: the verdict, the day, the reference. Who is to verify it needs the salt as well as the
   * answers, and whoever loses it can verify it no more. It is no key: it proves nothing of who made
   * the receipt.
   */
  readonly salt?: string;
}

/** Whether a receipt is that of a request. */
export interface Verification {
  /** Whether every part agrees. */
  readonly matches: boolean;
  /** The parts of the receipt that differ: `answersSha256`, `ruleset.version`, …. */
  readonly differs: readonly string[];
}
