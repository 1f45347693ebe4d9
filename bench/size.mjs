// What is sent to a visitor.

import * as built from '../xtask/size.mjs';
import { sizes } from './bundles.mjs';

/** Bytes, compressed: the engine, the rulesets that are shipped, each peer with its conditions. */
export async function size() {
  const { wasm, js } = await built.engine();
  return { engine: wasm + js, rulesets: built.rulesets(), bundles: sizes() };
}
