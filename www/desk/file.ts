/** The working file on a disk: by the File System Access API where there is one, else by download. */

import { download } from '../shared/download.js';

/** The part of a file's handle that is used; not every browser has it. */
interface Handle {
  readonly name: string;
  getFile(): Promise<File>;
  createWritable(): Promise<{ write(text: string): Promise<void>; close(): Promise<void> }>;
}

interface Picking {
  readonly showSaveFilePicker?: (options: object) => Promise<Handle>;
  readonly showOpenFilePicker?: (options: object) => Promise<Handle[]>;
}

const TYPES = { types: [{ accept: { 'application/json': ['.json'] } }] };
const picking = (): Picking => window as Picking;

/** A file that may be written again, and how it was when it was last read or written here. */
interface Known {
  readonly handle: Handle;
  readonly stamp: string;
}

/** One file, known after it was saved or opened where the browser lets a page write again. */
export class WorkingFile {
  #known: Known | undefined;

  /**
   * Writes the text. The name it was written under; nothing where nobody chose a place for it.
   * Where somebody else has written to the file since, `replace` says whether it may be replaced; if
   * not, another place is asked for.
   */
  async save(text: string, name: string, replace: () => boolean): Promise<string | undefined> {
    const { showSaveFilePicker } = picking();
    if (!showSaveFilePicker) {
      download(text, name);
      return name;
    }
    try {
      const known = this.#known;
      const mayWrite = known && ((await isAsKnown(known)) || replace());
      const handle = mayWrite
        ? known.handle
        : await showSaveFilePicker.call(window, { ...TYPES, suggestedName: name });
      const writable = await handle.createWritable();
      await writable.write(text);
      await writable.close();
      this.#known = { handle, stamp: stampOf(await handle.getFile()) };
      return handle.name;
    } catch (error) {
      if (isAbort(error)) return undefined;
      throw error;
    }
  }

  /** The text of a file that was chosen; nothing where none was. `take` is told once it is used. */
  async open(): Promise<{ text: string; name: string; take: () => void } | undefined> {
    const { showOpenFilePicker } = picking();
    try {
      const handle = showOpenFilePicker && (await showOpenFilePicker.call(window, TYPES))[0];
      const file = handle ? await handle.getFile() : await chosen();
      if (!file) return undefined;
      const [text, stamp] = [await file.text(), stampOf(file)];
      const take = () => {
        this.#known = handle && { handle, stamp };
      };
      return { text, name: file.name, take };
    } catch (error) {
      if (isAbort(error)) return undefined;
      throw error;
    }
  }

  /** What is open is of no file any more. */
  forget(): void {
    this.#known = undefined;
  }
}

const stampOf = ({ lastModified, size }: File): string => `${lastModified} ${size}`;

/** Whether a file is still as it is known, or gone. */
async function isAsKnown({ handle, stamp }: Known): Promise<boolean> {
  try {
    return stampOf(await handle.getFile()) === stamp;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'NotFoundError') return true;
    throw error;
  }
}

const isAbort = (error: unknown): boolean =>
  error instanceof DOMException && error.name === 'AbortError';

/** A file chosen by an input that is in no page. */
function chosen(): Promise<File | undefined> {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = '.json,application/json';
  return new Promise((resolve) => {
    input.addEventListener('change', () => resolve(input.files?.[0]));
    input.addEventListener('cancel', () => resolve(undefined));
    input.click();
  });
}
