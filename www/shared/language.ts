/** The page's language: Japanese as the portal serves it, English on request. */

import type { Text } from 'shodaku';
import shared, { type Words as Shared } from 'shodaku-words/shared';

/** The languages the page speaks. */
export type Language = 'ja' | 'en';

/** What a text takes at its places. */
type Places = { readonly [place: string]: string | number };
/** What each text takes, by key. */
type Takes = { readonly [key: string]: [] | [places: Places] };
type Texts = { readonly [lang in Language]: { readonly [key: string]: string } };

/** A text in the language being shown, by its key. */
type Say<Words extends Takes> = <Key extends keyof Words & string>(
  key: Key,
  ...places: Words[Key]
) => string;

let current: Language = 'ja';

/** The language being shown. */
export const language = (): Language => current;

/** What a page says: its own words and those that pages share. */
export function spoken<Own extends Takes>(
  own: Texts,
): { say: Say<Own & Shared>; speak: (next: Language) => void } {
  const texts = { ja: { ...shared.ja, ...own.ja }, en: { ...shared.en, ...own.en } };
  const say = (key: string, places: Places = {}): string => {
    const text: string | undefined = texts[current][key as keyof Shared];
    if (text === undefined) throw new Error(`there is no text ${key}`);
    return text.replace(/\{(\w+)\}/g, (_, place: string) => String(places[place]));
  };
  return {
    say,
    speak: (next) => {
      current = next;
      document.documentElement.lang = next;
      layOver(document, say);
    },
  };
}

/** What pages share. */
export const { say } = spoken<Shared>(shared);

/** Puts the words on the page's own markup; in Japanese the build has put them there. */
function layOver(root: ParentNode, say: (key: string) => string): void {
  for (const element of root.querySelectorAll<HTMLElement>('[data-word], [data-word-label]')) {
    const { word, wordLabel } = element.dataset;
    if (word !== undefined) element.textContent = say(word);
    if (wordLabel !== undefined) element.setAttribute('aria-label', say(wordLabel));
  }
  for (const button of root.querySelectorAll<HTMLElement>('[data-language]')) {
    button.setAttribute('aria-pressed', String(button.dataset.language === current));
  }
}

/** A ruleset's text in the language being shown. */
export const inLanguage = (text: Text): string => text[current] ?? text.ja;

/** Words as they begin a line: labels are written to stand within a sentence. */
export const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** A ruleset's text in the language being shown, as it begins a line. */
export const asHeading = (text: Text): string => capital(inLanguage(text));
