/** 前の版との違い: what became of each part, and for which requests. */
import { html, nothing, type TemplateResult } from 'lit-html';
import { problem } from './findings.js';
import type { Change, Refused } from './kit.js';
import { type Movements, movements } from './movements.js';
import { say } from './words.js';

/** What changed from an earlier version, once that was chosen. */
export interface Changes extends Movements {
  /** What the earlier version's file is called. */
  readonly file: string;
  readonly found: { readonly changes: readonly Change[] } | Refused | undefined;
  readonly choose: (file: File) => void;
}

/** All of them. */
export function changes({ file, found, choose, ...requests }: Changes): TemplateResult {
  const chosen = (event: Event) => {
    const [file] = (event.target as HTMLInputElement).files ?? [];
    if (file) choose(file);
  };
  return html`
    <label class="workshop__field">${say('page.workshop.diff.choose')}<input class="field__control field__control--file" id="older" type="file" accept=".toml" @change=${chosen}></label>
    ${file === '' ? nothing : html`<p class="quiet">${say('page.workshop.diff.since', { file })}</p>`}
    ${found ? list(found) : nothing}
    ${file === '' ? nothing : movements(requests)}`;
}

function list(found: { readonly changes: readonly Change[] } | Refused): TemplateResult {
  if ('problems' in found) {
    return html`<ul class="workshop-list">${found.problems.map((one) => problem(one))}</ul>`;
  }
  if (found.changes.length === 0) return html`<p id="changes">${say('cli.diff.unchanged')}</p>`;
  return html`<ul class="workshop-list" id="changes">${found.changes.map(change)}</ul>`;
}

const change = ({ part, id, clause, change, details }: Change): TemplateResult => html`
  <li class="workshop-list__item">
    <p>${clause ? html`<span class="clause">${clause}</span> ` : nothing}<code>${part} ${id}</code> ${say(`cli.diff.${change}`)}</p>
    ${change === 'removed' && part !== 'field' ? html`<p class="quiet">${say('cli.diff.id_stays_taken')}</p>` : nothing}
    ${details.map(
      ({ key, before, after }) => html`
        <p class="workshop-change"><code>${key}</code>
          ${before === null ? nothing : html`<del>${JSON.stringify(before)}</del>`}
          ${after === null ? nothing : html`<ins>${JSON.stringify(after)}</ins>`}</p>`,
    )}
  </li>`;
