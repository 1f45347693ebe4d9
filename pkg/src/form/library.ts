import type { Regulation } from '../api/regulation.js';

type Rules = PromiseLike<readonly Regulation[]>;

/** The rulesets that the elements of one name may name: each script of a town adds its own. */
export class Library {
  readonly #rules: Rules[] = [];
  readonly #readers = new Set<() => void>();

  add(rules: Rules): void {
    this.#rules.push(rules);
    for (const changed of this.#readers) changed();
  }

  /** Tells when there are more. Returns how to end that. */
  watch(changed: () => void): () => void {
    this.#readers.add(changed);
    return () => this.#readers.delete(changed);
  }

  /** The rulesets there are; fails only where there are none. */
  async all(): Promise<readonly Regulation[]> {
    const settled = await Promise.allSettled(this.#rules);
    const there = settled.flatMap((one) => (one.status === 'fulfilled' ? one.value : []));
    const failed = settled.find((one) => one.status === 'rejected');
    if (there.length === 0 && failed) throw failed.reason;
    return there;
  }
}
