/**
 * Invented requests to compare: the portal's samples, with what other texts ask besides. Under every
 * text the same request is something else, so that it is named by what is asked.
 */
import type { Answers } from 'shodaku';
import type { Words } from 'shodaku-words/compare';
import { contracts } from '../shared/contracts.js';
import { samples } from '../shared/samples.js';
import wanted from './samples.json' with { type: 'json' };

type SampleName = Extract<keyof Words, `page.compare.sample.${string}`>;

/** The facts of one invented request. */
export interface Facts {
  readonly id: string;
  readonly procedure: string;
  /** The key of its name. */
  readonly name: SampleName;
  readonly answers: Answers;
}

/** The requests, in the order of their procedures. */
export const requests: readonly Facts[] = wanted.requests.flatMap(({ of, facts }) => {
  const sample = samples.find(({ id }) => id === of);
  if (!sample) return [];
  const { id, procedure, contract, answers, record } = sample;
  // What an official found is left out by the form, which asks for facts alone.
  const all = { ...wanted.common, ...contracts[contract].facts, ...answers, ...record, ...facts };
  return { id, procedure, name: `page.compare.sample.${id}` as SampleName, answers: all };
});
