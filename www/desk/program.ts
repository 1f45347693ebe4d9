/** Which program this is: what the file's script hashes to, as its own policy names it. */

/** What judges: the engine, and the whole program around it. */
export interface Program {
  readonly engine: string;
  /** SHA-256 of the program; empty where the browser does not hash. */
  readonly sha256: string;
}

/**
 * SHA-256 of the script in this page, in lower-case hexadecimal: all that judges, and the texts it
 * judges by. A file cannot name its own hash, and a page cannot read its file; the browser runs this
 * script only if it is the one that the policy in the file allows. Empty where the browser does not
 * hash for this page.
 */
export async function programHash(): Promise<string> {
  const code = document.querySelector('script')?.textContent ?? '';
  if (!crypto.subtle) return '';
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(code));
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
