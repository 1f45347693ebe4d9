/** What a file's bytes say: UTF-8 or Shift_JIS, found out and never guessed. */

/** A text and how it was written. */
export interface Decoded {
  readonly text: string;
  readonly encoding: 'utf-8' | 'shift_jis';
}

/** Why a file is no text. */
export type NoText = 'workbook' | 'unknown';

/** Reads bytes as text. */
export function decode(bytes: Uint8Array): Decoded | NoText {
  // How a ZIP begins, and an Excel file is one.
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return 'workbook';
  for (const encoding of ['utf-8', 'shift_jis'] as const) {
    try {
      return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes), encoding };
    } catch {
      // Not written so.
    }
  }
  return 'unknown';
}
