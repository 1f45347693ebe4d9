let generation = 0;

/**
 * Counts the instances of the core. Whatever belongs to an earlier one is dead: it must be made
 * anew, and must not be freed, for its pointer means nothing in the new instance.
 */
export function current(): number {
  return generation;
}

/** Another instance takes the place of the one in use. */
export function next(): void {
  generation += 1;
}
