/** A request, as the caller gives it. */
import { ShodakuError } from '../types/error.js';
import type { Request } from '../types/request.js';
import type { Asker, Stage } from '../types/terms.js';
import { answerOf, type Stored } from './answer.js';
import { unknown } from './unknown.js';
import { isRecord, kindOf, stringAt, wrongType } from './value.js';

/** What of a request is the same whatever its answers are. */
export interface Occasion {
  readonly procedure: string;
  readonly asOf: string;
  readonly stage: Stage;
  readonly by?: Asker | undefined;
}

/** A request read once: whatever its getters say later, this is what is judged. */
export interface ReadRequest extends Occasion {
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
export function readRequest(names: readonly string[], request: Request): ReadRequest {
  if (!isRecord(request)) throw wrongType('', `is ${kindOf(request)}, not a request`);
  const parts: { readonly [key in keyof Request]: unknown } = { ...request };
  for (const key of Object.keys(parts)) {
    if (!KEYS.includes(key)) throw unknown('unknown_key', 'key', key, KEYS);
  }
  const ruleset = stringAt('ruleset', parts.ruleset);
  if (ruleset !== undefined && !names.includes(ruleset)) {
    throw unknown('unknown_ruleset', 'ruleset', ruleset, names);
  }
  const procedure = stringAt('procedure', parts.procedure) ?? missing('procedure');
  // The core refuses what is no stage and no asker.
  const stage = (stringAt('stage', parts.stage) ?? 'draft') as Stage;
  const asOf = stringAt('asOf', parts.asOf) ?? missing('asOf');
  const by = stringAt('by', parts.by) as Asker | undefined;
  const answers = new Map<string, Stored>();
  const fields: string[] = [];
  for (const [field, value] of answersOf(parts.answers)) {
    const answer = answerOf(field, value);
    if (value !== undefined) fields.push(field);
    if (answer !== undefined) answers.set(field, answer);
  }
  return { procedure, asOf, stage, by, fields, answers };
}

function answersOf(given: unknown): [string, unknown][] {
  if (given === undefined || given === null) return [];
  if (!isRecord(given)) throw wrongType('answers', 'needs an object of field ids and values');
  return Object.entries(given);
}

function missing(key: string): never {
  const message = `the request lacks \`${key}\``;
  throw new ShodakuError({ code: 'missing_key', path: key, message });
}
