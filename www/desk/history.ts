/** What was done to the work, to be undone step by step. */
import type { DeskRequest, Work } from './work.js';

/** How many steps are kept. */
const STEPS = 100;

/** What can change without the list of requests changing. */
interface Part {
  readonly request: DeskRequest | undefined;
  readonly senders: Work['senders'];
}

/** A step back. */
export type Step =
  | { readonly of: 'part'; readonly part: Part; readonly before: Part; readonly at: unknown }
  | { readonly of: 'list'; readonly before: readonly DeskRequest[] };

/** The steps of one work. */
export class History {
  #steps: Step[] = [];
  /** The last step that the file holds, `start` for what was opened; nothing where it holds neither. */
  #kept: Step | 'start' | undefined = 'start';
  #watched: { readonly part: Part; readonly before: Part } | undefined;

  get isEmpty(): boolean {
    return this.#steps.length === 0;
  }

  /** Where the work is now. */
  get here(): Step | 'start' {
    return this.#steps.at(-1) ?? 'start';
  }

  /** Whether the work is as the file holds it. */
  get isKept(): boolean {
    return this.here === this.#kept;
  }

  /** The file holds the work as it was there. */
  kept(there: Step | 'start'): void {
    this.#kept = there;
  }

  /** Remembers how a request and the senders are before anything is done to them. */
  watch(request: DeskRequest | undefined, { senders }: Work): void {
    const part = { request, senders };
    this.#watched = { part, before: structuredClone(part) };
  }

  /** What is watched has changed. What is `typed` at one place is one step. */
  changed(typed: boolean): void {
    const watched = this.#watched;
    if (!watched) return;
    const last = this.#steps.at(-1);
    const at = typed ? changeIn(watched.before, watched.part) : '';
    const goesOn =
      at !== '' &&
      last?.of === 'part' &&
      last !== this.#kept &&
      last.part.request === watched.part.request &&
      last.at === at;
    if (!goesOn) this.#add({ of: 'part', ...watched, at });
    this.#watched = { ...watched, before: structuredClone(watched.part) };
  }

  /** The list of requests is about to be another one. */
  listed(before: readonly DeskRequest[]): void {
    this.#add({ of: 'list', before: [...before] });
  }

  /** Takes the last step back. The request it was in, if it was in one. */
  undo(work: Work): DeskRequest | undefined {
    const step = this.#steps.pop();
    if (!step) return undefined;
    if (step.of === 'list') {
      work.requests = [...step.before];
      return undefined;
    }
    const { request, senders } = step.before;
    work.senders.splice(0, work.senders.length, ...senders);
    if (step.part.request && request) replace(step.part.request, request);
    return step.part.request;
  }

  /** Begins anew, with what a file holds or with what none does. */
  clear(isKept: boolean): void {
    this.#steps = [];
    this.#kept = isKept ? 'start' : undefined;
  }

  #add(step: Step): void {
    this.#steps.push(step);
    if (this.#steps.length <= STEPS) return;
    const gone = this.#steps.shift();
    // From now on no step leads back to what came before.
    if (this.#kept === 'start' || this.#kept === gone) this.#kept = undefined;
  }
}

/** Makes a request what it was; whoever holds it goes on holding it. */
function replace(request: DeskRequest, before: DeskRequest): void {
  if (before.brought === undefined) delete request.brought;
  Object.assign(request, before);
}

/** Where something differs, as far as the second table down: `answers.scope.work`; empty: nowhere. */
function changeIn({ request, senders }: Part, now: Part): string {
  const flat = (part: object) =>
    new Map(
      Object.entries(part).flatMap(([key, value]): [string, string][] =>
        typeof value === 'object'
          ? Object.entries(value).map(([inner, one]) => [`${key}.${inner}`, JSON.stringify(one)])
          : [[key, String(value)]],
      ),
    );
  const [old, anew] = [
    flat({ ...request, senders }),
    flat({ ...now.request, senders: now.senders }),
  ];
  const changed = [...new Set([...old.keys(), ...anew.keys()])];
  return changed.filter((key) => old.get(key) !== anew.get(key)).join(' ');
}
