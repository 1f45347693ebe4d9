/** The verdicts of all that is compared, in one line. */
import { html, nothing, type TemplateResult } from 'lit-html';
import type { Comparison, Report } from 'shodaku';
import { icon } from '../shared/icons.js';
import { verdictLook, verdictName } from '../shared/verdict.js';
import { say } from './words.js';

const inShort = (report: Report | null): string => verdictName(report?.verdict ?? 'not_regulated');

/** Every verdict, in words. */
export function verdicts(comparison: Comparison | undefined): string {
  const said = (comparison?.rulesets ?? []).map(({ municipality, report }) => {
    return say('page.shared.labelled', { label: municipality, words: inShort(report) });
  });
  return said.join(say('page.shared.comma'));
}

/** The phone's one line. */
export function bar(comparison: Comparison | undefined): TemplateResult | typeof nothing {
  if (!comparison) return nothing;
  return html`
    <span class="bar__towns">
      ${comparison.rulesets.map(({ municipality, report }) => {
        const look = report
          ? verdictLook(report.verdict)
          : ({ icon: 'dash', tone: 'open' } as const);
        return html`<span class="bar__verdict verdict--${look.tone}">${icon(look.icon)}${municipality}<span class="visually-hidden">${inShort(report)}</span></span>`;
      })}
    </span>
    <a class="bar__link" href="#result">${say('page.compare.result_link')}</a>`;
}
