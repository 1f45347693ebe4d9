/**
 * Parts of reports that the word of a unit alone decides, in one language: made once, frozen, and
 * shared by all reports. There are as many as there are states that units have been in.
 */
export class Pieces<Part extends object> {
  readonly #made = new Map<number, Readonly<Part>>();

  /** The part of the unit at that place, which `make` makes of its word and nothing else. */
  of(at: number, word: number, make: () => Part): Readonly<Part> {
    // A word has 16 bits.
    const state = at * 0x1_0000 + word;
    let part = this.#made.get(state);
    if (part === undefined) {
      part = Object.freeze(make());
      this.#made.set(state, part);
    }
    return part;
  }
}
