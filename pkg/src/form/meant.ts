import type { Session } from '../api/session.js';
import { listOf, meant } from '../output/meant.js';
import type { Issue } from '../types/report.js';
import type { Answer } from '../types/request.js';
import type { Field } from '../types/ruleset.js';
import { alike } from './alike.js';

const NONE: readonly string[] = [];

/** Which entries of a list an issue means, of the list that it looks at first. */
export class Meant {
  #session: Session | undefined;
  #fields: ReadonlyMap<string, Field> = new Map();
  /** What was found out, and for which answers: it takes judging many times. */
  readonly #found = new Map<
    string,
    { readonly of: readonly Answer[]; readonly are: readonly string[] }
  >();

  begin(session: Session, fields: ReadonlyMap<string, Field>): void {
    this.#session = session;
    this.#fields = fields;
    this.#found.clear();
  }

  of(issue: Issue): readonly string[] {
    if (!this.#session) return NONE;
    const { answers } = this.#session;
    const looked = listOf(issue, this.#fields, answers);
    if (!looked) return NONE;
    const key = `${issue.condition}.${issue.limb}`;
    const of = issue.fields.map((field) => answers[field]);
    const known = this.#found.get(key);
    if (known && alike(known.of, of)) return known.are;
    const are = tried(this.#session, issue, looked.list, looked.entries);
    this.#found.set(key, { of, are });
    return are;
  }
}

function tried(session: Session, issue: Issue, list: string, entries: readonly string[]): string[] {
  const trial = session.copy();
  try {
    return meant(issue, entries, (some) => {
      trial.set(list, some);
      return trial.report();
    });
  } catch {
    // If the engine fails, the session says so itself; what is the matter is said all the same.
    return [];
  } finally {
    trial.dispose();
  }
}
