/** Copies of works that the browser keeps, where somebody asked for it. */

const DATABASE = 'shodaku-desk';
const STORE = 'copies';

/** A copy. */
export interface Copy {
  /** The id of the work. */
  readonly id: string;
  readonly name: string;
  /** The work, as it is written. */
  readonly text: string;
  readonly count: number;
  /** When it was made. */
  readonly at: Date;
}

/** All copies, the latest first. */
export async function copies(): Promise<Copy[]> {
  // A database is made only by keeping something in it.
  const there = await indexedDB.databases();
  if (!there.some(({ name }) => name === DATABASE)) return [];
  const all = await within<Copy[]>('readonly', (store) => store.getAll());
  return all.sort((one, other) => other.at.getTime() - one.at.getTime());
}

/** Keeps a copy in place of the one before of the same work. */
export async function keepCopy(copy: Copy): Promise<void> {
  await within('readwrite', (store) => store.put(copy));
}

/** Erases a copy. */
export async function eraseCopy(id: string): Promise<void> {
  await within('readwrite', (store) => store.delete(id));
}

async function within<T>(
  mode: IDBTransactionMode,
  act: (store: IDBObjectStore) => IDBRequest,
): Promise<T> {
  const open = indexedDB.open(DATABASE, 1);
  open.onupgradeneeded = () => open.result.createObjectStore(STORE, { keyPath: 'id' });
  const database: IDBDatabase = await done(open);
  try {
    return await done(act(database.transaction(STORE, mode).objectStore(STORE)));
  } finally {
    database.close();
  }
}

const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
