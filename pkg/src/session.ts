/// <reference lib="esnext.disposable" preserve="true" />
import type { Handle } from 'shodaku-core';
import { ShodakuError } from './error.js';
import { answerOf, type Stored } from './input.js';
import { type Judgement, judgement } from './judgement.js';
import type { Plan } from './plan.js';
import { receiptOf } from './receipt.js';
import { report } from './report.js';
import { type Asked, langOf, placed } from './request.js';
import type { In, Rules } from './rules.js';
import { toPassOf } from './to-pass.js';
import type {
  Answer,
  Answers,
  Asker,
  Receipt,
  Report,
  SetResult,
  Stage,
  ToPass,
  Verdict,
} from './types.js';
import { type CoreRuleset, current, guarded, release } from './wasm.js';

interface Parts {
  readonly rules: Rules;
  readonly core: CoreRuleset;
  /** The position of each field of the ruleset, by id. */
  readonly positions: ReadonlyMap<string, number>;
  readonly plan: (procedure: string) => Plan;
  readonly read: Asked;
}

/** One request, changed answer by answer. A change re-evaluates only what depends on it. */
export class Session implements Disposable {
  /** Disposes of the session at the end of a `using` block. */
  declare readonly [Symbol.dispose]: () => void;
  /** The ruleset it is judged by. */
  readonly rules: Rules;
  /** The procedure asked for. */
  readonly procedure: string;
  /** The day it is judged for, `YYYY-MM-DD`. */
  readonly asOf: string;
  /** How far the request has come. */
  readonly stage: Stage;
  /** Whose answers may be set; absent: anybody's. */
  readonly by?: Asker;

  readonly #core: CoreRuleset;
  readonly #plan: Plan;
  readonly #positions: ReadonlyMap<string, number>;
  /** Every answer given, as given, in order: what is replayed after the core had to be replaced. */
  readonly #answers: Map<string, Stored>;
  /** The last judgement known to be sound. */
  #judgement: Judgement;
  /** Answers set while the core failed: they stand, but were never accepted. */
  readonly #pending = new Set<string>();
  #handle: Handle | undefined;
  #generation = -1;
  #disposed = false;

  /** @internal */
  constructor({ rules, core, positions, plan, read }: Parts) {
    this.rules = rules;
    this.procedure = read.procedure;
    this.asOf = read.asOf;
    this.stage = read.stage;
    if (read.by !== undefined) this.by = read.by;
    this.#core = core;
    this.#positions = positions;
    this.#answers = new Map(read.answers);
    const [made, judged] = guarded(() => {
      const words = this.#live().judge();
      const made = plan(read.procedure);
      return [made, judgement(made, words)];
    });
    this.#plan = made;
    this.#judgement = judged;
  }

  /** The verdict now. */
  get verdict(): Verdict {
    return this.#sound().verdict;
  }

