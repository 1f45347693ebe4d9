import type { Stage, Verdict } from './terms.js';
import type { RulesetIdentity } from './version.js';

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
  /** Which case it is, as the request says; `null` where it does not. */
  readonly reference: string | null;
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
