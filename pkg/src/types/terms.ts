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
