import { ShodakuError } from '../types/error.js';
import type { Asker, Lang, Request, Stage } from '../types/report.js';
import { answerOf, isRecord, kindOf, type Stored, wrongType } from './answer.js';
import { nearest } from './nearest.js';

/** A request read once: whatever its getters say later, this is what is judged. */
export interface Asked {
  readonly procedure: string;
  readonly asOf: string;
  readonly stage: Stage;
  readonly by: Asker | undefined;
  /** Every field that is named, blank ones too, in the order given. */
  readonly fields: readonly string[];
  /** Every answer that is not blank by being `null` or absent. */
  readonly answers: ReadonlyMap<string, Stored>;
}

const KEYS = ['ruleset', 'procedure', 'asOf', 'stage', 'by', 'answers'];

/**
 * Reads a request of the ruleset that goes by these names, its id first. Whether its values mean
 * anything is for the core to say.
 */
export function asked(names: readonly string[], request: Request): Asked {
  if (!isRecord(request)) throw wrongType('', `is ${kindOf(request)}, not a request`);
  const parts: { readonly [key in keyof Request]: unknown } = { ...request };
  for (const key of Object.keys(parts)) {
    if (!KEYS.includes(key)) throw unknown('unknown_key', key, 'key', key, KEYS);
  }
  const ruleset = text('ruleset', parts.ruleset);
  if (ruleset !== undefined && !names.includes(ruleset)) {
    throw unknown('unknown_ruleset', 'ruleset', 'ruleset', ruleset, names);
  }
  const procedure = text('procedure', parts.procedure) ?? missing('procedure');
  // The core refuses what is no stage and no asker.
  const stage = (text('stage', parts.stage) ?? 'draft') as Stage;
  const asOf = text('asOf', parts.asOf) ?? missing('asOf');
  const by = text('by', parts.by) as Asker | undefined;
  const answers = new Map<string, Stored>();
  const fields: string[] = [];
  for (const [field, value] of answersOf(parts.answers)) {
    const answer = answerOf(field, value);
    if (value !== undefined) fields.push(field);
    if (answer !== undefined) answers.set(field, answer);
  }
  return { procedure, asOf, stage, by, fields, answers };
}

/** The language that the options of a call ask for, if they ask for one. */
export function langOf(options: unknown): Lang | undefined {
  if (options === undefined) return undefined;
  const { lang } = optionsOf(options, ['lang']);
  // Which languages there are is for the locale to say.
  return text('lang', lang) as Lang | undefined;
}

/** The options of a call; refuses what is no object, or has a key that means nothing. */
export function optionsOf(
  options: unknown,
  known: readonly string[],
): { readonly [key: string]: unknown } {
  if (!isRecord(options)) throw wrongType('options', `is ${kindOf(options)}, not an object`);
  for (const key of Object.keys(options)) {
    if (!known.includes(key)) throw unknown('unknown_key', key, 'option', key, known);
  }
  return options;
}

/** The answers as the core takes them: positions of fields, and their values. */
export function placed(
  positions: ReadonlyMap<string, number>,
  answers: ReadonlyMap<string, Stored>,
): { readonly fields: Uint16Array; readonly values: Stored[] } {
  const fields: number[] = [];
  const values: Stored[] = [];
  for (const [field, answer] of answers) {
    const position = positions.get(field);
    if (position === undefined) continue;
    fields.push(position);
    values.push(answer);
  }
  return { fields: Uint16Array.from(fields), values };
}

function answersOf(given: unknown): [string, unknown][] {
  if (given === undefined || given === null) return [];
  if (!isRecord(given)) throw wrongType('answers', 'needs an object of field ids and values');
  return Object.entries(given);
}

function text(key: string, value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string') return value;
  throw wrongType(key, 'needs a string');
}

function missing(key: string): never {
  const message = `the request lacks \`${key}\``;
  throw new ShodakuError({ code: 'missing_key', path: key, message });
}

function unknown(
  code: 'unknown_key' | 'unknown_ruleset',
  path: string,
  what: string,
  name: string,
  known: readonly string[],
): ShodakuError {
  const near = nearest(name, known);
  const hint = near === undefined ? '' : `; did you mean \`${near}\`?`;
  const message = `unknown ${what} \`${name.slice(0, 80)}\`${hint}`;
  return new ShodakuError({ code, path, message, ...(near !== undefined && { nearest: near }) });
}
