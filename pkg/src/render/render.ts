import type { Session } from '../api/session.js';
import type { FieldMap } from '../form/find.js';
import { optionsOf } from '../input/options.js';
import type { Field, Ruleset } from '../types/ruleset.js';
import type { Lang } from '../types/terms.js';
import { chosen, FieldControl } from './control.js';
import { dependsOn } from './depends.js';
import { Fold } from './fold.js';
import { type Asked, askedBy, type Group } from './groups.js';
import { OPTIONS, type Rendered, type RenderOptions } from './options.js';
import { heading, type Say, Texts } from './texts.js';

/**
 * Draws the form of a session's procedure: a group a condition, in the text's order, and of the
 * fields those open on which the outcome still depends. `attach` of `shodaku/form` serves it as it
 * serves any form:
 *
 * ```js
 * const drawn = render(document.querySelector('#fields'), session, { by: ['applicant'], questions });
 * attach(form, session, { map: drawn.map, onchange: () => drawn.update() });
 * ```
 *
 * Needs `shodaku/render.css` in the page. Controls bear the ids of their fields as `name`, and the
 * session's answers are put into them.
 *
 * @param place The element that is to hold the fields: the form, or a part of it.
 * @param session The request.
 * @throws {@link ShodakuError} where an option is not understood.
 */
export function render(place: Element, session: Session, options: RenderOptions = {}): Rendered {
  optionsOf(options, OPTIONS);
  return new Form(place, session, options);
}

const BLOCK = 'rendered-form';

/** A form drawn from a ruleset. */
class Form implements Rendered {
  readonly #session: Session;
  readonly #options: RenderOptions;
  readonly #element: HTMLElement;
  readonly #fold: Fold;
  #lang: Lang;
  #texts: Texts;
  /** The version of the text that is drawn. */
  #ruleset: Ruleset | undefined;
  #asked: Asked | undefined;
  #controls: ReadonlyMap<string, FieldControl> = new Map();
  #groups: ReadonlyMap<HTMLElement, Group> = new Map();
  /** Leads to the fields that are not used. */
  #rest: HTMLButtonElement | undefined;
  #depends: ReadonlySet<string> = new Set();
  /** Whether the fields that are not used are shown all the same. */
  #all = false;
  /** The fields that are shown alone. */
  #only: ReadonlySet<string> | undefined;

