/** 事例の結果: which cases hold, and what of the ruleset none of them shows. */
import { html, nothing, type TemplateResult } from 'lit-html';
import { type Place, problem } from './findings.js';
import type { Lacking, Refused, Share, Tested } from './kit.js';
import { say } from './words.js';

/** What is known of the cases. */
export interface Cases {
  /** What became of them; nothing while there is no ruleset to judge them by. */
  readonly tested: Tested | Refused | undefined;
  /** What was added to them last. */
  readonly added: Lacking | undefined;
  readonly place: Place;
  /** Adds those that lack. */
  readonly add: () => void;
}

/** What became of the cases, and the way to those that lack. */
export function tests({ tested, added, place, add }: Cases): TemplateResult {
  if (!tested) return html`<p class="quiet" id="tested">${say('page.workshop.test.none')}</p>`;
  if ('problems' in tested) {
    return html`
      <p class="workshop__outcome" id="tested">${say('page.workshop.test.refused')}</p>
      <ul class="workshop-list">${tested.problems.map((one) => problem(one, place))}</ul>`;
  }
  const { cases, failed, gaps, leftover } = tested;
  return html`
    <p class="workshop__outcome" id="tested">${outcome(tested)}</p>
    <ul class="workshop-list" id="failed">
      ${failed.map(
        ({ name, line, differences }) => html`
          <li class="workshop-list__item">
            <p>${name} ${line === null ? nothing : html`<button class="button button--small button--text" type="button" @click=${() => place(line, 1).go()}>${say('page.workshop.test.line', { line })}</button>`}</p>
            <ul>${differences.map((one) => html`<li>${one}</li>`)}</ul>
          </li>`,
      )}
    </ul>
    ${cases > 0 || gaps.length > 0 ? coverage(tested) : nothing}
    ${
      gaps.length > 0
        ? html`
          <h2>${say('cli.test.not_shown')}</h2>
          <p class="quiet">${say('page.workshop.test.lacking')}</p>
          <button class="button button--small" type="button" id="add-cases" @click=${add}>${say('page.workshop.test.add')}</button>
          <ul id="gaps">${gaps.map((gap) => html`<li>${gap}</li>`)}</ul>`
        : nothing
    }
    ${added === undefined ? nothing : html`<p id="added" role="status">${say('page.workshop.test.added', { cases: added.cases })}</p>`}
    ${
      added === undefined || added.unreached.length === 0
        ? nothing
        : html`
          <h2>${say('cli.cases.unreached')}</h2>
          <ul id="unreached">${added.unreached.map((one) => html`<li>${one}</li>`)}</ul>`
    }
    ${
      leftover.length === 0
        ? nothing
        : html`
          <h2>${say('cli.test.leftover')}</h2>
          <ul id="leftover">${leftover.map(({ base, field }) => html`<li>${base}: <code>${field}</code></li>`)}</ul>`
    }`;
}

function outcome({ cases, failed }: Tested): string {
  // That all of none hold would say more than is known.
  if (cases === 0) return say('cli.test.empty');
  return failed.length === 0
    ? say('cli.test.all_hold', { cases })
    : say('cli.test.some_fail', { cases, failed: failed.length });
}

function coverage({ coverage: { limbs, idle_limbs, routes, duties } }: Tested): TemplateResult {
  const truths = (['met', 'not_met', 'unknown'] as const).map((truth): readonly [string, Share] => [
    say('page.workshop.test.truth', { what: say('cli.test.limbs'), truth: say(`truth.${truth}`) }),
    limbs[truth],
  ]);
  const rows: readonly (readonly [string, Share])[] = [
    ...truths,
    [say('cli.test.limbs_idle'), idle_limbs],
    [say('cli.test.routes_decide'), routes],
    [say('cli.test.duties_arise'), duties.arises],
    [say('cli.test.duties_do_not_arise'), duties.does_not_arise],
  ];
  return html`
    <table class="workshop-table" id="coverage">
      <caption>${say('page.workshop.test.coverage')}</caption>
      <tbody>
        ${rows
          .filter(([, { wanted }]) => wanted > 0)
          .map(
            ([what, { shown, wanted }]) => html`
              <tr><th scope="row">${what}</th><td>${shown}/${wanted}</td></tr>`,
          )}
      </tbody>
    </table>`;
}
