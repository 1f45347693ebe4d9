/** Beside each finding: why it was made, by whom and when. */
import { html, render } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import type { Field } from 'shodaku';
import { say } from './words.js';
import { type DeskRequest, emptyNote, type Note } from './work.js';

/** The notes of one request, each in an element that stands with its field. */
export class FindingNotes {
  readonly #request: DeskRequest;
  readonly #changed: () => void;
  readonly #places = new Map<string, HTMLElement>();
  /** Who made the last finding: most are made by one person on one day. */
  #last: Pick<Note, 'by' | 'on'>;

  constructor(request: DeskRequest, changed: () => void) {
    this.#request = request;
    this.#changed = changed;
    const known = Object.values(request.findings).at(-1);
    this.#last = { by: known?.by ?? '', on: request.asOf };
  }

  /** The place of a field's note; none where nobody finds or decides anything. */
  readonly beside = ({ id, type }: Field): Element | undefined => {
    if (type !== 'finding' && type !== 'decision') return undefined;
    const place = document.createElement('div');
    place.className = 'finding-note';
    this.#places.set(id, place);
    return place;
  };

  /** Shows a note where there is a finding, and keeps none where there is no finding any more. */
  show(): void {
    for (const [field, place] of this.#places) {
      const found = field in this.#request.answers;
      place.hidden = !found;
      if (!found) delete this.#request.findings[field];
      else this.#request.findings[field] ??= { ...emptyNote(), ...this.#last };
      const note = this.#request.findings[field];
      if (note) this.#draw(place, note);
    }
  }

  #draw(place: HTMLElement, note: Note): void {
    const enter = (key: keyof Note) => (event: Event) => {
      note[key] = (event.target as HTMLInputElement).value;
      this.#last = { by: note.by, on: note.on };
      this.#changed();
    };
    render(
      html`
        <label class="finding-note__part finding-note__part--wide"
          >${say('page.desk.note.reason')}<textarea class="field__control" rows="1" .value=${live(note.reason)} @input=${enter('reason')}></textarea></label
        >
        <label class="finding-note__part"
          >${say('page.desk.note.by')}<input class="field__control" autocomplete="off" .value=${live(note.by)} @input=${enter('by')}
        /></label>
        <label class="finding-note__part"
          >${say('page.desk.note.on')}<input class="field__control" type="date" .value=${live(note.on)} @input=${enter('on')}
        /></label>`,
      place,
    );
  }
}
