/** Beside the questions of a condition: its clause, what is wrong or open, what to do, and why. */
import { html, nothing, type TemplateResult } from 'lit-html';
import type { Issue } from 'shodaku';
import { asHeading } from '../shared/language.js';
import { lackInWords } from './awaited.js';
import { standingName, standingOf } from './standing.js';
import type { Task } from './tasks.js';
import type { Trace, Traced } from './trace.js';
import { say } from './words.js';

/** The pane of a task; nothing of what is no condition. */
export function sourcePane(
  task: Task | undefined,
  traced: Traced,
  trace: Trace,
): TemplateResult | typeof nothing {
  const { report, ruleset, waiting } = traced;
  const stands = task?.stands;
  const condition = ruleset.condition?.find(({ id }) => id === stands?.condition);
  if (!stands || !condition) return nothing;
  const standing = standingOf(traced, stands);
  const issues = report.issues.filter((one) => one.condition === condition.id);
  const isAwaited = ({ fields }: Issue) => waiting.pending.some((id) => fields.includes(id));
  const remedies = new Set(
    issues.flatMap((one) => (isAwaited(one) ? lackInWords(one, waiting) : [one.remedy])),
  );
  return html`
    <aside class="review__source" id="source" data-of=${condition.id} tabindex="0" aria-labelledby="source-title">
      <h2 id="source-title">${asHeading(condition.title)}</h2>
      <p><span class="clause">${stands.clause}</span> ${standingName(standing)}</p>
      ${standing === 'unstated' || standing === 'so_far' ? html`<p>${say(`page.desk.standing.why.${standing}`)}</p>` : nothing}
      ${
        remedies.size === 0
          ? nothing
          : html`<p class="quiet">${say('page.desk.tasks.remedy')}</p><p class="quiet">${say('page.desk.tasks.to_applicant')}</p>${[...remedies].map((one) => html`<p>${one}</p>`)}`
      }
      ${trace.limbs(traced, condition)}
    </aside>`;
}
