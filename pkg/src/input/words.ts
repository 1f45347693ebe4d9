/**
 * Answers as the numbers that cross into the core. What a text says decides nothing, so of a text
 * only whether there is one; what takes reading (a date, a number as it is typed) the core reads,
 * and that is remembered. Whatever is not plain is left to the core: to read, or to refuse.
 */

import { normalOf } from '../core/normal.js';
import { Remembered } from '../core/remembered.js';
import type { Field } from '../types/ruleset.js';
import type { Asker } from '../types/terms.js';
import { MAX_TEXT, type Stored } from './answer.js';
import type { Entries } from './entries.js';
import { isVague } from './vague.js';

/**
 * How the core reads one answer; it throws what it refuses. `kind` says what it is: the length of a
 * list, whose entries are the text with NUL between them; or one of {@link KIND}.
 */
export type Read = (kind: number, text: string, number: number) => number;

const KIND = { text: -1, number: -2, other: -3, notTheirs: -4 };
/** Between texts that cross as one. No answer has it: the core refuses one that does. */
const NUL = '\0';

/** The numbers of an answer: its own, and the entries of a list. */
export interface Word {
  readonly word: number;
  readonly entries: readonly number[];
}

/** The word of a blank. */
export const BLANK = -1;
const UNUSABLE = -2;
const TEXT = 1;
const NONE: readonly number[] = Object.freeze([]);
const DECISIONS = ['approved', 'rejected', 'pending', 'not_sought'];

/** No text of so many characters is too long, whatever they are: of UTF-8 each takes three bytes at most. */
const SURE = Math.floor(MAX_TEXT / 3);
/** Something is stated where there is a letter or a digit; a dash or an invisible mark says nothing. */
const SAYS = /[\p{Alphabetic}\p{N}]/u;

const readings = {
  integer: new Remembered<number>(),
  date: new Remembered<number>(),
  fiscal_year: new Remembered<number>(),
};

/** One field, as its answers are read. */
export class Reader {
  /** Its place among the fields. */
  readonly position: number;
  readonly #field: Field;
  readonly #options: ReadonlyMap<string, number>;
  readonly #core: Read;

  constructor(field: Field, position: number, core: Read) {
    this.position = position;
    this.#field = field;
    this.#options = new Map(field.options?.map(({ value }, at) => [value, at]));
    this.#core = core;
  }

  /** An answer as numbers; one that is absent is blank. For use within `guarded` only. */
  read(answer: Stored | undefined, by: Asker | undefined, entries: Entries): Word {
    const word = this.word(answer ?? '', by);
    return typeof answer === 'object' ? this.#list(answer, entries) : { word, entries: NONE };
  }

  /** The number of an answer, and of a list its length. */
  word(value: Stored, by: Asker | undefined): number {
    if (by !== undefined && by !== this.#field.supplier) return this.#core(KIND.notTheirs, '', 0);
    switch (typeof value) {
      case 'string':
        return this.#ofText(value) ?? this.#core(KIND.text, value, 0);
      case 'number':
        return this.#field.type === 'integer' && value >= 0 && Number.isSafeInteger(value)
          ? value
          : this.#core(KIND.number, '', value);
      case 'boolean':
        return this.#field.type === 'boolean' || this.#field.type === 'finding'
          ? Number(value)
          : this.#core(KIND.other, '', 0);
    }
    return this.#isPlain(value) ? value.length : this.#core(value.length, value.join(NUL), 0);
  }

  /** What was typed, where the number of the answer does not say it. */
  said(value: Stored, by: Asker | undefined): string | undefined {
    if (typeof value === 'object') return undefined;
    const word = this.word(value, by);
    const tells = word !== UNUSABLE && (this.#field.type !== 'text' || word === BLANK);
    if (tells) return undefined;
    // A number that cannot be used is its digits and its exponent, as the command writes it.
    return typeof value === 'number' ? value.toExponential().replace('+', '') : `${value}`;
  }

  /** Whether it states only that it is open or stands elsewhere. For use within `guarded` only. */
  isVague(value: Stored): boolean {
    const { type } = this.#field;
    if (typeof value === 'string') return type === 'text' && isVague(value);
    if (typeof value !== 'object' || type !== 'items') return false;
    const entries = value.map(normalOf).filter((entry) => entry !== '');
    return entries.length > 0 && entries.every(isVague);
  }

  /** The numbers of a list that has been let pass. */
  #list(list: readonly string[], numbers: Entries): Word {
    if (this.#field.type === 'items') {
      const entries = numbers.of(list);
      return { word: entries.length || BLANK, entries };
    }
    // None of the options is an answer too.
    const entries = list.map((option) => this.#options.get(option) ?? -1);
    return { word: entries.length, entries };
  }

  #ofText(text: string): number | undefined {
    const { type } = this.#field;
    switch (type) {
      case 'text':
        // What may be refused, the core reads: for being too long, or for a NUL.
        if (text.length > SURE || text.includes(NUL)) this.#core(KIND.text, text, 0);
        return SAYS.test(text) ? TEXT : BLANK;
      case 'choice':
        return this.#options.get(text);
      case 'decision': {
        const at = DECISIONS.indexOf(text);
        return at < 0 ? undefined : at;
      }
      case 'integer':
      case 'date':
      case 'fiscal_year':
        return readings[type].of(text, (text) => this.#core(KIND.text, text, 0));
      default:
        return undefined;
    }
  }

  #isPlain(list: readonly string[]): boolean {
    const { type } = this.#field;
    if (type === 'choices') return list.every((option) => this.#options.has(option));
    let length = 0;
    for (const text of list) {
      length += text.length;
      if (length > SURE || text.includes(NUL)) return false;
    }
    return type === 'items';
  }
}

/** Texts that cross as one. */
export function joined(texts: readonly string[]): string {
  return texts.join(NUL);
}

/** All answers of a request as numbers: one list with a word a field, then the entries of each list. */
export function pack(
  readers: ReadonlyMap<string, Reader>,
  answers: Iterable<readonly [field: string, answer: Stored]>,
  by: Asker | undefined,
  entries: Entries,
): (readonly number[])[] {
  const words = new Array<number>(readers.size).fill(BLANK);
  const lists: { readonly position: number; readonly list: readonly number[] }[] = [];
  for (const [field, answer] of answers) {
    const reader = readers.get(field);
    if (!reader) continue;
    const { position } = reader;
    if (typeof answer === 'object') {
      const { word, entries: list } = reader.read(answer, by, entries);
      words[position] = word;
      if (list.length > 0) lists.push({ position, list });
    } else {
      words[position] = reader.word(answer, by);
    }
  }
  lists.sort((one, other) => one.position - other.position);
  return [words, ...lists.map(({ list }) => list)];
}
