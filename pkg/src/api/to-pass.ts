import type { ToPass } from '../types/to-pass.js';

/** Repairs as the core gives them, their keys in order. */
export function toPassOf({ sets, cannotPass }: ToPass): ToPass {
  const ordered = sets.map((set) =>
    set.map(({ field, change, value }) =>
      value === undefined ? { field, change } : { field, change, value },
    ),
  );
  return { sets: ordered, cannotPass };
}
