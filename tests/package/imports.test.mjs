// What may import what: no circle between files, and every arrow points from later to earlier.

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** The folders of the package's sources: each may use those before it. Last the entries, on top. */
const ORDER = ['types', 'core', 'input', 'output', 'api', 'form', 'render', '.'];
const SOURCES = 'pkg/src';
const PAGES = 'www';

/** Every import and export from elsewhere, types too; also of a module that is loaded later. */
const IMPORT =
  /^(?:import|export)\s[^'"=();]*?\bfrom\s+'([^']+)'|^import\s+'([^']+)'|\bimport\('([^']+)'\)/gm;

/** The sources below a folder, each with what it imports: paths of files, or names of packages. */
function importsBelow(folder) {
  const files = readdirSync(join(root, folder), { recursive: true })
    .map((name) => join(folder, name))
    .filter((file) => /(?<!\.d)\.(ts|js|mjs)$/.test(file) && !/\/(dist|node_modules)\//.test(file));
  return new Map(files.map((file) => [file, importsOf(file)]));
}

function importsOf(file) {
  const text = readFileSync(join(root, file), 'utf8');
  return namesIn(text).map((name) => resolved(name, file));
}

function namesIn(text) {
  return [...text.matchAll(IMPORT)].map(([, from, bare, later]) => from ?? bare ?? later);
}

/** A file's path from the root, where the name is one. */
function resolved(name, from) {
  if (!name.startsWith('.')) return name;
  const path = join(dirname(from), name);
  const source = path.replace(/\.js$/, '.ts');
  const file = existsSync(join(root, source)) ? source : path;
  assert.ok(existsSync(join(root, file)), `${from} imports ${name}, which is not there`);
  return file;
}

/** The first circle that there is, as the files along it. */
function circle(imports) {
  const done = new Set();
  const visit = (file, way) => {
    if (way.includes(file)) return [...way.slice(way.indexOf(file)), file];
    if (done.has(file)) return undefined;
    for (const next of imports.get(file) ?? []) {
      const found = visit(next, [...way, file]);
      if (found) return found;
    }
    done.add(file);
    return undefined;
  };
  for (const file of imports.keys()) {
    const found = visit(file, []);
    if (found) return found;
  }
  return undefined;
}

const sources = importsBelow(SOURCES);
const pages = importsBelow(PAGES);

test('a circle is found where there is one', () => {
  const imports = new Map([
    ['a', ['b', 'c']],
    ['b', []],
    ['c', ['d']],
    ['d', ['c']],
  ]);
  assert.deepEqual(circle(imports), ['c', 'd', 'c']);
});

test('imports are found however they are written', () => {
  const text = `import a from 'a';
import { b,
  type c } from 'b';
import type * as d from 'd';
export * from 'e';
export { f } from 'f';
import 'g';
const h = await import('h');
const text = "from 'x'"; export const y = 'z';
export const one = 1;
export function two() { return 'w'; }`;
  assert.deepEqual(namesIn(text), ['a', 'b', 'd', 'e', 'f', 'g', 'h']);
});

for (const [folder, imports] of [
  [SOURCES, sources],
  [PAGES, pages],
]) {
  test(`${folder}: no circle between files`, () => {
    assert.ok(imports.size > 10, `${imports.size} files`);
    assert.equal(circle(imports)?.join(' → '), undefined);
  });
}

test(`${SOURCES}: every file uses its own folder and earlier ones`, () => {
  const placeOf = (file) => ORDER.indexOf(relative(SOURCES, dirname(file)) || '.');
  for (const [file, imports] of sources) {
    assert.notEqual(placeOf(file), -1, `${file} is in none of the folders`);
    for (const other of imports.filter((name) => sources.has(name))) {
      assert.ok(placeOf(other) <= placeOf(file), `${file} imports ${other}`);
    }
  }
});

test(`${SOURCES}: the engine is called by core alone, and nothing else comes from outside`, () => {
  for (const [file, imports] of sources) {
    for (const name of imports.filter((name) => !sources.has(name))) {
      const folder = relative(SOURCES, dirname(file));
      const fits =
        (name.startsWith('shodaku-core') && (folder === 'core' || folder === '')) ||
        name.startsWith('shodaku-words/') ||
        name === `${SOURCES}/form.css`;
      assert.ok(fits, `${file} imports ${name}`);
    }
  }
});

test(`${PAGES}: the package is used by its entries alone`, () => {
  const { exports } = JSON.parse(readFileSync(join(root, 'pkg/package.json'), 'utf8'));
  const entries = Object.keys(exports).map((entry) => `shodaku${entry.slice(1)}`);
  const isEntry = (name) =>
    entries.some((entry) => {
      const [start, end] = entry.split('*');
      return end === undefined ? name === entry : name.startsWith(start) && name.endsWith(end);
    });
  for (const [file, imports] of pages) {
    for (const name of imports) {
      const ofPackage = /^shodaku(\/|$)/.test(name);
      assert.ok(ofPackage ? isEntry(name) : !/^pkg\//.test(name), `${file} imports ${name}`);
    }
  }
});
