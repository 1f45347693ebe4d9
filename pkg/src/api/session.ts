/// <reference lib="esnext.disposable" preserve="true" />

import { current } from '../core/generation.js';
import { type Judgement, judgement, type Words } from '../core/judgement.js';
import type { OpenSession } from '../core/ruleset.js';
import { handedOut } from '../core/shared.js';
import { guarded, release } from '../core/wasm.js';
import { answerOf, type Stored } from '../input/answer.js';
import { Entries } from '../input/entries.js';
import { langOf } from '../input/options.js';
import type { ReadRequest } from '../input/request.js';
import { kindOf, wrongType } from '../input/value.js';
import type { Plan } from '../output/plan.js';
import { report } from '../output/report.js';
import { isEngineFailure, ShodakuError } from '../types/error.js';
import type { Receipt, ReceiptOptions } from '../types/receipt.js';
import type { LoadedRegulation } from '../types/regulation.js';
import type { Report, ReportOptions } from '../types/report.js';
import type { Answer, Answers, Known, Particulars } from '../types/request.js';
import type { Ruleset } from '../types/ruleset.js';
import type { Asker, Stage, Verdict } from '../types/terms.js';
import type { ToPass } from '../types/to-pass.js';
import { receiptOf, saltOf } from './receipt.js';
import { toPassOf } from './to-pass.js';
import type { Version } from './version.js';
import { type Choice, sameChoice, type Versions } from './versions.js';

/** What a change of one answer changed. */
export interface SetResult {
  /** The verdict now. */
  readonly verdict: Verdict;
  /**
   * The limbs whose state changed, as `condition.limb`; none where only {@link Report.evidence} or
   * {@link Report.vague} may have changed. Where another version of the text governs now, also those
   * that it adds, then those that are gone.
   */
  readonly changed: readonly string[];
}

/** How many different entries of lists are numbered before the numbers are given anew. */
const MAX_ENTRIES = 5000;

interface Parts<Procedures extends string, Fields extends string> {
  readonly regulation: LoadedRegulation<Procedures, Fields>;
  readonly versions: Versions;
  readonly read: ReadRequest;
}

/** What the answers come to, and by which version. */
interface State {
  readonly choice: Choice;
  readonly plan: Plan;
  readonly judgement: Judgement;
  /** The fields of which is stated only that they are open or stand elsewhere. */
  readonly vague: readonly string[];
}

/**
 * One request, changed answer by answer. A change re-evaluates only what depends on it; a change
 * of a date that decides may put another version of the text in the place of the one before.
 */
