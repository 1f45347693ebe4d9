// What the applicant sees of a submission: that it was received, and what has been decided.

import { html } from 'hono/html';
import { say } from '../words.js';
import { inJapan } from './in-words.js';
import { entries, page } from './layout.js';

/**
 * @param {import('../store.js').Stored} submission
 * @param {import('../cases.js').Decision | undefined} decision
 * @param {import('../words.js').Language} lang
 */
export function receivedPage({ id, receivedAt, contract, receipt }, decision, lang) {
  return page(
    lang,
    say(lang, 'page.server.received'),
    html`${entries([
      [say(lang, 'page.server.number'), id],
      [say(lang, 'page.server.received_at'), inJapan(receivedAt, lang, 'short')],
      [say(lang, 'page.shared.contract_number'), contract],
      [say(lang, 'page.server.verdict_as_filed'), say(lang, `verdict.${receipt.verdict}`)],
    ])}
<section class="records__part"><h2>${say(lang, 'page.server.decision.title')}</h2>
${
  decision
    ? entries([
        [
          say(lang, 'page.server.decision.made'),
          say(lang, `page.server.decision.${decision.decision}`),
        ],
        [say(lang, 'page.server.decision.on'), inJapan(decision.at, lang)],
        [say(lang, 'page.server.reason'), decision.reason || say(lang, 'page.server.none')],
      ])
    : html`<p>${say(lang, 'page.server.decision.awaited')}</p><p>${say(lang, 'page.server.forecast')}</p><p>${say(lang, 'page.server.keep_address')}</p>`
}</section>
<p class="records__links"><a href="/">${say(lang, 'page.server.to_form')}</a> <a href="/officials">${say(lang, 'page.server.to_list')}</a></p>`,
  );
}
