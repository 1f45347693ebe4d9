/** The page's language: Japanese as the portal serves it, English on request. */

import type { Text } from 'shodaku';

/** The languages the page speaks. */
export type Language = 'ja' | 'en';

let current: Language = 'ja';
const served = new WeakMap<Element, { text: string; label: string | null }>();

/** The language being shown. */
export const language = (): Language => current;

/** One of two wordings, in the language being shown. */
export const say = (ja: string, en: string): string => (current === 'ja' ? ja : en);

/** A ruleset's text in the language being shown. */
export const inLanguage = (text: Text): string => text[current] ?? text.ja;

/** The same, as it begins a line: labels in a ruleset are written to stand within a sentence. */
export function asHeading(text: Text): string {
  const words = inLanguage(text);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/**
 * Show the portal's own markup in a language. The Japanese stands in the HTML;
 * `data-en` carries the English text, `data-en-label` the English accessible name.
 */
export function speak(next: Language): void {
  current = next;
  document.documentElement.lang = next;
  for (const element of document.querySelectorAll<HTMLElement>('[data-en], [data-en-label]')) {
    let original = served.get(element);
    if (!original) {
      original = { text: element.textContent ?? '', label: element.getAttribute('aria-label') };
      served.set(element, original);
    }
    const { en, enLabel } = element.dataset;
    if (en !== undefined) element.textContent = next === 'en' ? en : original.text;
    if (enLabel !== undefined && original.label !== null) {
      element.setAttribute('aria-label', next === 'en' ? enLabel : original.label);
    }
  }
}
