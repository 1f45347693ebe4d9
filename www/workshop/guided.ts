/** What the guide shows, and what it can do. */
import { type Part, type Plan, partOf } from './plan.js';

/** The steps, in order. */
export const STEPS = ['text', 'consultations', 'conditions', 'duties', 'done'] as const;
export type Step = (typeof STEPS)[number];

/** What the guide shows, and what it can do. */
export interface Guided {
  readonly plan: Plan;
  /** The clauses of the text, as far as it was pasted: what may be entered as one. */
  readonly clauses: readonly string[];
  readonly step: Step;
  /** Whether that step was gone on from before: only then it is time to say what it lacks. */
  readonly wasLeft: boolean;
  /** Whether what was written by it has been changed by hand since. */
  readonly isByHand: boolean;
  readonly set: (plan: Plan) => void;
  readonly go: (step: Step) => void;
  /** Writes the ruleset anew, in place of what was changed by hand. */
  readonly rewrite: () => void;
}

/** What is said of a consultation, changed. */
export const withPart = (plan: Plan, procedure: string, change: Partial<Part>): Plan => ({
  ...plan,
  parts: { ...plan.parts, [procedure]: { ...partOf(plan, procedure), ...change } },
});
