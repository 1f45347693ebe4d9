import { coreSha256 } from '../core/wasm.js';
import { badDocument, documentOf } from '../input/document.js';
import type { Comparison } from '../types/comparison.js';
import type { ReportOptions } from '../types/report.js';
import type { Request } from '../types/request.js';
import type { Ruleset } from '../types/ruleset.js';
import { compare } from './compare.js';
import { Regulation } from './regulation.js';

/** How many versions a text may have. */
const MAX_VERSIONS = 100;

/** The engine, ready to judge. It knows no municipality: it is given rulesets. */
export class Engine {
  /** The engine's name and version, as receipts state them. */
  readonly version: string;
  /**
   * SHA-256 of the core that this package was built with (`shodaku/core.wasm`), in lower-case
   * hexadecimal: two builds of the same source print the same.
   */
  readonly coreSha256: string = coreSha256;

  /** @internal */
  constructor(version: string) {
    this.version = version;
  }

  /**
   * Loads a ruleset and checks the whole of it; or several versions of one text, of which the
   * dates of each request choose.
   *
   * @param json The ruleset (see {@link Ruleset}) as JSON text of at most 4 MiB, or parsed; or a
   * list of them, in any order.
   * @param translation Its texts in another language (`rulesets/….en.json`), in either form; or a
   * list of them. Where there is no translation, texts are Japanese.
   * @throws {@link ShodakuError} `bad_ruleset` with every mistake in `errors`, or `bad_json`. Of
   * several rulesets, paths begin with the place in the list: `[1].ruleset.in_force`.
   */
  ruleset<Procedures extends string, Fields extends string>(
    json: Ruleset<Procedures, Fields> | readonly Ruleset<Procedures, Fields>[],
    translation?: Documents,
  ): Regulation<Procedures, Fields>;
  ruleset(json: Documents, translation?: Documents): Regulation;
  ruleset(json: Documents, translation: Documents = []): Regulation {
    return new Regulation(documents(json), documents(translation));
  }

  /**
   * Puts the facts of one request to several rulesets, side by side.
   *
   * Answers to findings and decisions are not carried: what was found or decided under one
   * municipality's text is no evidence under another's. They are listed in `notCarried`. A fact
   * goes to every ruleset that asks for it; a ruleset's own fact to no other.
   *
   * @param rulesets One column each, in this order. They need not have the procedure.
   * @param request As for {@link Regulation.check}; its `ruleset`, if given, is one of those compared.
   * @throws {@link ShodakuError} where no ruleset has the procedure, where a field is known to none
   * of them and not shared either, or where any other part of the request is not understood.
   */
  compare(rulesets: readonly Regulation[], request: Request, options?: ReportOptions): Comparison {
    return compare(rulesets, request, options);
  }
}

/** A document as JSON text or parsed, or a list of them. */
export type Documents = string | object | readonly (string | object)[];

function documents(given: Documents): unknown[] {
  const list: readonly unknown[] = Array.isArray(given) ? given : [given];
  if (list.length > MAX_VERSIONS) throw badDocument(`more than ${MAX_VERSIONS} versions`);
  return Array.from(list, documentOf);
}
