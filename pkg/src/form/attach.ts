import words from 'shodaku-words/form';
import type { Session } from '../api/session.js';
import { optionsOf } from '../input/options.js';
import { worthSaying } from '../output/advice.js';
import { inLang } from '../output/locale.js';
import { isEngineFailure } from '../types/error.js';
import type { Report } from '../types/report.js';
import type { Field } from '../types/ruleset.js';
import { Display } from './display.js';
import { scopeOf, sweep } from './dom.js';
import { Events } from './events.js';
import { Intake } from './intake.js';
import { type Attached, type AttachOptions, OPTIONS } from './options.js';
import { Watcher } from './watcher.js';

/**
 * Shows in the host's form, politely and without blocking anything, where the conditions would not
 * be met. Needs `shodaku/form.css` in the page.
 *
 * Controls are found by `data-shodaku-field="field.id"` on themselves or on what contains them, or
 * by `map`. `data-shodaku-message="field.id"` marks an element in which the messages of a field are
 * to appear; otherwise room is made after its controls.
 *
 * A list (`items`) typed as one text is parted at the ends of lines and at `、`, `､`, `，` and `,`;
 * a host whose items hold one of these gives a `read` of its own in `map`.
 *
 * @param form The form, or the part of one that is one request.
 * @param session The request to keep in step with the form, or the promise of it: if that is
 * rejected, the form says that it could not be checked.
 * @throws {@link ShodakuError} where an option is not understood, the markup or the map names a field that does not exist, or a
 * control holds what its field cannot.
 */
export function attach(
  form: Element,
  session: Session | PromiseLike<Session>,
  options: AttachOptions = {},
): Attached {
  const attachment = new Attachment(form, options);
  if ('then' in session) {
    session.then(
      (opened) => attachment.begin(opened),
      (error: unknown) => attachment.fail(error),
    );
  } else {
    const refusal = attachment.begin(session);
    if (refusal !== undefined) {
      attachment.detach();
      throw refusal;
    }
  }
  return attachment;
}

/** Keeps a form and its session in step: what happens, read by the intake, shown by the display. */
class Attachment implements Attached {
  readonly #root: Element;
  readonly #options: AttachOptions;
  readonly #events: Events;
  readonly #watcher = new Watcher(() => this.refresh());
  readonly #intake: Intake;
  readonly #display: Display;
  /** The part of the page that holds all controls. */
  #scope: Element | undefined;
  /** What the host was told last. */
  #told: Report | undefined;
  /** Whether something is to be drawn once nothing is pressed any more. */
  #waiting = false;

  constructor(root: Element, options: AttachOptions) {
    optionsOf(options, OPTIONS);
    this.#root = root;
    this.#options = options;
    this.#display = new Display(root, inLang(words, options.lang ?? 'ja'), options);
    this.#events = new Events(root, {
      entered: (target, finished) => this.#entered(target, finished),
      left: (target) => {
        const field = this.#intake.fieldOf(target);
        if (field !== undefined && this.#intake.hasChanged(field)) this.#entered(target, true);
      },
      submitted: (event) => this.#submitted(event),
      reset: () => this.#reset(),
      returned: () => this.#reread(false),
      released: () => {
        if (this.#waiting) this.#draw();
      },
    });
    this.#intake = new Intake({ root, options, composing: () => this.#events.composing });
  }

  get report(): Report | undefined {
    return this.#intake.report;
  }

  /** Takes the session up; returns the first value it refuses, if there is one. */
  begin(session: Session): unknown {
    if (this.#events.stopped) return undefined;
    // A field is of the same type in every version; the newest has the labels.
    const all = session.regulation.versions.flatMap(({ field }) => field).reverse();
    const fields: ReadonlyMap<string, Field> = new Map(all.map((field) => [field.id, field]));
    this.#intake.begin(session, fields);
    this.#display.begin(fields);
    this.#bind(false);
    this.#events.listen();
    this.#draw();
    return [...this.#intake.failures.values()].find((error) => !isEngineFailure(error));
  }

  /** Says that nothing can be checked. */
  fail(error: unknown): void {
    if (this.#events.stopped) return;
    this.#intake.fail(error);
    this.#draw();
  }

  refresh(): void {
    this.#reread(true);
  }

  review(): Report | undefined {
    if (this.#events.stopped) return undefined;
    for (const field of this.#intake.bound.keys()) this.#display.touch(field);
    this.refresh();
    this.#display.review(this.report, this.#intake.failures);
    return this.report;
  }

  detach(): void {
    this.#events.stop();
    this.#watcher.stop();
    this.#display.remove();
    sweep(this.#scope ?? this.#root);
  }

  #entered(target: EventTarget | null, finished: boolean): void {
    const field = this.#intake.fieldOf(target);
    if (field === undefined) return;
    if (finished) this.#display.touch(field);
    this.#intake.change(field);
    this.#draw();
  }

  #submitted(event: SubmitEvent): void {
    const report = this.review();
    if (this.#options.blocking !== 'errors' || !report) return;
    const errors = worthSaying(report).filter(({ severity }) => severity === 'error');
    if (errors.some((issue) => this.#display.has(issue))) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  }

  #reset(): void {
    if (this.#events.stopped) return;
    this.#intake.forget();
    this.#display.forget();
    this.#reread(false);
  }

  #reread(byScript: boolean): void {
    if (!this.#intake.begun || this.#events.stopped) return;
    this.#bind(byScript);
    this.#draw();
  }

  /** Finds every control anew and reads it; `byScript`: what has changed was set by a script. */
  #bind(byScript: boolean): void {
    const before = this.#intake.bound;
    const bound = this.#intake.find();
    const controls = [...bound.values()].flatMap(({ controls }) => controls);
    this.#scope = scopeOf(this.#root, controls);
    this.#watcher.watch(this.#scope);
    sweep(this.#scope);
    this.#display.place(this.#scope, bound);
    for (const field of this.#intake.read(before)) {
      if (byScript) this.#display.touch(field);
    }
  }

  #draw(): void {
    this.#waiting = this.#events.pressed;
    if (this.#waiting) return;
    const report = this.#intake.judge(this.#display.lang);
    this.#display.show(report, this.#intake.failures);
    if (report === this.#told) return;
    this.#told = report;
    this.#options.onchange?.(report);
  }
}
