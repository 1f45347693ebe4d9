/** What the check came to: to the applicant a forecast, never a promise; the official decides. */
import { html, nothing, type TemplateResult } from 'lit-html';
import type { Report, Verdict } from 'shodaku';
import { asksConditions } from '../shared/conditions.js';
import { fieldLinks } from '../shared/fields.js';
import { icon } from '../shared/icons.js';
import { cannotCheck, verdictLook, verdictMeaning, verdictName } from '../shared/verdict.js';
import { say } from './words.js';

/** Beside what can be approved the page always says who decides. */
const officialDecides = (verdict: Verdict) =>
  verdict === 'approvable'
    ? html`<span class="verdict__who">${say('page.consultation.result.official_decides_aside')}</span>`
    : nothing;

/** What the applicant has to expect. */
export const forecast = (verdict: Verdict): string => say(`page.consultation.forecast.${verdict}`);

/** The verdict with its meaning and, where a route decided it, that. What fails has its own list. */
export function verdictBanner(report: Report): TemplateResult {
  const look = verdictLook(report.verdict);
  const conditions = new Set(report.conditions.map(({ condition }) => condition));
  const routes = report.decidedBy.filter(({ id }) => !conditions.has(id));
  return html`
    <div class="verdict verdict--${look.tone}" data-verdict=${report.verdict}>
      <p class="verdict__kicker">${say('page.consultation.result.forecast', { verdict: verdictName(report.verdict) })}</p>
      <p class="verdict__name">${icon(look.icon)}<span>${forecast(report.verdict)}${officialDecides(report.verdict)}</span></p>
      <p class="verdict__meaning">${verdictMeaning(report.verdict)}</p>
      ${
        routes.length === 0
          ? nothing
          : html`
            <p class="verdict__kicker">${say('page.shared.decided_by')}</p>
            <ul class="verdict__grounds">
              ${routes.map((ground) => html`<li><span class="clause">${ground.clause}</span> ${ground.message}</li>`)}
            </ul>`
      }
      ${report.couldClaim.map(
        (claim) => html`
          <p class="verdict__claim">
            <span class="clause">${claim.clause}</span>
            ${say('page.shared.if_it_applies')}: ${claim.message} ${fieldLinks(claim.fields)}
          </p>`,
      )}
    </div>`;
}

/** The phone's one line: it keeps its height whatever it says. */
export function verdictLine(report: Report): TemplateResult {
  const look = verdictLook(report.verdict);
  return html`
    <span class="bar__verdict verdict--${look.tone}">${icon(look.icon)}${forecast(report.verdict)}</span>
    <span class="bar__count">
      ${barCount(report)}
    </span>
    <a class="bar__link" href="#result">${say('page.consultation.result.link')}</a>`;
}

function barCount(report: Report): string {
  if (report.verdict === 'approvable') return say('page.consultation.result.official_decides');
  if (!asksConditions(report)) return '';
  const counted = report.conditions.filter((condition) => condition.applies !== false);
  const met = counted.filter((condition) => condition.truth === 'met').length;
  return say('page.consultation.result.tally', { met, all: counted.length });
}

/** That nothing can be checked here, in the phone's line. */
export function failureLine(): TemplateResult {
  return html`<span class="bar__verdict verdict--bad">${icon('ban')}${cannotCheck()}</span>`;
}
