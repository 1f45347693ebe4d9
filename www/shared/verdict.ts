/** A verdict in a word, a picture and a sentence; and that there is none. */
import { html, type TemplateResult } from 'lit-html';
import type { Verdict } from 'shodaku';
import { type Icon, icon } from './icons.js';
import { say } from './language.js';

const looks: Record<Verdict, { icon: Icon; tone: string }> = {
  approvable: { icon: 'check', tone: 'good' },
  complete: { icon: 'check', tone: 'good' },
  exempt: { icon: 'check', tone: 'good' },
  not_approvable: { icon: 'caution', tone: 'caution' },
  incomplete: { icon: 'caution', tone: 'caution' },
  prohibited: { icon: 'ban', tone: 'bad' },
  undetermined: { icon: 'question', tone: 'open' },
  not_regulated: { icon: 'info', tone: 'open' },
};

/** The picture and the tone of a verdict. */
export const verdictLook = (verdict: Verdict): { icon: Icon; tone: string } => looks[verdict];

/** A verdict's name. */
export const verdictName = (verdict: Verdict): string => say(`verdict.${verdict}`);

/** What a verdict means for the one who asks. */
export const verdictMeaning = (verdict: Verdict): string => say(`page.shared.meaning.${verdict}`);

/** That nothing can be checked here. */
export const cannotCheck = (): string => say('page.shared.cannot_check');

/** The same, where the verdict would stand. */
export function failureBanner(): TemplateResult {
  return html`
    <div class="verdict verdict--bad" data-verdict="unchecked">
      <p class="verdict__kicker">${say('report.verdict')}</p>
      <p class="verdict__name">${icon('ban')}<span>${cannotCheck()}</span></p>
      <p class="verdict__meaning">
        ${say('page.shared.not_checked')}
      </p>
    </div>`;
}
