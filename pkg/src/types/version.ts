/** Which version of a ruleset. */
export interface RulesetIdentity {
  /** Its id, such as `hirono`. */
  readonly id: string;
  /** Its version. */
  readonly version: string;
  /** SHA-256 of its canonical JSON (RFC 8785), in lower-case hexadecimal. */
  readonly sha256: string;
}

/** Which of several versions of a text governs a request. */
export interface VersionChosen {
  /** The version. */
  readonly version: string;
  /**
   * - `only_version`: there is no other.
   * - `in_force`: it is in force for the request.
   * - `not_decided`: the dates do not say yet which version is; this one may be.
   * - `none_in_force`: no version is in force for the request; what that means, this one says.
   * - `undated`: it has no period, so no date tells whether it governs; no later one does.
   * - `named`: the request names it.
   */
  readonly why: 'only_version' | 'in_force' | 'not_decided' | 'none_in_force' | 'undated' | 'named';
  /** The id of the field whose date decided, or `asOf`; `null` where none did. */
  readonly decidedBy: string | null;
}
