/** A request, as the caller gives it. */
import { ShodakuError } from '../types/error.js';
import type { Particulars, Request } from '../types/request.js';
import type { Asker, Stage } from '../types/terms.js';
import { answerOf, type Stored } from './answer.js';
import { particularsOf } from './particulars.js';
import { clip, unknown } from './unknown.js';
import { isRecord, kindOf, stringAt, wrongType } from './value.js';

/** What of a request is the same whatever its answers are. */
export interface Occasion {
  readonly version?: string | undefined;
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
  /** What decides nothing, and comes back in the report. */
  readonly particulars: Particulars;
}

/** Every key there is: on some pages every object has whatever a script gave them all. */
const NO_PARTS: { [key in keyof Required<Request>]: unknown } = Object.freeze({
  ruleset: undefined,
  version: undefined,
  procedure: undefined,
  asOf: undefined,
  stage: undefined,
  by: undefined,
  reference: undefined,
  answers: undefined,
  context: undefined,
});
const KEYS = Object.keys(NO_PARTS);

/**
 * Reads a request of the ruleset that goes by these names, its id first. Whether its procedure, its
 * day and its answers mean anything is for the core to say.
 */
export function readRequest(names: readonly string[], request: Request): ReadRequest {
  if (!isRecord(request)) throw wrongType('', `is ${kindOf(request)}, not a request`);
  const parts = { ...NO_PARTS };
  for (const key of Object.keys(request) as (keyof Request)[]) {
    if (!KEYS.includes(key)) throw unknown('unknown_key', 'key', key, KEYS);
    parts[key] = request[key];
  }
  const ruleset = stringAt('ruleset', parts.ruleset);
  if (ruleset !== undefined && !names.includes(ruleset)) {
    throw unknown('unknown_ruleset', 'ruleset', ruleset, names);
  }
  const version = stringAt('version', parts.version);
  const procedure = stringAt('procedure', parts.procedure) ?? missing('procedure');
  const stage = stageOf(stringAt('stage', parts.stage) ?? 'draft');
  const asOf = stringAt('asOf', parts.asOf) ?? missing('asOf');
  const by = askerOf(stringAt('by', parts.by));
  const answers = new Map<string, Stored>();
  const fields: string[] = [];
  const given = answersOf(parts.answers);
  for (const field of Object.keys(given)) {
    const value = given[field];
    const answer = answerOf(field, value);
    if (value !== undefined) fields.push(field);
    if (answer !== undefined) answers.set(field, answer);
  }
  const particulars = particularsOf(parts.reference, parts.context);
  return { version, procedure, asOf, stage, by, fields, answers, particulars };
}

function answersOf(given: unknown): Readonly<Record<string, unknown>> {
  if (given === undefined || given === null) return {};
  if (!isRecord(given)) throw wrongType('answers', 'needs an object of field ids and values');
  return given;
}

function stageOf(name: string): Stage {
  if (name === 'draft' || name === 'filed') return name;
  const message = `\`${clip(name)}\` is no stage; write \`draft\` or \`filed\``;
  throw new ShodakuError({ code: 'bad_stage', path: 'stage', message });
}

function askerOf(name: string | undefined): Asker | undefined {
  if (name === undefined || name === 'applicant' || name === 'officer' || name === 'body') {
    return name;
  }
  const message = `\`${clip(name)}\` is no asker; write \`applicant\`, \`officer\` or \`body\``;
  throw new ShodakuError({ code: 'bad_supplier', path: 'by', message });
}

function missing(key: string): never {
  const message = `the request lacks \`${key}\``;
  throw new ShodakuError({ code: 'missing_key', path: key, message });
}
