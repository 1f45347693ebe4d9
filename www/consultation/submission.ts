/** Sending the form to the portal, with what was checked. */
import { language } from '../shared/language.js';
import type { Consultation } from './consultation.js';

/** How long the page waits for an answer, in milliseconds. */
const WAITS = 20_000;

/** What came of sending. */
export type Outcome =
  /** `address` is the page that says so. */
  | { readonly state: 'received'; readonly address: string }
  /** The portal says why, and at which fields. */
  | { readonly state: 'refused'; readonly message: string; readonly fields: readonly string[] }
  /** Whether it has been received is not known. */
  | { readonly state: 'unanswered' };

/**
 * A name for what is sent, that nobody can guess: sent again under it, it is received once.
 * `randomUUID` is missing where http is plain.
 */
export const newKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');

/** Sends the form, and does not wait for ever. */
export async function send(
  form: HTMLFormElement,
  consultation: Consultation,
  key: string,
): Promise<Outcome> {
  const body = bodyOf(form, consultation, key);
  const giveUp = new AbortController();
  const timer = setTimeout(() => giveUp.abort(), WAITS);
  try {
    const response = await fetch(form.action, {
      method: 'POST',
      headers: { Accept: 'application/json', 'Accept-Language': language() },
      body,
      signal: giveUp.signal,
    });
    const { address, error } = await response.json();
    if (response.ok) return { state: 'received', address };
    return { state: 'refused', message: error.message, fields: error.fields };
  } catch {
    // No answer, or one that is not the portal's: of something in between.
    return { state: 'unanswered' };
  } finally {
    clearTimeout(timer);
  }
}

/** What the form itself would send, of files their names, and what was checked. */
function bodyOf(form: HTMLFormElement, consultation: Consultation, key: string): URLSearchParams {
  const { contract, answers, receipt } = consultation.submission();
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    body.append(name, typeof value === 'string' ? value : value.name);
  }
  body.append('key', key);
  body.append('contract', contract);
  body.append('answers', JSON.stringify(answers));
  body.append('receipt', JSON.stringify(receipt));
  return body;
}
