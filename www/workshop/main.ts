/** Starts the workshop; says so where the engine does not start. */
import { render } from 'lit-html';
import { load } from 'shodaku';
import type { Language } from '../shared/language.js';
import { part } from '../shared/part.js';
import { failureBanner } from '../shared/verdict.js';
import { speak } from './words.js';
import { Workshop } from './workshop.js';

let workshop: Workshop | undefined;

for (const button of document.querySelectorAll<HTMLElement>('[data-language]')) {
  button.addEventListener('click', () => {
    speak(button.dataset.language as Language);
    workshop?.speak();
  });
}

try {
  workshop = new Workshop(await load());
} catch (error) {
  render(failureBanner(), part('write-view'));
  reportError(error);
}
