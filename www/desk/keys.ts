/** What keys do; everything they do has a button too. */
import { type View, views } from './views.js';

/** What can be done by a key. */
export interface Acts {
  readonly view: (view: View) => void;
  readonly step: (by: number) => void;
  readonly next: () => void;
  readonly find: (found: boolean | undefined) => void;
  readonly search: () => void;
  readonly help: () => void;
  readonly back: () => void;
  readonly open: () => void;
  readonly save: () => void;
  readonly undo: () => void;
  readonly print: () => void;
}

/** The keys of the page. */
export class Keys {
  /** Whether single letters are keys: who dictates, or types with a tremor, may turn them off. */
  letters = true;
  readonly #acts: Acts;

  constructor(acts: Acts) {
    this.#acts = acts;
    document.addEventListener('keydown', (event) => {
      if (!event.isComposing && this.#press(event)) event.preventDefault();
    });
  }

  /** Whether the key did something. */
  #press(event: KeyboardEvent): boolean {
    const { key, altKey, ctrlKey, metaKey, target } = event;
    if (document.querySelector('dialog[open]')) return false;
    if (altKey && /^[1-6]$/.test(key)) return this.#view(Number(key));
    // Where something is typed, letters are letters, and what is undone is the typing.
    const typing = (target as Element).closest(
      'textarea, select, input:not([type="radio"], [type="checkbox"], [type="button"])',
    );
    if (ctrlKey || metaKey) return this.#withControl(key.toLowerCase(), typing !== null);
    return !typing && !altKey && this.#letter(key);
  }

  #view(number: number): boolean {
    const view = views[number - 1];
    if (view) this.#acts.view(view);
    return view !== undefined;
  }

  #withControl(key: string, typing: boolean): boolean {
    if (key === 's') this.#acts.save();
    else if (key === 'o') this.#acts.open();
    else if (key === 'p') this.#acts.print();
    else if (key === 'z' && !typing) this.#acts.undo();
    else return false;
    return true;
  }

  #letter(key: string): boolean {
    if (key === 'Escape') this.#acts.back();
    else if (!this.letters) return false;
    else if (key === '?') this.#acts.help();
    else if (key === '/') this.#acts.search();
    else if (key === 'n') this.#acts.next();
    else if (key === 'j') this.#acts.step(1);
    else if (key === 'k') this.#acts.step(-1);
    else if (key === 'y') this.#acts.find(true);
    else if (key === 'x') this.#acts.find(false);
    else if (key === 'u') this.#acts.find(undefined);
    else return false;
    return true;
  }
}
