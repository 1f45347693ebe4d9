import words, { type Words } from 'shodaku-words/form';
import type { Session } from '../api/session.js';
import { optionsOf } from '../input/options.js';
import { worthSaying } from '../output/advice.js';
import { inLang } from '../output/locale.js';
import { ShodakuError } from '../types/error.js';
import type { Issue, Report } from '../types/report.js';
import type { Field } from '../types/ruleset.js';
import type { Lang } from '../types/terms.js';
import { Announcer } from './announcer.js';
import { type Bound, type Control, type FieldMap, find, read } from './controls.js';
import { freshId, make, own, put, scopeOf, sweep } from './dom.js';
import { type Message, paragraphs, type Render, Slot } from './slot.js';
import { type Line, Summary } from './summary.js';

/** How to attach. */
export interface AttachOptions {
  /**
   * Where the controls are, for fields that the markup does not name by `data-shodaku-field`; goes
   * before the markup.
   */
  readonly map?: FieldMap;
  /** The language of the messages; Japanese if absent. */
  readonly lang?: Lang;
  /**
   * What holds a submission back: nothing (the default), or what would be wrong to file, that is,
   * issues of severity `error` at a field of this form.
   */
  readonly blocking?: 'none' | 'errors';
  /**
   * An element in which a summary of all warnings is kept at all times. Without it the summary
   * appears at the top of the form when it is submitted. `false`: there is none, and the host shows
   * all warnings before they are filed, for instance from `onchange` or {@link Attached.review}.
   */
  readonly summary?: Element | false;
  /**
   * Shows messages in the host's own way. Given the element kept at a field, or above the form, and
   * the messages it is to hold; all else (when to speak, `aria-describedby`, what is announced) stays
   * as it is.
   */
  readonly render?: Render;
  /**
   * Called with the report at first and whenever it has changed, for the host's own display; with
   * `undefined` when the form could no longer be checked.
   */
  readonly onchange?: (report: Report | undefined) => void;
  /** Called with why something could not be checked; the form says by itself that it was not. */
  readonly onerror?: (error: unknown) => void;
}

/** A form with live warnings. */
export interface Attached {
  /** The report on the form as it is; `undefined` while it could not be checked. */
  readonly report: Report | undefined;
  /**
   * Reads every control and the session again, for what a script has set in a control without an
   * event, or in the session itself.
   */
  refresh(): void;
  /** Reads everything, shows the summary and moves the focus to it, as a submission does. */
  review(): Report | undefined;
  /** Takes everything away again and leaves the page as it was. The session stays open. */
  detach(): void;
}

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

const OPTIONS = ['map', 'lang', 'blocking', 'summary', 'render', 'onchange', 'onerror'];
/** How long after a press is lifted its click may still come, in milliseconds. */
const PRESS = 120;

class Attachment implements Attached {
  readonly #root: Element;
  readonly #options: AttachOptions;
  readonly #words: Words;
  readonly #id: string;
  readonly #announcer: Announcer;
  /** Absent where the host shows one of its own. */
  readonly #summary: Summary | undefined;
  readonly #render: Render;
  /** Says at the form that it could not be checked. */
  readonly #status: HTMLElement;
  #unchecked = false;
  readonly #listeners = new AbortController();
  readonly #observer: MutationObserver;

  #session: Session | undefined;
  #fields: ReadonlyMap<string, Field> = new Map();
  #bound: ReadonlyMap<string, Bound> = new Map();
  readonly #slots = new Map<string, Slot>();
  #slotCount = 0;
  /** Fields the user has changed, and fields where that change is finished. */
  readonly #changed = new Set<string>();
  readonly #touched = new Set<string>();
  /** At which field an issue is shown, so that it stays there. */
  readonly #places = new Map<string, string>();
  /** What could not be checked: by field, or as a whole under `''`. */
  readonly #failures = new Map<string, unknown>();
  /** Every message shown, by field and issue. */
  #shown: ReadonlyMap<string, string> = new Map();
  #report: Report | undefined;
  #told: Report | undefined;
  #stale = true;
  /** What the controls of each field held when they were last read. */
  readonly #values = new Map<string, string>();
  /** The part of the page that holds all controls; changes of it are watched. */
  #scope: Element | undefined;
  #composing: EventTarget | null = null;
  /** While something is pressed nothing moves: the press must hit what it was meant for. */
  #pressed = false;
  #release: ReturnType<typeof setTimeout> | undefined;
  #waiting = false;

