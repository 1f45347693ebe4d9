// The core once more as JavaScript, for hosts whose policy lets no WebAssembly compile.

import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { at, bin, cached, exec, Problem } from './lib.mjs';

export const MVP = 'target/wasm-bindgen-mvp';

// What rustc's ready-made standard library uses beyond the least WebAssembly there is.
const LOWER = [
  '--enable-bulk-memory',
  '--enable-nontrapping-float-to-int',
  '--enable-sign-ext',
  '--llvm-memory-copy-fill-lowering',
  '--llvm-nontrapping-fptoint-lowering',
  '--signext-lowering',
];

/**
 * Writes `core.js`, whose default export makes an instance of the core, and `glue.js`, which
 * calls it.
 *
 * @param rust What the core is compiled from.
 * @param tools What it is made with.
 * @param optimise How wasm-opt makes it small.
 */
export async function javascriptCore(rust, tools, optimise) {
  await cached('WebAssembly core for JavaScript', {
    inputs: rust,
    outputs: [`${MVP}/shodaku.js`, `${MVP}/shodaku_bg.wasm`],
    work: () => exec('cargo', ['run', '--locked', '--package', 'xtask', '--', 'mvp']),
  });
  await cached('JavaScript core', {
    inputs: [`${MVP}/shodaku.js`, `${MVP}/shodaku_bg.wasm`, 'xtask/no-eval.mjs', ...tools],
    outputs: [`${MVP}/core.js`, `${MVP}/core.d.ts`, `${MVP}/glue.js`],
    work: async () => {
      const [small, module] = [`${MVP}/small.wasm`, `${MVP}/module.js`];
      await bin('wasm-opt', [`${MVP}/shodaku_bg.wasm`, ...LOWER, ...optimise, '-o', small]);
      await bin('wasm2js', [small, '-Oz', '--low-memory-unused', '-o', module]);
      write('core.js', factory(read('module.js')));
      write('core.d.ts', TYPES);
      write('glue.js', growing(read('shodaku.js')));
      for (const file of [small, module]) rmSync(at(file));
    },
  });
}

const TYPES = `/** An instance of the core: what \`new WebAssembly.Instance\` would have as its exports. */
export default function instantiate(imports: object): WebAssembly.Exports;
`;

/**
 * wasm2js writes a module that is one instance: a core that trapped has to be made again. And it
 * copies all memory for every page: here memory doubles, and is handed out by pages.
 */
function factory(module) {
  return [
    [/^import .*\n/, ''],
    [/var retasmFunc =[\s\S]*/, 'export default asmFunc;\n'],
    [/ var buffer = .*;\n/, '$& var pages = buffer.byteLength >> 16;\n'],
    [/return buffer\.byteLength >> 16;/, 'return pages;'],
    [
      /var newBuffer = new ArrayBuffer\(newPages << 16\);/,
      `pages = newPages;
   if (newPages << 16 <= buffer.byteLength) return oldPages;
   var newBuffer = new ArrayBuffer(Math_max(newPages, oldPages * 2) << 16);`,
    ],
  ].reduce((text, [from, to]) => {
    if (text.split(from).length !== 2) throw new Problem(`wasm2js wrote not just one ${from}`);
    return text.replace(from, to);
  }, module);
}

/**
 * WebAssembly detaches the buffer of a memory that grows; JavaScript cannot everywhere. The glue
 * is to compare buffers instead of asking whether its own is detached.
 */
function growing(glue) {
  const views = glue.match(/^let cached\w+Memory0 = null;$/gm) ?? [];
  const asks = /if \((cached\w+Memory0) === null \|\| .*\) \{$/gm;
  if (views.length === 0 || views.length !== glue.match(asks)?.length) {
    throw new Problem('wasm-bindgen no longer writes what the build expects');
  }
  return glue.replace(asks, 'if ($1?.buffer !== wasm.memory.buffer) {');
}

function read(name) {
  return readFileSync(at(MVP, name), 'utf8');
}

function write(name, text) {
  writeFileSync(at(MVP, name), text);
}
