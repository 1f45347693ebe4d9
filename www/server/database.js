// The database: one file, which several processes may share.

import Libsql from 'libsql';

/** How long a write waits for another process to have written, in milliseconds. */
const WAITS = 5000;

/** What tells the tables of this server from those of another version of it. */
const VERSION = 3;

const TABLES = `
  create table contract (
    number text primary key,
    record text not null
  ) strict;
  create table submission (
    id integer primary key autoincrement,
    key text not null unique,
    contract text not null references contract,
    record text not null
  ) strict;
  -- What a submission is found by, under its number: in an index of every three letters in a row.
  create virtual table words using fts5 (text, tokenize = "trigram case_sensitive 1");
  create table act (
    id integer primary key autoincrement,
    submission integer not null references submission,
    kind text not null,
    record text not null
  ) strict;
  create index act_of_submission on act (submission, kind);
  create table official (
    name text primary key,
    password text not null
  ) strict;
  create table login (
    token text primary key,
    official text not null references official,
    until text not null
  ) strict;
  pragma user_version = ${VERSION};
`;

/** @typedef {string | number | null} Value */

export class Database {
  #connection;
  /** Each is prepared once, and always read to its end: none is left open. */
  /** @type {Map<string, Libsql.Statement>} */
  #statements = new Map();

  /**
   * @param {string} path Of the file; it is made if it is not there.
   * @param {{ pages?: number }} [most] How large the file may grow, in pages of 4 KB.
   */
  constructor(path, { pages } = {}) {
    this.#connection = new Libsql(path, { timeout: WAITS });
    try {
      // What is acknowledged is on the disk: each commit waits for the log to be written through.
      this.#connection.pragma('journal_mode = WAL');
      this.#connection.pragma('synchronous = FULL');
      this.#connection.pragma('foreign_keys = ON');
      if (pages !== undefined) this.#connection.pragma(`max_page_count = ${pages}`);
      // A database that is there already is opened without a wait for who writes to it.
      if (!this.#isMade()) this.write(() => this.#makeTables());
    } catch (error) {
      this.close();
      throw error;
    }
  }

  /**
   * Does everything or nothing, alone among all processes; what it has done is on the disk when
   * this returns.
   *
   * @template T
   * @param {() => T} work
   * @returns {T}
   */
  write(work) {
    // At once, so that no other can have written between what is read here and what is written.
    this.#connection.exec('begin immediate');
    try {
      const result = work();
      this.#connection.exec('commit');
      return result;
    } catch (error) {
      // A full disk has undone it already.
      if (this.#connection.inTransaction) this.#connection.exec('rollback');
      throw error;
    }
  }

  /**
   * The rows of a query; of a statement that writes, those that it returns.
   *
   * @param {string} query
   * @param {...Value} values
   * @returns {any[]}
   */
  rows(query, ...values) {
    let statement = this.#statements.get(query);
    if (!statement) {
      statement = this.#connection.prepare(query);
      this.#statements.set(query, statement);
    }
    return statement.all(...values);
  }

  close() {
    this.#statements.clear();
    this.#connection.close();
  }

  #isMade() {
    return this.rows('pragma user_version')[0].user_version === VERSION;
  }

  #makeTables() {
    if (this.#isMade()) return;
    const [{ tables }] = this.rows('select count(*) as tables from sqlite_schema');
    if (tables > 0) {
      throw new Error('it was made by another version of this server: move it away');
    }
    this.#connection.exec(TABLES);
  }
}
