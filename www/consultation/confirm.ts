/** The portal's confirmation screen: what will be sent, exactly as typed, and what to know before sending. */
import { html, nothing, type TemplateResult } from 'lit-html';
import type { Issue, Report } from 'shodaku';
import { asksConditions } from '../shared/conditions.js';
import { fieldLinks } from '../shared/fields.js';
import { icon } from '../shared/icons.js';
import type { Entry } from './entries.js';
import { say } from './words.js';

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
    <h2 id="confirm-title" tabindex="-1">${say('page.consultation.confirm.title')}</h2>
    ${
      cautions.length === 0
        ? nothing
        : html`
          <div class="notice notice--caution">
            <p class="notice__title">${icon('caution')}${say('page.consultation.confirm.cautions', { count: cautions.length })}</p>
            <ul class="notice__list">
              ${cautions.map((issue) => html`<li><span class="clause">${issue.clauses.join(say('page.shared.comma'))}</span> ${issue.message} ${fieldLinks(issue.fields)}</li>`)}
            </ul>
          </div>`
    }
    <dl class="entries">
      ${entries.map(([label, words]) => html`<div class="entries__row"><dt>${label}</dt><dd class="as-typed">${words}</dd></div>`)}
    </dl>
    <div class="form__actions">
      <button class="button button--main" type="button" ?disabled=${sent} @click=${send}>${say('page.consultation.confirm.submit')}</button>
      <button class="button" type="button" @click=${back}>${say('page.consultation.confirm.back')}</button>
    </div>
    <p class="confirm__sent" role="status">
      ${sent ? outcome(receiver) : nothing}
    </p>`;
}

function outcome(receiver: Receiver): string {
  switch (receiver) {
    case 'portal':
      return say('page.consultation.confirm.sending');
    case 'none':
      return say('page.consultation.confirm.stands_alone');
    case 'unchecked':
      return say('page.consultation.confirm.unchecked');
  }
}
