import type { Session } from '../api/session.js';
import { isEngineFailure } from '../types/error.js';
import type { Receipt, ReceiptOptions } from '../types/receipt.js';
import type { Report } from '../types/report.js';
import type { Answer } from '../types/request.js';
import type { Field } from '../types/ruleset.js';
import type { Lang } from '../types/terms.js';
import { alike } from './alike.js';
import { type Control, isGarbled, Reader, type Submitting } from './controls.js';
import { type Bound, type Found, find } from './find.js';
import type { AttachOptions } from './options.js';
import { read } from './read.js';
import { isOfValue } from './reason.js';

interface Parts {
  readonly root: Element;
  readonly options: AttachOptions;
  /** The control in which an input method composes: it is not read meanwhile. */
  readonly composing: () => EventTarget | null;
  /** What a form is about to submit, while it is. */
  readonly submitting: () => Submitting | undefined;
}

/** What is read at most: controls that are known, or also what the page has now. */
export type Depth = 'known' | 'page';

/** Takes what stands in the controls into the session, and keeps what it says. */
export class Intake {
  readonly #parts: Parts;
  #session: Session | undefined;
  #fields: ReadonlyMap<string, Field> = new Map();
  #found: Found = { bound: new Map(), missing: new Map(), all: [] };
  /** Fields the user has changed. */
  readonly #changed = new Set<string>();
  /** The answer in the controls of each field when they were last read. */
  readonly #answers = new Map<string, Answer>();
  /** What could not be checked: by field, or as a whole under `''`. */
  readonly #failures = new Map<string, unknown>();
  #report: Report | undefined;
  #stale = true;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Takes up a session, also in place of another. */
  begin(session: Session, fields: ReadonlyMap<string, Field>): void {
    this.#session = session;
    this.#fields = fields;
    this.#answers.clear();
    this.#failures.clear();
    this.#stale = true;
  }

  get session(): Session | undefined {
    return this.#session;
  }

  /** The controls of each field, and the fields that have none. */
  get found(): Found {
    return this.#found;
  }

  /** What could not be checked: by field, or as a whole under `''`. */
  get failures(): ReadonlyMap<string, unknown> {
    return this.#failures;
  }

  /** The report as it was last made; `undefined` while something could not be checked. */
  get report(): Report | undefined {
    return this.#failures.size > 0 ? undefined : this.#report;
  }

  /** The report on what has been taken in: the same as before where it says the same. */
  judge(lang: Lang): Report | undefined {
    if (!this.#session || this.#failures.size > 0) {
      this.#stale = true;
      return undefined;
    }
    if (!this.#stale && this.#report) return this.#report;
    try {
      const report = this.#session.report({ lang });
      if (!alike(report, this.#report)) this.#report = report;
      this.#stale = false;
      return this.#report;
    } catch (error) {
      this.fail(error);
      return undefined;
    }
  }

  /** The receipt of all that has been taken in; none while something was not. */
  receipt(options?: ReceiptOptions): Receipt | undefined {
    const controls = [...this.#found.bound.values()].flatMap((bound) => bound.controls);
    if (this.#failures.size > 0 || controls.some(isGarbled)) return undefined;
    return this.#session?.receipt(options);
  }

  /** Notes why something could not be checked. */
  fail(error: unknown, field = ''): void {
    const known = this.#failures.get(field) as { readonly message?: unknown } | undefined;
    this.#failures.set(field, error);
    if (known?.message !== (error as Error | undefined)?.message || known === undefined) {
      const { onerror } = this.#parts.options;
      try {
        if (onerror) onerror(error);
        // What the page says, it says for people; nothing of what was typed goes elsewhere.
        else if (field === '' || !isOfValue(error)) reportError(error);
      } catch (thrown) {
        reportError(thrown);
      }
    }
  }

  /** The fields that a control gives an answer to. */
  fieldsOf(target: EventTarget | null): string[] {
    const isIts = (control: Control) => control === target || control.contains(target as Node);
    return [...this.#found.bound]
      .filter(([, { controls }]) => controls.some(isIts))
      .map(([field]) => field);
  }

  /** Whether the user has changed a field. */
  hasChanged(field: string): boolean {
    return this.#changed.has(field);
  }

  /** Takes in what the user has changed. */
  change(fields: readonly string[]): void {
    const reader = this.#reader();
    for (const field of fields) {
      this.#changed.add(field);
      this.#take(field, reader);
    }
  }

  /** Forgets what the user has changed. */
  forget(): void {
    this.#changed.clear();
  }

  /** Finds the controls of every field anew. */
  find(): Found {
    const { root, options } = this.#parts;
    const before = this.#found.bound;
    this.#found = find(root, options.map ?? {});
    for (const field of before.keys()) {
      // Nobody submits what is gone.
      if (!this.#found.bound.has(field)) this.#take(field, this.#reader());
    }
    return this.#found;
  }

  /**
   * Reads every field. Returns those in whose controls, the same as when they were last read,
   * something else stands now. `composed`: also what an input method has not finished.
   */
  read(depth: Depth, composed = false): string[] {
    // The host may have set answers of its own in the session.
    if (depth === 'page') this.#stale = true;
    const reader = this.#reader();
    const { bound, missing } = this.#found;
    for (const field of missing.keys()) this.#take(field, reader);
    return [...bound.keys()].filter((field) => {
      const before = this.#answers.get(field);
      const known = this.#answers.has(field);
      this.#take(field, reader, depth, composed);
      const now = this.#answers.get(field);
      return known && now != null && now !== '' && !alike(before, now);
    });
  }

  #reader(): Reader {
    return new Reader(this.#parts.submitting());
  }

  #take(field: string, reader: Reader, depth: Depth = 'page', composed = false): void {
    const bound = this.#found.bound.get(field);
    const composing = this.#parts.composing() as Control;
    if (!this.#session || (!composed && bound?.controls.includes(composing))) return;
    try {
      const answer = bound ? this.#answerIn(field, bound, reader) : null;
      const settled = depth === 'known' && !this.#failures.has(field);
      if (settled && this.#answers.has(field) && alike(answer, this.#answers.get(field))) return;
      this.#answers.set(field, answer);
      if (this.#session.set(field, answer)) this.#stale = true;
      // The session judges every answer or none: what failed as a whole before has been made up.
      for (const [failed, error] of this.#failures) {
        if (failed === field || isEngineFailure(error)) this.#failures.delete(failed);
      }
    } catch (error) {
      this.#withdraw(field, error);
      this.fail(error, field);
    }
  }

  #answerIn(field: string, bound: Bound, reader: Reader): Answer {
    return read(bound, this.#fields.get(field)?.type, this.#changed.has(field), reader);
  }

  /** Takes back the answer before one that was refused: it is not in the control any more. */
  #withdraw(field: string, error: unknown): void {
    this.#stale = true;
    if (isEngineFailure(error)) return;
    try {
      this.#session?.set(field, null);
    } catch {
      // A field that there is not has no answer either.
    }
  }
}
