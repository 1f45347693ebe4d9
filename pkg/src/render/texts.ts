import words, { type Words } from 'shodaku-words/render';
import { inLang } from '../output/locale.js';
import type { Lang } from '../types/terms.js';
import type { Text } from '../types/text.js';

/** Makes a text in the language that is shown. */
export type Say = (words: Words) => string;

/** Texts in a page that change when the language does. */
export class Texts {
  readonly #document: Document;
  readonly #said: [node: Node, say: Say][] = [];
  #words: Words;

  constructor(document: Document, lang: Lang) {
    this.#document = document;
    this.#words = inLang(words, lang);
  }

  /** An element that says something. */
  make<K extends keyof HTMLElementTagNameMap>(
    tag: K,
    className: string,
    content: Say | readonly (Node | string)[] = [],
  ): HTMLElementTagNameMap[K] {
    const element = this.#document.createElement(tag);
    if (className !== '') element.className = className;
    if (typeof content === 'function') this.say(element, content);
    else element.append(...content);
    return element;
  }

  /** Puts a text in place of what an element says, as text and never as markup. */
  say(element: Element, say: Say): void {
    element.textContent = say(this.#words);
    this.#said.push([element, say]);
  }

  /** Says everything in another language. */
  speak(lang: Lang): void {
    this.#words = inLang(words, lang);
    for (const [node, say] of this.#said) node.textContent = say(this.#words);
  }

  /** The words of the language that is shown. */
  get words(): Words {
    return this.#words;
  }
}

/** A ruleset's text. */
export const saying =
  (text: Text): Say =>
  ({ lang }) =>
    text[lang] ?? text.ja;

/** A ruleset's text as it begins a line: labels are written to stand within a sentence. */
export const heading = (text: Text): Say => {
  const say = saying(text);
  return (words) => {
    const said = say(words);
    return said.charAt(0).toUpperCase() + said.slice(1);
  };
};
