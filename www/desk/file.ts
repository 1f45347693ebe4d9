/** The working file on a disk: by the File System Access API where there is one, else by download. */

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

/** One file, known after it was saved or opened where the browser lets a page write again. */
export class WorkingFile {
  #handle: Handle | undefined;

  /** Writes the text; `false` where nobody chose a place for it. */
  async save(text: string, name: string): Promise<boolean> {
    const { showSaveFilePicker } = picking();
    if (!showSaveFilePicker) {
      download(text, name);
      return true;
    }
    try {
      this.#handle ??= await showSaveFilePicker.call(window, { ...TYPES, suggestedName: name });
      const writable = await this.#handle.createWritable();
      await writable.write(text);
      await writable.close();
      return true;
    } catch (error) {
      if (isAbort(error)) return false;
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
      const take = () => {
        this.#handle = handle;
      };
      return { text: await file.text(), name: file.name, take };
    } catch (error) {
      if (isAbort(error)) return undefined;
      throw error;
    }
  }
}

const isAbort = (error: unknown): boolean =>
  error instanceof DOMException && error.name === 'AbortError';

/** Lets the browser save something as a file. */
export function download(
  content: string | Uint8Array<ArrayBuffer>,
  name: string,
  type = 'application/json',
): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href));
}

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
