/** The portal's confirmation screen: what will be sent, exactly as typed, and what to know before sending. */
import { html, nothing, type TemplateResult } from 'lit-html';
import type { Report } from 'shodaku';
import { fieldLinks } from '../shared/fields.js';
import { icon } from '../shared/icons.js';
import type { Entry } from './entries.js';
import { toMend } from './standing.js';
import type { Outcome } from './submission.js';
import { say } from './words.js';

/** Who takes the form: the portal; nobody, since the file stands alone; nobody, since it is unchecked. */
export type Receiver = 'portal' | 'unchecked';

/** It is on its way, or what came of it. */
export type Sent = { readonly state: 'sending' } | Outcome;

/** What the confirmation screen shows, and where it leads. */
export interface Confirmation {
  entries: readonly Entry[];
  report: Report | undefined;
  /** What was left blank though findings rest on it. */
  evidence: readonly string[];
  /** What has come of sending it, if it was sent. */
  sent: Sent | undefined;
  /** Whether there is anybody to send it to. */
  receiver: Receiver;
  back: () => void;
  send: () => void;
}

/** The confirmation screen. */
export function confirmation({
  entries,
  report,
  evidence,
  sent,
  receiver,
  back,
  send,
}: Confirmation): TemplateResult {
  const cautions = report ? toMend(report) : [];
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
    ${report ? blanks(report.stillNeeded.applicant, evidence) : nothing}
    <dl class="entries">
      ${entries.map(([label, words]) => html`<div class="entries__row"><dt>${label}</dt><dd class="as-typed">${words}</dd></div>`)}
    </dl>
    <div class="confirm__sent" role="status">
      ${sent ? outcome(sent, receiver) : nothing}
    </div>
    <div class="form__actions">
      <button class="button button--main" type="button" ?disabled=${sent !== undefined && !mayRetry(sent)} @click=${send}>${say(sent && mayRetry(sent) ? 'page.consultation.confirm.again' : 'page.consultation.confirm.submit')}</button>
      <button class="button" type="button" ?disabled=${sent?.state === 'sending' && receiver === 'portal'} @click=${back}>${say('page.consultation.confirm.back')}</button>
    </div>`;
}

/** What was left blank: what is asked for, and what findings would rest on. */
const blanks = (asked: readonly string[], evidence: readonly string[]): TemplateResult => html`
  ${blank(say('page.consultation.confirm.blank', { count: asked.length }), asked)}
  ${blank(say('page.consultation.confirm.evidence', { count: evidence.length }), evidence)}`;

const blank = (title: string, fields: readonly string[]): TemplateResult | typeof nothing =>
  fields.length === 0
    ? nothing
    : html`<section class="blanks"><h3>${title}</h3>${fieldLinks(fields)}</section>`;

/** It has not arrived, as far as is known. */
const mayRetry = ({ state }: Sent): boolean => state === 'refused' || state === 'unanswered';

function outcome(sent: Sent, receiver: Receiver): TemplateResult {
  if (receiver === 'unchecked') return html`<p>${say('page.consultation.confirm.unchecked')}</p>`;
  switch (sent.state) {
    case 'sending':
    case 'received':
      return html`<p>${say('page.consultation.confirm.sending')}</p>`;
    case 'refused':
      return problem(
        say('page.consultation.confirm.refused'),
        html`${sent.message} ${fieldLinks(sent.fields)}`,
      );
    case 'unanswered':
      return problem(
        say('page.consultation.confirm.no_answer'),
        say('page.consultation.confirm.unanswered'),
      );
  }
}

const problem = (title: string, words: TemplateResult | string): TemplateResult => html`
  <div class="notice notice--caution">
    <p class="notice__title">${icon('caution')}${title}</p>
    <p>${words}</p>
  </div>`;
