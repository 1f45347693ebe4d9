// What every page of the back end has. Text goes in as text: `html` escapes it.

import { html } from 'hono/html';
import { say } from '../words.js';

/** @typedef {import('../words.js').Language} Language */

/**
 * @param {Language} lang
 * @param {string} title
 * @param {unknown} content
 * @param {string} [official] Who is logged in.
 */
export const page = (lang, title, content, official) => html`<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="stylesheet" href="/style/index.css">
</head>
<body>
<header class="portal"><div class="frame portal__inner"><p class="portal__name">${say(lang, 'page.shared.portal')}</p>${
  official === undefined
    ? ''
    : html`<form class="portal__login" method="post" action="/officials/logout"><span>${official}</span> <button class="button button--small">${say(lang, 'page.server.login.out')}</button></form>`
}</div></header>
<div class="frame"><main class="records">
<h1>${title}</h1>
${content}
</main></div>
</body>
</html>`;

/**
 * Words under their labels; what is blank is left out.
 *
 * @param {readonly (readonly [label: string, words: unknown, id?: string])[]} rows
 */
export const entries = (rows) =>
  html`<dl class="entries">${rows
    .filter(([, words]) => words !== '')
    .map(
      ([label, words, id = '']) =>
        html`<div class="entries__row"${id ? html` id="${id}"` : ''}><dt>${label}</dt><dd class="as-typed">${words}</dd></div>`,
    )}</dl>`;
