/** The portal's confirmation screen: what will be sent, exactly as typed, and what to know before sending. */
import { html, nothing, type TemplateResult } from 'lit-html';
import type { Issue, Report } from 'shodaku';
import { fieldLinks } from '../shared/fields.js';
import { icon } from '../shared/icons.js';
import { say } from '../shared/language.js';
import { asksConditions } from '../shared/progress.js';
import type { Entry } from './entries.js';

/** Who takes the form: the portal; nobody, since the file stands alone; nobody, since it is unchecked. */
export type Receiver = 'portal' | 'none' | 'unchecked';

/** What the confirmation screen shows, and where it leads. */
export interface Confirmation {
  entries: readonly Entry[];
  report: Report | undefined;
  sent: boolean;
  /** Whether there is anybody to send it to. */
  receiver: Receiver;
  back: () => void;
  send: () => void;
}

/** What to know before sending: nothing of conditions that are not asked about. */
const cautionsOf = (report: Report): Issue[] =>
  report.issues.filter(
    ({ condition, severity }) =>
      severity !== 'info' && (condition === null || asksConditions(report)),
  );

/** The confirmation screen. */
export function confirmation({
  entries,
  report,
  sent,
  receiver,
  back,
  send,
}: Confirmation): TemplateResult {
  const cautions = report ? cautionsOf(report) : [];
  return html`
    <h2 id="confirm-title" tabindex="-1">${say('提出する内容の確認', 'Confirm what you will submit')}</h2>
    ${
      cautions.length === 0
        ? nothing
        : html`
          <div class="notice notice--caution">
            <p class="notice__title">${icon('caution')}${say(`注意が${cautions.length}件あります。このまま提出することもできます。`, `${cautions.length} cautions. You can submit all the same.`)}</p>
            <ul class="notice__list">
              ${cautions.map((issue) => html`<li><span class="clause">${issue.clauses.join(say('、', ', '))}</span> ${issue.message} ${fieldLinks(issue.fields)}</li>`)}
            </ul>
          </div>`
    }
    <dl class="entries">
      ${entries.map(([label, words]) => html`<div class="entries__row"><dt>${label}</dt><dd class="as-typed">${words}</dd></div>`)}
    </dl>
    <div class="form__actions">
      <button class="button button--main" type="button" ?disabled=${sent} @click=${send}>${say('提出する', 'Submit')}</button>
      <button class="button" type="button" @click=${back}>${say('入力に戻る', 'Back to the form')}</button>
    </div>
    <p class="confirm__sent" role="status">
      ${sent ? outcome(receiver) : nothing}
    </p>`;
}

function outcome(receiver: Receiver): string {
  switch (receiver) {
    case 'portal':
      return say('送信しています。', 'Sending.');
    case 'none':
      return say(
        '見本のため、送信はしていません。',
        'This file is a demonstration: nothing was sent.',
      );
    case 'unchecked':
      return say(
        '検査できないため、この見本では送信していません。',
        'It could not be checked, so this demonstration has not sent it.',
      );
  }
}
