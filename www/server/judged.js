// A submission judged with what officials have found so far.

import { ShodakuError } from 'shodaku';

/**
 * @typedef {object} Judged
 * @property {import('./store.js').Stored} submission
 * @property {import('shodaku').Report | undefined} report Absent where the text of now does not know
 * what was filed under an earlier one.
 * @property {import('shodaku').Verdict} verdict The report's, or else that of the receipt.
 * @property {import('./cases.js').Finding[]} findings The oldest first.
 * @property {import('./cases.js').Decision[]} decisions The oldest first.
 * @property {import('shodaku').Field[]} toFind What officials find and enter, done or not.
 * @property {number} seen How many acts there are.
 */

/**
 * @param {import('shodaku').Regulation} rules
 * @param {import('./cases.js').Cases} cases
 * @param {import('./store.js').Stored} submission
 * @param {import('./words.js').Language} lang
 * @returns {Judged}
 */
export function judged(rules, cases, submission, lang) {
  const findings = cases.findings(submission.id);
  const decisions = cases.decisions(submission.id);
  const report = reportOn(rules, submission, findings, lang);
  const { officer = [], body = [] } = report?.stillNeeded ?? {};
  const asked = new Set([...officer, ...body, ...findings.map(({ field }) => field)]);
  return {
    submission,
    report,
    verdict: report?.verdict ?? submission.receipt.verdict,
    findings,
    decisions,
    toFind: rules.ruleset.field.filter(({ id }) => asked.has(id)),
    seen: findings.length + decisions.length,
  };
}

/**
 * The report on what was filed, before anything was found.
 *
 * @param {import('shodaku').Regulation} rules
 * @param {import('./store.js').Stored} submission
 * @param {import('./words.js').Language} lang
 */
export const asFiled = (rules, submission, lang) => reportOn(rules, submission, [], lang);

/**
 * Whether what is kept still gives the receipt that was kept.
 *
 * @param {import('shodaku').Regulation} rules
 * @param {import('./store.js').Stored} submission
 */
export function matches(rules, submission) {
  return known(() => rules.verify(submission.receipt, requestOf(submission)).matches) ?? false;
}

/**
 * @param {import('shodaku').Regulation} rules
 * @param {import('./store.js').Stored} submission
 * @param {readonly import('./cases.js').Finding[]} findings
 * @param {import('./words.js').Language} lang
 */
function reportOn(rules, submission, findings, lang) {
  const request = requestOf(submission);
  const answers = { ...request.answers, ...inForce(findings) };
  return known(() => rules.check({ ...request, answers }, { lang }));
}

/** @template T @param {() => T} judge @returns {T | undefined} */
function known(judge) {
  try {
    return judge();
  } catch (error) {
    if (error instanceof ShodakuError && error.code !== 'engine_failed') return undefined;
    throw error;
  }
}

/** What was filed, on the day it was filed. @param {import('./store.js').Stored} submission */
const requestOf = ({ procedure, receipt, answers, facts }) => ({
  procedure,
  stage: /** @type {const} */ ('filed'),
  asOf: receipt.asOf,
  answers: { ...answers, ...facts },
});

/** Of each field what was found last. @param {readonly import('./cases.js').Finding[]} findings */
const inForce = (findings) =>
  Object.fromEntries(findings.map(({ field, value }) => [field, value]));
