// What the portal keeps: its contracts, and the submissions it has acknowledged.

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

export class Store {
  #database;

  /** @param {import('./database.js').Database} database */
  constructor(database) {
    this.#database = database;
  }

  /** @param {Contract} contract */
  record(contract) {
    this.#database.write(() =>
      this.#database.rows(
        'insert into contract (number, record) values (?, ?) on conflict do update set record = excluded.record',
        contract.number,
        JSON.stringify(contract),
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
   * Keeps a submission, and returns its number once it is safe.
   *
   * @param {Submission} submission
   * @returns {number}
   */
  keep(submission) {
    const { key, contract } = submission;
    return this.#database.write(() => {
      const [known] = this.#database.rows('select id from submission where key = ?', key);
      if (known) return known.id;
      const [made] = this.#database.rows(
        'insert into submission (key, contract, record) values (?, ?, ?) returning id',
        key,
        contract,
        JSON.stringify(submission),
      );
      return made.id;
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
   * Every submission, the newest first.
   *
   * @returns {Stored[]}
   */
  submissions() {
    return this.#database.rows('select id, record from submission order by id desc').map(stored);
  }
}

/** @typedef {{ id: number, record: string }} Row */

/** @param {Row} row @returns {Stored} */
const stored = ({ id, record }) => ({ id, ...JSON.parse(record) });
