import { make, own, put } from './dom.js';

/** How long the page has to be quiet before something is said, in milliseconds. */
const PAUSE = 1000;

/** The announcer of each form: one, however many requests in it are attached. */
const announcers = new WeakMap<Element, Announcer>();

/** Says politely, to those who do not see the page, what has changed in a form. */
export class Announcer {
  readonly #element: HTMLElement;
  readonly #form: Element;
  /** Who speaks through it, and what each has not said yet. */
  readonly #speakers = new Map<object, string>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** The announcer of the form that `root` is or stands in, from now on also for `speaker`. */
  static of(root: Element, speaker: object, lang: string): Announcer {
    const form = root.closest('form') ?? root;
    let announcer = announcers.get(form);
    if (!announcer) {
      announcer = new Announcer(form, lang);
      announcers.set(form, announcer);
    }
    announcer.#speakers.set(speaker, '');
    return announcer;
  }

  private constructor(form: Element, lang: string) {
    this.#element = own(make(form.ownerDocument, 'div', 'shodaku-announcer'), lang);
    this.#element.setAttribute('role', 'status');
    this.#element.setAttribute('aria-live', 'polite');
    this.#form = form;
    put(this.#element, form);
  }

  /** Comes back, empty, where the host has removed it. */
  restore(): void {
    if (this.#element.parentNode) return;
    this.#element.textContent = '';
    put(this.#element, this.#form);
  }

  /** Says this after a pause, in place of anything the speaker has not said yet. */
  say(speaker: object, text: string): void {
    this.#speakers.set(speaker, text);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const said = [...this.#speakers.values()].filter((text) => text !== '').join(' ');
      for (const speaker of this.#speakers.keys()) this.#speakers.set(speaker, '');
      // The same words again are said again only if the element was empty in between.
      this.#element.textContent = '';
      this.#timer = setTimeout(() => {
        this.#element.textContent = said;
      }, 20);
    }, PAUSE);
  }

  /** Lets the speaker go; with the last one it leaves the page. */
  release(speaker: object): void {
    this.#speakers.delete(speaker);
    if (this.#speakers.size > 0) return;
    clearTimeout(this.#timer);
    this.#element.remove();
    announcers.delete(this.#form);
  }
}
