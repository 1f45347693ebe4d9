// Why something was not done, for who asked for it.

import { html } from 'hono/html';
import { say } from '../words.js';
import { labelOf } from './in-words.js';
import { page } from './layout.js';

/**
 * @param {import('../refusal.js').Refusal} refusal
 * @param {import('shodaku').Ruleset} ruleset
 * @param {import('../words.js').Language} lang
 */
export function refusedPage({ code, words, fields }, ruleset, lang) {
  return page(
    lang,
    say(lang, 'page.server.not_received'),
    html`<p>${words(lang)}</p>
${fields.length > 0 ? html`<ul>${fields.map((field) => html`<li>${labelOf(ruleset, field, lang)}</li>`)}</ul>` : ''}
<p>${say(lang, 'page.server.go_back')} <code>${code}</code></p>`,
  );
}
