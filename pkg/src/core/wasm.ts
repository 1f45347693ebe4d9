import { __wbg_reset_state, engineVersion, initSync } from 'shodaku-core';
import sha256 from 'shodaku-core/sha256';
import { ShodakuError } from '../types/error.js';
import { next } from './generation.js';
import { isRefusal, refused } from './refusal.js';
import { tryOut } from './trial.js';

/** The core's bytes, or the core already compiled. */
export type Source = BufferSource | WebAssembly.Module;

/** Whether the instance may be damaged and must be replaced before the next call. */
let damaged = false;
let version: string | undefined;

/** The hash of the core that the package was built with. */
export const coreSha256: string = sha256;

/** Name and version of the core; empty before it was started. */
export function coreVersion(): string {
  return version ?? '';
}

/** Starts the core, compiled off the main thread. Resolves to its version. */
export async function start(source: () => Source): Promise<string> {
  if (version !== undefined) return version;
  let module: WebAssembly.Module;
  try {
    const given = source();
    module = isModule(given) ? given : await WebAssembly.compile(given);
  } catch (error) {
    throw failed('could not be started', error);
  }
  return startSync(() => module);
}

/** Starts the core at once. Returns its version. */
export function startSync(source: () => Source): string {
  if (version !== undefined) return version;
  try {
    const given = source();
    const module = isModule(given) ? given : new WebAssembly.Module(given);
    // A module once taken is never let go, so look first whether it is the core.
    const exports = WebAssembly.Module.exports(module);
    if (!exports.some(({ name }) => name === 'engineVersion')) throw new TypeError('not the core');
    initSync({ module });
    tryOut();
  } catch (error) {
    throw failed('could not be started', error);
  }
  version = guarded(engineVersion);
  return version;
}

function isModule(source: Source): source is WebAssembly.Module {
  return Object.prototype.toString.call(source) === '[object WebAssembly.Module]';
}

/**
 * Calls into the core. When the core stops (a trap, a stack overflow) or answers with what it
 * never answers, it is replaced and the call made once more; `call` has to make its handles anew
 * when the generation says so. A second failure is `engine_failed`.
 */
export function guarded<T>(call: () => T): T {
  if (damaged) replace();
  try {
    return call();
  } catch (error) {
    if (isRefusal(error)) throw refused(error);
  }
  replace();
  try {
    return call();
  } catch (error) {
    if (isRefusal(error)) throw refused(error);
    damaged = true;
    throw failed('stopped, and stopped again after a restart', error);
  }
}

/** Frees a handle of the core in use. */
export function release(handle: { free(): void }): void {
  try {
    handle.free();
  } catch {
    damaged = true;
  }
}

function replace(): void {
  damaged = true;
  next();
  try {
    __wbg_reset_state();
  } catch (error) {
    throw failed('could not be restarted', error);
  }
  damaged = false;
}

function failed(what: string, cause: unknown): ShodakuError {
  return new ShodakuError(
    { code: 'engine_failed', path: '', message: `nothing was checked: the engine ${what}` },
    cause,
  );
}
