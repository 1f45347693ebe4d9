// What ships says of what it is made: the hash of its core, and the notices of others' licences.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { below } from '../common/command.mjs';
import { dist, text } from '../common/support.mjs';

const page = (name) => readFileSync(below('www/dist', name), 'utf8');
/** The works that a file of notices names. */
const works = (notices) =>
  [...notices.matchAll(/^(?:-|=){80}\n(\S+) (\S+) {2}\((.+)\)$/gm)].map(([, name]) => name);

test('every entry tells the hash of the core it was built with', async () => {
  const core = createHash('sha256')
    .update(readFileSync(dist('core.wasm')))
    .digest('hex');
  for (const entry of ['index', 'no-eval']) {
    const { load } = await import(`../../pkg/dist/${entry}.js`);
    assert.equal((await load()).coreSha256, core, entry);
  }
});

test('the package carries the notices of every crate in its core', () => {
  const notices = text('NOTICES.txt');
  const named = works(notices);
  // What Cargo.toml asks for, and something of what that asks for.
  for (const name of ['serde', 'sha2', 'time', 'talc', 'js-sys', 'wasm-bindgen', 'digest']) {
    assert.ok(named.includes(name), name);
  }
  assert.doesNotMatch(notices, /holds no text of it/);
});

for (const [name, packages] of [
  [
    'shodaku-checker.html',
    ['lit-html', 'papaparse', 'fflate', 'read-excel-file', 'zod', '@digital-go-jp/design-tokens'],
  ],
  [
    'shodaku-workshop.html',
    ['lit-html', 'zod', '@codemirror/view', '@lezer/common', 'toml', 'serde_json', 'js-sys'],
  ],
]) {
  test(`${name} carries the notices of all that is in it`, () => {
    const [, comment] = /<!--\n(Third-party notices[\s\S]+?)-->\n<\/html>\s*$/.exec(page(name));
    const named = works(comment);
    for (const one of [...packages, 'serde', 'talc']) assert.ok(named.includes(one), one);
    assert.doesNotMatch(comment, /--|holds no text of it/);
  });
}
