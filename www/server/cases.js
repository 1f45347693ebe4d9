// What officials find and decide on submissions. Nothing is changed or taken away: each act stands
// with its reason, by whom and when, and the last one counts.

import { Refusal } from './refusal.js';
import { say } from './words.js';

/**
 * @typedef {object} Finding
 * @property {string} field
 * @property {import('shodaku').Answer} value `null` takes back what was found before.
 * @property {string} reason
 * @property {string} official
 * @property {string} at ISO 8601, UTC.
 */

/**
 * @typedef {object} Decision
 * @property {'approved' | 'rejected'} decision
 * @property {import('shodaku').Verdict} verdict What it was when this was decided.
 * @property {string} reason
 * @property {string} official
 * @property {string} at ISO 8601, UTC.
 */

export class Cases {
  #database;

  /** @param {import('./database.js').Database} database */
  constructor(database) {
    this.#database = database;
  }

  /** The findings on a submission, the oldest first. @param {number} submission @returns {Finding[]} */
  findings(submission) {
    return this.#acts('finding', submission);
  }

  /** The decisions on a submission, the oldest first. @param {number} submission @returns {Decision[]} */
  decisions(submission) {
    return this.#acts('decision', submission);
  }

  /**
   * @param {number} submission
   * @param {number} seen How many acts the official has seen.
   * @param {Finding} finding
   */
  find(submission, seen, finding) {
    this.#add('finding', submission, seen, () => finding);
  }

  /**
   * @param {number} submission
   * @param {number} seen How many acts the official has seen.
   * @param {() => Decision} decide Asked while nobody else can find or decide anything.
   */
  decide(submission, seen, decide) {
    this.#add('decision', submission, seen, decide);
  }

  /**
   * @param {'finding' | 'decision'} kind
   * @param {number} submission
   */
  #acts(kind, submission) {
    return this.#database
      .rows(
        'select record from act where submission = ? and kind = ? order by id',
        submission,
        kind,
      )
      .map(({ record }) => JSON.parse(record));
  }

  /**
   * @param {'finding' | 'decision'} kind
   * @param {number} submission
   * @param {number} seen
   * @param {() => Finding | Decision} act
   */
  #add(kind, submission, seen, act) {
    this.#database.write(() => {
      const [{ acts }] = this.#database.rows(
        'select count(*) as acts from act where submission = ?',
        submission,
      );
      if (acts !== seen) {
        throw new Refusal(409, 'seen_before', (lang) =>
          say(lang, 'page.server.refused.seen_before'),
        );
      }
      this.#database.rows(
        'insert into act (submission, kind, record) values (?, ?, ?)',
        submission,
        kind,
        JSON.stringify(act()),
      );
    });
  }
}
