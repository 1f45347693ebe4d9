/** Beside each finding: why it was made, by whom and when. */
import { html, nothing, render } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import type { Field } from 'shodaku';
import { icon } from '../shared/icons.js';
import { isAfter } from './days.js';
import { later } from './remarks.js';
import { nameOffer } from './signers.js';
import { say } from './words.js';
import { type DeskRequest, emptyNote, type Note } from './work.js';

/** The notes of one request, each in an element that stands with its field. */
export class FindingNotes {
  readonly #request: DeskRequest;
  readonly #changed: () => void;
  readonly #places = new Map<
    string,
    { readonly place: HTMLElement; readonly isFinding: boolean }
  >();
  /** Who made the last finding, to be offered: most are made by one person. */
  #finder: string;
  /** The day of the last finding. */
  #on: string;

  constructor(request: DeskRequest, finder: string, changed: () => void) {
    this.#request = request;
    this.#changed = changed;
    this.#finder = finder;
    this.#on = request.asOf;
  }

  /** The place of a field's note; none where nobody finds or decides anything. */
  beside({ id, type }: Field): Element | undefined {
    if (type !== 'finding' && type !== 'decision') return undefined;
    const place = document.createElement('div');
    place.className = 'finding-note';
    this.#places.set(id, { place, isFinding: type === 'finding' });
    return place;
  }

  /** Shows a note where there is a finding, and keeps none where there is no finding any more. */
  show(): void {
    for (const [field, { place, isFinding }] of this.#places) {
      const found = field in this.#request.answers;
      place.hidden = !found;
      if (!found) delete this.#request.findings[field];
      else this.#request.findings[field] ??= { ...emptyNote(), on: this.#on };
      const note = this.#request.findings[field];
      if (note) this.#draw(place, note, isFinding);
    }
  }

  #draw(place: HTMLElement, note: Note, isFinding: boolean): void {
    const set = (key: keyof Note, value: string) => {
      note[key] = value;
      if (note.by !== '') this.#finder = note.by;
      this.#on = note.on;
      this.#changed();
      this.show();
    };
    const enter = (key: keyof Note) => (event: Event) =>
      set(key, (event.target as HTMLInputElement).value);
    const lacksReason = isFinding && note.reason.trim() === '';
    render(
      html`
        <label class="finding-note__part finding-note__part--wide"
          >${say('page.desk.note.reason')}<textarea class="field__control" rows="1" .value=${live(note.reason)} @input=${enter('reason')}></textarea></label
        >
        ${lacksReason ? html`<p class="fact__problem finding-note__part--wide" data-lacks-reason>${icon('caution')}<span>${say('page.desk.note.no_reason')}</span></p>` : nothing}
        <div class="finding-note__part">
          <label class="finding-note__part"
            >${say('page.desk.note.by')}<input class="field__control" autocomplete="off" .value=${live(note.by)} @input=${enter('by')}
          /></label>
          ${note.by === '' ? nameOffer(this.#finder, (name) => set('by', name)) : nothing}
        </div>
        <div class="finding-note__part">
          <label class="finding-note__part"
            >${say('page.desk.note.on')}<input class="field__control" type="date" .value=${live(note.on)} @input=${enter('on')}
          /></label>
          ${isAfter(note.on, this.#request.asOf) ? later() : nothing}
        </div>`,
      place,
    );
  }
}
