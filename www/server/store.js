// What the portal keeps: its contracts, and the submissions it has acknowledged.

import Database from 'libsql';

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
 * A submission as it was accepted.
 * @typedef {object} Submission
 * @property {string} key The form's own key: sent twice, it is still one submission.
 * @property {string} contract The number of the contract.
 * @property {string} procedure
 * @property {string} receivedAt ISO 8601, UTC.
 * @property {import('shodaku').Answers} answers The applicant's.
 * @property {{[name: string]: string[]}} form Every other field of the form, as it was typed.
 * @property {import('shodaku').Receipt} receipt As it was checked again here.
 */

/** @typedef {Submission & { id: number }} Stored */

const TABLES = `
  create table if not exists contract (
    number text primary key,
    record text not null
  ) strict;
  create table if not exists submission (
    id integer primary key,
    key text not null unique,
    contract text not null references contract,
    record text not null
  ) strict;
`;

export class Store {
  #database;

  /** @param {string} path Of the database file; it is made if it is not there. */
  constructor(path) {
    this.#database = new Database(path);
    // What is acknowledged is on the disk: each commit waits for the log to be written through.
    this.#database.pragma('journal_mode = WAL');
    this.#database.pragma('synchronous = FULL');
    this.#database.pragma('foreign_keys = ON');
    this.#database.exec(TABLES);
  }

  /** @param {Contract} contract */
  record(contract) {
    this.#database
      .prepare('insert or replace into contract (number, record) values (?, ?)')
      .run(contract.number, JSON.stringify(contract));
  }

  /**
   * @param {string} number
   * @returns {Contract | undefined}
   */
  contract(number) {
    const [row] = this.#rows('select record from contract where number = ?', number);
    return row && JSON.parse(row.record);
  }

  /**
   * Keeps a submission, and returns its number once it is safe.
   *
   * @param {Submission} submission
   * @returns {number}
   */
  keep(submission) {
    const { key, contract } = submission;
    this.#database
      .prepare(
        'insert into submission (key, contract, record) values (?, ?, ?) on conflict (key) do nothing',
      )
      .run(key, contract, JSON.stringify(submission));
    const [row] = this.#rows('select id, record from submission where key = ?', key);
    if (!row) throw new Error(`the submission ${key} was not kept`);
    return row.id;
  }

  /**
   * @param {number} id
   * @returns {Stored | undefined}
   */
  submission(id) {
    const [row] = this.#rows('select id, record from submission where id = ?', id);
    return row && stored(row);
  }

  /**
   * Every submission, the newest first.
   *
   * @returns {Stored[]}
   */
  submissions() {
    return this.#rows('select id, record from submission order by id desc').map(stored);
  }

  /**
   * @param {string} query
   * @param {...(string | number)} values
   * @returns {Row[]}
   */
  #rows(query, ...values) {
    return /** @type {Row[]} */ (this.#database.prepare(query).all(...values));
  }

  close() {
    this.#database.close();
  }
}

/** @typedef {{ id: number, record: string }} Row */

/** @param {Row} row @returns {Stored} */
const stored = ({ id, record }) => ({ id, ...JSON.parse(record) });
