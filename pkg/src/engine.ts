import { rulesetText } from './input.js';
import { Rules } from './rules.js';

/** The engine, ready to judge. It knows no municipality: it is given rulesets. */
export class Engine {
  /** The engine's name and version, as receipts state them. */
  readonly version: string;

  /** @internal */
  constructor(version: string) {
    this.version = version;
  }

  /**
   * Loads a ruleset and checks the whole of it.
   *
   * @param json The ruleset (see {@link Ruleset}) as JSON text of at most 4 MiB, or parsed.
   * @throws {@link ShodakuError} `bad_ruleset` with every mistake in `errors`, or `bad_json`.
   */
  ruleset(json: string | object): Rules {
    return new Rules(rulesetText(json));
  }
}
