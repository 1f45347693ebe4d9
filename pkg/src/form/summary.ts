import { make, modalIn, own, put, uncover } from './dom.js';

/** One line of the summary. */
export interface Line {
  readonly text: string;
  /** Goes to what the line is about. */
  readonly target?: { readonly id: string; readonly go: () => void };
  readonly severity?: 'error' | 'warning';
}

/** What to look at before submitting, with links to the fields. */
export class Summary {
  readonly #element: HTMLElement;
  readonly #document: Document;
  readonly #root: Element;
  readonly #place: Element | undefined;
  /** Whether the host gave it a place, where it is kept up to date all the time. */
  readonly live: boolean;

  constructor(root: Element, place: Element | undefined, lang: string) {
    this.#document = root.ownerDocument;
    this.#element = own(make(this.#document, 'div', 'shodaku-summary'), lang);
    this.#element.tabIndex = -1;
    this.#element.hidden = true;
    this.live = place !== undefined;
    this.#root = root;
    this.#place = place;
    this.restore();
  }

  /** Takes its place, at first and where the host has removed it. */
  restore(): void {
    if (this.#element.parentNode) return;
    if (this.#place) this.#place.append(this.#element);
    else put(this.#element, this.#root);
  }

  /** Shows sections of lines; hides itself where there is no line. */
  show(
    sections: readonly (readonly [title: string, lines: readonly Line[]])[],
    alert: boolean,
  ): void {
    const filled = sections.filter(([, lines]) => lines.length > 0);
    const body = make(
      this.#document,
      'div',
      'shodaku-summary__body',
      filled.flatMap(([title, lines]) => [
        make(this.#document, 'h2', 'shodaku-summary__title', title),
        make(
          this.#document,
          'ul',
          'shodaku-summary__list',
          lines.map((line) => this.#item(line)),
        ),
      ]),
    );
    if (alert) body.setAttribute('role', 'alert');
    if (alert && !this.#place) this.#rise();
    this.#element.replaceChildren(...(filled.length > 0 ? [body] : []));
    this.#element.hidden = filled.length === 0;
    if (filled.length > 0) uncover(this.#element);
  }

  /** Goes into the dialog that is open, or back: behind it nothing is seen nor takes the focus. */
  #rise(): void {
    const place = modalIn(this.#root) ?? this.#root;
    if (this.#element.closest('dialog') === place.closest('dialog')) return;
    put(this.#element, place);
  }

  focus(): void {
    if (!this.#element.hidden) this.#element.focus();
  }

  remove(): void {
    this.#element.remove();
  }

  #item({ text, target, severity }: Line): HTMLElement {
    const name = `shodaku-summary__item${severity ? ` shodaku-summary__item--${severity}` : ''}`;
    if (!target) return make(this.#document, 'li', name, text);
    const link = make(this.#document, 'a', 'shodaku-summary__link', text);
    link.href = `#${target.id}`;
    link.addEventListener('click', (event) => {
      event.preventDefault();
      target.go();
    });
    return make(this.#document, 'li', name, [link]);
  }
}
