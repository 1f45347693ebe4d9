/** Starts the page that compares; says so where the engine does not start. */
import { render } from 'lit-html';
import { load } from 'shodaku';
import type { Language } from '../shared/language.js';
import { part } from '../shared/part.js';
import { failureBanner } from '../shared/verdict.js';
import { Page } from './page.js';
import { speak } from './words.js';

let page: Page | undefined;
let failed = false;

for (const button of document.querySelectorAll<HTMLElement>('[data-language]')) {
  button.addEventListener('click', () => {
    speak(button.dataset.language as Language);
    if (page) page.speak();
    else if (failed) render(failureBanner(), part('comparison'));
  });
}

try {
  page = new Page(await load());
} catch (error) {
  failed = true;
  part('comparison').replaceChildren();
  render(failureBanner(), part('comparison'));
  reportError(error);
}
