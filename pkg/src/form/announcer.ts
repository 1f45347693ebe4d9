import { make, modalIn, own, put } from './dom.js';

/** How long the page has to be quiet before something is said, in milliseconds. */
const PAUSE = 1000;

/** The announcer of each form: one, however many requests in it are attached. */
const announcers = new WeakMap<Element, Announcer>();

/** Gives what has to be said now, and remembers that it was. */
export type Speaker = () => string;

/** Says politely, to those who do not see the page, what has changed in a form. */
export class Announcer {
  readonly #form: Element;
  readonly #lang: string;
  /** What is heard of it: in the form, and in each dialog of it, behind which nothing else is. */
  readonly #voices = new Map<Element, HTMLElement>();
  readonly #speakers = new Set<Speaker>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** The announcer of the form that `root` is or stands in, from now on also for `speaker`. */
  static of(root: Element, speaker: Speaker, lang: string): Announcer {
    const form = root.closest('form') ?? root;
    let announcer = announcers.get(form);
    if (!announcer) {
      announcer = new Announcer(form, lang);
      announcers.set(form, announcer);
    }
    announcer.#speakers.add(speaker);
    return announcer;
  }

  private constructor(form: Element, lang: string) {
    this.#form = form;
    this.#lang = lang;
    // In the page before it has anything to say, or it would not be heard.
    this.restore();
  }

  /** Takes its places, and comes back, empty, where the host has removed it. */
  restore(): void {
    const dialogs = [...this.#form.querySelectorAll('dialog')];
    for (const [place, voice] of this.#voices) {
      if (place === this.#form || dialogs.includes(place as HTMLDialogElement)) continue;
      voice.remove();
      this.#voices.delete(place);
    }
    for (const place of [this.#form, ...dialogs]) {
      const voice = this.#voices.get(place) ?? this.#voice();
      this.#voices.set(place, voice);
      if (voice.parentNode) continue;
      voice.textContent = '';
      put(voice, place);
    }
  }

  /** Lets its speakers speak after a pause. */
  call(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const said = [...this.#speakers].map((speak) => speak()).filter((text) => text !== '');
      // The same words again are said again only if the element was empty in between.
      for (const voice of this.#voices.values()) voice.textContent = '';
      const voice = this.#voices.get(modalIn(this.#form) ?? this.#form);
      if (said.length === 0 || !voice) return;
      this.#timer = setTimeout(() => {
        voice.textContent = said.join(' ');
      }, 20);
    }, PAUSE);
  }

  /** Lets the speaker go; with the last one it leaves the page. */
  release(speaker: Speaker): void {
    this.#speakers.delete(speaker);
    if (this.#speakers.size > 0) return;
    clearTimeout(this.#timer);
    for (const voice of this.#voices.values()) voice.remove();
    announcers.delete(this.#form);
  }

  #voice(): HTMLElement {
    const voice = own(make(this.#form.ownerDocument, 'div', 'shodaku-announcer'), this.#lang);
    voice.setAttribute('role', 'status');
    voice.setAttribute('aria-live', 'polite');
    return voice;
  }
}