  constructor(place: Element, session: Session, options: RenderOptions) {
    this.#session = session;
    this.#options = options;
    this.#lang = options.lang ?? 'ja';
    this.#texts = new Texts(place.ownerDocument, this.#lang);
    this.#element = this.#texts.make('div', BLOCK);
    this.#element.lang = this.#lang;
    this.#fold = new Fold(this.#element);
    this.update();
    place.append(this.#element);
  }

  get fields(): readonly string[] {
    return [...this.#controls.keys()];
  }

  get map(): FieldMap {
    // By name and of every version: another version may put other controls in their place.
    const { regulation, procedure } = this.#session;
    const asking = regulation.versions.filter((one) =>
      one.procedure.some(({ id }) => id === procedure),
    );
    const groups = asking.flatMap((ruleset) => askedBy(ruleset, procedure).groups);
    const fields = groups.flatMap((group) => group.fields);
    const lists = fields.filter((field) => field.type === 'choices' && this.#isDrawn(field));
    return Object.fromEntries(lists.map(({ id }) => [id, { control: id, read: chosen }]));
  }

  update(): void {
    const { ruleset, procedure } = this.#session;
    if (ruleset !== this.#ruleset) {
      const { activeElement } = this.#element.ownerDocument;
      const at = this.#element.contains(activeElement) ? activeElement : null;
      const field = at?.closest<HTMLElement>('[data-rendered]')?.dataset.rendered;
      const caret = at && 'selectionStart' in at ? Number(at.selectionStart) : undefined;
      this.#draw(ruleset);
      // Whoever types the date that decides goes on typing.
      if (field !== undefined) this.#controls.get(field)?.focus(caret);
    }
    this.#asked ??= askedBy(ruleset, procedure);
    this.#depends = dependsOn(this.#session, this.#asked);
    this.#show();
  }

  fill(): void {
    const { answers } = this.#session;
    for (const [id, control] of this.#controls) control.fill(answers[id]);
    this.update();
  }

  focus(field: string): void {
    const control = this.#controls.get(field);
    if (this.#only?.has(field) === false) this.only(undefined);
    if (control?.element.hidden && !this.#all) this.#showAll(true);
    control?.focus();
    // What one was at until now may be left out too.
    if (this.#only) this.#fold.hideNow(this.#hidden());
  }

  only(fields: readonly string[] | undefined): void {
    const before = this.#only;
    this.#only = fields && new Set(fields);
    const isSame = before?.size === this.#only?.size && fields?.every((id) => before?.has(id));
    if (!(before === this.#only || isSame)) this.#fold.hideNow(this.#hidden());
    this.#count();
  }

  speak(lang: Lang): void {
    this.#texts.speak(lang);
    for (const control of this.#controls.values()) control.speak(lang);
    this.#lang = lang;
    this.#element.lang = lang;
    this.#count();
  }

  remove(): void {
    this.#fold.stop();
    this.#element.remove();
  }

  /** Draws a version of the text, with the session's answers in it. */
  #draw(ruleset: Ruleset): void {
    const { questions, beside } = this.#options;
    const asked = askedBy(ruleset, this.#session.procedure);
    const isDrawn = (field: Field) => this.#isDrawn(field);
    const fields = asked.groups.flatMap((group) => group.fields).filter(isDrawn);
    const suppliers = new Set(fields.map(({ supplier }) => supplier));
    const document = this.#element.ownerDocument;
    this.#texts = new Texts(document, this.#lang);
    this.#ruleset = ruleset;
    this.#asked = asked;
    const { answers } = this.#session;
    const controls = fields.map((field) => {
      const required = field.supplier === 'applicant' && asked.required.has(field.id);
      const control = new FieldControl(document, field, {
        lang: this.#lang,
        required,
        supplier: suppliers.size > 1,
        ...(questions && { questions }),
      });
      control.fill(answers[field.id]);
      const more = beside?.(field);
      if (more) control.element.append(more);
      return [field.id, control] as const;
    });
    this.#controls = new Map(controls);
    const groups = asked.groups
      .map((group) => ({ ...group, fields: group.fields.filter(isDrawn) }))
      .filter((group) => group.fields.length > 0);
    this.#groups = new Map(groups.map((group) => [this.#group(group), group]));
    this.#rest = this.#texts.make('button', `${BLOCK}__rest`);
    this.#rest.type = 'button';
    this.#rest.addEventListener('click', () => this.#showAll(!this.#all));
    this.#element.replaceChildren(...this.#groups.keys(), this.#rest);
  }

  #isDrawn({ supplier }: Field): boolean {
    return this.#options.by?.includes(supplier) ?? true;
  }

  #group({ subject, fields }: Group): HTMLElement {
    const title: Say =
      subject.of === 'condition' ? heading(subject.title) : ({ render }) => render[subject.of];
    const parts = [this.#texts.make('span', '', title)];
    if (subject.of === 'condition') {
      const clause = this.#texts.make('span', `${BLOCK}__clause`, () => subject.clause);
      clause.lang = 'ja';
      parts.push(clause);
    }
    const elements = fields.flatMap(({ id }) => this.#controls.get(id)?.element ?? []);
    return this.#texts.make('fieldset', `${BLOCK}__group`, [
      this.#texts.make(
        'legend',
        `${BLOCK}__title`,
        parts.flatMap((part) => [part, ' ']),
      ),
      this.#texts.make('div', `${BLOCK}__fields`, elements),
    ]);
  }

  #showAll(all: boolean): void {
    this.#all = all;
    this.#show();
    const first = [...this.#controls].find(([id]) => this.#isUnused(id));
    if (all) first?.[1].focus();
  }

  #show(): void {
    for (const [id, { element }] of this.#controls) {
      element.classList.toggle('rendered-field--unused', !this.#depends.has(id));
    }
    this.#fold.hide(this.#hidden());
    this.#count();
  }

  /** What is hidden, and what is not. */
  #hidden(): Map<HTMLElement, boolean> {
    const isHidden = (id: string) =>
      this.#only?.has(id) === false || (!this.#all && this.#isUnused(id));
    const hidden = new Map<HTMLElement, boolean>();
    for (const [id, { element }] of this.#controls) hidden.set(element, isHidden(id));
    for (const [element, { fields }] of this.#groups) {
      hidden.set(
        element,
        fields.every(({ id }) => isHidden(id)),
      );
    }
    return hidden;
  }

  /** Whether the outcome depends on a field no more, of those that are shown. */
  #isUnused(id: string): boolean {
    return !this.#depends.has(id) && this.#only?.has(id) !== false;
  }

  /** Says how many fields are not used. */
  #count(): void {
    const count = this.fields.filter((id) => this.#isUnused(id)).length;
    if (!this.#rest) return;
    this.#rest.hidden = count === 0;
    this.#rest.setAttribute('aria-expanded', String(this.#all));
    const { unused } = this.#texts.words.render;
    this.#rest.textContent = unused.replace('{count}', String(count));
  }
}
