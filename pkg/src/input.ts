import { ShodakuError } from './error.js';
import type { Asker, Request, Stage } from './types.js';

/** An answer as it is kept: a copy, so that the caller's list can change. */
export type Stored = string | number | boolean | readonly string[];

/** A request read once: whatever its getters say later, this is what is judged. */
export interface Snapshot {
  readonly json: string;
  readonly procedure: string;
  readonly asOf: string;
  readonly stage: Stage;
  readonly by: Asker | undefined;
  /** Every answer that is not `null` or absent, in the order given. */
  readonly answers: ReadonlyMap<string, Stored>;
}

/** The largest ruleset, in bytes of JSON. */
const MAX_RULESET = 4 << 20;
/** The longest list of an answer. */
const MAX_ITEMS = 1000;
const LONE_SURROGATE = /\p{Surrogate}/u;

/**
 * Copies one answer; `undefined` where it is absent. Refuses what would not survive as JSON, for
 * it would silently become another answer.
 */
export function answerOf(field: string, value: unknown): Stored | undefined {
  switch (typeof value) {
    case 'undefined':
    case 'boolean':
      return value;
    case 'string':
      return textOf(field, value);
    case 'number':
      if (Number.isFinite(value)) return value;
      throw wrongType(field, `is ${value}, which is not a number`);
  }
  if (value === null) return undefined;
  if (!Array.isArray(value)) throw wrongType(field, `is ${kindOf(value)}, not a value of a form`);
  if (value.length > MAX_ITEMS) {
    const message = `\`answers.${field}\` is too large: at most ${MAX_ITEMS} entries`;
    throw new ShodakuError({ code: 'too_large', path: `answers.${field}`, message });
  }
  return Object.freeze(
    Array.from(value, (entry: unknown) => {
      if (typeof entry === 'string') return textOf(field, entry);
      throw wrongType(field, `has ${kindOf(entry)} in its list; a list holds strings`);
    }),
  );
}

/** Reads a request of `ruleset`; the core then judges whether it makes sense. */
export function snapshot(ruleset: string, request: Request): Snapshot {
  if (!isRecord(request)) throw notA('', `a request is an object, not ${kindOf(request)}`);
  const parts: { [key: string]: unknown; answers?: unknown } = { ruleset, ...request };
  for (const [key, value] of Object.entries(parts)) {
    if (['function', 'symbol', 'bigint'].includes(typeof value)) {
      throw notA(key, `\`${key}\` is ${kindOf(value)}`);
    }
  }
  const given = parts.answers ?? {};
  if (!isRecord(given)) {
    throw notA('answers', `\`answers\` is an object from field id to value, not ${kindOf(given)}`);
  }
  const answers = new Map<string, Stored>();
  for (const [field, value] of Object.entries(given)) {
    const answer = answerOf(field, value);
    if (answer !== undefined) answers.set(field, answer);
  }
  parts.answers = Object.fromEntries(answers);
  let json: string;
  try {
    json = JSON.stringify(parts);
  } catch {
    throw notA('', 'the request cannot be written as JSON');
  }
  const { procedure, asOf, stage, by } = parts as unknown as Request;
  return { json, procedure, asOf, stage: stage ?? 'draft', by: by ?? undefined, answers };
}

/** The JSON text of a ruleset given as text or as the parsed value. */
export function rulesetText(ruleset: unknown): string {
  const text = typeof ruleset === 'string' ? ruleset : jsonOf(ruleset);
  const tooLong =
    text.length > MAX_RULESET ||
    (text.length * 3 > MAX_RULESET && new TextEncoder().encode(text).length > MAX_RULESET);
  if (tooLong) throw badRuleset(`the ruleset is larger than ${MAX_RULESET} bytes`);
  if (LONE_SURROGATE.test(text)) throw badRuleset('the ruleset holds half a surrogate pair');
  return text;
}

/** A copy of a value as JSON would carry it. */
export function plain(value: unknown): unknown {
  try {
    const text = JSON.stringify(value);
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

function jsonOf(ruleset: unknown): string {
  if (!isRecord(ruleset)) throw badRuleset(`a ruleset is an object, not ${kindOf(ruleset)}`);
  try {
    return JSON.stringify(ruleset);
  } catch (error) {
    // A cycle, or nested too deep, or a value JSON does not have.
    throw badRuleset('the ruleset cannot be written as JSON', error);
  }
}

function textOf(field: string, text: string): string {
  if (!LONE_SURROGATE.test(text)) return text;
  const path = `answers.${field}`;
  const message = `\`${path}\` holds half a surrogate pair`;
  throw new ShodakuError({ code: 'bad_text', path, message });
}

/** Whether a value is an object of named values, of this or another realm. */
function isRecord(value: unknown): value is { readonly [key: string]: unknown } {
  return Object.prototype.toString.call(value) === '[object Object]';
}

function kindOf(value: unknown): string {
  return value === null ? 'null' : Object.prototype.toString.call(value).slice(8, -1);
}

function wrongType(field: string, what: string): ShodakuError {
  return notA(`answers.${field}`, `\`answers.${field}\` ${what}`);
}

function notA(path: string, message: string): ShodakuError {
  return new ShodakuError({ code: 'wrong_type', path, message });
}

function badRuleset(message: string, cause?: unknown): ShodakuError {
  const errors = [{ path: '', message }];
  return new ShodakuError({ code: 'bad_ruleset', path: '', message, errors }, cause);
}
