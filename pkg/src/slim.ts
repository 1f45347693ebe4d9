/**
 * The same as the package's main entry, without the engine's bytes: the caller brings them
 * (`shodaku/core.wasm`), or the module compiled from them.
 *
 * @packageDocumentation
 */
import { Engine } from './api/engine.js';
import { type Source, start, startSync } from './core/wasm.js';

export type { Source } from './core/wasm.js';
export * from './entry.js';

/** Starts the engine from its bytes or its compiled module. */
export async function load(source: Source): Promise<Engine> {
  return new Engine(await start(() => source));
}

/** Like {@link load}, at once. */
export function loadSync(source: Source): Engine {
  return new Engine(startSync(() => source));
}
