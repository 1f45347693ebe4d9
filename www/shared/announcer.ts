/** How long the typing has to pause before anything is said. */
const PAUSE = 1500;

/** Says what is new to those who do not see it, once the typing has paused. */
export class Announcer {
  readonly #place: HTMLElement;
  #said = '';
  #pause: ReturnType<typeof setTimeout> | undefined;

  constructor(place: HTMLElement) {
    this.#place = place;
  }

  say(words: string): void {
    if (words === this.#said) return;
    this.#said = words;
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => {
      this.#place.textContent = words;
    }, PAUSE);
  }

  /** Takes back what stands there: it is in the language before. */
  clear(): void {
    this.#place.textContent = '';
  }
}
