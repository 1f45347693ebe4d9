import type { Words } from 'shodaku-words/form';
import type { Session } from '../api/session.js';
import { worthSaying } from '../output/advice.js';
import { withMeant } from '../output/meant.js';
import type { Issue, Report } from '../types/report.js';
import type { Field } from '../types/ruleset.js';
import type { Lang } from '../types/terms.js';
import { alike } from './alike.js';
import { Announcer } from './announcer.js';
import { freshId, make, own, put, uncover } from './dom.js';
import type { Bound } from './find.js';
import type { Failures } from './form-report.js';
import { Meant } from './meant.js';
import type { AttachOptions } from './options.js';
import { isReachable, reach } from './reach.js';
import { reason, reasonOfAll } from './reason.js';
import { hasFace, type Message, paragraphs, type Render, Slot } from './slot.js';
import { type Line, Summary } from './summary.js';

/** What is to be shown. */
export interface Shown {
  /** Absent while something could not be checked, or nothing was yet. */
  readonly report: Report | undefined;
  readonly failures: Failures;
  /** Fields that have no control. */
  readonly missing: Iterable<string>;
  /** What else is to be said of the form as a whole. */
  readonly note: string | undefined;
}

/** Shows a report in the page: at the fields where the user has been, in the summary, aloud. */
export class Display {
  readonly #root: Element;
  readonly #words: Words;
  readonly #id: string;
  readonly #announcer: Announcer;
  readonly #speaker = () => this.#news();
  /** Absent where the host shows one of its own. */
  readonly #summary: Summary | undefined;
  readonly #render: Render;
  /** Says at the form what is not checked. */
  readonly #status: HTMLElement;
  #said: readonly Message[] = [];
  #fields: ReadonlyMap<string, Field> = new Map();
  #session: Session | undefined;
  readonly #meant = new Meant();
  /** Whether its fields come together with the room for their messages: then nobody sees it come. */
  #fresh: boolean;
  /** Whether the page was still being parsed: what belongs to a field may have come since. */
  #partial = false;
  readonly #slots = new Map<string, Slot>();
  #slotCount = 0;
  /** Fields at which the user is done for now: nothing is said before. */
  readonly #touched = new Set<string>();
  /** At which field an issue is shown, so that it stays there. */
  readonly #places = new Map<string, string>();
  /** Every message shown, by field and issue; and those that were announced. */
  #shown: ReadonlyMap<string, string> = new Map();
  #heard: ReadonlyMap<string, string> = new Map();

