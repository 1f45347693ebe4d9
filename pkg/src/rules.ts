import { plain, type Snapshot, snapshot } from './input.js';
import { validate, type Words } from './judgement.js';
import { type Plan, plan } from './plan.js';
import { report } from './report.js';
import type { Ruleset } from './ruleset.js';
import { Session } from './session.js';
import type { Lang, Receipt, Report, Request, Verification } from './types.js';
import { CoreRuleset, guarded } from './wasm.js';

/** In which language to write. */
export interface In {
  /** Japanese if absent. */
  readonly lang?: Lang;
}

/** One ruleset, loaded. */
export class Rules {
  /** Its id. */
  readonly id: string;
  /** Its version. */
  readonly version: string;
  /** SHA-256 of its canonical JSON, in lower-case hexadecimal. */
  readonly sha256: string;
  /** The ruleset itself, for labels, hints and options; a copy, frozen. */
  readonly ruleset: Ruleset;
  readonly #core: CoreRuleset;
  readonly #plans = new Map<string, Plan>();

  /** @internal */
  constructor(json: string) {
    this.#core = guarded(() => new CoreRuleset(json));
    this.sha256 = guarded(() => this.#core.live().sha256);
    this.ruleset = freeze(JSON.parse(guarded(() => this.#core.live().json())));
    this.id = this.ruleset.ruleset.id;
    this.version = this.ruleset.ruleset.version;
  }

  /**
   * Opens a session on one request, to be changed answer by answer.
   *
   * @throws {@link ShodakuError} where any part of the request is not understood.
   */
  open(request: Request): Session {
    const read = snapshot(this.id, request);
    const words = this.#judge(read);
    return new Session({
      rules: this,
      core: this.#core,
      plan: this.#plan(read.procedure),
      read,
      words,
    });
  }

  /**
   * Judges one request as a whole.
   *
   * @throws {@link ShodakuError} where any part of the request is not understood.
   */
  check(request: Request, { lang }: In = {}): Report {
    const read = snapshot(this.id, request);
    const words = this.#judge(read);
    const plan = this.#plan(read.procedure);
    const notUsed = [...read.answers.keys()].filter((field) => !plan.fields.has(field));
    const { stage, asOf } = read;
    return report(plan, words, { sha256: this.sha256, stage, asOf, notUsed }, lang);
  }

  /** Judges a request again and compares the receipt somebody brings. */
  verify(receipt: Receipt, request: Request): Verification {
    const { json } = snapshot(this.id, request);
    const brought = plain(receipt);
    return guarded(() => this.#core.live().verify(brought, json) as Verification);
  }

  #judge({ json, procedure }: Snapshot): Words {
    return guarded(() => {
      const words = this.#core.live().check(json);
      validate(this.#plan(procedure), words);
      return words;
    });
  }

  #plan(id: string): Plan {
    const known = this.#plans.get(id);
    if (known) return known;
    const procedure = this.ruleset.procedure.find((procedure) => procedure.id === id);
    if (!procedure) throw new Error(`the core knows a procedure ${id} that the ruleset has not`);
    const made = plan(this.ruleset, procedure);
    this.#plans.set(id, made);
    return made;
  }
}

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    for (const part of Object.values(value)) freeze(part);
    Object.freeze(value);
  }
  return value;
}
