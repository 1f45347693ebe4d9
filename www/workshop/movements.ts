/** 判定が変わる申請: what becomes of an archive, or of the cases, under the text as it is now. */
import { html, nothing, type TemplateResult } from 'lit-html';
import type { Verdict } from 'shodaku';
import { verdictName } from '../shared/verdict.js';
import { problem } from './findings.js';
import type { Moved, Movement, Outcome, Refused } from './kit.js';
import { say } from './words.js';

/** Which requests are looked at, and what becomes of them. */
export interface Movements {
  /** What the archive's file is called; empty where it is the cases. */
  readonly archive: string;
  readonly movement: Movement | Refused | undefined;
  readonly chooseArchive: (file: File) => void;
}

/** All whose verdict changes. */
export function movements({ archive, movement, chooseArchive }: Movements): TemplateResult {
  const chosen = (event: Event) => {
    const [file] = (event.target as HTMLInputElement).files ?? [];
    if (file) chooseArchive(file);
  };
  return html`
    <h2>${say('page.workshop.diff.moved')}</h2>
    <label class="workshop__field">${say('page.workshop.diff.archive')}<input class="field__control field__control--file" id="archive" type="file" accept=".jsonl,.ndjson" @change=${chosen}></label>
    <p class="quiet">${archive === '' ? say('page.workshop.diff.of_cases') : say('page.workshop.diff.of_archive', { file: archive })}</p>
    ${movement ? outcome(movement) : nothing}`;
}

function outcome(movement: Movement | Refused): TemplateResult {
  if ('problems' in movement) {
    return html`<ul class="workshop-list">${movement.problems.map((one) => problem(one))}</ul>`;
  }
  const { judged, changed, others, moves, moved, unusable, first } = movement;
  const left = changed - moved.length;
  return html`
    <p class="workshop__outcome" id="moved">${say('cli.diff.requests', { judged, changed })}</p>
    ${others > 0 ? html`<p class="quiet">${say('cli.diff.others', { others })}</p>` : nothing}
    ${
      first
        ? html`<p id="unusable">${say('page.workshop.diff.unusable', { unusable, line: first[0], why: first[1] })}</p>`
        : nothing
    }
    <ul id="moves">${moves.map(
      ({ clause, before, after, requests }) => html`
        <li>${say('page.workshop.diff.requests', { requests })} ${clause ? html`<span class="clause">${clause}</span> ` : nothing}${became(before, after)}</li>`,
    )}</ul>
    <ul class="workshop-list" id="moved-requests">${moved.map(request)}</ul>
    ${left > 0 ? html`<p class="quiet">${say('page.workshop.diff.left', { left })}</p>` : nothing}`;
}

const named = (verdict: Verdict | null): string =>
  verdict ? verdictName(verdict) : say('cli.diff.not_judged');

const became = (before: Verdict | null, after: Verdict | null): string =>
  say('cli.diff.became', { before: named(before), after: named(after) });

const request = ({ line, reference, procedure, before, after }: Moved): TemplateResult => html`
  <li class="workshop-list__item">
    <p>${reference ?? say('page.workshop.diff.line', { line })} <code>${procedure}</code></p>
    <p class="workshop-change"><del>${made(before)}</del> <ins>${made(after)}</ins></p>
  </li>`;

function made(outcome: Outcome): string {
  if ('error' in outcome) return outcome.error;
  const grounds = outcome.decidedBy.map(({ clause, message }) => `${clause} ${message}`.trim());
  return [verdictName(outcome.verdict), ...grounds].join('　');
}
