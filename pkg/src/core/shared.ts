/**
 * The core's memory, through which requests go in and judgements come out: what is handed over is
 * written where the core says and read where it says, and copied nowhere in between.
 */
import { coreMemory } from 'shodaku-core';
import { current } from './generation.js';

let generation = -1;
let memory: WebAssembly.Memory;
let numbers = new Float64Array();
let words = new Uint16Array();

/** Both views; new ones after the core was replaced or its memory has grown. */
function look(): void {
  if (generation !== current()) {
    memory = coreMemory() as WebAssembly.Memory;
    generation = current();
  }
  if (numbers.buffer !== memory.buffer) {
    numbers = new Float64Array(memory.buffer);
    words = new Uint16Array(memory.buffer);
  }
}

/** Writes numbers at that address, lists of them one after the other. For use within `guarded` only. */
export function handIn(address: number, lists: Iterable<readonly number[]>): void {
  look();
  let at = address / numbers.BYTES_PER_ELEMENT;
  for (const list of lists) for (const number of list) numbers[at++] = number;
}

/** The words at that address, behind their count. For use within `guarded` only. */
export function handedOut(address: number): number[] {
  look();
  const at = address / words.BYTES_PER_ELEMENT;
  const count = word(at) | (word(at + 1) << 16);
  const copy: number[] = [];
  for (let next = at + 2; next < at + 2 + count; next++) copy.push(word(next));
  return copy;
}

function word(at: number): number {
  const word = words[at];
  if (word === undefined) throw new Error('not a judgement');
  return word;
}
