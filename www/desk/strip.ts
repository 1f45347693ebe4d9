/** The line that stays on top of a review: the verdict, how many conditions stand how, and who is awaited. */
import { html, nothing, type TemplateResult } from 'lit-html';
import { labelOf } from '../shared/fields.js';
import { icon } from '../shared/icons.js';
import { supplierName } from '../shared/suppliers.js';
import { verdictLook, verdictName } from '../shared/verdict.js';
import { restsOnReading } from './other-reading.js';
import { failsAsBlank, type Standing, type Stood, standingName, standingOf } from './standing.js';
import { openFields, type Waiting } from './waiting.js';
import { say } from './words.js';

/** What the line shows, and what it can do. */
export interface Strip {
  readonly stood: Stood;
  readonly waiting: Waiting;
  /** Goes to the next field that can be filled in. */
  readonly next: () => void;
  /** What has no room elsewhere and opens below the counts. */
  readonly more: TemplateResult | typeof nothing;
}

/** The line. */
export function strip({ stood, waiting, next, more }: Strip): TemplateResult {
  const { report, ruleset, answers } = stood;
  const look = verdictLook(report.verdict);
  const waits = [...waiting.open].filter(([, fields]) => fields.length > 0);
  const none = openFields(waiting).length === 0;
  return html`
    <section class="strip" aria-label=${say('report.verdict')}>
      <p class="strip__verdict verdict--${look.tone}" data-verdict=${report.verdict}>${icon(look.icon)}${verdictName(report.verdict)}</p>
      ${restsOnReading(report, ruleset) ? html`<p class="tag" id="rests-on-reading">${say('page.desk.trace.reading')}</p>` : nothing}
      ${failsAsBlank(report, answers) ? html`<p class="tag" id="as-blank">${say('page.desk.standing.as_blank')}</p>` : nothing}
      ${
        more === nothing
          ? html`<p class="strip__counts">${counts(stood)}</p>`
          : html`
            <details class="strip__more" id="more" @keydown=${close}>
              <summary class="strip__counts"><b>${say('page.desk.conditions')}</b> ${counts(stood)}</summary>
              <div class="strip__panel">${more}</div>
            </details>`
      }
      <p class="strip__counts">
        ${waiting.pending.map((id) => html`<b data-pending=${id}>${say('page.desk.awaited.answer', { field: labelOf(id) })}</b>`)}
        ${waits.map(([supplier, fields]) => html`<span data-waits=${supplier}>${say('page.desk.waits', { who: supplierName(supplier), count: fields.length })}</span>`)}
        ${report.evidence.length > 0 ? html`<span data-evidence>${say('page.desk.evidence.count', { count: report.evidence.length })}</span>` : nothing}
      </p>
      ${none ? html`<span class="strip__none" id="next-none">${say(`page.desk.none_next.${whyNone(stood, waiting)}`)}</span>` : nothing}
      <button class="button button--small" type="button" data-next ?disabled=${none} aria-describedby=${none ? 'next-none' : nothing} @click=${next}>${say('page.desk.next')}</button>
    </section>`;
}

/** Why there is nothing to go to. */
function whyNone({ report }: Stood, { pending }: Waiting): 'pending' | 'text' | 'done' {
  if (pending.length > 0) return 'pending';
  return report.verdict === 'undetermined' ? 'text' : 'done';
}

function counts(stood: Stood): TemplateResult[] {
  const all = stood.report.conditions.map((one) => standingOf(stood, one));
  // What is met so far is met.
  const count = (one: Standing) =>
    all.filter((each) => each === one || (one === 'met' && each === 'so_far')).length;
  return (['met', 'not_met', 'unstated', 'unknown'] as const).map(
    (one) =>
      html`<span data-count=${one} ?data-none=${count(one) === 0}>${standingName(one)} ${count(one)}</span> `,
  );
}

/** Closes what is open below the counts, and nothing else. */
function close(event: KeyboardEvent): void {
  const details = event.currentTarget as HTMLDetailsElement;
  if (event.key !== 'Escape' || !details.open) return;
  event.stopPropagation();
  event.preventDefault();
  details.open = false;
  details.querySelector('summary')?.focus();
}
