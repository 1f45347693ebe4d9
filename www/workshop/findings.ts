/** 検査: what is wrong, and what is doubtful, each with its place. */
import { html, nothing, type TemplateResult } from 'lit-html';
import { icon } from '../shared/icons.js';
import type { Checked, Found, Why } from './kit.js';
import { say } from './words.js';

/** What is known of the ruleset. */
export interface Findings {
  readonly isEmpty: boolean;
  readonly isRunning: boolean;
  readonly problems: readonly Found[];
  /** What could not be tried out. */
  readonly untried: Checked['untried'] | undefined;
  /** Why no more is known. */
  readonly stopped: Exclude<Why, 'newer'> | undefined;
  readonly place: Place;
}

/** The way to a place in what is written, and what that place is called. */
export type Place = (
  line: number,
  column: number,
) => {
  readonly name: string;
  readonly go: () => void;
};

/** How it stands, in one line. */
export function outcome({ isEmpty, isRunning, problems, stopped }: Findings): string {
  if (isEmpty) return say('page.workshop.check.empty');
  if (stopped) return say(`page.workshop.check.stopped.${stopped}`);
  const count = (severity: Found['severity']) =>
    problems.filter((one) => one.severity === severity).length;
  const [errors, warnings] = [count('error'), count('warning')];
  if (errors + warnings > 0) return say('page.workshop.check.found', { errors, warnings });
  return say(isRunning ? 'page.workshop.check.running' : 'page.workshop.check.fine');
}

/** All of it. */
export function findings(these: Findings): TemplateResult {
  const { isRunning, problems, untried, place } = these;
  const left = untried
    ? [
        ...untried.outcomes,
        ...untried.exact,
        ...(untried.together ? [say('page.workshop.check.together')] : []),
      ]
    : [];
  const order = untried?.order ?? [];
  return html`
    <p class="workshop__outcome" id="outcome" aria-busy=${isRunning}>${outcome(these)}</p>
    <ul class="workshop-list" id="problems">${problems.map((one) => problem(one, place))}</ul>
    ${left.length > 0 ? html`<p class="quiet" id="untried">${say('page.workshop.check.untried', { names: [...new Set(left)].join(say('page.shared.comma')) })}</p>` : nothing}
    ${order.length > 0 ? html`<p class="quiet">${say('cli.checked.order')}</p><ul class="quiet" id="unordered">${order.map((one) => html`<li>${one}</li>`)}</ul>` : nothing}`;
}

/** One problem, and the way to it where it has a place. */
export function problem(
  { severity, line, column, path, message, lint }: Found,
  place?: Place,
): TemplateResult {
  const at = line === null ? undefined : place?.(line, column ?? 1);
  const tone = severity === 'error' ? 'cross' : 'caution';
  return html`
    <li class="workshop-list__item" data-severity=${severity}>
      <p><span class="state state--${severity === 'error' ? 'wrong' : 'not_met'}">${icon(tone)}${say(`page.workshop.check.${severity}`)}</span>
      ${
        at === undefined
          ? nothing
          : html`<button class="button button--small button--text" type="button" @click=${at.go}>${at.name}</button>`
      }</p>
      <p>${path === '' ? nothing : html`<code>${path}</code> `}${message}${lint ? html` <span class="quiet">[${lint}]</span>` : nothing}</p>
    </li>`;
}
