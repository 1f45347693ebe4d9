import { LoadedRuleset } from 'shodaku-core';
import { current } from './generation.js';
import { handIn } from './shared.js';

/** @internal A request as the core holds it. */
export type { OpenSession } from 'shodaku-core';

/**
 * A ruleset as the core holds it; loaded again when the core had to be replaced.
 *
 * @internal
 */
export class CoreRuleset {
  readonly #json: string;
  #generation: number;
  #loaded: LoadedRuleset;

  /** For use within {@link guarded} only. Takes the JSON as `JSON.stringify` writes it. */
  constructor(json: string) {
    this.#json = json;
    this.#loaded = new LoadedRuleset(json);
    this.#generation = current();
  }

  /** For use within {@link guarded} only. */
  live(): LoadedRuleset {
    if (this.#generation !== current()) {
      this.#loaded = new LoadedRuleset(this.#json);
      this.#generation = current();
    }
    return this.#loaded;
  }

  /** Hands numbers in, for the next call to take; for use within {@link guarded} only. */
  handIn(lists: readonly (readonly number[])[]): LoadedRuleset {
    const live = this.live();
    let count = 0;
    for (const list of lists) count += list.length;
    handIn(live.room(count), lists);
    return live;
  }
}
