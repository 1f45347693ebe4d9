import type { Session } from '../api/session.js';
import { isEngineFailure } from '../types/error.js';
import type { Report } from '../types/report.js';
import type { Field } from '../types/ruleset.js';
import type { Lang } from '../types/terms.js';
import { type Bound, type Control, find, read } from './controls.js';
import type { AttachOptions } from './options.js';

interface Parts {
  readonly root: Element;
  readonly options: AttachOptions;
  /** The control in which an input method composes: it is not read meanwhile. */
  readonly composing: () => EventTarget | null;
}

/** Takes what stands in the controls into the session, and keeps what it says. */
export class Intake {
  readonly #parts: Parts;
  #session: Session | undefined;
  #fields: ReadonlyMap<string, Field> = new Map();
  #bound: ReadonlyMap<string, Bound> = new Map();
  /** Fields the user has changed. */
  readonly #changed = new Set<string>();
  /** What the controls of each field held when they were last read. */
  readonly #values = new Map<string, string>();
  /** What could not be checked: by field, or as a whole under `''`. */
  readonly #failures = new Map<string, unknown>();
  #report: Report | undefined;
  #stale = true;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  begin(session: Session, fields: ReadonlyMap<string, Field>): void {
    this.#session = session;
    this.#fields = fields;
  }

  get begun(): boolean {
    return this.#session !== undefined;
  }

  /** The controls of each field. */
  get bound(): ReadonlyMap<string, Bound> {
    return this.#bound;
  }

  /** What could not be checked: by field, or as a whole under `''`. */
  get failures(): ReadonlyMap<string, unknown> {
    return this.#failures;
  }

  /** The report as it was last made; `undefined` while something could not be checked. */
  get report(): Report | undefined {
    return this.#failures.size > 0 ? undefined : this.#report;
  }

  /** The report on what has been taken in. */
  judge(lang: Lang): Report | undefined {
    if (!this.#session || this.#failures.size > 0) {
      this.#stale = true;
      return undefined;
    }
    if (!this.#stale && this.#report) return this.#report;
    try {
      this.#report = this.#session.report({ lang });
      this.#stale = false;
      return this.#report;
    } catch (error) {
      this.fail(error);
      return undefined;
    }
  }

  /** Notes why something could not be checked. */
  fail(error: unknown, field = ''): void {
    this.#failures.set(field, error);
    this.#parts.options.onerror?.(error);
  }

  fieldOf(target: EventTarget | null): string | undefined {
    for (const [field, { controls }] of this.#bound) {
      if (controls.includes(target as Control)) return field;
    }
    return undefined;
  }

  /** Whether the user has changed a field. */
  hasChanged(field: string): boolean {
    return this.#changed.has(field);
  }

  /** Takes in what the user has changed. */
  change(field: string): void {
    this.#changed.add(field);
    this.#take(field);
  }

  /** Forgets what the user has changed. */
  forget(): void {
    this.#changed.clear();
  }

  /** Finds the controls of every field anew. */
  find(): ReadonlyMap<string, Bound> {
    this.#bound = find(this.#parts.root, this.#parts.options.map ?? {});
    return this.#bound;
  }

  /**
   * Reads every field, and those that have no controls any more. Returns the fields in whose
   * controls, the same as before, something else stands now.
   */
  read(before: ReadonlyMap<string, Bound>): string[] {
    // The host may have set answers of its own in the session.
    this.#stale = true;
    for (const field of before.keys()) {
      if (!this.#bound.has(field)) this.#take(field);
    }
    return [...this.#bound].flatMap(([field, { controls }]) => {
      const value = this.#values.get(field);
      this.#take(field);
      const same = controls.every((control) => before.get(field)?.controls.includes(control));
      const now = this.#values.get(field);
      return same && now !== value && now !== 'null' ? [field] : [];
    });
  }

  #take(field: string): void {
    const bound = this.#bound.get(field);
    const composing = this.#parts.composing() as Control;
    if (!this.#session || bound?.controls.includes(composing)) return;
    try {
      const type = this.#fields.get(field)?.type;
      const value = bound ? read(bound, type, this.#changed.has(field)) : null;
      this.#values.set(field, JSON.stringify(value));
      if (this.#session.set(field, value)) this.#stale = true;
      // The session judges every answer or none: what failed as a whole before has been made up.
      for (const [failed, error] of this.#failures) {
        if (failed === field || isEngineFailure(error)) this.#failures.delete(failed);
      }
    } catch (error) {
      this.fail(error, field);
    }
  }
}
