import { ShodakuError } from '../types/error.js';
import type { Receipt, ReceiptOptions, Verification } from '../types/receipt.js';
import type { LoadedRegulation } from '../types/regulation.js';
import type { Report, ReportOptions } from '../types/report.js';
import type { Request } from '../types/request.js';
import type { Ruleset } from '../types/ruleset.js';
import { check } from './check.js';
import { compared } from './receipt.js';
import { Session } from './session.js';
import { type RequestSchema, type SchemaOptions, standardSchema } from './standard-schema.js';
import { Versions } from './versions.js';

/** One text, loaded: one ruleset, or several that are versions of it. */
export class Regulation<Procedures extends string = string, Fields extends string = string>
  implements LoadedRegulation<Procedures, Fields>
{
  /** Its id. */
  readonly id: string;
  /** Its version; of several, the newest. */
  readonly version: string;
  /** SHA-256 of its canonical JSON, in lower-case hexadecimal; of several versions, the newest. */
  readonly sha256: string;
  /** The ruleset itself, for labels, hints and options; a copy, frozen. The newest version. */
  readonly ruleset: Ruleset<Procedures, Fields>;
  /** Every version, the newest first. */
  readonly versions: readonly Ruleset<Procedures, Fields>[];
  readonly #versions: Versions;

  /** @internal */
  constructor(documents: readonly unknown[], translations: readonly unknown[]) {
    this.#versions = new Versions(documents, translations);
    const { identity, ruleset } = this.#versions.newest;
    this.id = identity.id;
    this.version = identity.version;
    this.sha256 = identity.sha256;
    // Whoever gave the documents has stated their types.
    type Given = Ruleset<Procedures, Fields>;
    this.ruleset = ruleset as Given;
    this.versions = Object.freeze(this.#versions.all.map(({ ruleset }) => ruleset as Given));
  }

  /**
   * Opens a session on one request, to be changed answer by answer.
   *
   * @throws {@link ShodakuError} where any part of the request is not understood.
   */
  open(request: Request<Procedures, Fields>): Session<Procedures, Fields> {
    const versions = this.#versions;
    return new Session({ regulation: this, versions, read: versions.read(request) });
  }

  /**
   * Judges one request as a whole, by the version that governs it.
   *
   * @throws {@link ShodakuError} where any part of the request or the options is not understood.
   */
  check(request: Request<Procedures, Fields>, options?: ReportOptions): Report {
    return check(this.#versions, request, options);
  }

  /**
   * Judges a request again and compares the receipt that somebody brings; by the same salt, where it
   * was made with one.
   *
   * @throws {@link ShodakuError} `bad_receipt` where it is none; else as {@link Regulation.check}.
   */
  verify(
    receipt: Receipt,
    request: Request<Procedures, Fields>,
    options?: ReceiptOptions,
  ): Verification {
    const session = this.open(request);
    try {
      return compared(receipt, session.receipt(options));
    } finally {
      session.dispose();
    }
  }

  /**
   * The day that is typed into a field of dates, as the engine reads it: `2026-04-01` of `令和8年4月1日`
   * or `R8.4.1`; nothing where it reads none.
   *
   * @throws {@link ShodakuError} `unknown_field` where it is neither its own nor of the shared vocabulary.
   */
  day(field: Fields, typed: string): string | undefined {
    return this.#versions.day(field, typed);
  }

  /**
   * A schema for form libraries that read Standard Schema v1 (react-hook-form, TanStack Form,
   * VeeValidate, …). It has only what would be wrong to file; warnings are in its `report`.
   *
   * @throws {@link ShodakuError} where the options are not understood.
   */
  standardSchema<Values = unknown>(options: SchemaOptions): RequestSchema<Values> {
    return standardSchema(this.#versions, options);
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
    this.#versions.refuseUnknown(field);
  }
}
