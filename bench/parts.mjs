// What a start is made of. The core's bytes are there; all else is as in the package.

import core from 'shodaku/core.wasm';
import hirono from 'shodaku/rulesets/hirono.json';
import { load } from 'shodaku/slim';

/** Microseconds that each part takes, in the order in which they come. */
export async function parts(request) {
  const found = {};
  let before = performance.now();
  const end = (part) => {
    const now = performance.now();
    found[part] = 1000 * (now - before);
    before = performance.now();
  };
  const module = await WebAssembly.compile(core);
  end('compile');
  const engine = await load(module);
  end('start');
  const rules = engine.ruleset(hirono);
  end('ruleset');
  rules.check(request);
  end('check');
  rules.check(request);
  end('again');
  return found;
}
