// Why something was not done, for who asked for it.

import { html } from 'hono/html';
import { say } from '../words.js';
import { labelOf } from './in-words.js';
import { page } from './layout.js';

/**
 * @param {import('../refusal.js').Refusal} refusal
 * @param {'not_received' | 'not_done'} title
 * @param {import('shodaku').Ruleset} ruleset
 * @param {import('../words.js').Language} lang
 */
export function refusedPage({ code, words, fields }, title, ruleset, lang) {
  return page(
    lang,
    say(lang, `page.server.${title}`),
    html`<p>${words(lang)}</p>
${fields.length > 0 ? html`<ul>${fields.map((field) => html`<li>${labelOf(ruleset, field, lang)}</li>`)}</ul>` : ''}
<p>${say(lang, 'page.server.go_back')} <code>${code}</code></p>`,
  );
}
