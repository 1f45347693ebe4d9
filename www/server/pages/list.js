// The officials' list: a page of the submissions, the newest first.

import { html } from 'hono/html';
import { say } from '../words.js';
import { inJapan, procedureName } from './in-words.js';
import { page } from './layout.js';

/**
 * A line of the list.
 * @typedef {object} Line
 * @property {import('../store.js').Stored} submission
 * @property {string} contractor
 * @property {import('shodaku').Verdict} verdict With what has been found so far.
 * @property {import('../cases.js').Decision | undefined} decision
 */

/**
 * @param {object} list
 * @param {import('shodaku').Ruleset} list.ruleset
 * @param {Line[]} list.lines
 * @param {string} list.search What was searched for.
 * @param {number | undefined} list.next The number before which the next page begins.
 * @param {string} list.official
 * @param {import('../words.js').Language} lang
 */
export function listPage({ ruleset, lines, search, next, official }, lang) {
  const labelled = (/** @type {string} */ label, /** @type {string} */ words) =>
    say(lang, 'page.shared.labelled', { label, words });
  const address = (/** @type {number} */ before) =>
    `/officials?${new URLSearchParams({ search, before: String(before) })}`;
  return page(
    lang,
    say(lang, 'page.server.submitted'),
    html`<form class="records__search" method="get" action="/officials" role="search">
<label class="field__label" for="search">${say(lang, 'page.server.list.search')}</label>
<p class="field__hint" id="search-hint">${say(lang, 'page.server.list.search_hint')}</p>
<p class="records__row"><input class="field__control" id="search" name="search" type="search" value="${search}" aria-describedby="search-hint">
<button class="button">${say(lang, 'page.server.list.find')}</button></p>
</form>
${lines.length === 0 ? html`<p>${say(lang, search === '' ? 'page.server.none_yet' : 'page.server.list.none_found')}</p>` : ''}
<ol class="cases">${lines.map(
      ({ submission: { id, receivedAt, procedure, contract }, contractor, verdict, decision }) =>
        html`<li class="cases__item">
<p class="cases__number"><a href="/officials/${id}">${say(lang, 'page.server.list.number', { id })}</a></p>
<p>${procedureName(ruleset, procedure, lang)}</p>
<p>${labelled(say(lang, 'report.verdict'), say(lang, `verdict.${verdict}`))}</p>
<p class="quiet">${inJapan(receivedAt, lang)}</p>
<p>${contractor} <span class="quiet">${contract}</span></p>
<p>${labelled(say(lang, 'page.server.decision.title'), say(lang, decision ? `page.server.decision.${decision.decision}` : 'page.shared.not_yet'))}</p>
</li>`,
    )}</ol>
${next === undefined ? '' : html`<p><a class="button" href="${address(next)}">${say(lang, 'page.server.list.older')}</a></p>`}`,
    official,
  );
}
