import type { Session } from '../api/session.js';
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
    const list = issue.fields.find((field) => this.#fields.get(field)?.type === 'items');
    if (!this.#session || list === undefined || issue.truth !== 'not_met') return NONE;
    const { answers } = this.#session;
    const entries = answers[list];
    if (!Array.isArray(entries)) return NONE;
    const key = `${issue.condition}.${issue.limb}`;
    const of = issue.fields.map((field) => answers[field]);
    const known = this.#found.get(key);
    if (known && alike(known.of, of)) return known.are;
    const are = tried(this.#session, issue, list, [...new Set(entries)]);
    this.#found.set(key, { of, are });
    return are;
  }
}

/** The entries with which alone in the list the limb is not met either. */
function tried(session: Session, issue: Issue, list: string, entries: readonly string[]): string[] {
  const trial = session.copy();
  const fails = () =>
    trial
      .report()
      .issues.some(
        ({ condition, limb, truth }) =>
          condition === issue.condition && limb === issue.limb && truth === 'not_met',
      );
  // By halves: most of a long list is as it should be.
  const among = (some: readonly string[]): string[] => {
    if (some.length === 0) return [];
    trial.set(list, some);
    if (!fails()) return [];
    if (some.length === 1) return [...some];
    const half = some.length >> 1;
    return [...among(some.slice(0, half)), ...among(some.slice(half))];
  };
  try {
    return among(entries);
  } catch {
    // If the engine fails, the session says so itself; what is the matter is said all the same.
    return [];
  } finally {
    trial.dispose();
  }
}
