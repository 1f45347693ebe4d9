/** What is decided of a request: another act than the verdict. */
import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import type { Report } from 'shodaku';
import { icon } from '../shared/icons.js';
import { verdictName } from '../shared/verdict.js';
import { isAfter } from './days.js';
import { later } from './remarks.js';
import { nameOffer } from './signers.js';
import { differs } from './standing.js';
import { say } from './words.js';
import type { Decision } from './work.js';

/** What can be decided; nothing while it is not. */
export const outcomes = ['approve', 'refuse', 'correct', ''] as const;

/** An outcome in words. */
export const outcomeName = (outcome: Decision['outcome']): string =>
  say(outcome === '' ? 'page.desk.decision.not_yet' : `page.desk.decision.${outcome}`);

/** The form of a decision, with the verdict beside it. */
export function decisionForm(
  report: Report,
  decision: Decision,
  decider: string,
  changed: () => void,
): TemplateResult {
  // What decides without the conditions stands nowhere else in the review.
  const routes = report.decidedBy.filter(
    ({ id }) => !report.conditions.some(({ condition }) => condition === id),
  );
  const lacksReason = differs(report, decision) && decision.reason.trim() === '';
  const enter = (key: 'reason' | 'by' | 'on') => (event: Event) => {
    decision[key] = (event.target as HTMLInputElement).value;
    changed();
  };
  return html`
    <fieldset class="group decision" id="decision">
      <legend class="group__title">${say('page.desk.decision.title')}</legend>
      <p>${say('page.desk.decision.lead', { verdict: verdictName(report.verdict) })}</p>
      <p class="quiet">${say('page.desk.decision.here')}</p>
      ${routes.length === 0 ? nothing : html`<ul id="grounds">${routes.map(({ clause, message }) => html`<li><span class="clause">${clause}</span> ${message}</li>`)}</ul><p class="quiet">${say('page.desk.tasks.to_applicant')}</p>`}
      <div class="field__choices" role="radiogroup" aria-label=${say('page.desk.decision.title')}>
        ${outcomes.map(
          (outcome) => html`
            <label class="choice"
              ><input
                class="choice__input"
                type="radio"
                name="decision"
                value=${outcome}
                .checked=${live(decision.outcome === outcome)}
                @change=${() => {
                  decision.outcome = outcome;
                  changed();
                }}
              /><span>${outcomeName(outcome)}</span></label
            >`,
        )}
      </div>
      <label class="finding-note__part"
        >${say('page.desk.decision.reason')}<textarea
          class="field__control"
          id="decision-reason"
          rows="2"
          aria-invalid=${lacksReason ? 'true' : nothing}
          aria-describedby=${lacksReason ? 'decision-differs' : nothing}
          .value=${live(decision.reason)}
          @input=${enter('reason')}
        ></textarea></label
      >
      ${lacksReason ? html`<p class="fact__problem" id="decision-differs">${icon('caution')}<span>${say('page.desk.decision.differs')}</span></p>` : nothing}
      <div class="finding-note">
        <div class="finding-note__part">
          <label class="finding-note__part"
            >${say('page.desk.decision.by')}<input class="field__control" autocomplete="off" .value=${live(decision.by)} @input=${enter('by')}
          /></label>
          ${
            decision.by === ''
              ? nameOffer(decider, (name) => {
                  decision.by = name;
                  changed();
                })
              : nothing
          }
        </div>
        <div class="finding-note__part">
          <label class="finding-note__part"
            >${say('page.desk.decision.on')}<input class="field__control" type="date" .value=${live(decision.on)} @input=${enter('on')}
          /></label>
          ${isAfter(decision.on, report.asOf) ? later() : nothing}
        </div>
      </div>
    </fieldset>`;
}
