// Every file that the package's exports name is there, and both module kinds load.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';

const root = new URL('../../pkg/', import.meta.url);
const { exports } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8'));

function paths(target) {
  return typeof target === 'string' ? [target] : Object.values(target).flatMap(paths);
}

test('every exported file exists', () => {
  for (const path of paths(exports).filter((path) => !path.includes('*'))) {
    assert.ok(existsSync(new URL(path, root)), path);
  }
});

test('both module kinds give the same names', async () => {
  const require = createRequire(import.meta.url);
  for (const entry of ['shodaku', 'shodaku/form', 'shodaku/render']) {
    const names = Object.keys(await import(entry)).sort();
    assert.deepEqual(Object.keys(require(entry)).sort(), names, entry);
    assert.notEqual(names.length, 0, entry);
  }
});
