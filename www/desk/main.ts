/** Starts the desk; says so where the engine does not start. */
import { render } from 'lit-html';
import { load } from 'shodaku';
import type { Language } from '../shared/language.js';
import { part } from '../shared/part.js';
import { failureBanner } from '../shared/verdict.js';
import { Desk } from './desk.js';
import { programHash } from './program.js';
import { speak } from './words.js';

let desk: Desk | undefined;

for (const button of document.querySelectorAll<HTMLElement>('[data-language]')) {
  button.addEventListener('click', () => {
    speak(button.dataset.language as Language);
    desk?.speak();
  });
}

try {
  desk = new Desk(await load(), await programHash());
} catch (error) {
  render(failureBanner(), part('view'));
  reportError(error);
}
