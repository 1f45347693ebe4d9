/** The copy of the work that the browser keeps, where somebody asked for it. */

const KEY = 'shodaku-workshop';

/** The copy; nothing where none is kept. */
export const copy = (): string | null => localStorage.getItem(KEY);

/** Keeps a copy in place of the one before. */
export const keepCopy = (text: string): void => localStorage.setItem(KEY, text);

/** Erases the copy. */
export const eraseCopy = (): void => localStorage.removeItem(KEY);
