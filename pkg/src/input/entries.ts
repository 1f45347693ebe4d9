/** The entries of lists as numbers: alike where their normal forms are. */
import { normalOf } from '../core/normal.js';

/** The entries of one request's lists. For use within `guarded` only. */
export class Entries {
  readonly #numbers = new Map<string, number>();

  /** How many there are. */
  get size(): number {
    return this.#numbers.size;
  }

  /** Every entry in its normal form, by its number. */
  texts(): Iterable<string> {
    return this.#numbers.keys();
  }

  /** The numbers of the entries that are not blank. */
  of(list: readonly string[]): number[] {
    const numbers: number[] = [];
    for (const text of list) {
      const entry = normalOf(text);
      if (entry === '') continue;
      let number = this.#numbers.get(entry);
      if (number === undefined) {
        number = this.#numbers.size;
        this.#numbers.set(entry, number);
      }
      numbers.push(number);
    }
    return numbers;
  }
}
