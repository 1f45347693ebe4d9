// Each peer with its conditions as one file, which is all that is measured: a page would load it.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import standalone from 'ajv/dist/standalone/index.js';
import { build } from 'esbuild';
import { at } from '../xtask/lib.mjs';
import { compressed } from '../xtask/size.mjs';
import { compile } from './peers/ajv.mjs';

export const OUT = 'target/bench';
/** Who judges: Shodaku twice, as WebAssembly and as JavaScript, and the peers. */
export const PEERS = [
  'shodaku',
  'no-eval',
  'by-hand',
  'ajv',
  'zod',
  'valibot',
  'json-rules-engine',
  'cedar',
  'zen',
];
/** And what is only loaded: it judges as `ajv` does. */
export const LOADED = [...PEERS, 'ajv-compiled'];

export const path = (name) => at(OUT, `${name}.js`);

export async function bundle() {
  mkdirSync(at(OUT), { recursive: true });
  const { ajv, validate } = compile({ source: true, esm: true });
  writeFileSync(at(OUT, 'validate.mjs'), standalone(ajv, validate));
  await build({
    absWorkingDir: at('.'),
    bundle: true,
    charset: 'utf8',
    entryNames: '[name]',
    entryPoints: [
      ...LOADED.map((name) => `bench/peers/${name}.mjs`),
      'bench/page.mjs',
      'bench/parts.mjs',
    ],
    format: 'esm',
    legalComments: 'none',
    loader: { '.wasm': 'binary' },
    logLevel: 'warning',
    minify: true,
    outdir: OUT,
    target: 'es2022',
  });
}

/** All that judge, by name, ready. */
export async function started() {
  const peers = {};
  for (const name of PEERS) peers[name] = await (await import(path(name))).start();
  return peers;
}

/** Bytes of each bundle as a server sends it. */
export function sizes() {
  return Object.fromEntries(LOADED.map((name) => [name, compressed(readFileSync(path(name)))]));
}
