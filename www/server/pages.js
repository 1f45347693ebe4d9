// The back end's own pages: text goes in as text (`html` escapes it).

import { html } from 'hono/html';
import { say } from './words.js';

/** @typedef {import('./words.js').Language} Language */

/**
 * @param {Language} lang
 * @param {string} title
 * @param {unknown} content
 */
const page = (lang, title, content) => html`<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="stylesheet" href="/style/index.css">
</head>
<body>
<header class="portal"><div class="frame portal__inner"><p class="portal__name">${say(lang, 'page.shared.portal')}</p></div></header>
<div class="frame"><main class="records">
<h1>${title}</h1>
${content}
</main></div>
</body>
</html>`;

/**
 * @param {import('./store.js').Stored} submission
 * @param {Language} lang
 */
export function receivedPage({ id, receivedAt, contract, receipt }, lang) {
  return page(
    lang,
    say(lang, 'page.server.received'),
    html`<dl class="entries">
<div class="entries__row"><dt>${say(lang, 'page.server.number')}</dt><dd>${id}</dd></div>
<div class="entries__row"><dt>${say(lang, 'page.server.received_at')}</dt><dd>${inJapan(receivedAt, lang)}</dd></div>
<div class="entries__row"><dt>${say(lang, 'page.shared.contract_number')}</dt><dd>${contract}</dd></div>
<div class="entries__row"><dt>${say(lang, 'page.server.verdict_as_filed')}</dt><dd>${say(lang, `verdict.${receipt.verdict}`)}</dd></div>
</dl>
<p>${say(lang, 'page.server.forecast')}</p>
<p class="records__links"><a href="/">${say(lang, 'page.server.to_form')}</a> <a href="/consultations">${say(lang, 'page.server.to_list')}</a></p>`,
  );
}

/**
 * @param {import('./refusal.js').Refusal} refusal
 * @param {import('shodaku').Ruleset} ruleset
 * @param {Language} lang
 */
export function refusedPage({ code, words, fields }, ruleset, lang) {
  return page(
    lang,
    say(lang, 'page.server.not_received'),
    html`<p>${words(lang)}</p>
${fields.length > 0 ? html`<ul>${fields.map((field) => html`<li>${label(ruleset, field, lang)}</li>`)}</ul>` : ''}
<p>${say(lang, 'page.server.go_back')} <code>${code}</code></p>`,
  );
}

/**
 * A submission, and what has still to be found or decided on it.
 *
 * @typedef {Pick<import('./store.js').Stored, 'id' | 'receivedAt' | 'contract' | 'procedure'> & {
 *   verdict: import('shodaku').Verdict,
 *   failing: { clauses: readonly string[], message: string }[],
 *   officer: readonly string[],
 *   body: readonly string[],
 * }} Waiting
 */

/**
 * @param {import('shodaku').Ruleset} ruleset
 * @param {Waiting[]} waiting
 * @param {Language} lang
 */
export function listPage(ruleset, waiting, lang) {
  /** @param {readonly string[]} fields */
  const labels = (fields) => fields.map((field) => html`<li>${label(ruleset, field, lang)}</li>`);
  return page(
    lang,
    say(lang, 'page.server.submitted'),
    waiting.length === 0
      ? html`<p>${say(lang, 'page.server.none_yet')}</p>`
      : waiting.map(
          ({
            id,
            contract,
            procedure,
            verdict,
            failing,
            officer,
            body,
          }) => html`<section class="record">
<h2 class="record__title">${id}　${contract}　${titleOf(ruleset, procedure, lang)}</h2>
<p>${say(lang, 'page.shared.verdict')}: ${say(lang, `verdict.${verdict}`)}</p>
${failing.length > 0 ? html`<ul>${failing.map(({ clauses, message }) => html`<li>${clauses.join(say(lang, 'page.shared.comma'))} ${message}</li>`)}</ul>` : ''}
${officer.length > 0 ? html`<h3 class="record__subtitle">${say(lang, 'page.server.to_find')}</h3><ul class="record__list">${labels(officer)}</ul>` : ''}
${body.length > 0 ? html`<h3 class="record__subtitle">${say(lang, 'page.server.to_decide')}</h3><ul class="record__list">${labels(body)}</ul>` : ''}
</section>`,
        ),
  );
}

/**
 * A time as a reader in Japan tells it.
 *
 * @param {string} time ISO 8601.
 * @param {Language} lang
 */
function inJapan(time, lang) {
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) return time;
  const locale = lang === 'en' ? 'en-GB' : 'ja-JP-u-ca-japanese';
  return new Intl.DateTimeFormat(locale, {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: 'Asia/Tokyo',
  }).format(date);
}

/**
 * The text of a part of the ruleset, or its id where there is none.
 *
 * @param {import('shodaku').Text | undefined} text
 * @param {string} id
 * @param {Language} lang
 */
const inLanguage = (text, id, lang) => text?.[lang] ?? text?.ja ?? id;

/**
 * @param {import('shodaku').Ruleset} ruleset
 * @param {string} id
 * @param {Language} lang
 */
const label = ({ field }, id, lang) =>
  inLanguage(field.find((one) => one.id === id)?.label, id, lang);

/**
 * @param {import('shodaku').Ruleset} ruleset
 * @param {string} id
 * @param {Language} lang
 */
const titleOf = ({ procedure }, id, lang) =>
  inLanguage(procedure.find((one) => one.id === id)?.title, id, lang);
