/**
 * Shodaku (承諾): whether a request meets a municipality's approval conditions, clause by clause.
 *
 * @packageDocumentation
 */
import base64 from 'shodaku-core/bytes';
import { Engine } from './api/engine.js';
import { start, startSync } from './core/wasm.js';

export * from './entry.js';

/**
 * Starts the engine. Nothing is fetched: the engine's bytes are part of this module.
 *
 * @throws {@link ShodakuError} `engine_failed` where the host allows no WebAssembly, for instance
 * by a content security policy without `'wasm-unsafe-eval'`, or where the engine is damaged: it
 * judges a request first whose outcome is known.
 */
export async function load(): Promise<Engine> {
  return new Engine(await start(bytes));
}

/** Like {@link load}, at once; blocks for as long as the engine takes to compile. */
export function loadSync(): Engine {
  return new Engine(startSync(bytes));
}

/** Newer than the oldest host there is, and many times as fast as a loop: a page waits for it. */
const { fromBase64 } = Uint8Array as typeof Uint8Array & {
  readonly fromBase64?: (this: typeof Uint8Array, text: string) => Uint8Array<ArrayBuffer>;
};

function bytes(): Uint8Array<ArrayBuffer> {
  if (fromBase64) return fromBase64.call(Uint8Array, base64);
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  // Several times as fast as `Uint8Array.from`.
  for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at);
  return bytes;
}