  constructor(root: Element, options: AttachOptions) {
    optionsOf(options, OPTIONS);
    this.#root = root;
    this.#options = options;
    this.#words = inLang(words, options.lang ?? 'ja');
    const { lang } = this.#words;
    this.#id = freshId();
    this.#status = own(make(root.ownerDocument, 'div', 'shodaku-status'), lang);
    put(this.#status, root);
    this.#render = options.render ?? paragraphs;
    if (options.summary !== false) this.#summary = new Summary(root, options.summary, lang);
    // In the page before it has anything to say, or it would not be heard.
    this.#announcer = Announcer.of(root, this, lang);
    this.#observer = new MutationObserver((records) => this.#mutated(records));
  }

  get report(): Report | undefined {
    return this.#failures.size > 0 ? undefined : this.#report;
  }

  /** Takes the session up; returns the first value it refuses, if there is one. */
  begin(session: Session): unknown {
    if (this.#listeners.signal.aborted) return undefined;
    this.#session = session;
    // A field is of the same type in every version; the newest has the labels.
    const fields = session.regulation.versions.flatMap(({ field }) => field).reverse();
    this.#fields = new Map(fields.map((field) => [field.id, field]));
    this.#bind(false);
    this.#listen();
    this.#draw();
    return [...this.#failures.values()].find((error) => !isFailure(error));
  }

  /** Says that nothing can be checked. */
  fail(error: unknown): void {
    if (this.#listeners.signal.aborted) return;
    this.#failures.set('', error);
    this.#options.onerror?.(error);
    this.#draw();
  }

  refresh(): void {
    this.#reread(true);
  }

  review(): Report | undefined {
    if (this.#listeners.signal.aborted) return undefined;
    for (const field of this.#bound.keys()) this.#touched.add(field);
    this.refresh();
    this.#summarise(true);
    this.#summary?.focus();
    return this.report;
  }

  detach(): void {
    this.#listeners.abort();
    this.#observer.disconnect();
    clearTimeout(this.#release);
    for (const slot of this.#slots.values()) slot.remove();
    this.#slots.clear();
    this.#announcer.release(this);
    this.#summary?.remove();
    this.#say([]);
    this.#status.remove();
    sweep(this.#scope ?? this.#root);
  }

  // --- events

  #listen(): void {
    // What is not in the page yet may come into any.
    const top = this.#root.isConnected ? this.#root.getRootNode() : this.#root;
    const on = <E extends Event>(type: string, handle: (event: E) => void) => {
      const options = { capture: true, signal: this.#listeners.signal };
      top.addEventListener(type, (event) => handle(event as E), options);
    };
    on<InputEvent>('input', (event) => {
      this.#lift();
      if (!event.isComposing) this.#input(event.target);
    });
    on('compositionstart', ({ target }) => {
      this.#composing = target;
    });
    // In Chromium the last `input` is still composing and comes before this.
    on('compositionend', ({ target }) => {
      this.#composing = null;
      this.#input(target);
    });
    on('change', ({ target }) => {
      if (target !== this.#composing) this.#input(target, true);
    });
    on('focusout', ({ target }) => {
      this.#composing = null;
      const field = this.#fieldOf(target);
      if (field !== undefined && this.#changed.has(field)) this.#input(target, true);
    });
    on<SubmitEvent>('submit', (event) => {
      if (this.#isForm(event.target)) this.#submit(event);
    });
    on('reset', ({ target }) => {
      if (this.#isForm(target)) setTimeout(() => this.#reset());
    });
    on('pointerdown', () => {
      clearTimeout(this.#release);
      this.#pressed = true;
    });
    on('pointerup', () => this.#liftAfter(PRESS));
    on('pointercancel', () => this.#liftAfter(0));
    on('click', () => this.#liftAfter(0));
    // Going back, the browser restores what was typed after the page is complete, and says nothing.
    const { signal } = this.#listeners;
    const window = this.#root.ownerDocument.defaultView;
    window?.addEventListener('pageshow', () => this.#reread(false), { signal });
  }

  /** Whether this is the form that the root is, is within, or holds. */
  #isForm(target: EventTarget | null): boolean {
    return target === this.#root.closest('form') || this.#root.contains(target as Node);
  }

  #input(target: EventTarget | null, finished = false): void {
    const field = this.#fieldOf(target);
    if (field === undefined) return;
    this.#changed.add(field);
    if (finished) this.#touched.add(field);
    this.#evaluate(field);
    this.#draw();
  }

  #submit(event: SubmitEvent): void {
    this.#lift();
    const report = this.review();
    if (this.#options.blocking !== 'errors' || !report) return;
    if (worthSaying(report).some((issue) => issue.severity === 'error' && this.#isHere(issue))) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  }

  #reset(): void {
    if (this.#listeners.signal.aborted) return;
    this.#changed.clear();
    this.#touched.clear();
    this.#summary?.show([], false);
    this.#reread(false);
  }

  #liftAfter(delay: number): void {
    clearTimeout(this.#release);
    this.#release = setTimeout(() => this.#lift(), delay);
  }

  #lift(): void {
    clearTimeout(this.#release);
    this.#pressed = false;
    if (this.#waiting) this.#draw();
  }

  #mutated(records: readonly MutationRecord[]): void {
    if (records.some(isHosts)) this.refresh();
  }

  #watch(scope: Element): void {
    if (scope === this.#scope) return;
    this.#scope = scope;
    this.#observer.disconnect();
    this.#observer.observe(scope, {
      attributeFilter: ['data-shodaku-field', 'disabled', 'name', 'type'],
      childList: true,
      subtree: true,
    });
  }

  // --- from the form to the session

  #reread(byScript: boolean): void {
    if (!this.#session || this.#listeners.signal.aborted) return;
    // The host may have set answers of its own in the session.
    this.#stale = true;
    this.#bind(byScript);
    this.#draw();
  }

  /** Finds every control anew and reads it; `byScript`: what has changed was set by a script. */
  #bind(byScript: boolean): void {
    const before = this.#bound;
    this.#bound = find(this.#root, this.#options.map ?? {});
    const scope = scopeOf(
      this.#root,
      [...this.#bound.values()].flatMap(({ controls }) => controls),
    );
    this.#watch(scope);
    sweep(scope);
    this.#restore();
    for (const [field, slot] of this.#slots) {
      if (slot.serves(this.#bound.get(field)?.controls ?? [])) continue;
      slot.remove();
      this.#slots.delete(field);
    }
    for (const [field, { controls }] of this.#bound) {
      if (this.#slots.has(field) || controls.every(({ type }) => type === 'hidden')) continue;
      this.#slotCount += 1;
      const id = `${this.#id}-${this.#slotCount}`;
      const { lang } = this.#words;
      const render = this.#render;
      this.#slots.set(field, new Slot({ scope, field, controls, id, lang, render }));
    }
    for (const field of before.keys()) {
      if (!this.#bound.has(field)) this.#evaluate(field);
    }
    for (const [field, { controls }] of this.#bound) {
      const value = this.#values.get(field);
      this.#evaluate(field);
      const same = controls.every((control) => before.get(field)?.controls.includes(control));
      const now = this.#values.get(field);
      if (byScript && same && now !== value && now !== 'null') this.#touched.add(field);
    }
  }

  /** Puts back what the host has emptied its form of, to draw it anew. */
  #restore(): void {
    if (!this.#status.parentNode) put(this.#status, this.#root);
    this.#summary?.restore();
    this.#announcer.restore();
  }

  #fieldOf(target: EventTarget | null): string | undefined {
    for (const [field, { controls }] of this.#bound) {
      if (controls.includes(target as Control)) return field;
    }
    return undefined;
  }

  #evaluate(field: string): void {
    const bound = this.#bound.get(field);
    if (!this.#session || bound?.controls.includes(this.#composing as Control)) return;
    try {
      const type = this.#fields.get(field)?.type;
      const value = bound ? read(bound, type, this.#changed.has(field)) : null;
      this.#values.set(field, JSON.stringify(value));
      if (this.#session.set(field, value)) this.#stale = true;
      // The session judges every answer or none: what failed as a whole before has been made up.
      for (const [failed, error] of this.#failures) {
        if (failed === field || isFailure(error)) this.#failures.delete(failed);
      }
    } catch (error) {
      this.#failures.set(field, error);
      this.#options.onerror?.(error);
    }
  }

  // --- from the session to the page

  #draw(): void {
    if (this.#pressed) {
      this.#waiting = true;
      return;
    }
    this.#waiting = false;
    const report = this.#judged();
    if (report || this.#failures.size === 0) this.#say([]);
    if (report) this.#drawIssues(report);
    else if (this.#failures.size > 0) this.#drawFailure();
    if (this.#summary?.live) this.#summarise(false);
    if (report === this.#told) return;
    this.#told = report;
    this.#options.onchange?.(report);
  }

  #judged(): Report | undefined {
    if (!this.#session || this.#failures.size > 0) {
      this.#stale = true;
      return undefined;
    }
    if (!this.#stale && this.#report) return this.#report;
    try {
      this.#report = this.#session.report({ lang: this.#words.lang });
      this.#stale = false;
      return this.#report;
    } catch (error) {
      this.#failures.set('', error);
      this.#options.onerror?.(error);
      return undefined;
    }
  }

  #drawFailure(): void {
    const message = (field: string): Message => ({
      field,
      severity: 'warning',
      word: this.#words.severity.warning,
      message: this.#words.could_not_check,
      remedy: '',
      clauses: [],
    });
    for (const [field, slot] of this.#slots) {
      slot.show(this.#failures.has(field) && this.#touched.has(field) ? [message(field)] : []);
    }
    this.#say([message('')]);
    this.#tell(new Map([['', this.#words.could_not_check]]));
  }

  /** Shows what is to be said of the form as a whole. */
  #say(messages: readonly Message[]): void {
    if (messages.length === 0 && !this.#unchecked) return;
    this.#unchecked = messages.length > 0;
    this.#render(this.#status, messages);
  }

  #drawIssues(report: Report): void {
    const byField = new Map<string, Message[]>();
    const shown = new Map<string, string>();
    for (const issue of worthSaying(report)) {
      const field = this.#placeOf(issue);
      if (field === undefined) continue;
      const { severity, message: text, remedy, clauses } = issue;
      const word = this.#words.severity[severity];
      const message = { field, severity, word, message: text, remedy, clauses };
      byField.set(field, [...(byField.get(field) ?? []), message]);
      shown.set(`${field} ${keyOf(issue)}`, `${word} ${this.#label(field)} ${text}`);
    }
    for (const [field, slot] of this.#slots) slot.show(byField.get(field) ?? []);
    this.#tell(shown);
  }

  /** Announces what is new, or that the last message has gone. */
  #tell(shown: ReadonlyMap<string, string>): void {
    const before = this.#shown;
    this.#shown = shown;
    const news = [...shown]
      .filter(([key, text]) => before.get(key) !== text)
      .map(([, text]) => text);
    if (news.length > 0) this.#announcer.say(this, news.join(' '));
    else if (before.size > 0 && shown.size === 0) this.#announcer.say(this, this.#words.form.none);
  }

  /** The touched field at which to show an issue, if it is to be shown. */
  #placeOf(issue: Issue): string | undefined {
    const key = keyOf(issue);
    const fields = issue.fields.filter((id) => this.#touched.has(id) && this.#slots.has(id));
    const before = this.#places.get(key);
    const field = before !== undefined && fields.includes(before) ? before : fields[0];
    if (field !== undefined) this.#places.set(key, field);
    return field;
  }

  #summarise(submitted: boolean): void {
    const { summary, still_needed } = this.#words.form;
    const report = this.report;
    if (!report) {
      const lines = this.#failures.size > 0 ? [{ text: this.#words.could_not_check }] : [];
      this.#summary?.show([[summary, lines]], submitted);
      return;
    }
    const issues = worthSaying(report).filter(
      (issue) => submitted || this.#placeOf(issue) !== undefined,
    );
    // A value that cannot be read is there, though it counts as blank.
    const unreadable = new Set(
      report.issues.flatMap(({ condition, fields }) => (condition === null ? fields : [])),
    );
    const blank = report.stillNeeded.applicant.filter(
      (field) => this.#slots.has(field) && !unreadable.has(field),
    );
    this.#summary?.show(
      [
        [summary, issues.map((issue) => this.#line(issue))],
        [
          still_needed,
          submitted ? blank.map((field) => this.#link(field, this.#label(field))) : [],
        ],
      ],
      submitted,
    );
  }

  #line(issue: Issue): Line {
    const severity = issue.severity === 'error' ? 'error' : 'warning';
    const clauses = issue.clauses.length > 0 ? ` ${issue.clauses.join('・')}` : '';
    const text = `${this.#words.severity[severity]} ${issue.message}${clauses}`;
    const field = this.#placeOf(issue) ?? issue.fields.find((id) => this.#slots.has(id));
    return field === undefined ? { text, severity } : { ...this.#link(field, text), severity };
  }

  #link(field: string, text: string): Line {
    const id = this.#slots.get(field)?.id ?? this.#id;
    const focus = () => {
      const controls = this.#bound.get(field)?.controls ?? [];
      controls.find((control) => !control.matches(':disabled'))?.focus();
    };
    return { text, target: { id, focus } };
  }

  #label(field: string): string {
    const label = this.#fields.get(field)?.label;
    return label?.[this.#words.lang] ?? label?.ja ?? field;
  }

  #isHere(issue: Issue): boolean {
    return issue.fields.some((field) => this.#slots.has(field));
  }
}

/** Whether the engine failed, rather than refused a value. */
function isFailure(error: unknown): boolean {
  return error instanceof ShodakuError && error.code === 'engine_failed';
}

function keyOf({ condition, limb, fields }: Issue): string {
  return condition === null ? `${fields.join()}` : `${condition}.${limb}`;
}

/** Whether a change of the page is the host's. */
function isHosts({ target, type, addedNodes, removedNodes }: MutationRecord): boolean {
  if (isOwn(target)) return false;
  // Text that changes, such as a count of characters, changes no control unless it is its value.
  return (
    type !== 'childList' ||
    (target as Element).matches('option, textarea') ||
    [...addedNodes, ...removedNodes].some((node) => node.nodeType === 1 && !isOwn(node))
  );
}

function isOwn(node: Node): boolean {
  const element = node.nodeType === 1 ? (node as Element) : node.parentElement;
  return element?.closest('[data-shodaku-own]') != null;
}
