import { holdsBlocks, isRow } from './place.js';

/** Marks what this package put into the page. */
const OWN = 'data-shodaku-own';
/** Marks what this package called invalid; holds what the host had said before. */
const MARKED = 'data-shodaku-invalid';
/** What the ids of this package look like. */
const ID = /^shodaku-\d+-\d+$/u;

/** What all copies of this package in one page share: there may be several. */
interface Shared {
  /** Every element that is ours or has something of ours. What looks like it is a copy. */
  readonly known: WeakSet<Element>;
  attachments: number;
  /** By form and what is asked of it: who speaks there. */
  readonly speaking: WeakMap<Element, Map<string, Speaking>>;
}

/** Who speaks at a form. */
export interface Speaking {
  giveWay(): void;
}

function shared(): Shared {
  const page = globalThis as { [key: symbol]: Shared | undefined };
  const key = Symbol.for('shodaku');
  page[key] ??= { known: new WeakSet(), attachments: 0, speaking: new WeakMap() };
  return page[key];
}

/**
 * From now on this one speaks at a form of what is asked of it. A script may run twice: who did
 * before is let go, so that nothing is said twice. Returns how to end that.
 */
export function speakAlone(root: Element, asked: string, speaking: Speaking): () => void {
  const { speaking: all } = shared();
  const here = all.get(root) ?? new Map<string, Speaking>();
  all.set(root, here);
  const before = here.get(asked);
  here.set(asked, speaking);
  if (before !== speaking) before?.giveWay();
  return () => {
    if (here.get(asked) === speaking) here.delete(asked);
  };
}

/** An id that nothing else in the page has. */
export function freshId(): string {
  shared().attachments += 1;
  return `shodaku-${shared().attachments}`;
}

/** An element of this package. Text goes in as text, never as markup. */
export function make<K extends keyof HTMLElementTagNameMap>(
  document: Document,
  tag: K,
  className: string,
  content: string | readonly Node[] = [],
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  element.className = className;
  if (typeof content === 'string') element.textContent = content;
  else element.append(...content);
  return element;
}

/** Marks an element as put there by this package, in a language of its own. */
export function own<T extends HTMLElement>(element: T, lang: string): T {
  element.setAttribute(OWN, '');
  element.lang = lang;
  shared().known.add(element);
  return element;
}

/**
 * Takes away what was copied: a host that clones a row clones what this package has put into it,
 * with ids that are taken and words about another row.
 */
export function sweep(scope: Element): void {
  const { known } = shared();
  const copies = (selector: string) =>
    [...scope.querySelectorAll(selector)].filter((element) => !known.has(element));
  for (const copy of copies(`[${OWN}]`)) copy.remove();
  for (const copy of copies(`[${MARKED}]`)) unmark(copy, copy.getAttribute(MARKED));
  for (const copy of copies('[aria-describedby*="shodaku-"]')) {
    const rest = tokens(copy.getAttribute('aria-describedby')).filter((token) => !ID.test(token));
    write(copy, 'aria-describedby', rest.join(' '));
  }
}

/** How many messages call a control invalid now, and what its host had said before. */
const marks = new WeakMap<Element, { count: number; readonly before: string | null }>();

/** Calls a control invalid. Returns how to take that back. */
export function mark(control: Element): () => void {
  const known = marks.get(control);
  if (known) known.count += 1;
  else {
    const before = control.getAttribute('aria-invalid');
    marks.set(control, { count: 1, before });
    shared().known.add(control);
    control.setAttribute(MARKED, before ?? '');
    control.setAttribute('aria-invalid', 'true');
  }
  return () => {
    const mark = marks.get(control);
    if (!mark) return;
    mark.count -= 1;
    if (mark.count > 0) return;
    marks.delete(control);
    unmark(control, mark.before);
  };
}

function unmark(control: Element, before: string | null): void {
  control.removeAttribute(MARKED);
  // What the host has said in the meantime stands.
  if (control.getAttribute('aria-invalid') === 'true') write(control, 'aria-invalid', before);
}

/** Sets an attribute, or takes it away where there is nothing to set. */
function write(element: Element, attribute: string, value: string | null): void {
  if (value) element.setAttribute(attribute, value);
  else element.removeAttribute(attribute);
}

/** A form where the parser allows none: left there empty, its controls beside it, and not drawn. */
const MISPLACED = ':is(table, tbody, thead, tfoot, tr) > form';

/** Puts an element at the beginning of another, or before it or the table or list it is part of. */
export function put(element: Element, root: Element): void {
  const start = root.matches(MISPLACED) ? root.parentElement : root;
  const inner = climb(start, (at) => !holdsBlocks(at));
  if (inner !== undefined) inner.before(element);
  else if (isRow(root)) root.before(element);
  else root.prepend(element);
}

/** Shows what has something to say where the page hides it, by a rule that was meant for others. */
export function uncover(element: HTMLElement): void {
  const frame = element.parentElement;
  if (!frame || element.getClientRects().length > 0 || frame.getClientRects().length === 0) return;
  for (const [property, value] of UNCOVERED)
    element.style.setProperty(property, value, 'important');
}

const UNCOVERED = [
  ['display', 'block'],
  ['position', 'static'],
  ['visibility', 'visible'],
] as const;

/** The dialog that everything else in the page is out of reach behind, if it is in this part of it. */
export function modalIn(scope: Element): Element | undefined {
  try {
    return [...scope.querySelectorAll('dialog:modal')].at(-1);
  } catch {
    return undefined;
  }
}

/** The part of the page that holds a form with all of its controls. */
export function scopeOf(root: Element, controls: Iterable<Element>): Element {
  let scope = (root.matches(MISPLACED) && root.closest('table')) || root;
  for (const control of controls) {
    while (!scope.contains(control) && scope.parentElement) scope = scope.parentElement;
  }
  return scope;
}

/** The last of an element and its ancestors for which it is still so. */
function climb(from: Element | null, is: (element: Element) => boolean): Element | undefined {
  let last: Element | undefined;
  for (let at = from; at && is(at); at = at.parentElement) last = at;
  return last;
}

/** A word in an id list attribute, added and taken away without disturbing the host's. */
export class Token {
  readonly #element: Element;
  readonly #attribute: string;
  readonly #token: string;
  #before: string | null = null;
  #written: string | undefined;

  constructor(element: Element, attribute: string, token: string) {
    this.#element = element;
    this.#attribute = attribute;
    this.#token = token;
  }

  set(there: boolean): void {
    if (there) this.#add();
    else this.#remove();
  }

  #add(): void {
    const now = this.#element.getAttribute(this.#attribute);
    if (tokens(now).includes(this.#token)) return;
    shared().known.add(this.#element);
    this.#before = now;
    this.#written = [...tokens(now), this.#token].join(' ');
    this.#element.setAttribute(this.#attribute, this.#written);
  }

  #remove(): void {
    if (this.#written === undefined) return;
    const now = this.#element.getAttribute(this.#attribute);
    const rest = tokens(now).filter((token) => token !== this.#token);
    const untouched = now === this.#written;
    this.#written = undefined;
    if (untouched && this.#before !== null) {
      this.#element.setAttribute(this.#attribute, this.#before);
    } else if (rest.length > 0) {
      this.#element.setAttribute(this.#attribute, rest.join(' '));
    } else {
      this.#element.removeAttribute(this.#attribute);
    }
  }
}

function tokens(value: string | null): string[] {
  return (value ?? '').split(/\s+/u).filter((token) => token !== '');
}
