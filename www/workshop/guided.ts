/** What the guide shows, and what it can do. */
import type { Lack, Step } from './lacks.js';
import { type Part, type Plan, partOf } from './plan.js';

/** What the guide shows, and what it can do. */
export interface Guided {
  readonly plan: Plan;
  /** What the plan still lacks. */
  readonly lacks: readonly Lack[];
  /** The clauses of the text, as far as it was pasted: what may be entered as one. */
  readonly clauses: readonly string[];
  /** Those of them that the ruleset does not cite; nothing while that is not known. */
  readonly uncited: readonly string[] | undefined;
  /** The clauses that the ruleset cites and the text does not have. */
  readonly strays: readonly string[];
  /** How much is wrong with the ruleset, or doubtful. */
  readonly problems: number;
  readonly step: Step;
  /** Whether that step was gone on from before: only then it is time to say what it lacks. */
  readonly wasLeft: boolean;
  /** Whether what was written by it has been changed by hand since, or without any answers. */
  readonly isByHand: boolean;
  readonly set: (plan: Plan) => void;
  readonly go: (step: Step) => void;
  /** Goes to the input that asks for what is lacking. */
  readonly goTo: (lack: Lack) => void;
  /** Shows what is wrong. */
  readonly seeCheck: () => void;
  /** Shows the text as it is published. */
  readonly seeSource: () => void;
  /** Writes the ruleset anew, in place of what was changed by hand. */
  readonly rewrite: () => void;
}

/** What is said of a consultation, changed. */
export const withPart = (plan: Plan, procedure: string, change: Partial<Part>): Plan => ({
  ...plan,
  parts: { ...plan.parts, [procedure]: { ...partOf(plan, procedure), ...change } },
});
