/** The form by steps: one is shown, the address names it, and a list says how each stands. */
import { part } from '../shared/part.js';
import { say } from './words.js';

/** How a step stands. */
export type Standing = 'done' | 'open' | 'mend';

/** The steps of the form; the page that confirms them comes after the last. */
export class Steps {
  readonly #all: readonly HTMLElement[];
  #current: HTMLElement;

  /** @param found Called when a hidden step is to be seen: by a search of the browser, or a link to a field. */
  constructor(form: HTMLFormElement, found: (step: string) => void) {
    this.#all = [...form.querySelectorAll<HTMLElement>('.step')];
    const [first] = this.#all;
    if (!first) throw new Error('the form has no step');
    this.#current = first;
    for (const step of this.#all) step.addEventListener('beforematch', () => found(step.id));
    for (const link of this.#links()) link.parentElement?.removeAttribute('hidden');
    this.show(this.#current.id);
  }

  /** The id of the one that is shown. */
  get current(): string {
    return this.#current.id;
  }

  /** The one before it, or after it; none at the ends. */
  beside(by: -1 | 1): string | undefined {
    const asked = this.#asked();
    return asked[asked.indexOf(this.#current) + by]?.id;
  }

  get last(): string {
    return this.#asked().at(-1)?.id ?? this.current;
  }

  get first(): string {
    return this.#all[0]?.id ?? this.current;
  }

  /** The step that a control stands in. */
  of(control: Element): string {
    return control.closest('.step')?.id ?? this.current;
  }

  /** What the step is called. */
  title(id: string): string {
    const title = document.getElementById(id)?.querySelector('.step__title');
    const parts = [...(title?.children ?? [])].filter((one) => !(one as HTMLElement).hidden);
    return parts.map(({ textContent }) => textContent).join('');
  }

  /** Shows one, if it is asked of the chosen kind; otherwise the first. */
  show(id: string): void {
    const asked = this.#asked();
    const step = asked.find((one) => one.id === id) ?? asked[0];
    if (step) this.#current = step;
    for (const one of this.#all) {
      // What is hidden so is still found by a search in the page.
      if (one === this.#current) one.removeAttribute('hidden');
      else one.setAttribute('hidden', 'until-found');
    }
  }

  /** Moves the keyboard to the title of the one that is shown, and the page to its top. */
  focus(): void {
    this.#current.querySelector<HTMLElement>('.step__title')?.focus({ preventScroll: true });
    part('tasks').scrollIntoView();
  }

  /** Marks in the list what is seen, and how each stands; nothing is said of what is not checked. */
  mark(seen: string, standing: ReadonlyMap<string, Standing>): void {
    const asked = this.#asked();
    for (const link of this.#links()) {
      const id = link.hash.slice(1);
      const step = this.#all.find((one) => one.id === id);
      const stands = standing.get(id);
      const state = link.querySelector<HTMLElement>('.tasks__state');
      if (link.parentElement) link.parentElement.hidden = step ? !asked.includes(step) : false;
      if (id === seen) link.setAttribute('aria-current', 'step');
      else link.removeAttribute('aria-current');
      if (!state) continue;
      state.textContent = stands ? say(`page.consultation.tasks.${stands}`) : '';
      state.dataset.standing = stands ?? '';
    }
  }

  /** Those that ask something of the chosen kind. */
  #asked(): HTMLElement[] {
    return this.#all.filter((step) =>
      [...step.querySelectorAll('input, select, textarea')].some(
        (control) => !control.closest('[data-kinds][hidden]'),
      ),
    );
  }

  #links(): HTMLAnchorElement[] {
    return [...part('tasks').querySelectorAll('a')];
  }
}
