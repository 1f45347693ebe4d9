/**
 * The same as the package's main entry, for hosts whose content security policy does not grant
 * `'wasm-unsafe-eval'`: the same engine, written as JavaScript. It gives the same answers, byte
 * for byte, is larger and takes longer.
 *
 * @packageDocumentation
 */
import { Engine } from './api/engine.js';
import { core } from './core/javascript.js';
import { startSync } from './core/wasm.js';

export * from './entry.js';

/**
 * Starts the engine. Nothing is fetched, compiled or evaluated.
 *
 * @throws {@link ShodakuError} `engine_failed` where it cannot be started.
 */
export async function load(): Promise<Engine> {
  return loadSync();
}

/** Like {@link load}, at once. */
export function loadSync(): Engine {
  return new Engine(startSync(() => core));
}
