/** 書き出し: the town's files, and how each is used. */
import { html, nothing, type TemplateResult } from 'lit-html';
import type { Ruleset } from 'shodaku';
import { download } from '../shared/download.js';
import { type Exported, exported } from './exports.js';
import type { Built } from './kit.js';
import { say } from './words.js';

/** What there is to write out, and whether the browser keeps a copy. */
export interface Exports {
  readonly built: Built | undefined;
  /** Whether the answers have changed since, and lack something now: what was built is not written out. */
  readonly isStale: boolean;
  readonly toml: string;
  readonly cases: string;
  readonly isKept: boolean;
  readonly keep: (isKept: boolean) => void;
}

/** The files. */
export function exportsView({
  built,
  isStale,
  toml,
  cases,
  isKept,
  keep,
}: Exports): TemplateResult {
  return html`
    ${
      built
        ? html`
          <p class="quiet">${say('page.workshop.export.identity', built.identity)}</p>
          <ul class="workshop-list" id="exports">${exported(built, toml, cases).map((file) => one(file, built))}</ul>`
        : isStale
          ? nothing
          : html`<p class="quiet" id="exports">${say('page.workshop.export.none')}</p>`
    }
    <h2>${say('page.workshop.keep.title')}</h2>
    <label class="choice"><input class="choice__input" type="checkbox" id="keep" .checked=${isKept} @change=${(event: Event) => keep((event.target as HTMLInputElement).checked)}><span>${say('page.workshop.keep.make')}</span></label>
    <p class="quiet">${say('page.workshop.keep.lead')}</p>`;
}

/** A procedure to show how the script is used: one that has conditions, if any has. */
function procedureOf({ json }: Built): string {
  const { procedure } = JSON.parse(json) as Ruleset;
  const asking = procedure.find(({ conditions = [] }) => conditions.length > 0);
  return (asking ?? procedure[0])?.id ?? '';
}

function one({ kind, name, type, text }: Exported, built: Built): TemplateResult {
  const save = () => download(text(), name, type);
  return html`
    <li class="workshop-list__item">
      <p><button class="button button--small" type="button" data-export=${kind} @click=${save}>${say('page.workshop.export.save', { file: name })}</button></p>
      <p>${say(`page.workshop.export.${kind}`)}</p>
      ${kind === 'script' ? html`<pre class="workshop-code" tabindex="0" aria-label=${name}>&lt;script src="${name}" charset="utf-8" data-procedure="${procedureOf(built)}" data-for="form-id"&gt;&lt;/script&gt;</pre>` : nothing}
      ${
        kind === 'module'
          ? html`<pre class="workshop-code" tabindex="0" aria-label=${name}>import { ruleset, translation } from './${built.identity.id}.mjs';
engine.ruleset(ruleset, translation);</pre>`
          : nothing
      }
    </li>`;
}
