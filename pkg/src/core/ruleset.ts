import { LoadedRuleset } from 'shodaku-core';
import { current } from './wasm.js';

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
}
