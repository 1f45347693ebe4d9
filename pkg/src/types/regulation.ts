import type { Ruleset } from './ruleset.js';

/** A regulation as it was loaded: one ruleset, or several that are versions of one text. */
export interface LoadedRegulation<
  Procedures extends string = string,
  Fields extends string = string,
> {
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
}
