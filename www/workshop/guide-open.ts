/** What the text does not settle, asked in words: how it can be read, and what is done meanwhile. */
import { html, nothing, type TemplateResult } from 'lit-html';
import type { Guided } from './guided.js';
import { choice, lines, tick } from './inputs.js';
import { EMPTY_OPEN, type Open, UNSETTLED } from './plan.js';
import { say } from './words.js';

/** Both ways to read it, and what is done meanwhile. */
export function readings(
  guided: Guided,
  name: string,
  open: Open,
  set: (open: Open) => void,
): TemplateResult {
  const text = (key: 'one' | 'other' | 'meanwhile') =>
    lines(
      guided,
      `${name}-${key}`,
      say(`page.workshop.guide.open.${key}`),
      open[key],
      (words) => set({ ...open, [key]: words }),
      key === 'other' ? '' : say(`page.workshop.guide.open.${key}_hint`),
    );
  return html`${text('one')} ${text('other')} ${text('meanwhile')}`;
}

/** Whether the text leaves it open, and how; of a condition also what of it. */
export function unsettled(
  guided: Guided,
  name: string,
  open: Open | null,
  set: (open: Open | null) => void,
  isCondition = false,
): TemplateResult {
  const of = UNSETTLED.map((one) => [one, say(`page.workshop.guide.open.${one}`)] as const);
  return html`
    ${tick(name, say('page.workshop.guide.open.title'), open !== null, (is) => set(is ? EMPTY_OPEN : null))}
    ${open && isCondition ? choice(`${name}-of`, say('page.workshop.guide.open.of'), of, open.of, (of) => set({ ...open, of })) : nothing}
    ${open ? readings(guided, name, open, set) : nothing}`;
}
