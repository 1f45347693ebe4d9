// The size budgets: what a visitor of a page downloads, compressed as a server would do it.

import { readFileSync, statSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { at, filesBelow, Problem } from './lib.mjs';
import { KIT_WASM } from './workshop.mjs';

/** The budgets, in bytes. */
export const BOUNDS = {
  engine: 45 * 1024,
  ruleset: 10 * 1024,
  desk: 1024 * 1024,
  workshop: 3072 * 1024,
};

/** The engine as it is sent: the core, and the glue that calls it. */
export async function engine() {
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
  return {
    wasm: compressed(readFileSync(at('target/wasm-bindgen/core.wasm'))),
    js: compressed(glue.outputFiles[0].contents),
  };
}

/** Each shipped ruleset as it is sent. */
export function rulesets() {
  const files = filesBelow('pkg/dist/rulesets');
  return files.map((file) => [file, compressed(readFileSync(at(file)))]);
}

export async function size() {
  const over = [];
  const show = (what, bytes, bound) => {
    const text = `${(bytes / 1024).toFixed(1).padStart(7)} KB  ${what}`;
    console.log(bound ? `${text} (at most ${bound / 1024})` : text);
    if (bound && bytes > bound) over.push(what);
  };
  const { wasm, js } = await engine();
  show('core.wasm', wasm);
  show('its minified glue', js);
  show('engine', wasm + js, BOUNDS.engine);
  const shipped = [
    'index.js',
    'no-eval.js',
    'slim.js',
    'form.js',
    'render.js',
    'global.js',
    'no-eval.global.js',
  ];
  for (const file of shipped.map((name) => `pkg/dist/${name}`)) {
    show(`${file}, as shipped`, compressed(readFileSync(at(file))));
  }
  const desk = 'www/dist/shodaku-checker.html';
  show(`${desk}, as it lies`, statSync(at(desk)).size, BOUNDS.desk);
  const workshop = 'www/dist/shodaku-workshop.html';
  show(`${workshop}, as it lies`, statSync(at(workshop)).size, BOUNDS.workshop);
  show('the kit in it', compressed(readFileSync(at(KIT_WASM))));
  for (const [file, bytes] of rulesets()) show(file, bytes, BOUNDS.ruleset);
  if (over.length > 0) throw new Problem(`over the budget: ${over.join(', ')}`);
}

export function compressed(bytes) {
  return gzipSync(bytes, { level: 9 }).length;
}