  /** A copy of every answer given so far, as given. */
  get answers(): Answers {
    return Object.fromEntries(this.#answers);
  }

  /**
   * Sets one answer; `null`, `undefined` and `''` make it blank.
   *
   * @returns `undefined` where nothing changed.
   * @throws {@link ShodakuError} where the field or the value is not understood; the answer
   * before then stands. After `engine_failed` the new answer stands, and is judged with the next
   * call that succeeds.
   */
  set(field: string, value: Answer): SetResult | undefined {
    this.#refuseDisposed();
    const answer = answerOf(field, value);
    const old = this.#answers.get(field);
    this.#keep(field, answer);
    let judged: Judgement | undefined;
    try {
      judged = this.#call(() => this.#change(field, answer));
    } catch (error) {
      if (isFailure(error)) this.#pending.add(field);
      else this.#keep(field, old);
      throw error;
    }
    if (judged === undefined) return undefined;
    const before = this.#judgement;
    this.#judgement = judged;
    return difference(this.#plan, before, judged);
  }

  /**
   * The report on the answers so far.
   *
   * @throws {@link ShodakuError} where the options are not understood.
   */
  report(options?: In): Report {
    const lang = langOf(options);
    const { stage, asOf } = this;
    const { sha256 } = this.rules;
    const notUsed = [...this.#answers.keys()].filter((field) => !this.#positions.has(field));
    return report(this.#plan, this.#sound(), { sha256, stage, asOf, notUsed }, lang);
  }

  /** What would clear every condition that is not met. */
  toPass(): ToPass {
    this.#refuseDisposed();
    return toPassOf(this.#call(() => this.#live().toPass() as ToPass));
  }

  /** What was judged, as hashes. */
  receipt(): Receipt {
    this.#refuseDisposed();
    return receiptOf(this.#call(() => this.#live().receipt() as Receipt));
  }

  /** Frees what the session holds in the engine. Every later call but this one is refused. */
  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    this.#answers.clear();
    const handle = this.#handle;
    this.#handle = undefined;
    // A handle of an earlier core is gone already, and its pointer would mean something else.
    if (handle && this.#generation === current()) release(handle);
  }

  /** Calls into the core; lets go of an answer that was pending and is now refused. */
  #call<T>(call: () => T): T {
    try {
      return guarded(call);
    } catch (error) {
      const refused = [...this.#pending].find(
        (field) => error instanceof ShodakuError && error.path === `answers.${field}`,
      );
      if (refused !== undefined) {
        this.#answers.delete(refused);
        this.#pending.delete(refused);
      }
      throw error;
    }
  }

  #keep(field: string, answer: Stored | undefined): void {
    if (answer === undefined) this.#answers.delete(field);
    else this.#answers.set(field, answer);
  }

  /** The judgement after a change; `undefined` where it is the same. */
  #change(field: string, answer: Stored | undefined): Judgement | undefined {
    const position = this.#positions.get(field);
    if (position === undefined) this.#core.live().shared(field);
    if (this.#generation !== current() || this.#pending.size > 0) return this.#judge();
    if (position === undefined) return undefined;
    const words = this.#live().set(position, answer ?? null);
    return words && judgement(this.#plan, words);
  }

  /** Judges all answers, pending ones among them; for use within `guarded` only. */
  #judge(): Judgement {
    const judged = judgement(this.#plan, this.#live().judge());
    this.#pending.clear();
    return judged;
  }

  /** The handle in the core of now, with every answer set; for use within `guarded` only. */
  #live(): Handle {
    const usable = this.#generation === current() && this.#pending.size === 0;
    if (this.#handle && usable) return this.#handle;
    const { procedure, stage, asOf, by } = this;
    const { fields, values } = placed(this.#positions, this.#answers);
    this.#handle = this.#core.live().open(procedure, stage, asOf, by, fields, values);
    this.#generation = current();
    return this.#handle;
  }

  /** A judgement of the answers as they are now, never an older one. */
  #sound(): Judgement {
    this.#refuseDisposed();
    if (this.#pending.size > 0) this.#judgement = this.#call(() => this.#judge());
    return this.#judgement;
  }

  #refuseDisposed(): void {
    if (!this.#disposed) return;
    throw new ShodakuError({ code: 'disposed', path: '', message: 'the session was disposed' });
  }
}

// Older browsers have no such symbol; a method named by it would be named `undefined` there.
if (Symbol.dispose) {
  Object.defineProperty(Session.prototype, Symbol.dispose, {
    value: Session.prototype.dispose,
    configurable: true,
    writable: true,
  });
}

function isFailure(error: unknown): boolean {
  return error instanceof ShodakuError && error.code === 'engine_failed';
}

function difference(plan: Plan, before: Judgement, after: Judgement): SetResult | undefined {
  const [old, now] = [before.words, after.words];
  if (old.length === now.length && old.every((word, at) => word === now[at])) return undefined;
  const changed = plan.limbs.filter(({ at }) => old[at] !== now[at]).map(({ id }) => id);
  return { verdict: after.verdict, changed };
}
