/** Beside a field: what the desk has to say of it. */
import { html, nothing, render, type TemplateResult } from 'lit-html';
import type { Field } from 'shodaku';
import { icon } from '../shared/icons.js';
import { isAfter } from './days.js';
import type { Stood } from './standing.js';
import type { Waiting } from './waiting.js';
import { say } from './words.js';

/** What a field needs to be marked by, so that the page can leave it out. */
const ELSEWHERE = 'review__elsewhere';

/** That a day is yet to come, and so is no fact. */
export const later = (): TemplateResult =>
  html`<p class="fact__problem" data-later>${icon('caution')}<span>${say('page.desk.later.said')}</span></p>`;

/** The remarks of one request, each in an element that stands with its field. */
export class Remarks {
  readonly #places = new Map<Field, HTMLElement>();

  /** The place of a field's remarks. */
  beside(field: Field): Element {
    const place = document.createElement('div');
    this.#places.set(field, place);
    return place;
  }

  /** Says them as the request stands. */
  show({ answers, report }: Stood, { elsewhere }: Waiting): void {
    for (const [{ id, type, nature, supplier }, place] of this.#places) {
      // What is planned is said to be planned; of what is recorded nobody expects that.
      const isLater = type === 'date' && nature !== 'plan' && isAfter(answers[id], report.asOf);
      const isElsewhere = elsewhere.includes(id);
      place.closest('[data-rendered]')?.classList.toggle(ELSEWHERE, isElsewhere);
      render(
        html`
          ${type === 'decision' && supplier === 'officer' ? html`<p class="quiet">${say('page.desk.decision.asked_here')}</p>` : nothing}
          ${isElsewhere ? html`<p class="quiet">${say('page.desk.awaited.elsewhere')}</p>` : nothing}
          ${isLater ? later() : nothing}`,
        place,
      );
    }
  }
}
