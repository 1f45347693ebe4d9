/** 規程: the texts that this file judges by, each with its version and hash. */
import { html, type TemplateResult } from 'lit-html';
import type { Regulation } from 'shodaku';
import { dayInWords } from '../shared/fields.js';
import { asHeading, inLanguage } from '../shared/language.js';
import type { OwnRulesets } from '../shared/own.js';
import { townsOf } from '../shared/towns.js';
import type { Program } from './program.js';
import { say } from './words.js';

/** The view: the program, the texts, and the way to bring others. */
export const texts = (
  rules: readonly Regulation[],
  program: Program,
  own: OwnRulesets,
): TemplateResult => html`
  <section class="texts" id="program">
    <h2>${say('page.desk.program.title')}</h2>
    <p>${say('page.desk.program.lead')}</p>
    <dl class="help__list">
      <dt>${say('page.desk.program.engine')}</dt><dd>${program.engine}</dd>
      <dt>SHA-256</dt><dd class="hash">${program.sha256 || say('page.desk.program.no_hash')}</dd>
    </dl>
  </section>
  <section class="texts" id="own-texts">${own.panel()}</section>
  ${townsOf(rules).map(
    ({ name, rulesets }) => html`
      <section class="texts">
        <h2>${inLanguage(name)}</h2>
        ${rulesets.map(text)}
      </section>`,
  )}`;

function text({ id, version, sha256, ruleset }: Regulation): TemplateResult {
  const { title, instrument, source, in_force: period } = ruleset.ruleset;
  const rows: [name: string, words: string][] = [
    [say('page.desk.texts.instrument'), inLanguage(instrument)],
    [
      say('page.desk.texts.in_force'),
      period
        ? say('page.desk.texts.period', {
            from: dayInWords(period.from),
            until: period.until ? dayInWords(period.until) : '',
          })
        : say('page.desk.texts.undated'),
    ],
    [say('page.desk.texts.source'), source ? inLanguage(source) : ''],
    [
      say('page.desk.texts.procedures'),
      ruleset.procedure.map((one) => asHeading(one.title)).join(say('page.shared.comma')),
    ],
    [say('page.desk.texts.version'), `${id} ${version}`],
    ['SHA-256', sha256],
  ];
  return html`
    <h3>${inLanguage(title)}</h3>
    <dl class="help__list">
      ${rows.filter(([, words]) => words !== '').map(([name, words]) => html`<dt>${name}</dt><dd class="hash">${words}</dd>`)}
    </dl>`;
}
