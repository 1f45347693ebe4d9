import type { Severity } from '../types.js';
import type { Control } from './controls.js';
import { make, own, putAfter, Token } from './dom.js';

/** One message at a field. */
export interface Message {
  readonly severity: Severity;
  /** 注意 */
  readonly word: string;
  readonly message: string;
  readonly remedy: string;
  readonly clauses: readonly string[];
}

/** Names the field whose messages the host wants in an element. */
const PLACE = 'data-shodaku-message';

/** Where the messages of one field are shown: room kept beside its controls. */
export class Slot {
  readonly #element: HTMLElement;
  readonly #controls: readonly Control[];
  readonly #described: readonly Token[];
  /** The controls that are marked invalid, where the host had not done so. */
  #invalid: readonly [Control, string | null][] = [];
  #shown = '';

  constructor(
    root: Element,
    field: string,
    controls: readonly Control[],
    id: string,
    lang: string,
  ) {
    const given = [...root.querySelectorAll(`[${PLACE}]`)].find(
      (element) => element.getAttribute(PLACE) === field,
    );
    const group = groupOf(root, controls);
    const last = controls.at(-1);
    this.#controls = controls;
    this.#element = own(make(root.ownerDocument, 'div', 'shodaku-slot'), lang);
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
    this.#element.replaceChildren(
      ...messages.map((message) => paragraph(this.#element.ownerDocument, message)),
    );
    for (const token of this.#described) token.set(messages.length > 0);
    this.#mark(messages.some(({ severity }) => severity === 'error'));
  }

  remove(): void {
    this.show([]);
    this.#element.remove();
  }

  #mark(invalid: boolean): void {
    for (const [control, before] of this.#invalid) {
      if (before === null) control.removeAttribute('aria-invalid');
      else control.setAttribute('aria-invalid', before);
    }
    this.#invalid = invalid
      ? this.#controls.map((control) => [control, control.getAttribute('aria-invalid')])
      : [];
    for (const [control] of this.#invalid) control.setAttribute('aria-invalid', 'true');
  }
}

/** 「⚠ 注意 …」 */
export function paragraph(document: Document, message: Message): HTMLElement {
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
function groupOf(root: Element, controls: readonly Control[]): Element | undefined {
  const [first] = controls;
  if (!first || controls.length < 2) return undefined;
  const group = first.closest('fieldset, [role="group"], [role="radiogroup"]');
  if (!group || group === root || !root.contains(group)) return undefined;
  const inside = [...group.querySelectorAll<Control>('input, select, textarea')];
  const theirs = controls.every((control) => group.contains(control));
  return theirs && inside.length === controls.length ? group : undefined;
}
