/** What this page says. */
import words, { type Words } from 'shodaku-words/workshop';
import { language, spoken } from '../shared/language.js';

export const { say, speak } = spoken<Words>(words);

/** What conditions may be about: the names of the topics, each in words. */
export const topics = (): [topic: string, words: string][] =>
  Object.entries(words[language()]).flatMap(([key, text]): [string, string][] =>
    key.startsWith('topic.') ? [[key.slice('topic.'.length), text]] : [],
  );
