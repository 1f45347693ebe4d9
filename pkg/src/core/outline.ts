/** What is fixed about one unit of a procedure, whatever the answers are. */
export interface Outline {
  /** Every cause its truth can have, as bits of a state word. */
  readonly causes: number;
  /**
   * Positions of the fields it concerns, each once: those it tests, in the order of first mention,
   * then the descriptions behind a finding.
   */
  readonly fields: readonly number[];
  /** Of each alternative it shows, the positions of the fields it tests. */
  readonly alternatives: readonly (readonly number[])[];
}

/** Where the causes begin in a state word. */
const CAUSES_AT = 4;

/**
 * Reads the outline of a procedure as the core writes it: one a route, then one a limb of each
 * condition in order, then one a duty, then one a result. Throws where the words can be none.
 */
export function outlinesOf(words: unknown): Outline[] {
  if (!Array.isArray(words)) throw new Error('not an outline');
  let at = 0;
  const next = (): number => {
    const word: unknown = words[at++];
    if (typeof word !== 'number') throw new Error('not an outline');
    return word;
  };
  const listOf = <T>(read: () => T): T[] => Array.from({ length: next() }, read);
  const fields = () => listOf(next);
  const outlines: Outline[] = [];
  while (at < words.length) {
    const causes = next() << CAUSES_AT;
    outlines.push({ causes, fields: fields(), alternatives: listOf(fields) });
  }
  return outlines;
}
