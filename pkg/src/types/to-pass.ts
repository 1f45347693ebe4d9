/** One step towards passing. */
export interface Change {
  /** The field to change. */
  readonly field: string;
  /**
   * `state`: enter something. `set`: choose `value`. `at_most`: at most `value`.
   * `remove`: take out `value`. `before`, `after`: a day before or after `value`.
   */
  readonly change: 'state' | 'set' | 'at_most' | 'remove' | 'before' | 'after';
  /** What to change it to, where that is known. */
  readonly value?: string | number | boolean | readonly string[];
}

/** What would clear everything that is not met. */
export interface ToPass {
  /** At most three minimal sets of changes, of what the asker itself plans; the smallest first. */
  readonly sets: readonly (readonly Change[])[];
  /** Where there is no such set: the limbs (`condition.limb`) or routes nothing of it clears. */
  readonly cannotPass: readonly string[];
}
