import type { Plan } from './plan.js';
import type { Cause, Truth, Verdict } from './types.js';

/** A judgement as the core writes it: state words by position, then lists of field positions. */
export type Words = Uint16Array;

const VERDICTS: readonly Verdict[] = [
  'not_regulated',
  'prohibited',
  'exempt',
  'not_approvable',
  'undetermined',
  'approvable',
  'complete',
  'incomplete',
];
const TRUTHS: readonly Truth[] = ['met', 'not_met', 'unknown'];
const APPLIES: readonly (boolean | null)[] = [true, false, null];

/** The causes in the order reports list them, each with its bit of a state word. */
const CAUSES: readonly (readonly [Cause, number])[] = [
  ['answer', 1 << 9],
  ['missing', 1 << 4],
  ['finding', 1 << 5],
  ['decision', 1 << 6],
  ['reading', 1 << 7],
  ['version', 1 << 8],
];
const OF_NOT_MET: ReadonlySet<Cause> = new Set(['answer', 'finding', 'decision']);
const LEFT_BLANK = 1 << 10;

/** What stands behind one alternative of a limb. */
export interface AlternativeState {
  readonly truth: Truth;
  readonly lacks: readonly string[];
  readonly fails: readonly string[];
}

/** The lists at the end of a judgement, with fields by id. */
export interface Lists {
  readonly stillNeeded: readonly string[];
  readonly unusable: readonly string[];
  /** Of each limb with alternatives, by its place among the words. */
  readonly alternatives: ReadonlyMap<number, readonly AlternativeState[]>;
}

export function verdictOf(words: Words): Verdict {
  return known(VERDICTS[words[0] ?? -1]);
}

/** The position of the deciding route among the procedure's, or -1. */
export function decidingOf(words: Words): number {
  return (words[1] ?? 0) - 1;
}

export function truthOf(word: number): Truth {
  return known(TRUTHS[word & 3]);
}

/** Whether the unit applies; `null` while that is unknown. */
export function appliesOf(word: number): boolean | null {
  return known(APPLIES[(word >> 2) & 3]);
}

export function becauseOf(word: number): Cause[] {
  const truth = truthOf(word);
  const because = CAUSES.filter(
    ([cause, bit]) =>
      (word & bit) !== 0 && (truth === 'not_met' ? OF_NOT_MET.has(cause) : cause !== 'answer'),
  ).map(([cause]) => cause);
  return because.length > 0 ? because : [truth === 'not_met' ? 'answer' : 'missing'];
}

/** Whether a matter to be stated was filed blank. */
export function leftBlank(word: number): boolean {
  return (word & LEFT_BLANK) !== 0;
}

/** Reads the lists, and throws where the words are not a judgement of the plan. */
export function listsOf(plan: Plan, words: Words): Lists {
  const cursor = new Cursor(plan, words);
  const stillNeeded = cursor.fields();
  const unusable = cursor.fields();
  const alternatives = new Map(
    plan.limbs.flatMap(({ at, members }) =>
      members === undefined ? [] : [[at, members.map(() => cursor.alternative())] as const],
    ),
  );
  cursor.end();
  return { stillNeeded, unusable, alternatives };
}

/**
 * Throws unless the words can be a judgement of the plan. A core whose memory is damaged may
 * answer with anything; that must never pass for a verdict.
 */
export function validate(plan: Plan, words: Words): void {
  verdictOf(words);
  if (decidingOf(words) >= plan.routes.length) throw new Error('not a judgement');
  for (let at = 2; at < plan.fixed; at++) {
    const word = known(words[at]);
    truthOf(word);
    appliesOf(word);
  }
  listsOf(plan, words);
}

class Cursor {
  readonly #plan: Plan;
  readonly #words: Words;
  #at: number;

  constructor(plan: Plan, words: Words) {
    this.#plan = plan;
    this.#words = words;
    this.#at = plan.fixed;
  }

  #next(): number {
    return known(this.#words[this.#at++]);
  }

  fields(): string[] {
    const count = this.#next();
    const ids: string[] = [];
    for (let read = 0; read < count; read++) {
      ids.push(known(this.#plan.ruleset.field[this.#next()]).id);
    }
    return ids;
  }

  alternative(): AlternativeState {
    return { truth: truthOf(this.#next()), lacks: this.fields(), fails: this.fields() };
  }

  end(): void {
    if (this.#at !== this.#words.length) throw new Error('not a judgement');
  }
}

function known<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('not a judgement');
  return value;
}
