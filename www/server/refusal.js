/** Why a submission is not accepted. */
export class Refusal extends Error {
  /**
   * @param {number} status The HTTP status.
   * @param {string} code
   * @param {(lang: import('./words.js').Language) => string} words
   * @param {readonly string[]} [fields] The fields it concerns.
   */
  constructor(status, code, words, fields = []) {
    super(words('en'));
    this.status = status;
    this.code = code;
    this.words = words;
    this.fields = fields;
  }
}
