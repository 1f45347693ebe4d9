// The officials who may log in, and who is logged in. Passwords are made here, at random, so that
// none can be guessed; what is kept is what scrypt of node's own crypto makes of them, and of the
// cookie a hash. A portal with a login of its own puts that here instead.

import { createHash, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { Refusal } from './refusal.js';
import { say } from './words.js';

/** @type {(password: string, salt: Buffer, length: number) => Promise<Buffer>} */
const derive = promisify(scrypt);
/** How long a login lasts, in seconds: a working day. */
export const LASTS = 10 * 60 * 60;
/** Each check takes 16 MB for a while. */
const CHECKS_AT_ONCE = 4;
const NOBODY = `${'0'.repeat(32)}:${'0'.repeat(64)}`;

export class Accounts {
  #database;
  #now;
  #checks = 0;

  /**
   * @param {import('./database.js').Database} database
   * @param {() => Date} [now]
   */
  constructor(database, now = () => new Date()) {
    this.#database = database;
    this.#now = now;
  }

  /**
   * Lets an official in from now on, by a new password; who was let in by the old one is out.
   *
   * @param {string} name
   * @param {object} [how]
   * @param {string} [how.password]
   * @param {boolean} [how.first] Only if there is nobody yet.
   * @returns {Promise<string | undefined>} The password, which is not kept; nothing if none was given.
   */
  async admit(name, { password = randomBytes(15).toString('base64url'), first = false } = {}) {
    const salt = randomBytes(16);
    const hash = await derive(password, salt, 32);
    return this.#database.write(() => {
      const rows = this.#database.rows('select 1 from official limit 1');
      if (first && rows.length > 0) return undefined;
      this.#database.rows(
        'insert into official (name, password) values (?, ?) on conflict do update set password = excluded.password',
        name,
        `${salt.toString('hex')}:${hash.toString('hex')}`,
      );
      this.#database.rows('delete from login where official = ?', name);
      return password;
    });
  }

  /**
   * @param {string} name
   * @param {string} password
   * @returns {Promise<string | undefined>} What names the login from then on, if the password is right.
   */
  async logIn(name, password) {
    if (this.#checks >= CHECKS_AT_ONCE) {
      throw new Refusal(503, 'busy', (lang) => say(lang, 'page.server.refused.busy'));
    }
    this.#checks += 1;
    try {
      const [official] = this.#database.rows('select password from official where name = ?', name);
      const [salt = '', hash = ''] = String(official?.password ?? NOBODY).split(':');
      // For nobody as well: how long it takes does not tell who there is.
      const derived = await derive(password, Buffer.from(salt, 'hex'), 32);
      const right = timingSafeEqual(derived, Buffer.from(hash, 'hex'));
      return official && right ? this.#open(name) : undefined;
    } finally {
      this.#checks -= 1;
    }
  }

  /** Who is logged in by that name. @param {string} token @returns {string | undefined} */
  loggedIn(token) {
    const [login] = this.#database.rows(
      'select official from login where token = ? and until > ?',
      hashOf(token),
      this.#now().toISOString(),
    );
    return login?.official;
  }

  /** @param {string} token */
  logOut(token) {
    this.#database.write(() =>
      this.#database.rows('delete from login where token = ?', hashOf(token)),
    );
  }

  /** @param {string} name */
  #open(name) {
    const token = randomBytes(32).toString('base64url');
    const now = this.#now();
    this.#database.write(() => {
      this.#database.rows('delete from login where until <= ?', now.toISOString());
      this.#database.rows(
        'insert into login (token, official, until) values (?, ?, ?)',
        hashOf(token),
        name,
        new Date(now.getTime() + LASTS * 1000).toISOString(),
      );
    });
    return token;
  }
}

/** @param {string} token */
const hashOf = (token) => createHash('sha256').update(token).digest('hex');
