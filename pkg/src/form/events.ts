import { type Control, isTick, type Submitting } from './controls.js';

/** What happens in a form, as those hear it who keep it in step with a session. */
export interface Listener {
  /** Something was entered in a control; `finished`: the user is done with it for now. */
  readonly entered: (target: EventTarget | null, finished: boolean) => void;
  /** The user left a control. */
  readonly left: (target: EventTarget | null) => void;
  /** The form is about to be submitted. */
  readonly submitted: (event: SubmitEvent) => void;
  /** The form was reset. */
  readonly reset: () => void;
  /** The user came back to the page, where the browser may have restored what was typed. */
  readonly returned: () => void;
  /** Something happened in the page, and its own scripts have done with it: they may have set values. */
  readonly stirred: () => void;
  /** Some time has gone by. */
  readonly passed: () => void;
  /** Nothing is pressed any more. */
  readonly released: () => void;
}

/** How long after a press is lifted its click may still come, in milliseconds. */
const PRESS = 120;
/** How long what a script does by itself may go unnoticed, in milliseconds. */
const BEAT = 1000;
/** After what a page's scripts set values: a day picked in a calendar is a click somewhere else. */
const STIRRING = ['click', 'keyup', 'input', 'change', 'focusin', 'focusout', 'drop'];

/** Listens to a form: what is composed is not entered yet, and what is pressed is held. */
export class Events {
  readonly #root: Element;
  readonly #listener: Listener;
  readonly #listening = new AbortController();
  #composing: EventTarget | null = null;
  #submitting: Submitting | undefined;
  #pressed = false;
  #release: ReturnType<typeof setTimeout> | undefined;
  #stirring: ReturnType<typeof setTimeout> | undefined;
  #beat: ReturnType<typeof setInterval> | undefined;

  constructor(root: Element, listener: Listener) {
    this.#root = root;
    this.#listener = listener;
  }

  /** The control in which an input method composes. */
  get composing(): EventTarget | null {
    return this.#composing;
  }

  /** What a form is about to submit, while it is. */
  get submitting(): Submitting | undefined {
    return this.#submitting;
  }

  /** While something is pressed nothing may move: the press must hit what it was meant for. */
  get pressed(): boolean {
    return this.#pressed;
  }

  get stopped(): boolean {
    return this.#listening.signal.aborted;
  }

  listen(): void {
    const { entered, left, submitted, reset, returned, passed } = this.#listener;
    // What is not in the page yet may come into any.
    const top = this.#root.isConnected ? this.#root.getRootNode() : this.#root;
    const page = this.#root.ownerDocument;
    const window = page.defaultView;
    const { signal } = this.#listening;
    const on = <E extends Event>(type: string, handle: (event: E) => void) => {
      top.addEventListener(type, (event) => handle(event as E), { capture: true, signal });
    };
    on<InputEvent>('input', (event) => {
      this.#lift();
      // With a tick one is done; a custom element's `change` may stay within its shadow.
      const ticked = isElement(event.target) && isTick(event.target);
      if (!event.isComposing) entered(event.target, ticked);
    });
    on('compositionstart', ({ target }) => {
      this.#composing = target;
    });
    // In Chromium the last `input` is still composing and comes before this.
    on('compositionend', ({ target }) => {
      this.#composing = null;
      entered(target, false);
    });
    on('change', ({ target }) => {
      if (target !== this.#composing) entered(target, true);
    });
    on('focusout', ({ target }) => {
      this.#composing = null;
      left(target);
    });
    on<SubmitEvent>('submit', (event) => {
      if (!this.#isForm(event.target)) return;
      this.#lift();
      submitted(event);
      this.#stir();
    });
    on<FormDataEvent>('formdata', ({ target, formData }) => {
      this.#submitting = { form: target as HTMLFormElement, data: formData };
      // Not before the page's own scripts have been told.
      setTimeout(() => {
        this.#submitting = undefined;
      });
    });
    on('reset', ({ target }) => {
      if (this.#isForm(target)) setTimeout(reset);
    });
    on('pointerdown', () => {
      clearTimeout(this.#release);
      this.#pressed = true;
    });
    on('pointerup', () => this.#liftAfter(PRESS));
    on('pointercancel', () => this.#liftAfter(0));
    on('click', () => this.#liftAfter(0));
    // A picker may stand anywhere in the page, and a form in a shadow of its own.
    for (const place of new Set([top, page])) {
      for (const type of STIRRING) {
        place.addEventListener(type, () => this.#stir(), { capture: true, signal });
      }
    }
    // Going back, the browser restores what was typed after the page is complete, and says nothing.
    window?.addEventListener('pageshow', () => returned(), { signal });
    for (const type of ['DOMContentLoaded', 'visibilitychange']) {
      page.addEventListener(type, () => passed(), { signal });
    }
    this.#beat = setInterval(() => {
      if (!page.hidden) passed();
    }, BEAT);
  }

  stop(): void {
    this.#listening.abort();
    clearTimeout(this.#release);
    clearTimeout(this.#stirring);
    clearInterval(this.#beat);
  }

  /** Whether this is the form that the root is, is within, or holds. */
  #isForm(target: EventTarget | null): boolean {
    return target === this.#root.closest('form') || this.#root.contains(target as Node);
  }

  /** Waits until all who listen have been told. */
  #stir(): void {
    this.#stirring ??= setTimeout(() => {
      this.#stirring = undefined;
      this.#listener.stirred();
    });
  }

  #liftAfter(delay: number): void {
    clearTimeout(this.#release);
    this.#release = setTimeout(() => this.#lift(), delay);
  }

  #lift(): void {
    clearTimeout(this.#release);
    this.#pressed = false;
    this.#listener.released();
  }
}

function isElement(target: EventTarget | null): target is Control {
  return target !== null && 'localName' in target;
}
