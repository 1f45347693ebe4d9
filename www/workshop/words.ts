/** What this page says. */
import words, { type Words } from 'shodaku-words/workshop';
import { spoken } from '../shared/language.js';

export const { say, speak } = spoken<Words>(words);
