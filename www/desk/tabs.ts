/** Other tabs in which the same work is open: what they did to it is told from one to the other. */

/** What another tab did. */
export type Told =
  /** Something was changed there, and not saved yet. */
  | { readonly id: string; readonly did: 'edited' }
  /** It was saved there, as this text. */
  | { readonly id: string; readonly did: 'saved'; readonly text: string };

/** The way from tab to tab. */
export class Tabs {
  readonly #channel = new BroadcastChannel('shodaku-desk');

  /** `heard` is told of what happens in other tabs, whatever work it happens to. */
  constructor(heard: (told: Told) => void) {
    this.#channel.addEventListener('message', ({ data }) => {
      if (isTold(data)) heard(data);
    });
  }

  tell(told: Told): void {
    this.#channel.postMessage(told);
  }
}

/** Any page from a disk may speak in the channel: what is heard is looked at first. */
function isTold(data: unknown): data is Told {
  if (typeof data !== 'object' || data === null) return false;
  const { id, did, text } = data as { [key: string]: unknown };
  if (typeof id !== 'string') return false;
  return did === 'edited' || (did === 'saved' && typeof text === 'string');
}
