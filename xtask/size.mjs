// The size budgets: what a visitor of a page downloads, compressed as a server would do it.

import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { at, filesBelow, Problem } from './lib.mjs';

const ENGINE = 45 * 1024;
const RULESET = 10 * 1024;

export async function size() {
  const { build } = await import('esbuild');
  const glue = await build({
    absWorkingDir: at('.'),
    bundle: true,
    format: 'esm',
    minify: true,
    target: 'es2022',
    // All but the default export, which loads from an address.
    stdin: {
      contents: "export * from 'shodaku-core'; export { initSync } from 'shodaku-core';",
      resolveDir: at('.'),
    },
    write: false,
  });
  const over = [];
  const show = (what, bytes, bound) => {
    const text = `${(bytes / 1024).toFixed(1).padStart(7)} KB  ${what}`;
    console.log(bound ? `${text} (at most ${bound / 1024})` : text);
    if (bound && bytes > bound) over.push(what);
    return bytes;
  };
  const wasm = show('core.wasm', compressed(readFileSync(at('target/wasm-bindgen/core.wasm'))));
  const js = show('its minified glue', compressed(glue.outputFiles[0].contents));
  show('engine', wasm + js, ENGINE);
  const shipped = [
    'index.js',
    'no-eval.js',
    'slim.js',
    'form.js',
    'global.js',
    'no-eval.global.js',
  ];
  for (const file of [...shipped.map((name) => `pkg/dist/${name}`), 'www/dist/offline.html']) {
    show(`${file}, as shipped`, compressed(readFileSync(at(file))));
  }
  for (const file of filesBelow('pkg/dist/rulesets')) {
    show(file, compressed(readFileSync(at(file))), RULESET);
  }
  if (over.length > 0) throw new Problem(`over the budget: ${over.join(', ')}`);
}

function compressed(bytes) {
  return gzipSync(bytes, { level: 9 }).length;
}
