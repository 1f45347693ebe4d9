// The packed tarball's types: what compiles, what does not, and what an editor completes.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import typescript from 'typescript';
import { at, bin } from '../../xtask/lib.mjs';
import { prepare } from './prepare.mjs';

await prepare();

const HERE = 'tests/packaging/types';
const BUNDLER = {
  strict: true,
  noEmit: true,
  exactOptionalPropertyTypes: true,
  types: [],
  target: typescript.ScriptTarget.ES2022,
  module: typescript.ModuleKind.ESNext,
  moduleResolution: typescript.ModuleResolutionKind.Bundler,
  lib: ['lib.es2023.d.ts', 'lib.dom.d.ts'],
};
const NODE = {
  ...BUNDLER,
  module: typescript.ModuleKind.NodeNext,
  moduleResolution: typescript.ModuleResolutionKind.NodeNext,
};

for (const [name, options, files] of [
  ['Node', NODE, ['module.mts', 'common.cts']],
  ['a bundler', BUNDLER, ['module.mts']],
]) {
  test(`compiles for ${name}`, () => {
    const program = typescript.createProgram(
      files.map((file) => at(HERE, file)),
      options,
    );
    const messages = typescript
      .getPreEmitDiagnostics(program)
      .map((found) => typescript.formatDiagnostic(found, HOST));
    assert.deepEqual(messages, []);
  });
}

test('compiles with the compiler of this repository', () => {
  const files = ['module.mts', 'common.cts'].map((file) => at(HERE, file));
  const options = ['--strict', '--noEmit', '--types', '', '--lib', 'es2023,dom'];
  const node = ['--target', 'es2022', '--module', 'nodenext', '--ignoreConfig'];
  return bin('tsc', [...options, ...node, ...files]);
});

const HOST = {
  getCurrentDirectory: () => at('.'),
  getCanonicalFileName: (name) => name,
  getNewLine: () => '\n',
};

test('completes', () => {
  const file = at(HERE, 'completes.mts');
  const text = readFileSync(file, 'utf8');
  const service = typescript.createLanguageService({
    ...HOST,
    getCompilationSettings: () => NODE,
    getDefaultLibFileName: typescript.getDefaultLibFilePath,
    getScriptFileNames: () => [file],
    getScriptVersion: () => '1',
    getScriptSnapshot: (name) => {
      const content = typescript.sys.readFile(name);
      return content === undefined ? undefined : typescript.ScriptSnapshot.fromString(content);
    },
    fileExists: typescript.sys.fileExists,
    readFile: typescript.sys.readFile,
    directoryExists: typescript.sys.directoryExists,
    getDirectories: typescript.sys.getDirectories,
  });
  const { procedure, field } = JSON.parse(
    readFileSync(at('tests/packaging/node_modules/shodaku/dist/rulesets/hirono.json'), 'utf8'),
  );
  const ids = (list) => list.map(({ id }) => id).sort();
  for (const [mark, expected] of [
    ['procedure', ids(procedure)],
    ['field', ids(field)],
    ['answer', ids(field)],
  ]) {
    const found = service.getCompletionsAtPosition(file, text.indexOf(`/*${mark}*/`), {});
    const names = found?.entries.map(({ name }) => name.replace(/^['"]|['"]$/g, '')).sort();
    assert.deepEqual(names, expected, mark);
  }
});
