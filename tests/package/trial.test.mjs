// Whatever a core is given, it has to pass a trial before it judges anything: one that is damaged,
// or answers something else, is an error and never a verdict.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { afterEach, test } from 'node:test';
import { ask, dist, good, small } from '../common/support.mjs';

const core = readFileSync(dist('core.wasm'));
let copies = 0;
/** The package anew, without a core. */
const fresh = () => import(`${dist('slim.js')}?copy=${copies++}`);

const Instance = WebAssembly.Instance;
afterEach(() => {
  WebAssembly.Instance = Instance;
});

/** Lets every instance made from now on answer otherwise in one export. */
function answering(name, otherwise) {
  WebAssembly.Instance = function Spoilt(...parts) {
    const { exports } = new Instance(...parts);
    return { exports: { ...exports, [name]: otherwise(exports[name], exports) } };
  };
}

async function refuses(source) {
  const { load, loadSync, ShodakuError } = await fresh();
  const failed = (error) => {
    assert.ok(error instanceof ShodakuError, String(error));
    assert.equal(error.code, 'engine_failed');
    assert.match(error.message, /^nothing was checked/);
    return true;
  };
  // And goes on refusing.
  assert.throws(() => loadSync(source), failed);
  assert.throws(() => loadSync(source), failed);
  await assert.rejects(load(source), failed);
}

test('the core that was built passes', async () => {
  const { loadSync } = await fresh();
  const rules = loadSync(core).ruleset(small());
  assert.equal(rules.check(ask(good())).verdict, 'approvable');
});

for (const [what, bytes] of Object.entries({
  'a constant of SHA-256': [0x98, 0x2f, 0x8a, 0x42],
  'the name of an operator': Buffer.from('subset'),
  'the name of a field type': Buffer.from('fiscal_year'),
  'the name of a verdict': Buffer.from('not_regulated'),
})) {
  test(`a core with one bit of ${what} turned is refused`, async () => {
    const damaged = Buffer.from(core);
    const at = damaged.indexOf(Buffer.from(bytes));
    assert.ok(at > 0, 'it is in there');
    damaged[at + 1] ^= 1;
    await refuses(damaged);
  });
}

test('a core that judges otherwise is refused', async () => {
  answering('opensession_judge', (judge, { memory }) => (session) => {
    const [at, length] = judge(session);
    // The verdict is the first word, and this one is `approvable`.
    new DataView(memory.buffer).setUint16(at, 5, true);
    return [at, length];
  });
  await refuses(core);
});

test('a core that notes no change is refused', async () => {
  answering('opensession_set', (set) => (...parts) => [set(...parts)[0], 0]);
  await refuses(core);
});

test('a core that stops is refused', async () => {
  for (const name of ['loadedruleset_new', 'loadedruleset_open', 'opensession_hashes']) {
    answering(name, () => () => {
      throw new WebAssembly.RuntimeError('unreachable');
    });
    await refuses(core);
  }
});
