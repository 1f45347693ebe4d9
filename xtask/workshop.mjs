// What the page for authors carries beside its own script: the kit as WebAssembly, in a worker of its
// own; the schema that its editor completes from; and the script of a town that has none yet.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { at, bin, cached, exec, Problem } from './lib.mjs';
import { notices } from './notices.mjs';

const KIT = 'target/wasm-bindgen-kit';
const SCHEMA = 'target/workshop';
/** The kit as it is carried. */
export const KIT_WASM = `${KIT}/kit.wasm`;
/** The notices of what is in the kit and in the engine, which that page carries both. */
export const KIT_NOTICES = 'target/notices/kit.txt';

/** What the pages are built from, beside their sources. */
export const OUTPUTS = [
  ...['shodaku.js', 'shodaku.d.ts', 'shodaku_bg.wasm'].map((file) => `${KIT}/${file}`),
  KIT_WASM,
  KIT_NOTICES,
  `${SCHEMA}/schema.ja.json`,
  `${SCHEMA}/schema.en.json`,
];

// What the kit is compiled from: all but the command, and the words, of which it says none.
const SOURCES = [
  ...['build.rs', 'Cargo.toml', 'Cargo.lock', 'rust-toolchain.toml', 'src/lib.rs'],
  ...['engine', 'library', 'reports', 'kit', 'rulesets'].map((room) => `src/${room}`),
  ...['xtask/Cargo.toml', 'xtask/src', 'xtask/workshop.mjs'],
];

/** The kit, and what the command says of the format. */
export async function workshop(tools) {
  await cached('WebAssembly kit', {
    inputs: [...SOURCES, ...tools],
    outputs: OUTPUTS.slice(0, 4),
    work: async () => {
      await exec('cargo', ['run', '--locked', '--package', 'xtask', '--', 'kit']);
      // Once: what more takes minutes away, and 5 % of the bytes.
      await bin('wasm-opt', ['-Oz', `${KIT}/shodaku_bg.wasm`, '-o', KIT_WASM]);
    },
  });
  await cached('schema', {
    inputs: [...SOURCES, 'src/cli', 'src/locale', ...tools],
    outputs: OUTPUTS.slice(5),
    work: async () => {
      mkdirSync(at(SCHEMA), { recursive: true });
      const cli = join(process.env.CARGO_TARGET_DIR ?? at('target'), 'debug/shodaku');
      for (const lang of ['ja', 'en']) {
        const schema = await exec(cli, ['rulesets', 'schema', '--lang', lang], { quiet: true });
        writeFileSync(at(SCHEMA, `schema.${lang}.json`), JSON.stringify(JSON.parse(schema.stdout)));
      }
    },
  });
  await notices('kit', 'wasm,workshop', KIT_NOTICES);
}

/**
 * `workshop:schema`: the schema in each language; `workshop:worker`: the script of the kit's worker;
 * `workshop:script`: the package's script of a town, in three parts, between which its ruleset and its
 * translation go.
 */
export const CARRIED = {
  name: 'what the workshop carries',
  setup({ onResolve, onLoad, esbuild, initialOptions }) {
    const namespace = 'workshop';
    const { metafile: _, plugins: __, splitting: ___, ...options } = initialOptions;
    const script = async (contents) => {
      const { outputFiles } = await esbuild.build({
        ...options,
        entryPoints: [],
        format: 'iife',
        loader: { '.css': 'text', '.wasm': 'binary' },
        stdin: { contents, resolveDir: at('.') },
        write: false,
      });
      return outputFiles[0].text;
    };
    onResolve({ filter: /^workshop:/ }, ({ path }) => ({ path, namespace }));
    onLoad({ filter: /:schema$/, namespace }, () => {
      const of = (lang) => readFileSync(at(SCHEMA, `schema.${lang}.json`), 'utf8');
      return { contents: `export default { ja: ${of('ja')}, en: ${of('en')} };` };
    });
    onLoad({ filter: /:worker$/, namespace }, async () => ({
      contents: await script("import './www/workshop/worker.ts';"),
      loader: 'text',
    }));
    onLoad({ filter: /:script$/, namespace }, () => {
      const text = readFileSync(at('pkg/dist/script.js'), 'utf8');
      const parts = text.split(/THE_(?:RULESET|TRANSLATION)/);
      if (parts.length !== 3) throw new Problem('the script of a town has other places than two');
      return { contents: `export default ${JSON.stringify(parts)};` };
    });
  },
};
