import type { Text } from './text.js';

/** How one field is asked. */
export interface Question {
  /** The short question: 「亡くなった方の情報ですか」. */
  readonly question?: Text;
  /** What an answer may look like. */
  readonly example?: Text;
}

/**
 * How the fields of a ruleset are asked, by their ids (`questions/….json`, `shodaku rulesets build
 * --questions`). Texts alone: nothing is judged by them, and no hash covers them.
 */
export type Questions = { readonly [field: string]: Question };
