/** @internal Every code there is. */
export const CODES = [
  'bad_date',
  'bad_json',
  'bad_receipt',
  'bad_ruleset',
  'bad_stage',
  'bad_supplier',
  'bad_text',
  'disposed',
  'engine_failed',
  'missing_key',
  'not_yours',
  'too_large',
  'unknown_choice',
  'unknown_field',
  'unknown_key',
  'unknown_procedure',
  'unknown_ruleset',
  'wrong_type',
] as const satisfies readonly ErrorCode[];

/** What went wrong. The codes are stable; the messages are for developers and are not. */
export type ErrorCode =
  | 'bad_date'
  | 'bad_json'
  | 'bad_receipt'
  | 'bad_ruleset'
  | 'bad_stage'
  | 'bad_supplier'
  | 'bad_text'
  | 'disposed'
  | 'engine_failed'
  | 'missing_key'
  | 'not_yours'
  | 'too_large'
  | 'unknown_choice'
  | 'unknown_field'
  | 'unknown_key'
  | 'unknown_procedure'
  | 'unknown_ruleset'
  | 'wrong_type';

/** One mistake in a ruleset. */
export interface Problem {
  /** Where: `condition[3].limb[1].stated`. */
  readonly path: string;
  /** What is wrong and what to write. */
  readonly message: string;
}

/** What a {@link ShodakuError} is made of. */
export interface ErrorParts {
  readonly code: ErrorCode;
  readonly path: string;
  readonly message: string;
  readonly nearest?: string;
  readonly errors?: readonly Problem[];
}

/**
 * Every error this package throws. Nothing was judged when one is thrown.
 *
 * `engine_failed` says that the engine stopped and could not be restarted: what was to be checked
 * counts as not checked.
 */
export class ShodakuError extends Error {
  override readonly name = 'ShodakuError';
  /** What went wrong. */
  readonly code: ErrorCode;
  /** Where, in the request or the ruleset: `answers.scope.work`; empty for the whole. */
  readonly path: string;
  /** The nearest name that exists, where a name was unknown. */
  readonly nearest?: string;
  /** With `bad_ruleset`: every mistake found. */
  readonly errors?: readonly Problem[];

  constructor(parts: ErrorParts, cause?: unknown) {
    super(parts.message, cause === undefined ? undefined : { cause });
    this.code = parts.code;
    this.path = parts.path;
    if (parts.nearest !== undefined) this.nearest = parts.nearest;
    if (parts.errors !== undefined) this.errors = parts.errors;
  }
}

/** @internal Whether the engine failed, rather than refused its input. */
export function isEngineFailure(error: unknown): boolean {
  return error instanceof ShodakuError && error.code === 'engine_failed';
}
