/** What is being written, as one file: to be saved and opened, and kept by the browser on request. */
import { z } from 'zod/mini';
import { EMPTY_PLAN, type Plan, planShape } from './plan.js';

const FORMAT = 1;
const shape = z.object({
  shodaku: z.literal('workshop'),
  format: z.literal(FORMAT),
  ruleset: z.string(),
  cases: z.string(),
  source: z.string(),
  plan: planShape,
  written: z.object({ ruleset: z.string(), cases: z.string() }),
});

/** Everything that is written. */
export interface Work {
  /** The ruleset, in TOML. */
  readonly ruleset: string;
  /** Its cases, in TOML. */
  readonly cases: string;
  /** The text as it is published. */
  readonly source: string;
  /** What the guide was told. */
  readonly plan: Plan;
  /** What the guide wrote last. */
  readonly written: { readonly ruleset: string; readonly cases: string };
}

/** Work that nobody has begun. */
export const EMPTY: Work = {
  ruleset: '',
  cases: '',
  source: '',
  plan: EMPTY_PLAN,
  written: { ruleset: '', cases: '' },
};

/** The work as a file. */
export const textOf = (work: Work): string =>
  JSON.stringify({ shodaku: 'workshop', format: FORMAT, ...work }, null, 1);

/** The work in a file; nothing where the file is none of this page's. */
export function workIn(text: string): Work | undefined {
  try {
    const { shodaku: _, format: __, ...work } = shape.parse(JSON.parse(text));
    return work;
  } catch {
    return undefined;
  }
}

/** How large such a file may be, in bytes: twice what a ruleset may be. */
const LARGEST = 8 * 1024 * 1024;

/** The files that are taken: work that was saved, a ruleset, its cases. */
export const TAKEN = '.json,.toml';

/**
 * The work with what files hold in its place: one that was saved here, or a ruleset and its cases.
 * The name of the file that is neither, or is too large to be.
 */
export async function withFiles(work: Work, files: readonly File[]): Promise<Work | string> {
  let next = work;
  for (const file of files) {
    if (file.size > LARGEST) return file.name;
    const text = await file.text();
    if (file.name.endsWith('.cases.toml')) next = { ...next, cases: text };
    else if (file.name.endsWith('.toml')) {
      // Cases of another ruleset are none of this one.
      const isWithCases = files.some(({ name }) => name.endsWith('.cases.toml'));
      next = { ...EMPTY, ruleset: text, cases: isWithCases ? next.cases : '', source: next.source };
    } else {
      const saved = workIn(text);
      if (!saved) return file.name;
      next = saved;
    }
  }
  return next;
}
