// The server checks again: what a browser says of itself is never trusted.

import { ShodakuError } from 'shodaku';

/** Why a submission is not accepted, in both languages. */
export class Refusal extends Error {
  /**
   * @param {number} status The HTTP status.
   * @param {string} code
   * @param {readonly [ja: string, en: string]} words
   * @param {readonly string[]} [fields] The fields it concerns.
   */
  constructor(status, code, words, fields = []) {
    super(words[1]);
    this.status = status;
    this.code = code;
    this.words = words;
    this.fields = fields;
  }
}

/** What a browser posts. */
/**
 * @typedef {object} Posted
 * @property {string} procedure
 * @property {import('shodaku').Answers} answers
 * @property {import('shodaku').Receipt} receipt
 */

/**
 * Judges a posted request anew, with the facts of the contract from the portal's own records.
 *
 * @param {import('shodaku').Regulation} rules
 * @param {import('./store.js').Contract} contract
 * @param {Posted} posted
 * @param {string} today The civil day in Japan, `YYYY-MM-DD`.
 * @returns {import('shodaku').Receipt} The receipt, made here.
 * @throws {Refusal}
 */
export function recheck(rules, contract, { procedure, answers, receipt }, today) {
  /** @type {import('shodaku').Request} */
  const request = { procedure, stage: 'filed', asOf: today };
  const own = understood(() => rules.open({ ...request, by: 'applicant', answers }));
  own.dispose();
  const session = rules.open({ ...request, answers: { ...answers, ...contract.facts } });
  try {
    const { differs } = understood(() =>
      rules.verify(receipt, { ...request, answers: session.answers }),
    );
    if (differs.length > 0) throw disagreement(differs);
    const unusable = session.report().issues.filter(({ severity }) => severity === 'error');
    if (unusable.length > 0) {
      const fields = unusable.flatMap((issue) => issue.fields);
      throw new Refusal(
        422,
        'unusable',
        [
          '読み取れない値、または書くべき事項の空欄があります。',
          'A value cannot be read, or a matter to be stated is blank.',
        ],
        fields,
      );
    }
    return session.receipt();
  } finally {
    session.dispose();
  }
}

/** @param {readonly string[]} differs The parts of the receipt that are not those made here. */
function disagreement(differs) {
  const has = (/** @type {string} */ part) => differs.some((one) => one.startsWith(part));
  if (has('engine') || has('ruleset')) {
    return new Refusal(409, 'stale_ruleset', [
      '検査の後に規程または検査の版が変わりました。画面を開き直し、もう一度検査してください。',
      'The ruleset or the engine has changed since the check. Reload the page and check again.',
    ]);
  }
  if (has('asOf')) {
    return new Refusal(409, 'stale_day', [
      '検査の日が今日ではありません。もう一度検査してから提出してください。',
      'The check is not of today. Check again, then submit.',
    ]);
  }
  if (has('procedure') || has('stage')) {
    return new Refusal(409, 'other_request', [
      '検査記録が、別の手続または段階のものです。',
      'The receipt is of another procedure or stage.',
    ]);
  }
  return new Refusal(409, 'tampered', [
    '検査記録が、提出された内容または契約の記録と合いません。',
    'The receipt does not agree with what was submitted, or with the contract on record.',
  ]);
}

/**
 * @template T
 * @param {() => T} judge
 * @returns {T}
 */
function understood(judge) {
  try {
    return judge();
  } catch (error) {
    if (!(error instanceof ShodakuError)) throw error;
    const fields = error.path.startsWith('answers.') ? [error.path.slice('answers.'.length)] : [];
    if (error.code === 'not_yours') {
      const words = /** @type {const} */ ([
        '申請者が記入できない項目（職員の認定や契約の記録）が含まれています。',
        'It holds answers that are not the applicant’s to give: an official’s findings, or facts of the contract.',
      ]);
      throw new Refusal(403, error.code, words, fields);
    }
    if (error.code === 'engine_failed') throw error;
    const words = /** @type {const} */ ([
      `提出された内容を読み取れません（${error.message}）。`,
      `What was submitted is not understood: ${error.message}.`,
    ]);
    throw new Refusal(400, error.code, words, fields);
  }
}
