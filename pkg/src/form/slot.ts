import type { Severity } from '../types/terms.js';
import { alike } from './alike.js';
import { type Control, faceOf, isDisabled, NATIVE } from './controls.js';
import { make, mark, own, Token, uncover } from './dom.js';
import { putAfterField } from './place.js';

/** One message at a field. */
export interface Message {
  /** The field it is shown at; `''` for one on the form as a whole. */
  readonly field: string;
  readonly severity: Severity;
  /** 注意 */
  readonly word: string;
  readonly message: string;
  readonly remedy: string;
  readonly clauses: readonly string[];
}

/**
 * Shows these messages, and no others, in an element kept for them; none: empties it. Whatever it
 * puts elsewhere it has to take away again.
 */
export type Render = (place: HTMLElement, messages: readonly Message[]) => void;

/** Names the field whose messages the host wants in an element. */
const PLACE = 'data-shodaku-message';

interface Parts {
  /** The part of the page that holds the form and its controls. */
  readonly scope: Element;
  readonly field: string;
  readonly controls: readonly Control[];
  /** Every control that any field is read from. */
  readonly claimed: ReadonlySet<Element>;
  readonly id: string;
  readonly lang: string;
  readonly render: Render;
  /** Whether the page has been seen without it: then nothing in view may move. */
  readonly late: boolean;
}

/** Where the messages of one field are shown: room kept after it. */
export class Slot {
  readonly #element: HTMLElement;
  readonly #field: string;
  readonly #controls: readonly Control[];
  /** What a person sees of the controls. */
  readonly #faces: readonly Control[];
  readonly #described: readonly Token[];
  readonly #render: Render;
  /** Takes back that the controls are invalid. */
  #unmark: readonly (() => void)[] = [];
  #shown: readonly Message[] = [];

  constructor({ scope, field, controls, claimed, id, lang, render, late }: Parts) {
    this.#field = field;
    this.#controls = controls;
    this.#faces = facesOf(controls);
    const group = groupOf(scope, this.#faces);
    this.#render = render;
    this.#element = own(make(scope.ownerDocument, 'div', 'shodaku-slot'), lang);
    this.#element.id = id;
    this.settle(scope, claimed);
    if (late && isInView(this.#element)) this.#element.classList.add('shodaku-slot--late');
    const targets: readonly Element[] = group ? [group] : this.#faces;
    this.#described = targets.map((target) => new Token(target, 'aria-describedby', id));
  }

  /** Takes its place: where the host has said, or after the field. */
  settle(scope: Element, claimed: ReadonlySet<Element>): void {
    const given = [...scope.querySelectorAll(`[${PLACE}]`)].find((element) =>
      element.getAttribute(PLACE)?.split(/\s+/u).includes(this.#field),
    );
    const controls = this.#faces;
    const own = new Set([...this.#controls, ...controls]);
    if (given) given.append(this.#element);
    else putAfterField(this.#element, { controls, own, scope, claimed });
  }

  /** Whether it still stands in the page, beside these controls. */
  serves(controls: readonly Control[]): boolean {
    return (
      this.#element.isConnected &&
      sameOnes(controls, this.#controls) &&
      sameOnes(facesOf(controls), this.#faces)
    );
  }

  /** The element with the messages. */
  get element(): HTMLElement {
    return this.#element;
  }

  /** What a person sees of the first control that can be used. */
  get face(): Control | undefined {
    return this.#faces.find((control) => !isDisabled(control));
  }

  show(messages: readonly Message[]): void {
    if (alike(messages, this.#shown)) return;
    this.#shown = messages;
    this.#render(this.#element, messages);
    if (messages.length > 0) uncover(this.#element);
    for (const token of this.#described) token.set(messages.length > 0);
    this.#mark(messages.some(({ severity }) => severity === 'error'));
  }

  remove(): void {
    this.show([]);
    this.#element.remove();
  }

  #mark(invalid: boolean): void {
    for (const unmark of this.#unmark) unmark();
    this.#unmark = invalid ? this.#faces.map(mark) : [];
  }
}

function sameOnes(some: readonly Element[], others: readonly Element[]): boolean {
  return some.length === others.length && some.every((one, at) => one === others[at]);
}

function facesOf(controls: readonly Control[]): Control[] {
  return controls.map(faceOf).filter((face) => face !== undefined);
}

/** Whether there is anything of these controls at which something can be said. */
export function hasFace(controls: readonly Control[]): boolean {
  return facesOf(controls).length > 0;
}

function isInView(element: Element): boolean {
  const { top, bottom } = element.getBoundingClientRect();
  const height = element.ownerDocument.defaultView?.innerHeight ?? 0;
  return bottom > 0 && top < height;
}

/** As this package shows messages by itself. */
export const paragraphs: Render = (place, messages) =>
  place.replaceChildren(...messages.map((message) => paragraph(place.ownerDocument, message)));

/** 「⚠ 注意 …」 */
function paragraph(document: Document, message: Message): HTMLElement {
  const { severity, word, clauses } = message;
  const part = (name: string, text: string) =>
    make(document, 'span', `shodaku-message__${name}`, text);
  const icon = part('icon', '');
  icon.setAttribute('aria-hidden', 'true');
  const space = () => document.createTextNode(' ');
  const parts: Node[] = [icon, part('word', word), space(), part('text', message.message)];
  if (message.remedy !== '') parts.push(space(), part('remedy', message.remedy));
  if (clauses.length > 0) parts.push(space(), part('clauses', clauses.join('・')));
  return make(document, 'p', `shodaku-message shodaku-message--${severity}`, parts);
}

/** The group of several controls that is theirs alone. */
function groupOf(scope: Element, controls: readonly Control[]): Element | undefined {
  const [first] = controls;
  if (!first || controls.length < 2) return undefined;
  const group = first.closest('fieldset, [role="group"], [role="radiogroup"]');
  if (!group || group === scope || !scope.contains(group)) return undefined;
  const inside = [...group.querySelectorAll<Control>(NATIVE)];
  const theirs = controls.every((control) => group.contains(control));
  return theirs && inside.length === controls.length ? group : undefined;
}
