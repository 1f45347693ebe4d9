import { documentOf } from './input.js';
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
   * @param translation Its texts in another language (`rulesets/….en.json`), in either form. Where
   * there is no translation, texts are Japanese.
   * @throws {@link ShodakuError} `bad_ruleset` with every mistake in `errors`, or `bad_json`.
   */
  ruleset(json: string | object, translation?: string | object): Rules {
    const laid = translation === undefined ? undefined : documentOf(translation);
    return new Rules(documentOf(json), laid);
  }
}
