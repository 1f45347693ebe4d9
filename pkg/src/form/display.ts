import type { Words } from 'shodaku-words/form';
import { worthSaying } from '../output/advice.js';
import type { Issue, Report } from '../types/report.js';
import type { Field } from '../types/ruleset.js';
import type { Lang } from '../types/terms.js';
import { Announcer } from './announcer.js';
import { isHiddenInput } from './controls.js';
import { freshId, make, own, put } from './dom.js';
import type { Bound } from './find.js';
import type { AttachOptions } from './options.js';
import { type Message, paragraphs, type Render, Slot } from './slot.js';
import { type Line, Summary } from './summary.js';

/** What could not be checked: by field, or as a whole under `''`. */
type Failures = ReadonlyMap<string, unknown>;

/** Shows a report in the page: at the fields where the user has been, in the summary, aloud. */
export class Display {
  readonly #root: Element;
  readonly #words: Words;
  readonly #id: string;
  readonly #announcer: Announcer;
  /** Absent where the host shows one of its own. */
  readonly #summary: Summary | undefined;
  readonly #render: Render;
  /** Says at the form that it could not be checked. */
  readonly #status: HTMLElement;
  #unchecked = false;
  #fields: ReadonlyMap<string, Field> = new Map();
  #bound: ReadonlyMap<string, Bound> = new Map();
  readonly #slots = new Map<string, Slot>();
  #slotCount = 0;
  /** Fields at which the user is done for now: nothing is said before. */
  readonly #touched = new Set<string>();
  /** At which field an issue is shown, so that it stays there. */
  readonly #places = new Map<string, string>();
  /** Every message shown, by field and issue. */
  #shown: ReadonlyMap<string, string> = new Map();

  constructor(root: Element, words: Words, options: AttachOptions) {
    const { lang } = words;
    this.#root = root;
    this.#words = words;
    this.#id = freshId();
    this.#status = own(make(root.ownerDocument, 'div', 'shodaku-status'), lang);
    put(this.#status, root);
    this.#render = options.render ?? paragraphs;
    if (options.summary !== false) this.#summary = new Summary(root, options.summary, lang);
    // In the page before it has anything to say, or it would not be heard.
    this.#announcer = Announcer.of(root, this, lang);
  }

  get lang(): Lang {
    return this.#words.lang;
  }

  /** Takes up the fields there are, for their labels. */
  begin(fields: ReadonlyMap<string, Field>): void {
    this.#fields = fields;
  }

  /** From now on, issues of the field are shown. */
  touch(field: string): void {
    this.#touched.add(field);
  }

  /** Shows nothing until fields are touched again. */
  forget(): void {
    this.#touched.clear();
    this.#summary?.show([], false);
  }

  /** Makes room for the messages at these controls, and puts back what the host has removed. */
  place(scope: Element, bound: ReadonlyMap<string, Bound>): void {
    this.#bound = bound;
    if (!this.#status.parentNode) put(this.#status, this.#root);
    this.#summary?.restore();
    this.#announcer.restore();
    for (const [field, slot] of this.#slots) {
      if (slot.serves(bound.get(field)?.controls ?? [])) continue;
      slot.remove();
      this.#slots.delete(field);
    }
    for (const [field, { controls }] of bound) {
      if (this.#slots.has(field) || controls.every(isHiddenInput)) continue;
      this.#slotCount += 1;
      const id = `${this.#id}-${this.#slotCount}`;
      const { lang } = this.#words;
      const render = this.#render;
      this.#slots.set(field, new Slot({ scope, field, controls, id, lang, render }));
    }
  }

  /** Shows the report; without one, what could not be checked, if anything. */
  show(report: Report | undefined, failures: Failures): void {
    if (report || failures.size === 0) this.#say([]);
    if (report) this.#showIssues(report);
    else if (failures.size > 0) this.#showFailures(failures);
    if (this.#summary?.live) this.#summarise(report, failures, false);
  }

  /** Shows everything in the summary and moves the focus to it, as before a submission. */
  review(report: Report | undefined, failures: Failures): void {
    this.#summarise(report, failures, true);
    this.#summary?.focus();
  }

  /** Whether an issue is at a field of this form. */
  has({ fields }: Issue): boolean {
    return fields.some((field) => this.#slots.has(field));
  }

  /** Leaves the page as it was. */
  remove(): void {
    for (const slot of this.#slots.values()) slot.remove();
    this.#slots.clear();
    this.#announcer.release(this);
    this.#summary?.remove();
    this.#say([]);
    this.#status.remove();
  }

  #showFailures(failures: Failures): void {
    const message = (field: string): Message => ({
      field,
      severity: 'warning',
      word: this.#words.severity.warning,
      message: this.#words.could_not_check,
      remedy: '',
      clauses: [],
    });
    for (const [field, slot] of this.#slots) {
      slot.show(failures.has(field) && this.#touched.has(field) ? [message(field)] : []);
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

  #showIssues(report: Report): void {
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

  #summarise(report: Report | undefined, failures: Failures, submitted: boolean): void {
    const { summary, still_needed } = this.#words.form;
    if (!report) {
      const lines = failures.size > 0 ? [{ text: this.#words.could_not_check }] : [];
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
}

function keyOf({ condition, limb, fields }: Issue): string {
  return condition === null ? `${fields.join()}` : `${condition}.${limb}`;
}
