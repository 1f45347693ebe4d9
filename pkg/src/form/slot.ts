import type { Severity } from '../types/terms.js';
import { type Control, NATIVE } from './controls.js';
import { make, mark, own, putAfter, Token } from './dom.js';

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
  readonly id: string;
  readonly lang: string;
  readonly render: Render;
}

/** Where the messages of one field are shown: room kept beside its controls. */
export class Slot {
  readonly #element: HTMLElement;
  readonly #controls: readonly Control[];
  readonly #described: readonly Token[];
  readonly #render: Render;
  /** Takes back that the controls are invalid. */
  #unmark: readonly (() => void)[] = [];
  #shown = '';

  constructor({ scope, field, controls, id, lang, render }: Parts) {
    const given = [...scope.querySelectorAll(`[${PLACE}]`)].find(
      (element) => element.getAttribute(PLACE) === field,
    );
    const group = groupOf(scope, controls);
    const last = controls.at(-1);
    this.#controls = controls;
    this.#render = render;
    this.#element = own(make(scope.ownerDocument, 'div', 'shodaku-slot'), lang);
    this.#element.id = id;
    if (given) given.append(this.#element);
    else if (group) group.append(this.#element);
    else if (last) putAfter(this.#element, last);
    const targets: readonly Element[] = group ? [group] : controls;
    this.#described = targets.map((target) => new Token(target, 'aria-describedby', id));
  }

  /** Whether it still stands in the page, beside these controls. */
  serves(controls: readonly Control[]): boolean {
    return (
      this.#element.isConnected &&
      controls.length === this.#controls.length &&
      controls.every((control, at) => control === this.#controls[at])
    );
  }

  /** The id of the element with the messages. */
  get id(): string {
    return this.#element.id;
  }

  show(messages: readonly Message[]): void {
    const key = JSON.stringify(messages);
    if (key === this.#shown || (messages.length === 0 && this.#shown === '')) return;
    this.#shown = messages.length === 0 ? '' : key;
    this.#render(this.#element, messages);
    for (const token of this.#described) token.set(messages.length > 0);
    this.#mark(messages.some(({ severity }) => severity === 'error'));
  }

  remove(): void {
    this.show([]);
    this.#element.remove();
  }

  #mark(invalid: boolean): void {
    for (const unmark of this.#unmark) unmark();
    this.#unmark = invalid ? this.#controls.map(mark) : [];
  }
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
