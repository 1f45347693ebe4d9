import words from 'shodaku-words/form';
import type { Session } from '../api/session.js';
import { worthSaying } from '../output/advice.js';
import { inLang } from '../output/locale.js';
import { isEngineFailure } from '../types/error.js';
import type { Receipt, ReceiptOptions } from '../types/receipt.js';
import type { Report } from '../types/report.js';
import type { Field } from '../types/ruleset.js';
import { Unreadable } from './controls.js';
import { today } from './day.js';
import { Display } from './display.js';
import { scopeOf, speakAlone, sweep } from './dom.js';
import { Events } from './events.js';
import { type FormReport, formReport, rowsOf } from './form-report.js';
import { type Depth, Intake } from './intake.js';
import { type Attached, type AttachOptions, checkOptions, type Opening } from './options.js';
import { Watcher } from './watcher.js';

/** Keeps a form and its session in step: what happens, read by the intake, shown by the display. */
export class Attachment implements Attached {
  readonly #root: Element;
  readonly #options: AttachOptions;
  readonly #events: Events;
  readonly #watcher = new Watcher(() => this.refresh());
  readonly #intake: Intake;
  readonly #display: Display;
  /** Ends that it speaks at the form. */
  #silence = () => {};
  /** The part of the page that holds all controls. */
  #scope: Element | undefined;
  /** How to open the session for another day. */
  #opening: Opening | undefined;
  /** The day it was on when the form was attached, and when the session was opened. */
  readonly #first = today();
  #day = this.#first;
  /** Counts openings, so that one that was overtaken is dropped. */
  #opened = 0;
  /** What the host was told last. */
  #told: Report | undefined;
  /** Whether something is to be drawn once nothing is pressed any more. */
  #waiting = false;
  /** Whether a submission was held back already, with `once`. */
  #warned = false;

