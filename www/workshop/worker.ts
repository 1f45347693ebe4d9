/** The kit in a worker: what is asked of it is answered in the order in which it was asked. */
import {
  build,
  check,
  differences,
  drift,
  initSync,
  lacking,
  moved,
  ordered,
  passages,
  strays,
  test,
} from 'shodaku-kit';
import wasm from 'shodaku-kit/wasm';

initSync({ module: wasm });

const acts = { build, check, differences, drift, lacking, moved, ordered, passages, strays, test };

/** What the kit does. */
export type Acts = typeof acts;

addEventListener('message', ({ data }: MessageEvent<[keyof Acts, ...unknown[]]>) => {
  const [act, ...given] = data;
  postMessage((acts[act] as (...given: unknown[]) => string)(...given));
});
