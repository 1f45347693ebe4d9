// The back end's own pages: text goes in as text (`html` escapes it).

import { html } from 'hono/html';

const VERDICTS = {
  not_regulated: ['この規程に定めなし', 'Not governed by this text'],
  prohibited: ['禁止', 'Prohibited'],
  exempt: ['承諾不要', 'No approval needed'],
  not_approvable: ['承諾できない', 'Cannot be approved'],
  undetermined: ['未確定', 'Undetermined'],
  approvable: ['承諾できる', 'Can be approved'],
  complete: ['不足なし', 'Complete'],
  incomplete: ['不足あり', 'Incomplete'],
};

const PORTAL = {
  ja: 'まちなみ電子調達・契約管理システム',
  en: 'Machinami e-Procurement and Contracts',
};

/** @typedef {'ja' | 'en'} Language */
/** @param {Language} lang @returns {(ja: string, en: string) => string} */
const speaker = (lang) => (ja, en) => (lang === 'en' ? en : ja);

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
<header class="portal"><div class="frame portal__inner"><p class="portal__name">${PORTAL[lang]}</p></div></header>
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
  const say = speaker(lang);
  return page(
    lang,
    say('提出を受け付けました', 'Your submission has been received'),
    html`<dl class="entries">
<div class="entries__row"><dt>${say('受付番号', 'Number')}</dt><dd>${id}</dd></div>
<div class="entries__row"><dt>${say('受付日時', 'Received')}</dt><dd>${inJapan(receivedAt, lang)}</dd></div>
<div class="entries__row"><dt>${say('契約番号', 'Contract No.')}</dt><dd>${contract}</dd></div>
<div class="entries__row"><dt>${say('提出時の判定', 'Verdict as filed')}</dt><dd>${say(...words(receipt.verdict))}</dd></div>
</dl>
<p>${say(
      '判定は見込みです。承諾するかどうかは、担当の職員が判断して通知します。',
      'The verdict is a forecast. The official in charge decides, and will tell you.',
    )}</p>
<p class="records__links"><a href="/">${say('入力画面へ', 'To the form')}</a> <a href="/consultations">${say('職員の一覧へ', 'To the officials’ list')}</a></p>`,
  );
}

/**
 * @param {import('./recheck.js').Refusal} refusal
 * @param {import('shodaku').Ruleset} ruleset
 * @param {Language} lang
 */
export function refusedPage({ code, words, fields }, ruleset, lang) {
  const say = speaker(lang);
  return page(
    lang,
    say('提出を受け付けていません', 'Your submission has not been received'),
    html`<p>${say(...words)}</p>
${fields.length > 0 ? html`<ul>${fields.map((field) => html`<li>${label(ruleset, field, lang)}</li>`)}</ul>` : ''}
<p>${say(
      'ブラウザの「戻る」で入力画面に戻れます。入力した内容は残っています。',
      'Go back in your browser: what you entered is still there.',
    )} <code>${code}</code></p>`,
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
  const say = speaker(lang);
  /** @param {readonly string[]} fields */
  const labels = (fields) => fields.map((field) => html`<li>${label(ruleset, field, lang)}</li>`);
  return page(
    lang,
    say('提出された協議', 'Submitted requests'),
    waiting.length === 0
      ? html`<p>${say('まだありません。', 'None yet.')}</p>`
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
<p>${say('判定', 'Verdict')}: ${say(...words(verdict))}</p>
${failing.length > 0 ? html`<ul>${failing.map(({ clauses, message }) => html`<li>${clauses.join('、')} ${message}</li>`)}</ul>` : ''}
${officer.length > 0 ? html`<h3 class="record__subtitle">${say('職員が認定・記入すること', 'For the official to find or enter')}</h3><ul class="record__list">${labels(officer)}</ul>` : ''}
${body.length > 0 ? html`<h3 class="record__subtitle">${say('審査機関等が決めること', 'For another body to decide')}</h3><ul class="record__list">${labels(body)}</ul>` : ''}
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

/** @param {import('shodaku').Verdict} verdict @returns {[string, string]} */
const words = (verdict) => /** @type {[string, string]} */ (VERDICTS[verdict]);

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
