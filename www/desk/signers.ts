/** Who found and who decided last: offered where a name is asked for, and never filled in unasked. */
import { html, nothing, type TemplateResult } from 'lit-html';
import { say } from './words.js';
import type { DeskRequest } from './work.js';

/** Who made the last finding: of this request, else of the work. */
export const lastFinder = (request: DeskRequest, all: readonly DeskRequest[]): string =>
  last(request, all, ({ findings }) => Object.values(findings).map(({ by }) => by));

/** Who made the last decision. */
export const lastDecider = (request: DeskRequest, all: readonly DeskRequest[]): string =>
  last(request, all, ({ decision }) => [decision.by]);

function last(
  request: DeskRequest,
  all: readonly DeskRequest[],
  names: (request: DeskRequest) => readonly string[],
): string {
  const named = (one: DeskRequest) => names(one).findLast((name) => name !== '');
  const here = named(request);
  if (here !== undefined) return here;
  const other = all.findLast((one) => named(one) !== undefined);
  return (other && named(other)) ?? '';
}

/** A name at one press; nothing where none is known. */
export const nameOffer = (
  name: string,
  use: (name: string) => void,
): TemplateResult | typeof nothing =>
  name === ''
    ? nothing
    : html`<button class="button button--small" type="button" data-offer @click=${() => use(name)}>${say('page.desk.note.same', { name })}</button>`;