  constructor(root: Element, words: Words, options: AttachOptions, fresh: boolean) {
    const { lang } = words;
    this.#root = root;
    this.#words = words;
    this.#fresh = fresh || !wasSeen(root);
    this.#id = freshId();
    this.#status = own(make(root.ownerDocument, 'div', 'shodaku-status'), lang);
    put(this.#status, root);
    this.#render = guarded(options.render);
    if (options.summary !== false) this.#summary = new Summary(root, options.summary, lang);
    this.#announcer = Announcer.of(root, this.#speaker, lang);
  }

  get lang(): Lang {
    return this.#words.lang;
  }

  /** Takes up a session, and the fields there are, for their labels. */
  begin(session: Session, fields: ReadonlyMap<string, Field>): void {
    this.#fields = fields;
    this.#session = session;
    this.#meant.begin(session, fields);
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
    if (!this.#status.parentNode) put(this.#status, this.#root);
    this.#summary?.restore();
    this.#announcer.restore();
    for (const [field, slot] of this.#slots) {
      if (slot.serves(bound.get(field)?.controls ?? [])) continue;
      slot.remove();
      this.#slots.delete(field);
    }
    const late = !this.#fresh;
    this.#fresh = true;
    const claimed = new Set([...bound.values()].flatMap(({ controls }) => controls));
    if (this.#partial) for (const slot of this.#slots.values()) slot.settle(scope, claimed);
    this.#partial = scope.ownerDocument.readyState === 'loading';
    for (const [field, { controls }] of bound) {
      if (this.#slots.has(field) || !hasFace(controls)) continue;
      this.#slotCount += 1;
      const id = `${this.#id}-${this.#slotCount}`;
      const { lang } = this.#words;
      const render = this.#render;
      this.#slots.set(field, new Slot({ scope, field, controls, claimed, id, lang, render, late }));
    }
  }

  /** Shows the report; without one, what could not be checked, if anything. */
  show({ report, failures, missing, note }: Shown): void {
    this.#say(this.#wholes(failures, missing, note));
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
    this.#announcer.release(this.#speaker);
    this.#summary?.remove();
    this.#say([]);
    this.#status.remove();
  }

  /** What is to be said of the form as a whole: what is not checked, and why. */
  #wholes(failures: Failures, missing: Iterable<string>, note: string | undefined): Message[] {
    const { could_not_check, unchecked } = this.#words;
    const gone = [...missing]
      .filter((field) => !failures.has(field))
      .map((field) =>
        this.#fields.has(field)
          ? unchecked.missing.replace('{field}', this.#label(field))
          : unchecked.unknown,
      );
    const reasons = [...failures].map(([field, error]) => this.#reason(field, error));
    const why = [...new Set([...reasons, ...gone])].join(' ');
    const what = failures.size > 0 ? could_not_check : unchecked.partly;
    return [
      ...(why === '' ? [] : [this.#message('', 'warning', what, why)]),
      ...(note === undefined ? [] : [this.#message('', 'info', note, '')]),
    ];
  }

  #reason(field: string, error: unknown): string {
    if (field === '') return reasonOfAll(error, this.#words);
    return reason(error, this.#fields.get(field), this.#words);
  }

  #message(field: string, severity: Message['severity'], message: string, remedy: string): Message {
    const word = this.#words.severity[severity];
    return { field, severity, word, message, remedy, clauses: [] };
  }

  #showFailures(failures: Failures): void {
    const { could_not_check } = this.#words;
    for (const [field, slot] of this.#slots) {
      const said = failures.has(field) && this.#touched.has(field);
      const why = said ? this.#reason(field, failures.get(field)) : '';
      slot.show(said ? [this.#message(field, 'warning', could_not_check, why)] : []);
    }
    this.#tell(new Map());
  }

  /** Shows what is to be said of the form as a whole. */
  #say(messages: readonly Message[]): void {
    if (alike(messages, this.#said)) return;
    this.#said = messages;
    this.#render(this.#status, messages);
    if (messages.length > 0) uncover(this.#status);
  }

  #showIssues(report: Report): void {
    const byField = new Map<string, Message[]>();
    const shown = new Map<string, string>();
    const show = (key: string, message: Message) => {
      const { field, word, message: text } = message;
      byField.set(field, [...(byField.get(field) ?? []), message]);
      const label = this.#label(field);
      shown.set(`${field} ${key}`, `${word} ${text.includes(label) ? text : `${label} ${text}`}`);
    };
    for (const issue of worthSaying(report)) {
      const field = this.#placeOf(issue);
      if (field === undefined) continue;
      const { severity, remedy, clauses } = issue;
      show(keyOf(issue), {
        ...this.#message(field, severity, this.#textOf(issue), remedy),
        clauses,
      });
    }
    for (const note of this.#notes(report)) show('vague', note);
    for (const [field, slot] of this.#slots) slot.show(byField.get(field) ?? []);
    this.#tell(shown);
  }

  /** What moves no verdict, and is to be known all the same: that a text says only 「未定」. */
  #notes({ vague }: Report): Message[] {
    const answers = this.#session?.answers ?? {};
    return vague.flatMap((field) => {
      if (!this.#touched.has(field) || !this.#slots.has(field)) return [];
      const said = [answers[field]].flat().join('、').trim();
      const { vague: message, vague_remedy } = this.#words.form;
      return [
        this.#message(
          field,
          'info',
          message.replace('{text}', () => said),
          vague_remedy,
        ),
      ];
    });
  }

  /** Has announced what is new, or that the last message has gone. */
  #tell(shown: ReadonlyMap<string, string>): void {
    const wholes = this.#said.map(
      ({ message, remedy }) => [message, `${message} ${remedy}`] as const,
    );
    const now = new Map([...shown, ...wholes]);
    if (alike([...now], [...this.#shown])) return;
    this.#shown = now;
    this.#announcer.call();
  }

  /** What is new since it was last asked: nothing that is not so any more. */
  #news(): string {
    const [before, now] = [this.#heard, this.#shown];
    this.#heard = now;
    const news = [...now].filter(([key, text]) => before.get(key) !== text);
    if (news.length > 0) return news.map(([, text]) => text).join(' ');
    return before.size > 0 && now.size === 0 ? this.#words.form.none : '';
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
      const why = [...failures].map(([field, error]) => ({ text: this.#reason(field, error) }));
      const lines = failures.size > 0 ? [{ text: this.#words.could_not_check }, ...why] : [];
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
    const text = `${this.#words.severity[severity]} ${this.#textOf(issue)}${clauses}`;
    const field = this.#placeOf(issue) ?? issue.fields.find((id) => this.#slots.has(id));
    return field === undefined ? { text, severity } : { ...this.#link(field, text), severity };
  }

  /** What is the matter, and with which entries of a list. */
  #textOf(issue: Issue): string {
    return withMeant(issue.message, this.#meant.of(issue), this.#words);
  }

  #link(field: string, text: string): Line {
    const slot = this.#slots.get(field);
    const face = slot?.face;
    if (!face || !isReachable(face)) return { text: `${text} ${this.#words.form.hidden}` };
    const go = () => {
      const control = this.#slots.get(field)?.face;
      if (control) reach(control);
    };
    return { text, target: { id: slot.element.id, go } };
  }

  #label(field: string): string {
    const label = this.#fields.get(field)?.label;
    return label?.[this.#words.lang] ?? label?.ja ?? field;
  }
}

/** Where the host's own way of showing a message fails, it is shown as by itself. */
function guarded(render: Render = paragraphs): Render {
  return (place, messages) => {
    try {
      render(place, messages);
    } catch (error) {
      reportError(error);
      paragraphs(place, messages);
    }
  };
}

/** Whether a person has seen the page already. */
function wasSeen({ ownerDocument }: Element): boolean {
  const { performance } = ownerDocument.defaultView ?? globalThis;
  return performance.getEntriesByName('first-contentful-paint').length > 0;
}

function keyOf({ condition, limb, fields }: Issue): string {
  return condition === null ? `${fields.join()}` : `${condition}.${limb}`;
}
