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
 * by a content security policy without `'wasm-unsafe-eval'`.
 */
export async function load(): Promise<Engine> {
  return new Engine(await start(bytes));
}

/** Like {@link load}, at once; blocks for as long as the engine takes to compile. */
export function loadSync(): Engine {
  return new Engine(startSync(bytes));
}

function bytes(): Uint8Array<ArrayBuffer> {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  // Several times as fast as `Uint8Array.from`, and all a page waits for.
  for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at);
  return bytes;
}
