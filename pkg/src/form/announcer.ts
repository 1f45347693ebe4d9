import { make, own, put } from './dom.js';

/** How long the page has to be quiet before something is said, in milliseconds. */
const PAUSE = 1000;

/** Says politely, to those who do not see the page, what has changed in it. */
export class Announcer {
  readonly #element: HTMLElement;
  readonly #root: Element;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(root: Element, lang: string) {
    this.#element = own(make(root.ownerDocument, 'div', 'shodaku-announcer'), lang);
    this.#element.setAttribute('role', 'status');
    this.#element.setAttribute('aria-live', 'polite');
    this.#root = root;
    put(this.#element, root);
  }

  /** Comes back, empty, where the host has removed it. */
  restore(): void {
    if (this.#element.parentNode) return;
    this.#element.textContent = '';
    put(this.#element, this.#root);
  }

  /** Says this after a pause, in place of anything not said yet. */
  say(text: string): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      // The same words again are said again only if the element was empty in between.
      this.#element.textContent = '';
      this.#timer = setTimeout(() => {
        this.#element.textContent = text;
      }, 20);
    }, PAUSE);
  }

  remove(): void {
    clearTimeout(this.#timer);
    this.#element.remove();
  }
}
