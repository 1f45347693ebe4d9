import {
  CODES,
  type ErrorCode,
  type ErrorParts,
  type Problem,
  ShodakuError,
} from '../types/error.js';

/** What the core throws when it refuses its input. */
interface Refusal {
  readonly code: ErrorCode;
  readonly path: string;
  readonly message: string;
  readonly nearest?: unknown;
  readonly errors?: unknown;
}

const KNOWN: ReadonlySet<unknown> = new Set(CODES);

/** Whether the core refused its input. Whatever else a call throws is damage. */
export function isRefusal(error: unknown): error is Refusal | ShodakuError {
  if (error instanceof ShodakuError) return true;
  if (typeof error !== 'object' || error === null || error instanceof Error) return false;
  const { code, path, message } = error as { [key in keyof Refusal]?: unknown };
  return KNOWN.has(code) && typeof path === 'string' && typeof message === 'string';
}

/** What the core refused, as this package throws it. */
export function refused(refusal: Refusal | ShodakuError): ShodakuError {
  if (refusal instanceof ShodakuError) return refusal;
  const { code, path, message, nearest, errors } = refusal;
  const parts: ErrorParts = {
    code,
    path,
    message,
    ...(typeof nearest === 'string' && { nearest }),
    ...(Array.isArray(errors) && { errors: errors as Problem[] }),
  };
  return new ShodakuError(parts);
}
