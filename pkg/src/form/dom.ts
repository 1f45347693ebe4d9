/** Marks what this package put into the page. */
const OWN = 'data-shodaku-own';

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
  return element;
}

/** What may hold no block of text. */
const NO_BLOCKS = 'dl, label, ol, p, select, table, tbody, tfoot, thead, tr, ul';

/** Puts an element at the beginning of another, or before the table or list that one is part of. */
export function put(element: Element, root: Element): void {
  const inner = climb(root, (at) => at.matches(NO_BLOCKS));
  if (inner === undefined) root.prepend(element);
  else inner.before(element);
}

/** Puts an element after another, or after whatever holds that one and may hold no block. */
export function putAfter(element: Element, control: Element): void {
  // Within a label it would become part of the control's name.
  const start = control.closest('label') ?? control;
  const inner = climb(start.parentElement, (at) => at.matches(NO_BLOCKS));
  (inner ?? start).after(element);
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
