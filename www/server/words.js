// What the back end says, from the portal's list of words.

import words from '../../target/locale/server.js';

/** @typedef {'ja' | 'en'} Language */
/** @typedef {import('../../target/locale/server.js').Words} Words */

/**
 * A text, with its places filled.
 *
 * @template {keyof Words} Key
 * @param {Language} lang
 * @param {Key} key
 * @param {Words[Key]} places
 * @returns {string}
 */
export function say(lang, key, ...places) {
  /** @type {{ readonly [place: string]: string | number }} */
  const filled = places[0] ?? {};
  return words[lang][key].replace(/\{(\w+)\}/g, (_, place) => String(filled[place]));
}
