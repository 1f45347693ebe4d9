import { ShodakuError } from './error.js';
import { jsonOf, sealed } from './input.js';
import { judgement } from './judgement.js';
import { type Plan, plan } from './plan.js';
import { compared } from './receipt.js';
import { report } from './report.js';
import { type Asked, asked, langOf, placed } from './request.js';
import type { Ruleset } from './ruleset.js';
import { Session } from './session.js';
import { translated } from './translation.js';
import type { Lang, Receipt, Report, Request, Verification } from './types.js';
import { CoreRuleset, guarded, release } from './wasm.js';

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
  readonly #names: readonly string[];
  /** The position of each field, by id. */
  readonly #positions: ReadonlyMap<string, number>;
  readonly #plans = new Map<string, Plan>();

  /** @internal */
  constructor(document: unknown, translation?: unknown) {
    const json = jsonOf(document);
    this.#core = guarded(() => new CoreRuleset(json));
    this.sha256 = guarded(() => this.#core.live().sha256);
    // The core has accepted it, so it has the shape.
    const ruleset = sealed(document as Ruleset);
    const { id, version, aliases = [] } = ruleset.ruleset;
    const identity = { id, version, sha256: this.sha256 };
    this.ruleset = translation ? sealed(translated(ruleset, identity, translation)) : ruleset;
    this.id = id;
    this.version = version;
    this.#names = [id, ...aliases];
    this.#positions = new Map(ruleset.field.map((field, position) => [field.id, position]));
  }

  /**
   * Opens a session on one request, to be changed answer by answer.
   *
   * @throws {@link ShodakuError} where any part of the request is not understood.
   */
  open(request: Request): Session {
    const read = asked(this.#names, request);
    this.#refuseUnknown(read);
    const core = this.#core;
    const positions = this.#positions;
    const plan = (id: string) => this.#plan(id);
    return new Session({ rules: this, core, positions, plan, read });
  }

  /**
   * Judges one request as a whole.
   *
   * @throws {@link ShodakuError} where any part of the request or the options is not understood.
   */
  check(request: Request, options?: In): Report {
    const lang = langOf(options);
    const read = asked(this.#names, request);
    const notUsed = this.#refuseUnknown(read);
    const { procedure, stage, asOf, by } = read;
    const { fields, values } = placed(this.#positions, read.answers);
    const judged = guarded(() => {
      const handle = this.#core.live().open(procedure, stage, asOf, by, fields, values);
      const words = handle.judge();
      release(handle);
      return judgement(this.#plan(procedure), words);
    });
    const occasion = { sha256: this.sha256, stage, asOf, notUsed };
    return report(this.#plan(procedure), judged, occasion, lang);
  }

  /**
   * Judges a request again and compares the receipt that somebody brings.
   *
   * @throws {@link ShodakuError} `bad_receipt` where it is none; else as {@link Rules.check}.
   */
  verify(receipt: Receipt, request: Request): Verification {
    const session = this.open(request);
    try {
      return compared(receipt, session.receipt());
    } finally {
      session.dispose();
    }
  }

  /** @internal Whether a field is its own or of the shared vocabulary. */
  knows(field: string): boolean {
    try {
      this.refuseUnknown(field);
      return true;
    } catch (error) {
      if (error instanceof ShodakuError && error.code === 'unknown_field') return false;
      throw error;
    }
  }

  /** @internal Refuses a field that is neither its own nor of the shared vocabulary. */
  refuseUnknown(field: string): void {
    if (!this.#positions.has(field)) guarded(() => this.#core.live().shared(field));
  }

  /** The shared fields among the answers that this ruleset does not use; refuses unknown ones. */
  #refuseUnknown({ fields, answers }: Asked): string[] {
    for (const field of fields) this.refuseUnknown(field);
    return fields.filter((field) => !this.#positions.has(field) && answers.has(field));
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
