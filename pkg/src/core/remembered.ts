import { current } from './generation.js';

/** How many answers of the core are remembered of each kind, and for texts of which length. */
const MAX = 2000;
const MAX_LENGTH = 100;

/**
 * What the core says of a text, remembered: bounded, and only for as long as the instance of the
 * core lives, for one that is found to be damaged may have answered with anything.
 */
export class Remembered<T> {
  readonly #known = new Map<string, T>();
  #generation = -1;

  /** What is known of a text, or what `ask` says. For use within `guarded` only. */
  of(text: string, ask: (text: string) => T): T {
    if (this.#generation !== current()) {
      this.#known.clear();
      this.#generation = current();
    }
    let known = this.#known.get(text);
    if (known === undefined) {
      known = ask(text);
      if (text.length <= MAX_LENGTH) {
        if (this.#known.size >= MAX) this.#known.clear();
        this.#known.set(text, known);
      }
    }
    return known;
  }
}
