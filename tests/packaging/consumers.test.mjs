// Everything that consumes the package installs the packed tarball, runs, and says the same.
// A new consumer is a folder with a `consumer.mjs`, and a line here.

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { after, test } from 'node:test';
import { at } from '../../xtask/lib.mjs';
import { shodaku } from '../common/command.mjs';
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
  'react-hook-form',
  'vue',
];

await prepare();
after(closeBrowser);

/** What the command line says of the same request. */
const file = at('tests/packaging/request.json');
const { verdict, issues } = JSON.parse(shodaku(['check', '--format', 'json', file]));
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

test('the tarball carries what it should, and nothing of the machine that made it', () => {
  const root = at('tests/packaging/node_modules/shodaku');
  const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  for (const path of targets(exports).filter((path) => !path.includes('*'))) {
    assert.ok(existsSync(join(root, path)), path);
  }
  const files = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const outside = files.map((file) => relative(root, file)).filter((file) => !isIn('dist', file));
  const guides = ['PORTAL.ja.md', 'PORTAL.md', 'README.md'];
  const expected = ['LICENSE-APACHE', 'LICENSE-MIT', ...guides, 'package.json'];
  assert.deepEqual(outside.sort(), expected);
  for (const file of files) {
    const content = readFileSync(file, 'latin1');
    assert.notEqual(content, '', file);
    for (const place of [at('.'), homedir()]) assert.ok(!content.includes(place), file);
  }
});

function isIn(folder, file) {
  return file.startsWith(folder + sep);
}

function targets(target) {
  return typeof target === 'string' ? [target] : Object.values(target).flatMap(targets);
}
