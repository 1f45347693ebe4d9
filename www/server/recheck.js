// The server checks again: what a browser says of itself is never trusted.

import { ShodakuError } from 'shodaku';
import { Refusal } from './refusal.js';
import { say } from './words.js';

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
        (lang) => say(lang, 'page.server.refused.unusable'),
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
    return new Refusal(409, 'stale_ruleset', (lang) =>
      say(lang, 'page.server.refused.stale_ruleset'),
    );
  }
  if (has('asOf')) {
    return new Refusal(409, 'stale_day', (lang) => say(lang, 'page.server.refused.stale_day'));
  }
  if (has('procedure') || has('stage')) {
    return new Refusal(409, 'other_request', (lang) =>
      say(lang, 'page.server.refused.other_request'),
    );
  }
  return new Refusal(409, 'tampered', (lang) => say(lang, 'page.server.refused.tampered'));
}

/**
 * What the engine says; what it does not understand is refused.
 *
 * @template T
 * @param {() => T} judge
 * @returns {T}
 * @throws {Refusal}
 */
export function understood(judge) {
  try {
    return judge();
  } catch (error) {
    if (!(error instanceof ShodakuError)) throw error;
    const fields = error.path.startsWith('answers.') ? [error.path.slice('answers.'.length)] : [];
    if (error.code === 'not_yours') {
      throw new Refusal(
        403,
        error.code,
        (lang) => say(lang, 'page.server.refused.not_yours'),
        fields,
      );
    }
    if (error.code === 'engine_failed') throw error;
    const { message } = error;
    throw new Refusal(
      400,
      error.code,
      (lang) => say(lang, 'page.server.refused.not_understood', { message }),
      fields,
    );
  }
}
