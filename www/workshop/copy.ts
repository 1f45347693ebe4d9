/** The copy of the work that the browser keeps, where somebody asked for it. */

const KEY = 'shodaku-workshop';

/** The copy; nothing where none is kept, or where the browser keeps nothing. */
export function copy(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

/** Keeps a copy in place of the one before. Whether the browser did: it may have no room. */
export function keepCopy(text: string): boolean {
  try {
    localStorage.setItem(KEY, text);
    return true;
  } catch {
    return false;
  }
}

/** Erases the copy. */
export const eraseCopy = (): void => localStorage.removeItem(KEY);
