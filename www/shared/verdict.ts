/** What the check came to, and what decided it. Never a promise: the official decides. */
import { html, nothing, type TemplateResult } from 'lit-html';
import type { Report, Verdict } from 'shodaku';
import { fieldLinks } from './fields.js';
import { type Icon, icon } from './icons.js';
import { say } from './language.js';
import { asksConditions } from './progress.js';

const shown = 5;

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
export function verdictName(verdict: Verdict): string {
  switch (verdict) {
    case 'approvable':
      return say('承諾できる', 'Can be approved');
    case 'not_approvable':
      return say('承諾できない', 'Cannot be approved');
    case 'prohibited':
      return say('禁止', 'Prohibited');
    case 'exempt':
      return say('承諾不要', 'No approval needed');
    case 'undetermined':
      return say('未確定', 'Undetermined');
    case 'not_regulated':
      return say('この規程に定めなし', 'Not governed by this text');
    case 'complete':
      return say('不足なし', 'Complete');
    case 'incomplete':
      return say('不足あり', 'Incomplete');
  }
}

/** What a verdict means for the one who asks. */
export function verdictMeaning(verdict: Verdict): string {
  switch (verdict) {
    case 'approvable':
      return say(
        '条件はすべて満たされ、記録されています。承諾するかどうかは職員が判断します。',
        'Every condition is met and recorded. Whether to approve is for the official to decide.',
      );
    case 'not_approvable':
      return say(
        '満たされない条件があるため、この内容のままでは承諾できません。',
        'As it stands this cannot be approved: at least one condition is not met.',
      );
    case 'prohibited':
      return say(
        'この規程が禁じており、承諾による例外の定めがありません。',
        'The text forbids this and offers no way to approve it.',
      );
    case 'exempt':
      return say(
        'この場合は承諾を要しないと規程が定めています。根拠となる記録を残してください。',
        'The text itself says that this case needs no approval. Keep a record of the ground.',
      );
    case 'undetermined':
      return say(
        '満たされない条件は見つかっていませんが、まだ確かめられない点があります。',
        'Nothing has failed, but some points cannot be settled yet.',
      );
    case 'not_regulated':
      return say(
        '許可を意味しません。この規程の承諾の手続に当たらないということです。',
        "This is not permission: the text's approval procedure does not cover the case.",
      );
    case 'complete':
      return say('必要な事項がそろっています。', 'Everything required is there.');
    case 'incomplete':
      return say('足りない事項があります。', 'Something required is not there.');
  }
}

/** Beside "can be approved" the page always says who decides. */
const officialDecides = (verdict: Verdict) =>
  verdict === 'approvable'
    ? html`<span class="verdict__who">${say('（職員が判断します）', '(the official decides)')}</span>`
    : nothing;

/** The verdict with its meaning and what decided it. */
export function verdictBanner(report: Report): TemplateResult {
  const look = looks[report.verdict];
  const more = report.decidedBy.length - shown;
  return html`
    <div class="verdict verdict--${look.tone}" data-verdict=${report.verdict}>
      <p class="verdict__kicker">${say('判定（入力内容による見込み）', 'Verdict (from what is entered)')}</p>
      <p class="verdict__name">${icon(look.icon)}<span>${verdictName(report.verdict)}${officialDecides(report.verdict)}</span></p>
      <p class="verdict__meaning">${verdictMeaning(report.verdict)}</p>
      ${
        report.decidedBy.length === 0
          ? nothing
          : html`
            <p class="verdict__kicker">${say('決め手', 'What decided it')}</p>
            <ul class="verdict__grounds">
              ${report.decidedBy
                .slice(0, shown)
                .map(
                  (ground) =>
                    html`<li><span class="clause">${ground.clause}</span> ${ground.message}</li>`,
                )}
              ${more > 0 ? html`<li>${say(`ほか${more}件（下の一覧）`, `${more} more (listed below)`)}</li>` : nothing}
            </ul>`
      }
      ${report.couldClaim.map(
        (claim) => html`
          <p class="verdict__claim">
            <span class="clause">${claim.clause}</span>
            ${say('当てはまる場合', 'If it applies')}: ${claim.message} ${fieldLinks(claim.fields)}
          </p>`,
      )}
    </div>`;
}

/** The phone's one line: it keeps its height whatever it says. */
export function verdictLine(report: Report): TemplateResult {
  const look = looks[report.verdict];
  return html`
    <span class="bar__verdict verdict--${look.tone}">${icon(look.icon)}${verdictName(report.verdict)}</span>
    <span class="bar__count">
      ${barCount(report)}
    </span>
    <a class="bar__link" href="#result">${say('結果を見る', 'Result')}</a>`;
}

function barCount(report: Report): string {
  if (report.verdict === 'approvable') return say('職員が判断します', 'official decides');
  if (!asksConditions(report)) return '';
  const counted = report.conditions.filter((condition) => condition.applies !== false);
  const met = counted.filter((condition) => condition.truth === 'met').length;
  return `${say('要件', 'Met')} ${met}/${counted.length}`;
}

/** That nothing can be checked here. */
export const cannotCheck = (): string =>
  say('この環境では検査できません', 'This cannot be checked here');

/** The same, where the verdict would stand. */
export function failureBanner(): TemplateResult {
  return html`
    <div class="verdict verdict--bad" data-verdict="unchecked">
      <p class="verdict__kicker">${say('判定', 'Verdict')}</p>
      <p class="verdict__name">${icon('ban')}<span>${cannotCheck()}</span></p>
      <p class="verdict__meaning">
        ${say(
          '条件を満たすかどうかは確認されていません。このまま提出することはできます。担当課が確認します。',
          'Whether the conditions are met has not been checked. You can still submit; the office in charge will check.',
        )}
      </p>
    </div>`;
}

/** The same, in the phone's line. */
export function failureLine(): TemplateResult {
  return html`<span class="bar__verdict verdict--bad">${icon('ban')}${cannotCheck()}</span>`;
}
