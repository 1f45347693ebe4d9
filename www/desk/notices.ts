/** What the desk has to say, or to ask, while one goes on working. */
import { html, nothing, type TemplateResult } from 'lit-html';
import { icon } from '../shared/icons.js';
import type { Elsewhere } from './opened.js';
import { say } from './words.js';

/** A choice that a notice offers. */
interface Choice {
  readonly name: string;
  readonly act: () => void;
}

/** What there may be to say. */
export interface Notices {
  /** Why something could not be kept. */
  readonly failure: string;
  readonly elsewhere: Elsewhere | undefined;
  readonly takeElsewhere: () => void;
  readonly stayHere: () => void;
  /** The day it is now, where that is another than the one the page was opened on. */
  readonly newDay: string | undefined;
  /** How many requests are not decided and judged for the day before. */
  readonly ofOldDay: number;
  readonly takeDay: (judge: boolean) => void;
}

/** All of them. */
export function notices(these: Notices): TemplateResult {
  const { failure, elsewhere, newDay, ofOldDay } = these;
  const stay = { name: say('page.desk.elsewhere.stay'), act: these.stayHere };
  return html`
    ${failure === '' ? nothing : notice('failure', say('page.desk.failed', { why: failure }), [])}
    ${elsewhere === 'edited' ? notice('elsewhere', say('page.desk.elsewhere.edited'), [stay]) : nothing}
    ${
      typeof elsewhere === 'object'
        ? notice('elsewhere', say('page.desk.elsewhere.saved'), [
            { name: say('page.desk.elsewhere.take'), act: these.takeElsewhere },
            stay,
          ])
        : nothing
    }
    ${
      newDay !== undefined && ofOldDay > 0
        ? notice('new-day', say('page.desk.new_day.said', { day: newDay, count: ofOldDay }), [
            { name: say('page.desk.new_day.take'), act: () => these.takeDay(true) },
            { name: say('page.desk.new_day.keep'), act: () => these.takeDay(false) },
          ])
        : nothing
    }`;
}

const notice = (id: string, words: string, choices: readonly Choice[]): TemplateResult => html`
  <div class="notice" id=${id}>
    <p>${icon('caution')}<span>${words}</span></p>
    ${choices.map(({ name, act }) => html`<button class="button button--small" type="button" @click=${act}>${name}</button>`)}
  </div>`;
