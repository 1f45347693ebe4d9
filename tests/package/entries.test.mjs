// The other ways in: CommonJS, the core from outside, a classic script.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { createContext, runInContext } from 'node:vm';
import { loadSync } from '../../pkg/dist/index.js';
import { ask, dist, good, small, text } from '../common/support.mjs';

const expected = loadSync().ruleset(small()).check(ask(good()));

test('CommonJS', async () => {
  const require = createRequire(import.meta.url);
  const shodaku = require('../../pkg/dist/index.cjs');
  const engine = await shodaku.load();
  assert.deepEqual(engine.ruleset(small()).check(ask(good())), expected);
  assert.throws(() => engine.ruleset('{}'), shodaku.ShodakuError);
});

test('slim: the bytes, or the module, from the caller', async () => {
  const bytes = readFileSync(dist('core.wasm'));
  const { load } = await import('../../pkg/dist/slim.js');
  const engine = await load(new WebAssembly.Module(bytes));
  assert.deepEqual(engine.ruleset(small()).check(ask(good())), expected);
  const again = createRequire(import.meta.url)('../../pkg/dist/slim.cjs');
  assert.deepEqual(again.loadSync(bytes).ruleset(small()).check(ask(good())), expected);
});

test('slim: bytes that are no core are refused, and the next try can succeed', async () => {
  const { load, loadSync: loadSlim } = await import('../../pkg/dist/slim.js?fresh');
  await assert.rejects(load(new Uint8Array(8)), { name: 'ShodakuError', code: 'engine_failed' });
  assert.throws(() => loadSlim(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])), {
    code: 'engine_failed',
  });
  const engine = await load(readFileSync(dist('core.wasm')));
  assert.deepEqual(engine.ruleset(small()).check(ask(good())), expected);
});

test('a host without WebAssembly is told that nothing can be checked', async () => {
  const { WebAssembly: whole } = globalThis;
  const { load, loadSync: loadHere } = await import('../../pkg/dist/index.js?bare');
  delete globalThis.WebAssembly;
  try {
    await assert.rejects(load(), { code: 'engine_failed' });
    assert.throws(() => loadHere(), { code: 'engine_failed' });
  } finally {
    globalThis.WebAssembly = whole;
  }
});

test('a classic script', () => {
  const names = ['WebAssembly', 'TextEncoder', 'TextDecoder', 'atob', 'FinalizationRegistry'];
  const context = createContext(Object.fromEntries(names.map((name) => [name, globalThis[name]])));
  runInContext(text('global.js'), context);
  const request = JSON.stringify({ ruleset: small(), request: ask(good()) });
  context.input = request;
  const report = runInContext(
    `const { ruleset, request } = JSON.parse(input);
     JSON.stringify(shodaku.loadSync().ruleset(ruleset).check(request));`,
    context,
  );
  assert.equal(report, JSON.stringify(expected));
  assert.equal(runInContext('typeof shodaku.attach', context), 'function');
});

test('no entry reaches for the network, a file or eval', () => {
  for (const name of ['index.js', 'index.cjs', 'slim.js', 'form.js', 'global.js']) {
    const code = text(name);
    for (const word of ['import.meta', 'fetch(', 'eval(', 'XMLHttpRequest', 'localStorage']) {
      assert.ok(!code.includes(word), `${name} contains ${word}`);
    }
  }
});
