/** 原文: the text as it is published, its clauses, and those that nothing cites yet. */
import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { icon } from '../shared/icons.js';
import type { Drift, Passage, Stray } from './kit.js';
import { say } from './words.js';

/** What there is of the text. */
export interface Source {
  readonly text: string;
  readonly passages: readonly Passage[];
  /** What the ruleset cites and the text does not have. */
  readonly strays: readonly Stray[];
  /** Whether the ruleset has no mistakes, so that it is known what it cites. */
  readonly isBuilt: boolean;
  /** What is another in it than the ruleset was written from, where it says so. */
  readonly drift: Drift | null;
  readonly set: (text: string) => void;
}

/** The text, and its clauses. */
export function source({ text, passages, strays, isBuilt, drift, set }: Source): TemplateResult {
  const open = passages.filter(({ by }) => by.length === 0).length;
  return html`
    <div class="workshop__field">
      <label for="source">${say('page.workshop.source.paste')}</label>
      <p class="quiet" id="source-hint">${say('page.workshop.source.hint')}</p>
      <textarea class="field__control" id="source" rows="6" lang="ja" aria-describedby="source-hint" .value=${live(text)} @input=${(event: Event) => set((event.target as HTMLTextAreaElement).value)}></textarea>
    </div>
    ${
      passages.length > 0
        ? html`<p class="workshop__outcome" id="cited">${isBuilt ? say('page.workshop.source.cited', { count: passages.length, open }) : say('page.workshop.source.found', { count: passages.length })}</p>`
        : text.trim() === ''
          ? nothing
          : html`<p class="quiet" id="cited">${say('page.workshop.source.none')}</p>`
    }
    ${strays.length === 0 ? nothing : missing(strays)}
    ${drift === null ? nothing : drifted(drift)}
    <ul class="workshop-list" id="passages">${passages.map((one) => passage(one, isBuilt))}</ul>`;
}

const missing = (strays: readonly Stray[]): TemplateResult => html`
  <p class="workshop__outcome" id="not-there">${say('page.workshop.source.not_there')}</p>
  <ul id="stray-clauses">${strays.map(
    ({ clause, by }) => html`
      <li><strong>${clause}</strong>
        <span class="quiet">${say('page.workshop.source.by', { ids: by.join(say('page.shared.comma')) })}</span></li>`,
  )}</ul>`;

const drifted = ({ same, changes }: Drift): TemplateResult => html`
  <p class="workshop__outcome" id="drift">${say(same ? 'cli.drift.same' : 'cli.drift.differs')}</p>
  ${!same && changes.length === 0 ? html`<p class="quiet">${say('cli.drift.between_clauses')}</p>` : nothing}
  <ul id="drifted">${changes.map(
    ({ clause, change, from, by }) => html`
      <li><strong>${clause}</strong> ${change === 'moved' ? say('cli.drift.moved', { from: from ?? '' }) : say(`cli.diff.${change}`)}
        <span class="quiet">${by.length === 0 ? say('cli.drift.nothing_cites') : say('page.workshop.source.by', { ids: by.map(({ id }) => id).join(say('page.shared.comma')) })}</span></li>`,
  )}</ul>`;

const passage = ({ clause, text, by }: Passage, isBuilt: boolean): TemplateResult => html`
  <li class="workshop-list__item" data-clause=${clause}>
    <p><strong>${clause}</strong>
      ${
        !isBuilt
          ? nothing
          : by.length === 0
            ? html`<span class="state state--not_met">${icon('caution')}${say('page.workshop.source.open')}</span>`
            : html`<span class="quiet">${say('page.workshop.source.by', { ids: by.join(say('page.shared.comma')) })}</span>`
      }</p>
    <p class="quiet" lang="ja">${text}</p>
  </li>`;
