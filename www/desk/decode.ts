/** What a file's bytes say: text, found out and never guessed, or what it is instead. */

/** How a text may be written, as it is told to people. */
export const encodings = {
  'utf-8': 'UTF-8',
  shift_jis: 'Shift_JIS',
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16 BE',
  'euc-jp': 'EUC-JP',
} as const;
export type Encoding = keyof typeof encodings;

/** A text and how it was written. */
export interface Decoded {
  readonly text: string;
  readonly encoding: Encoding;
}

/** What a file is that is no text. */
export type NoText = 'zip' | 'pdf' | 'locked' | 'old_workbook' | 'unknown';

/** How files begin that are no text. A ZIP may be a workbook, an old Office file may be a locked one. */
const BEGINNINGS: readonly (readonly [NoText, readonly number[]])[] = [
  ['zip', [0x50, 0x4b]],
  ['pdf', [0x25, 0x50, 0x44, 0x46]],
  ['old_workbook', [0xd0, 0xcf, 0x11, 0xe0]],
];
const MARKS: readonly (readonly [Encoding, readonly number[]])[] = [
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/** Reads bytes as text, in the encoding that was chosen or else in the one it is found to be. */
export function decode(bytes: Uint8Array, chosen?: Encoding): Decoded | NoText {
  const begins = ([, mark]: readonly [unknown, readonly number[]]) =>
    mark.every((byte, at) => bytes[at] === byte);
  const [known] = BEGINNINGS.find(begins) ?? [];
  if (known === 'old_workbook') return isLocked(bytes) ? 'locked' : known;
  if (known) return known;
  const [marked] = MARKS.find(begins) ?? [];
  const tried: readonly Encoding[] = chosen ? [chosen] : marked ? [marked] : ['utf-8', 'shift_jis'];
  for (const encoding of tried) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      // No office types it: what has it is no text, or text in another encoding.
      if (!text.includes('\0')) return { text, encoding };
    } catch {
      // Not written so.
    }
  }
  return 'unknown';
}

/** Whether an Office file holds another one under a password: it names that part so. */
function isLocked(bytes: Uint8Array): boolean {
  const name = new TextDecoder('utf-16le').decode(bytes.subarray(0, bytes.length & ~1));
  return name.includes('EncryptedPackage');
}
