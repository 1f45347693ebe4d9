// Where officials say who they are.

import { html } from 'hono/html';
import { say } from '../words.js';
import { page } from './layout.js';

/**
 * @param {string} to Where it leads.
 * @param {boolean} failed Whether it was tried in vain.
 * @param {import('../words.js').Language} lang
 */
export function loginPage(to, failed, lang) {
  return page(
    lang,
    say(lang, 'page.server.login.title'),
    html`${failed ? html`<p class="records__problem" role="alert">${say(lang, 'page.server.login.failed')}</p>` : ''}
<form class="records__form" method="post" action="/officials/login">
<input type="hidden" name="to" value="${to}">
<div class="field"><label class="field__label" for="name">${say(lang, 'page.server.login.name')}</label>
<input class="field__control" id="name" name="name" autocomplete="username" required></div>
<div class="field"><label class="field__label" for="password">${say(lang, 'page.server.login.password')}</label>
<input class="field__control" id="password" name="password" type="password" autocomplete="current-password" required></div>
<p><button class="button button--main">${say(lang, 'page.server.login.in')}</button></p>
</form>
<p>${say(lang, 'page.server.login.first')}</p>`,
  );
}