  /** @param fresh Whether the form has come so lately that nobody can have seen it yet. */
  constructor(root: Element, options: AttachOptions, fresh = false) {
    checkOptions(options);
    this.#root = root;
    this.#options = options;
    this.#display = new Display(root, inLang(words, options.lang ?? 'ja'), options, fresh);
    this.#events = new Events(root, {
      entered: (target, finished) => this.#entered(this.#intake.fieldsOf(target), finished),
      left: (target) => {
        const fields = this.#intake.fieldsOf(target);
        this.#entered(
          fields.filter((field) => this.#intake.hasChanged(field)),
          true,
        );
      },
      submitted: (event) => this.#submitted(event),
      reset: () => this.#reset(),
      returned: () => this.#reread('page', false),
      stirred: () => this.#reread('known', true),
      passed: () => this.#passed(),
      released: () => {
        if (this.#waiting) this.#draw();
      },
    });
    this.#intake = new Intake({
      root,
      options,
      composing: () => this.#events.composing,
      submitting: () => this.#events.submitting,
    });
    // Room is kept before anything is known, so that nothing moves later.
    this.#bind('page', false);
    this.#events.listen();
  }

  get current(): Report | undefined {
    return this.#intake.report;
  }

  get session(): Session | undefined {
    return this.#intake.session;
  }

  /** Takes a session up; returns the first value it refuses, if there is one. */
  begin(source: Session | PromiseLike<Session> | Opening): unknown {
    if (typeof source === 'function') {
      this.#opening = source;
      return this.#open();
    }
    return this.#take(source);
  }

  /** Opens the session anew, for today. */
  reopen(): void {
    if (this.#opening) this.#open();
  }

  /** Says that nothing can be checked. */
  fail(error: unknown): void {
    if (this.#events.stopped) return;
    this.#intake.fail(error);
    this.#draw();
  }

  refresh(): void {
    this.#reread('page', true);
  }

  review(): Report | undefined {
    if (this.#events.stopped) return undefined;
    for (const field of this.#intake.found.bound.keys()) this.#display.touch(field);
    this.refresh();
    // Whoever asks for it wants to see it, also in the midst of a press.
    this.#show();
    this.#display.review(this.current, this.#intake.failures);
    return this.current;
  }

  receipt(options?: ReceiptOptions): Receipt | undefined {
    if (this.#events.stopped) return undefined;
    if (this.#opening && today() !== this.#day) this.#open();
    this.#reread('page', true, true);
    return this.#intake.receipt(options);
  }

  report(): FormReport {
    return formReport(this.#intake.found, this.#intake.failures, this.current);
  }

  /** Lets another speak in its place. */
  giveWay(): void {
    this.detach();
    this.#tell(undefined);
  }

  detach(): void {
    this.#silence();
    this.#events.stop();
    this.#watcher.stop();
    this.#display.remove();
    sweep(this.#scope ?? this.#root);
    if (this.#opening) this.session?.dispose();
  }

  #open(): unknown {
    this.#day = today();
    try {
      const source = this.#opening?.(this.#day);
      return source && this.#take(source);
    } catch (error) {
      this.fail(error);
      return error;
    }
  }

  #take(source: Session | PromiseLike<Session>): unknown {
    this.#opened += 1;
    const opened = this.#opened;
    if (!('then' in source)) return this.#exchange(source);
    const overtaken = () => this.#events.stopped || this.#opened !== opened;
    source.then(
      (session) => {
        if (!overtaken()) this.#exchange(session);
        else if (this.#opening) session.dispose();
      },
      (error: unknown) => overtaken() || this.fail(error),
    );
    return undefined;
  }

  /** Judges by this session from now on; what was said stays said as long as it is true. */
  #exchange(session: Session): unknown {
    const before = this.session;
    const { regulation, procedure } = session;
    this.#silence();
    this.#silence = speakAlone(this.#root, `${regulation.id} ${procedure}`, this);
    // A field is of the same type in every version; the newest has the labels.
    const all = session.regulation.versions.flatMap(({ field }) => field).reverse();
    const fields: ReadonlyMap<string, Field> = new Map(all.map((field) => [field.id, field]));
    this.#intake.begin(session, fields);
    this.#display.begin(session, fields);
    this.#reread('page', before !== undefined);
    if (this.#opening && before !== session) before?.dispose();
    // biome-ignore lint/suspicious/noConsole: whoever puts the form together has asked for it.
    if (this.#options.debug && before === undefined) console.table(rowsOf(this.report()));
    // What may yet come right by itself is shown, and no mistake of whoever attaches.
    const passing = (error: unknown) => isEngineFailure(error) || error instanceof Unreadable;
    return [...this.#intake.failures.values()].find((error) => !passing(error));
  }

  #entered(fields: readonly string[], finished: boolean): void {
    if (fields.length === 0) return;
    if (finished) for (const field of fields) this.#display.touch(field);
    this.#intake.change(fields);
    this.#draw();
  }

  #submitted(event: SubmitEvent): void {
    const passes = (event.submitter as HTMLButtonElement | null)?.formNoValidate === true;
    if (passes) {
      this.refresh();
      return;
    }
    const report = this.review();
    if (!report || !this.#holdsBack(report)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  #holdsBack(report: Report): boolean {
    const { blocking = 'none' } = this.#options;
    const said = worthSaying(report).filter((issue) => this.#display.has(issue));
    if (blocking === 'errors') return said.some(({ severity }) => severity === 'error');
    if (blocking === 'none') return false;
    this.#warned = !this.#warned && said.length > 0;
    return this.#warned;
  }

  #reset(): void {
    if (this.#events.stopped) return;
    this.#warned = false;
    this.#intake.forget();
    this.#display.forget();
    this.#reread('page', false);
  }

  #passed(): void {
    if (this.#opening && today() !== this.#day) this.#open();
    else this.#reread('page', true);
  }

  #reread(depth: Depth, byScript: boolean, composed = false): void {
    if (this.#events.stopped) return;
    this.#bind(depth, byScript, composed);
    this.#draw();
  }

  /** Reads every control, found anew or not; `byScript`: what has changed was set by a script. */
  #bind(depth: Depth, byScript: boolean, composed = false): void {
    if (depth === 'page') {
      const { bound } = this.#intake.find();
      const controls = [...bound.values()].flatMap(({ controls }) => controls);
      this.#scope = scopeOf(this.#root, controls);
      this.#watcher.watch(this.#scope);
      sweep(this.#scope);
      this.#display.place(this.#scope, bound);
    }
    for (const field of this.#intake.read(depth, composed)) {
      if (byScript) this.#display.touch(field);
    }
  }

  /** That the day has changed since the form was opened. */
  #note(): string | undefined {
    const { asOf } = this.session ?? {};
    const now = today();
    if (asOf === undefined || this.#first === now) return undefined;
    const { day } = inLang(words, this.#display.lang);
    if (asOf === now) return day.new.replace('{day}', asOf);
    // Judged by another day from the start, as its host wants it.
    return asOf === this.#first ? day.old.replace('{day}', asOf) : undefined;
  }

  /** Judges, and shows what it comes to as soon as nothing is pressed. */
  #draw(): void {
    this.#intake.judge(this.#display.lang);
    this.#waiting = this.#events.pressed;
    if (!this.#waiting) this.#show();
  }

  #show(): void {
    this.#waiting = false;
    const report = this.current;
    const { failures, found } = this.#intake;
    const missing = this.session ? found.missing.keys() : [];
    this.#display.show({ report, failures, missing, note: this.#note() });
    this.#tell(report);
  }

  #tell(report: Report | undefined): void {
    if (report === this.#told) return;
    this.#told = report;
    try {
      this.#options.onchange?.(report);
    } catch (error) {
      // What goes wrong in the host's own display must not stop ours.
      reportError(error);
    }
  }
}
