// What the portal keeps: its contracts, and the submissions it has acknowledged.

import { Refusal } from './refusal.js';
import { say } from './words.js';

/**
 * A contract in the portal's own records.
 * @typedef {object} Contract
 * @property {string} number
 * @property {string} subject
 * @property {string} contractor
 * @property {string} period
 * @property {import('shodaku').Answers} facts What requests under it are judged by.
 */

/**
 * What an applicant sends.
 * @typedef {object} Sent
 * @property {string} key The form's own key: sent twice, it is still one submission.
 * @property {string} contract The number of the contract.
 * @property {string} procedure
 * @property {import('shodaku').Answers} answers The applicant's.
 * @property {{[name: string]: string}} contact Whom to ask, as it was typed.
 * @property {readonly string[]} files The names of what was attached.
 */

/**
 * A submission as it was accepted.
 * @typedef {Sent & {
 *   receivedAt: string,
 *   facts: import('shodaku').Answers,
 *   receipt: import('shodaku').Receipt,
 * }} Submission `receivedAt` is ISO 8601, UTC; `facts` are the contract's of that time; `receipt` is
 * as it was checked again here.
 */

/** @typedef {Submission & { id: number }} Stored */

/** All that an applicant says, as one text. @param {Sent} sent */
const contentOf = ({ contract, procedure, answers, contact, files }) =>
  JSON.stringify([contract, procedure, answers, contact, files]);

export class Store {
  #database;

  /** @param {import('./database.js').Database} database */
  constructor(database) {
    this.#database = database;
  }

  /** @param {Contract} contract */
  record(contract) {
    const record = JSON.stringify(contract);
    if (JSON.stringify(this.contract(contract.number)) === record) return;
    this.#database.write(() =>
      this.#database.rows(
        'insert into contract (number, record) values (?, ?) on conflict do update set record = excluded.record',
        contract.number,
        record,
      ),
    );
  }

  /**
   * @param {string} number
   * @returns {Contract | undefined}
   */
  contract(number) {
    const [row] = this.#database.rows('select record from contract where number = ?', number);
    return row && JSON.parse(row.record);
  }

  /**
   * What is kept under the key of what is sent, if it has come before.
   *
   * @param {Sent} sent
   * @returns {Stored | undefined}
   * @throws {Refusal} where it came with other content.
   */
  known(sent) {
    const [row] = this.#database.rows('select id, record from submission where key = ?', sent.key);
    if (!row) return undefined;
    const known = stored(row);
    if (contentOf(known) === contentOf(sent)) return known;
    throw new Refusal(409, 'key_used', (lang) =>
      say(lang, 'page.server.refused.key_used', { id: known.id }),
    );
  }

  /**
   * Keeps a submission, and returns it with its number once it is safe.
   *
   * @param {Submission} submission
   * @returns {Stored}
   */
  keep(submission) {
    const { key, contract } = submission;
    return this.#database.write(() => {
      const known = this.known(submission);
      if (known) return known;
      const [{ id }] = this.#database.rows(
        'insert into submission (key, contract, record) values (?, ?, ?) returning id',
        key,
        contract,
        JSON.stringify(submission),
      );
      const words = this.#wordsOf(submission);
      this.#database.rows('insert into words (rowid, text) values (?, ?)', id, words);
      return { id, ...submission };
    });
  }

  /**
   * @param {number} id
   * @returns {Stored | undefined}
   */
  submission(id) {
    const [row] = this.#database.rows('select id, record from submission where id = ?', id);
    return row && stored(row);
  }

  /**
   * The submissions that a search finds, the newest first: by number, contract, contractor, and whom
   * it names.
   *
   * @param {string} search
   * @param {number} before The number that all of them are below.
   * @param {number} most
   * @returns {Stored[]}
   */
  search(search, before, most) {
    const plain = searchable(search);
    const rows =
      plain === ''
        ? this.#database.rows(
            'select id, record from submission where id < ? order by id desc limit ?',
            before,
            most,
          )
        : this.#database.rows(
            'select id, record from submission where id < ?1 and id in (select rowid from (select rowid from words where text glob ?2 and rowid < ?1 order by rowid desc limit ?3) union all select ?4) order by id desc limit ?3',
            before,
            // Of a pattern, letters that mean more than themselves stand in brackets.
            `*${plain.replace(/[*?[]/g, '[$&]')}*`,
            most,
            /^[0-9]{1,15}$/.test(plain) ? Number(plain) : null,
          );
    return rows.map(stored);
  }

  /** What a submission is found by. @param {Submission} submission */
  #wordsOf({ contract, answers, contact }) {
    const { contractor = '', subject = '' } = this.contract(contract) ?? {};
    const named = Object.entries(answers).filter(([field]) => field.endsWith('.name'));
    const words = [contract, contractor, subject, ...Object.values(contact), ...named.flat()];
    return searchable(words.join('\n'));
  }
}

/** As it is compared: full width or half, capital or small. @param {string} words */
const searchable = (words) => words.normalize('NFKC').toLowerCase().trim();

/** @typedef {{ id: number, record: string }} Row */

/** @param {Row} row @returns {Stored} */
const stored = ({ id, record }) => ({ id, ...JSON.parse(record) });
