import type { Cause, Truth, Verdict } from '../types/terms.js';

/** A judgement as the core writes it: state words by position, then lists of field positions. */
export type Words = readonly number[];

/** What is fixed about the judgements of a procedure: how their words are laid out. */
export interface Shape {
  /** How many routes the procedure has. */
  readonly routes: number;
  /** How many fields the ruleset has. */
  readonly fields: number;
  /** Of each state word, every cause it can have, as bits. */
  readonly causes: readonly number[];
  /** Of each limb with alternatives, its place among the words, and how many there are. */
  readonly alternatives: readonly (readonly [at: number, count: number])[];
}

/** Why a value is of no use: it cannot be read, its day has gone by, or contradicts another. */
export type Unusable = 'unreadable' | 'gone_by' | 'out_of_order';

/** A judgement read. */
export interface Judgement {
  readonly words: Words;
  readonly verdict: Verdict;
  /** The position of the deciding route among the procedure's, or -1. */
  readonly deciding: number;
  /** Positions of the blank fields that could still matter. */
  readonly needed: readonly number[];
  /** Positions of the fields whose value is of no use, by why. */
  readonly unusable: { readonly [why in Unusable]: readonly number[] };
  /** Of each limb with alternatives, by its place among the words. */
  readonly alternatives: ReadonlyMap<number, readonly AlternativeState[]>;
}

/** What stands behind one alternative of a limb: positions of fields. */
export interface AlternativeState {
  readonly truth: Truth;
  readonly lacks: readonly number[];
  readonly fails: readonly number[];
}

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
const UNUSABLE = ['unreadable', 'gone_by', 'out_of_order'] as const;
const OF_NOT_MET: ReadonlySet<Cause> = new Set(['answer', 'finding', 'decision']);
const LEFT_BLANK = 1 << 10;

/**
 * Reads a judgement of that shape, and throws where the words can be none. A core whose memory is
 * damaged may answer with anything; that must never pass for a verdict.
 */
export function judgement(shape: Shape, words: Words): Judgement {
  const reader = new Reader(shape, words);
  const verdict = known(VERDICTS[reader.next()]);
  const deciding = reader.next() - 1;
  if (deciding >= shape.routes) throw new Error('not a judgement');
  reader.states();
  const needed = reader.positions();
  const unusable = reader.unusable();
  const alternatives = new Map<number, AlternativeState[]>();
  for (const [at, count] of shape.alternatives) {
    alternatives.set(
      at,
      Array.from({ length: count }, () => reader.alternative()),
    );
  }
  reader.end();
  return { words, verdict, deciding, needed, unusable, alternatives };
}

/** The truth in a state word. */
export function truthOf(word: number): Truth {
  return known(TRUTHS[word & 3]);
}

/** Whether the unit applies; `null` while that is unknown. */
export function appliesOf(word: number): boolean | null {
  return known(APPLIES[(word >> 2) & 3]);
}

const causes = new Map<number, readonly Cause[]>();

/** The causes in a state word, as reports list them. */
export function becauseOf(word: number): readonly Cause[] {
  let because = causes.get(word);
  if (because === undefined) {
    because = Object.freeze(readCauses(word));
    causes.set(word, because);
  }
  return because;
}

function readCauses(word: number): Cause[] {
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

class Reader {
  readonly #shape: Shape;
  readonly #words: Words;
  #at = 0;

  constructor(shape: Shape, words: Words) {
    this.#shape = shape;
    this.#words = words;
  }

  next(): number {
    return known(this.#words[this.#at++]);
  }

  /** The state words, of which only the shape is of interest here. */
  states(): void {
    for (const causes of this.#shape.causes) {
      const word = this.next();
      if ((word & 3) === 3 || (word & 12) === 12 || (word & ~(causes | 15)) !== 0) {
        throw new Error('not a judgement');
      }
    }
  }

  positions(): number[] {
    const positions: number[] = [];
    for (let count = this.next(); count > 0; count--) positions.push(this.#position());
    return positions;
  }

  unusable(): Judgement['unusable'] {
    const unusable = { unreadable: [], gone_by: [], out_of_order: [] } as {
      [why in Unusable]: number[];
    };
    for (let count = this.next(); count > 0; count--) {
      const position = this.#position();
      unusable[known(UNUSABLE[this.next()])].push(position);
    }
    return unusable;
  }

  #position(): number {
    const position = this.next();
    if (position >= this.#shape.fields) throw new Error('not a judgement');
    return position;
  }

  alternative(): AlternativeState {
    return { truth: truthOf(this.next()), lacks: this.positions(), fails: this.positions() };
  }

  end(): void {
    if (this.#at !== this.#words.length) throw new Error('not a judgement');
  }
}

function known<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('not a judgement');
  return value;
}
