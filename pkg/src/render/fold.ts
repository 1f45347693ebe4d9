/** How long after a press is lifted its click may still come, in milliseconds. */
const PRESS = 120;

/** Hides elements of a page, and shows them, without moving what somebody is at. */
export class Fold {
  readonly #root: Element;
  readonly #listening = new AbortController();
  #pressed = false;
  #wanted: ReadonlyMap<HTMLElement, boolean> = new Map();

  constructor(root: Element) {
    this.#root = root;
    const { signal } = this.#listening;
    const on = (type: string, handle: () => void) =>
      root.ownerDocument.addEventListener(type, handle, { capture: true, signal });
    on('pointerdown', () => {
      this.#pressed = true;
    });
    for (const end of ['pointerup', 'pointercancel']) {
      on(end, () => {
        setTimeout(() => {
          this.#pressed = false;
          this.#apply();
        }, PRESS);
      });
    }
    // What is left is left before it is known where to.
    root.addEventListener('focusout', () => setTimeout(() => this.#apply()), { signal });
  }

  /** Says which elements are to be hidden: shows the others at once, hides when nobody is typing. */
  hide(wanted: ReadonlyMap<HTMLElement, boolean>): void {
    this.#wanted = wanted;
    this.#apply();
  }

  /** The same at once, because somebody asked for it; what somebody is at stays. */
  hideNow(wanted: ReadonlyMap<HTMLElement, boolean>): void {
    this.#wanted = wanted;
    this.#apply(true);
  }

  stop(): void {
    this.#listening.abort();
  }

  #apply(now = false): void {
    // A press must hit what it was meant for.
    if ((this.#pressed && !now) || this.#listening.signal.aborted) return;
    const { activeElement } = this.#root.ownerDocument;
    const at = activeElement && this.#root.contains(activeElement) ? activeElement : undefined;
    const typing = !now && at?.matches('textarea, input[type="text"]');
    const changed = [...this.#wanted].filter(
      ([element, hidden]) =>
        element.hidden !== hidden && !(hidden && (typing || element.contains(at ?? null))),
    );
    if (changed.length === 0) return;
    const before = at?.getBoundingClientRect().top;
    for (const [element, hidden] of changed) element.hidden = hidden;
    if (at === undefined || before === undefined) return;
    const moved = at.getBoundingClientRect().top - before;
    if (moved !== 0) this.#root.ownerDocument.defaultView?.scrollBy(0, moved);
  }
}