export class Session<Procedures extends string = string, Fields extends string = string>
  implements Disposable
{
  /** Disposes of the session at the end of a `using` block. */
  declare readonly [Symbol.dispose]: () => void;
  /** The regulation it is judged by. */
  readonly regulation: LoadedRegulation<Procedures, Fields>;
  /** The version that the request names; absent: the one its dates lead to. */
  readonly version?: string;
  /** The procedure asked for. */
  readonly procedure: string;
  /** The day it is judged for, `YYYY-MM-DD`. */
  readonly asOf: string;
  /** How far the request has come. */
  readonly stage: Stage;
  /** Whose answers may be set; absent: anybody's. */
  readonly by?: Asker;

  readonly #versions: Versions;
  readonly #particulars: Particulars;
  /** Every answer given, as given, in order: what is replayed after the core had to be replaced. */
  readonly #answers: Map<string, Stored>;
  /** What the answers came to when that was last known to be sound. */
  #state: State;
  /** Answers set while the core failed: they stand, but were never accepted. */
  readonly #pending = new Set<string>();
  #open: OpenSession | undefined;
  /** What was last set there, by the position of the field, of answers that are no lists. */
  readonly #words = new Map<number, number>();
  /** The entries of lists, as numbered there. */
  #entries = new Entries();
  /** What that session is of: a version, in an instance of the core. */
  #version: Version | undefined;
  #generation = -1;
  #disposed = false;

  /** @internal */
  constructor({ regulation, versions, read }: Parts<Procedures, Fields>) {
    this.regulation = regulation;
    this.procedure = read.procedure;
    this.asOf = read.asOf;
    this.stage = read.stage;
    if (read.by !== undefined) this.by = read.by;
    if (read.version !== undefined) this.version = read.version;
    this.#versions = versions;
    this.#particulars = read.particulars;
    this.#answers = new Map(read.answers);
    this.#state = guarded(() => this.#judge());
  }

  /** The version of the text that governs the answers so far, for labels, hints and options. */
  get ruleset(): Ruleset<Procedures, Fields> {
    return this.#sound().choice.version.ruleset as Ruleset<Procedures, Fields>;
  }

  /** The verdict now. */
  get verdict(): Verdict {
    return this.#sound().judgement.verdict;
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
  set(field: Known<Fields>, value: Answer): SetResult | undefined {
    this.#refuseDisposed();
    if (typeof field !== 'string')
      throw wrongType('field', `is ${kindOf(field)}, not a field's id`);
    const answer = answerOf(field, value);
    const old = this.#answers.get(field);
    this.#keep(field, answer);
    let now: State | undefined;
    try {
      this.#versions.refuseUnknown(field);
      now = this.#call(() => this.#change(field, answer));
    } catch (error) {
      if (isEngineFailure(error)) this.#pending.add(field);
      else this.#keep(field, old);
      throw error;
    }
    const before = this.#state;
    this.#state = now ?? before;
    return difference(before, this.#state) ?? this.#evident(field, old, answer);
  }

  /** Whether a description behind a finding is there now, or gone: the report says so, no limb does. */
  #evident(
    field: string,
    old: Stored | undefined,
    answer: Stored | undefined,
  ): SetResult | undefined {
    const { choice, plan, judgement } = this.#state;
    if (!plan.evidence.has(field)) return undefined;
    const [before, now] = [old, answer].map((one) => choice.version.blank(field, one, this.by));
    return before === now ? undefined : { verdict: judgement.verdict, changed: [] };
  }

  /**
   * The report on the answers so far.
   *
   * @throws {@link ShodakuError} where the options are not understood.
   */
  report(options?: ReportOptions): Report {
    const lang = langOf(options);
    const { stage, asOf, by } = this;
    const { choice, plan, judgement, vague } = this.#sound();
    const { version, chosen: versionChosen } = choice;
    const { identity: ruleset, positions } = version;
    const notUsed = [...this.#answers.keys()].filter((field) => !positions.has(field));
    const particulars = this.#particulars;
    const blank = (field: string) => version.blank(field, this.#answers.get(field), by);
    const said = { ruleset, versionChosen, stage, asOf, notUsed, particulars, blank, vague };
    return report(plan, judgement, said, lang);
  }

  /**
   * Another session on the same request as it is now, to try answers out; to be disposed like any.
   */
  copy(): Session<Procedures, Fields> {
    this.#refuseDisposed();
    const { regulation, version, procedure, asOf, stage, by } = this;
    const answers = this.#answers;
    const particulars = this.#particulars;
    const fields = [...answers.keys()];
    const read = { version, procedure, asOf, stage, by, answers, fields, particulars };
    return new Session({ regulation, versions: this.#versions, read });
  }

  /** What would clear every condition that is not met. */
  toPass(): ToPass {
    this.#refuseDisposed();
    return toPassOf(this.#call(() => this.#settled().toPass(this.#said()) as ToPass));
  }

  /**
   * What was judged, as hashes.
   *
   * @throws {@link ShodakuError} where the options are not understood.
   */
  receipt(options?: ReceiptOptions): Receipt {
    const salt = saltOf(options);
    this.#refuseDisposed();
    return this.#call(() => {
      const hashes = this.#settled().hashes(salt, this.#said());
      const { identity } = this.#version ?? this.#state.choice.version;
      const { procedure, stage, asOf, verdict } = this;
      const { reference } = this.#particulars;
      return receiptOf({ procedure, stage, asOf, reference, verdict }, identity, hashes);
    });
  }

  /** Frees what the session holds in the engine. Every later call but this one is refused. */
  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    this.#answers.clear();
    this.#letGo();
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

  /** What the answers come to after a change; `undefined` where that is the same. */
  #change(field: string, answer: Stored | undefined): State | undefined {
    if (!this.#isLive() || this.#entries.size > MAX_ENTRIES) return this.#judge();
    const before = this.#state;
    const choice = this.#versions.decides(field) ? this.#choose() : before.choice;
    const { version } = choice;
    if (version !== this.#version) return this.#judge(choice);
    const position = version.positions.get(field);
    const words = position !== undefined && this.#put(version, field, position, answer);
    const vague =
      version.isVague(field, answer) === before.vague.includes(field)
        ? before.vague
        : version.vague(this.#answers);
    if (words && !sameWords(words, before.judgement.words))
      return { ...before, choice, judgement: judgement(before.plan.shape, words), vague };
    if (vague === before.vague && sameChoice(choice, before.choice)) return undefined;
    return { ...before, choice, vague };
  }

  /** Sets an answer in the core; what it came to, if it came to anything else. */
  #put(
    version: Version,
    field: string,
    position: number,
    answer: Stored | undefined,
  ): Words | undefined {
    const answered = version.word(field, answer, this.by, this.#entries);
    const open = this.#live(version);
    const list = typeof answer === 'object';
    // Of a text that goes on saying something there is nothing to tell.
    if (!list && this.#words.get(position) === answered.word) return undefined;
    const words = version.put(open, position, answered);
    // Only what the core has taken is what it has.
    this.#words.set(position, list ? Number.NaN : answered.word);
    return words;
  }

  /** What all answers come to, pending ones among them; for use within `guarded` only. */
  #judge(choice = this.#choose()): State {
    const words = handedOut(this.#live(choice.version).judge());
    const plan = choice.version.plan(this.procedure);
    const vague = choice.version.vague(this.#answers);
    const state = { choice, plan, judgement: judgement(plan.shape, words), vague };
    this.#pending.clear();
    return state;
  }

  #choose(): Choice {
    return this.#versions.choose(this, this.#answers);
  }

  /** The core's session of the version that governs; for use within `guarded` only. */
  #settled(): OpenSession {
    const { version } = this.#isLive() ? this.#state.choice : this.#choose();
    return this.#live(version);
  }

  /** What the answers of that session say; for use within `guarded` only. */
  #said(): string {
    return this.#version?.said(this.#answers, this.by, this.#entries) ?? '';
  }

  /** Whether the core's session is of the core of now, and has every answer. */
  #isLive(): boolean {
    return this.#generation === current() && this.#pending.size === 0;
  }

  /** The session of a version in the core of now; for use within `guarded` only. */
  #live(version: Version): OpenSession {
    const room = this.#entries.size <= MAX_ENTRIES;
    if (this.#open && room && this.#version === version && this.#isLive()) return this.#open;
    const entries = new Entries();
    const open = version.open(this, this.#answers, entries);
    this.#letGo();
    this.#open = open;
    this.#entries = entries;
    this.#words.clear();
    this.#version = version;
    this.#generation = current();
    return open;
  }

  #letGo(): void {
    const open = this.#open;
    this.#open = undefined;
    // A session of an earlier core is gone already, and its pointer would mean something else.
    if (open && this.#generation === current()) release(open);
  }

  /** What the answers as they are now come to, never earlier ones. */
  #sound(): State {
    this.#refuseDisposed();
    if (this.#pending.size > 0) this.#state = this.#call(() => this.#judge());
    return this.#state;
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

function sameWords(one: Words, other: Words): boolean {
  return one.length === other.length && one.every((word, at) => word === other[at]);
}

function alike(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((field, at) => field === other[at]);
}

function difference(before: State, now: State): SetResult | undefined {
  if (before === now) return undefined;
  const { verdict } = now.judgement;
  if (before.plan !== now.plan) return { verdict, changed: replaced(before, now) };
  const [old, words] = [before.judgement.words, now.judgement.words];
  const same = sameWords(old, words) && sameChoice(before.choice, now.choice);
  if (same && alike(before.vague, now.vague)) return undefined;
  const changed = now.plan.limbs.filter(({ at }) => old[at] !== words[at]).map(({ id }) => id);
  return { verdict, changed };
}

/** The limbs that are not as they were under another version, and then those that are gone. */
function replaced(before: State, now: State): string[] {
  const words = ({ plan, judgement }: State) =>
    new Map(plan.limbs.map(({ at, id }) => [id, judgement.words[at]]));
  const [old, all] = [words(before), words(now)];
  const changed = [...all.keys()].filter((id) => !old.has(id) || old.get(id) !== all.get(id));
  return [...changed, ...[...old.keys()].filter((id) => !all.has(id))];
}
