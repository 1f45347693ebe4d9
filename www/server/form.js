// A posted form: its names, each with its values. Work and memory are bounded by its size.

import { bodyLimit } from 'hono/body-limit';
import { Refusal } from './refusal.js';
import { say } from './words.js';

/** The largest that is read, in bytes, and the most values in it. */
const LARGEST = 1 << 20;
const MOST = 500;
const TYPE = /^application\/x-www-form-urlencoded *(;|$)/i;

/** @typedef {ReadonlyMap<string, readonly string[]>} Form Names can be any words, `__proto__` too. */

/** Refuses a body that is too large, before it has all arrived. */
export const limited = bodyLimit({
  maxSize: LARGEST,
  onError: () => {
    throw new Refusal(413, 'too_large', (lang) => say(lang, 'page.server.refused.too_large'));
  },
});

/**
 * @param {import('hono').Context} c
 * @returns {Promise<Form>}
 * @throws {Refusal}
 */
export async function formOf(c) {
  if (!TYPE.test(c.req.header('Content-Type') ?? '')) {
    throw new Refusal(415, 'no_form', (lang) => say(lang, 'page.server.refused.no_form'));
  }
  const body = decoded(await c.req.arrayBuffer().catch(() => undefined));
  if (body.split('&', MOST + 1).length > MOST) {
    throw new Refusal(413, 'too_many', (lang) =>
      say(lang, 'page.server.refused.too_many', { most: MOST }),
    );
  }
  /** @type {Map<string, string[]>} */
  const form = new Map();
  for (const [name, value] of new URLSearchParams(body)) {
    const values = form.get(name);
    if (values) values.push(value);
    else form.set(name, [value]);
  }
  return form;
}

/**
 * The one value of a name.
 *
 * @param {Form} form
 * @param {string} name
 */
export function one(form, name) {
  const [value, ...more] = form.get(name) ?? [];
  if (more.length > 0) throw repeated(name);
  return value ?? '';
}

/**
 * The one value of a name, which has to be there.
 *
 * @param {Form} form
 * @param {string} name
 */
export function needed(form, name) {
  const value = one(form, name);
  if (value === '') throw unreadable(name);
  return value;
}

/** @param {string} name */
export const unreadable = (name) =>
  new Refusal(400, 'unreadable', (lang) => say(lang, 'page.server.refused.unreadable', { name }));

/** @param {string} name */
export const repeated = (name) =>
  new Refusal(400, 'repeated', (lang) => say(lang, 'page.server.refused.repeated', { name }));

/**
 * The body as it came, if what is encoded in it is text: nothing is put in the place of what is not.
 *
 * @param {ArrayBuffer | undefined} bytes
 */
function decoded(bytes) {
  try {
    const body = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes ?? BROKEN);
    decodeURIComponent(body);
    return body;
  } catch {
    throw unreadable('body');
  }
}

const BROKEN = Uint8Array.of(0xff);
