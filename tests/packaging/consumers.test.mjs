// Everything that consumes the package installs the packed tarball, runs, and says the same.
// A new consumer is a folder with a `consumer.mjs`, and a line here.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { at } from '../../xtask/lib.mjs';
import { closeBrowser } from './browser.mjs';
import { Place } from './place.mjs';
import { prepare } from './prepare.mjs';

const CONSUMERS = [
  'node-esm',
  'node-cjs',
  'esbuild',
  'rollup',
  'vite',
  'webpack',
  'worker',
  'classic-http',
  'classic-file',
  'no-eval',
  'next',
];

await prepare();
after(closeBrowser);

/** What the command line says of the same request. */
const program = join(process.env.CARGO_TARGET_DIR ?? at('target'), 'debug/shodaku');
const file = at('tests/packaging/request.json');
const { stdout } = spawnSync(program, ['check', '--format', 'json', file], { encoding: 'utf8' });
const { verdict, issues } = JSON.parse(stdout);
const expected = { verdict, clauses: issues.map(({ clauses }) => clauses) };

test('the request is one with something to say', () => {
  assert.equal(expected.verdict, 'not_approvable');
  assert.ok(expected.clauses.flat().includes('第6条第2項第4号ホ'), expected.clauses.join());
});

for (const name of CONSUMERS) {
  test(name, async () => {
    const { default: consume } = await import(`./${name}/consumer.mjs`);
    assert.deepEqual(await consume(new Place(name)), expected);
  });
}

test('the tarball carries what it should, and nothing else', () => {
  const root = at('tests/packaging/node_modules/shodaku');
  const { exports, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  assert.match(version, /^\d+\.\d+\.\d+/);
  for (const path of targets(exports).filter((path) => !path.includes('*'))) {
    assert.ok(readFileSync(join(root, path)).length > 0, path);
  }
});

function targets(target) {
  return typeof target === 'string' ? [target] : Object.values(target).flatMap(targets);
}
