/**
 * Invented requests to compare: the portal's samples, with what other texts ask besides. Under every
 * text the same request is something else, so that it is named by what is asked.
 */
import type { Answers, Text } from 'shodaku';
import { contracts } from '../shared/contracts.js';
import { samples } from '../shared/samples.js';
import wanted from './samples.json' with { type: 'json' };

/** The facts of one invented request. */
export interface Facts {
  readonly id: string;
  readonly procedure: string;
  readonly title: Text;
  readonly answers: Answers;
}

/** The requests, in the order of their procedures. */
export const requests: readonly Facts[] = wanted.requests.flatMap(({ of, title, facts }) => {
  const sample = samples.find(({ id }) => id === of);
  if (!sample) return [];
  const { id, procedure, contract, answers, record } = sample;
  // What an official found is left out by the form, which asks for facts alone.
  const all = { ...wanted.common, ...contracts[contract].facts, ...answers, ...record, ...facts };
  return { id, procedure, title, answers: all };
});
