/** The work at a desk: requests with what officials found and decided, as one file keeps them. */
import * as z from 'zod/mini';
import { offsetOf, placeIn } from './damage.js';

// Compiling a schema into code is what the page's policy forbids.
z.config({ jitless: true });

/** What the file says of itself. */
const FORMAT = 'shodaku-work';
/** The version of the format that this page writes; it reads it and those before. */
const VERSION = 1;

const answer = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]);

/** Why something was found, by whom and when. */
const note = z.strictObject({ reason: z.string(), by: z.string(), on: z.string() });

/** What was decided: another act than the verdict. */
const decision = z.strictObject({
  outcome: z.enum(['', 'approve', 'refuse', 'correct']),
  reason: z.string(),
  by: z.string(),
  on: z.string(),
});

/** The receipt that a request came with, and the parts of it that were not those made here. */
const brought = z.strictObject({ receipt: z.unknown(), differs: z.array(z.string()) });

/** One request under one text. */
const request = z.strictObject({
  id: z.string(),
  /** Which case it is. */
  reference: z.string(),
  applicant: z.string(),
  contract: z.string(),
  ruleset: z.string(),
  procedure: z.string(),
  asOf: z.string(),
  /** What goes with it and decides nothing, by label. */
  context: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
  answers: z.record(z.string(), answer),
  findings: z.record(z.string(), note),
  decision,
  brought: z.optional(brought),
  /** The letters whose draft somebody has changed. */
  letters: z.object({
    approval: z.optional(z.string()),
    refusal: z.optional(z.string()),
    correction: z.optional(z.string()),
  }),
});

/** Who sends the letters of a municipality. */
const sender = z.strictObject({
  municipality: z.string(),
  name: z.string(),
  office: z.string(),
  contact: z.string(),
});

const work = z.strictObject({
  format: z.literal(FORMAT),
  version: z.literal(VERSION),
  /** The work's own name: it is the same in every tab and every copy. */
  id: z.string(),
  senders: z.array(sender),
  requests: z.array(request),
});

export type Note = z.infer<typeof note>;
export type Decision = z.infer<typeof decision>;
export type Brought = z.infer<typeof brought>;
export type DeskRequest = z.infer<typeof request>;
export type LetterKind = keyof DeskRequest['letters'];
export type Sender = z.infer<typeof sender>;
/** Everything that one file keeps. */
export type Work = z.infer<typeof work>;

/** Why a file was not opened; what was open before stays. */
export type Refusal =
  /** It is no JSON, from this place on. */
  | { readonly why: 'damaged_text'; readonly line: number; readonly column: number }
  /** A value is not what it has to be: in which request, if in one. */
  | { readonly why: 'damaged_value'; readonly request: number; readonly value: string }
  | { readonly why: 'foreign' }
  | { readonly why: 'later'; readonly version: number };

/** A file with nothing in it. */
export const emptyWork = (): Work => ({
  format: FORMAT,
  version: VERSION,
  id: crypto.randomUUID(),
  senders: [],
  requests: [],
});

/** A request of which nothing is known yet. */
export const emptyRequest = (ruleset: string, procedure: string, asOf: string): DeskRequest => ({
  id: crypto.randomUUID(),
  reference: '',
  applicant: '',
  contract: '',
  ruleset,
  procedure,
  asOf,
  context: {},
  answers: {},
  findings: {},
  decision: { outcome: '', reason: '', by: '', on: '' },
  letters: {},
});

/** Nothing is known yet of a finding but that it was made. */
export const emptyNote = (): Note => ({ reason: '', by: '', on: '' });

/** The file, as it is written. */
export const written = (work: Work): string => `${JSON.stringify(work, null, 1)}\n`;

/** Whether something is a request's answers, as far as their shape goes. */
export const isAnswers = (value: unknown): value is DeskRequest['answers'] =>
  request.shape.answers.safeParse(value).success;

/** What a request in JSON says of findings and of the decision, where it says it as this page does. */
export function partOf(said: object): Pick<DeskRequest, 'findings' | 'decision'> | undefined {
  const { findings, decision } = request.shape;
  const read = z.object({ findings, decision }).safeParse(said);
  return read.success ? read.data : undefined;
}

/** Whether something is a request's context. */
export const isContext = (value: unknown): value is DeskRequest['context'] =>
  request.shape.context.safeParse(value).success;

/** Reads a file; refuses what is damaged, of something else, or of a later version of this page. */
export function readWork(text: string): Work | Refusal {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { why: 'damaged_text', ...placeIn(text, offsetOf(text, String(error))) };
  }
  const head = z.object({ format: z.literal(FORMAT), version: z.number() }).safeParse(value);
  if (!head.success) return { why: 'foreign' };
  const { version } = head.data;
  if (version > VERSION) return { why: 'later', version };
  const read = work.safeParse(value);
  if (read.success) return read.data;
  const [first] = read.error.issues;
  const keys = first?.code === 'unrecognized_keys' ? first.keys : [];
  const path = [...(first?.path ?? []), ...keys.slice(0, 1)];
  const isRequest = path[0] === 'requests' && typeof path[1] === 'number';
  const [request, within] = isRequest ? [Number(path[1]) + 1, path.slice(2)] : [0, path];
  return { why: 'damaged_value', request, value: within.join('.') };
}

/** Whether a file was refused. */
export const isRefusal = (read: Work | Refusal): read is Refusal => 'why' in read;
