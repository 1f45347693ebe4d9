/** How a request stands to the period in which a ruleset is in force, as the core writes it. */
export interface Standing {
  /** Whether it is in force for the request. */
  readonly inForce: 'yes' | 'no' | 'open';
  /** Where the day that was looked at lies. */
  readonly day: 'before' | 'within' | 'after';
  /** The position among `decided_by` of what gave that day, or -1. */
  readonly by: number;
}

const IN_FORCE = ['yes', 'no', 'open'] as const;
const DAYS = ['before', 'within', 'after'] as const;

/** Reads a standing, and throws where the word can be none. */
export function standingOf(word: number, deciders: number): Standing {
  const [inForce, day, by] = [IN_FORCE[word & 3], DAYS[(word >> 2) & 3], (word >> 4) - 1];
  if (!inForce || !day || by >= deciders) throw new Error('not a standing');
  return { inForce, day, by };
}
