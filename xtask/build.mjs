import { createHash } from 'node:crypto';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { at, bin, cached, clear, exec, filesBelow, Problem, run } from './lib.mjs';
import { MODULE_FILES, VOCABULARY, FOLDER as WORDS, writeModules } from './locale.mjs';
import { javascriptCore, MVP } from './no-eval.mjs';
import { CORE_NOTICES, notices } from './notices.mjs';
import { pages } from './pages.mjs';
import { setup } from './setup.mjs';
import { typed } from './typed.mjs';
import { workshop } from './workshop.mjs';

const CORE = 'target/wasm-bindgen';
const TOOLS = ['package-lock.json', 'xtask/build.mjs'];
// The first kilobyte of memory, the stack's very end, holds nothing.
const OPTIMISE = [
  ...['--low-memory-unused', '--one-caller-inline-max-function-size=20'],
  ...['-Oz', '--flatten', '--rereloop', '-Oz', '-Oz', '--strip-target-features'],
];
const ESBUILD = {
  absWorkingDir: at('.'),
  bundle: true,
  charset: 'utf8',
  legalComments: 'none',
  logLevel: 'warning',
  minify: true,
  target: 'es2022',
};

export async function build() {
  const rust = [...ENGINE, 'xtask/Cargo.toml', 'xtask/src'];
  await core(rust);
  await javascriptCore(rust, TOOLS, OPTIMISE);
  await notices('core', 'wasm', CORE_NOTICES);
  await cached('words', {
    inputs: ['src/locale', VOCABULARY, 'xtask/locale.mjs', ...TOOLS],
    outputs: MODULE_FILES,
    work: writeModules,
  });
  await javascript();
  await rulesets();
  await scripts();
  await workshop(TOOLS);
  await pages(ESBUILD, [WORDS, ...TOOLS]);
  await rulesetPages();
  for (const [what, hash] of Object.entries(hashes())) console.log(`  ${hash}  ${what}`);
}

/** What was built, as hashes: of the core, and of every file of the package and of the pages. */
export function hashes() {
  const all = (folder) => {
    const lines = filesBelow(folder, []).map(
      (file) => `${sha256(readFileSync(at(file)))}  ${file}\n`,
    );
    return sha256(lines.join(''));
  };
  return {
    'core.wasm': sha256(readFileSync(at('pkg/dist/core.wasm'))),
    'pkg/dist': all('pkg/dist'),
    'www/dist': all('www/dist'),
  };
}

function sha256(content) {
  return createHash('sha256').update(content).digest('hex');
}

// What the core is compiled from, and nothing else.
const ENGINE = [
  'build.rs',
  'Cargo.toml',
  'Cargo.lock',
  'rust-toolchain.toml',
  'src/lib.rs',
  'src/engine',
];

/** The engine as bytes, and the JS that wasm-bindgen writes to call it. */
async function core(rust) {
  await cached('WebAssembly core', {
    inputs: rust,
    outputs: [`${CORE}/shodaku.js`, `${CORE}/shodaku.d.ts`, `${CORE}/shodaku_bg.wasm`],
    work: () => exec('cargo', ['run', '--locked', '--package', 'xtask', '--', 'wasm']),
  });
  await cached('wasm-opt', {
    inputs: [`${CORE}/shodaku_bg.wasm`, ...TOOLS],
    outputs: [
      `${CORE}/core.wasm`,
      ...['bytes', 'sha256'].flatMap((name) => [`${CORE}/${name}.js`, `${CORE}/${name}.d.ts`]),
    ],
    work: async () => {
      const [from, to] = [`${CORE}/shodaku_bg.wasm`, `${CORE}/core.wasm`];
      await bin('wasm-opt', [...OPTIMISE, from, '-o', to]);
      const constant = (name, what, text) => {
        writeFileSync(at(CORE, `${name}.js`), `export default '${text}';\n`);
        writeFileSync(
          at(CORE, `${name}.d.ts`),
          `/** ${what} */\ndeclare const ${name}: string;\nexport default ${name};\n`,
        );
      };
      const core = readFileSync(at(to));
      constant('bytes', 'The core, in base64.', core.toString('base64'));
      constant('sha256', 'The hash of the core.', sha256(core));
    },
  });
}

// The entries of the package: modules, each an ESM file and its CommonJS twin, and scripts.
const MODULES = ['index', 'slim', 'no-eval', 'form', 'element', 'render'];
const STYLES = ['form', 'render'];
const SCRIPTS = ['global', 'no-eval.global'];
const KINDS = {
  esm: { format: 'esm' },
  commonjs: { format: 'cjs', platform: 'neutral', outExtension: { '.js': '.cjs' } },
  script: { format: 'iife', globalName: 'shodaku' },
};
// Which core an entry may carry: as bytes, as JavaScript, or none.
const CARRIES = {
  index: `${CORE}/bytes.js`,
  global: `${CORE}/bytes.js`,
  'no-eval': `${MVP}/core.js`,
  'no-eval.global': `${MVP}/core.js`,
};
// Where no WebAssembly compiles, the JavaScript core stands in its place.
const NO_EVAL = {
  alias: {
    'shodaku-core': at(MVP, 'glue.js'),
    'shodaku-core/javascript': at(MVP, 'core.js'),
    'shodaku-core/sha256': at(CORE, 'sha256.js'),
  },
  inject: [at('pkg/src/core/javascript.ts')],
};

async function javascript() {
  await cached('package', {
    inputs: [
      'pkg/src',
      'pkg/package.json',
      'pkg/tsconfig.json',
      'tsconfig.json',
      ...['shodaku.js', 'shodaku.d.ts', 'core.wasm', 'sha256.js'].map((file) => `${CORE}/${file}`),
      ...['glue.js', 'core.js', 'core.d.ts'].map((file) => `${MVP}/${file}`),
      WORDS,
      CORE_NOTICES,
      'LICENSE-APACHE',
      'LICENSE-MIT',
      ...TOOLS,
    ],
    outputs: [
      ...MODULES.flatMap((name) => ['js', 'cjs', 'd.ts', 'd.cts'].map((end) => `${name}.${end}`)),
      ...SCRIPTS.map((name) => `${name}.js`),
      ...STYLES.map((name) => `${name}.css`),
      'core.wasm',
      'NOTICES.txt',
    ].map((file) => `pkg/dist/${file}`),
    work: async () => {
      const { build: bundle } = await import('esbuild');
      clear('pkg/dist', ['fields', 'questions', 'rulesets', 'scripts']);
      for (const name of MODULES) {
        await entry(bundle, name, KINDS.esm);
        await entry(bundle, name, KINDS.commonjs);
      }
      for (const name of SCRIPTS) await entry(bundle, name, KINDS.script);
      await bundle({
        ...ESBUILD,
        outdir: 'pkg/dist',
        entryPoints: STYLES.map((name) => `pkg/src/${name}.css`),
      });
      await bin('tsc', ['--project', 'pkg/tsconfig.json']);
      writeCommonJsTypes();
      copyFileSync(at(CORE, 'core.wasm'), at('pkg/dist/core.wasm'));
      copyFileSync(at(CORE_NOTICES), at('pkg/dist/NOTICES.txt'));
      for (const file of ['LICENSE-APACHE', 'LICENSE-MIT']) copyFileSync(at(file), at('pkg', file));
    },
  });
}

async function entry(bundle, name, kind) {
  const { metafile } = await bundle({
    ...ESBUILD,
    ...kind,
    ...(name.startsWith('no-eval') && NO_EVAL),
    entryPoints: [`pkg/src/${name}.ts`],
    outdir: 'pkg/dist',
    metafile: true,
  });
  for (const [file, { inputs }] of Object.entries(metafile.outputs)) {
    for (const core of new Set(Object.values(CARRIES))) {
      if (core in inputs && core !== CARRIES[name]) {
        throw new Problem(`${file} must not carry ${core}: import types only`);
      }
    }
    checkPortable(file);
  }
}

/** What breaks some bundler or some policy must not be in an entry. */
function checkPortable(file) {
  const text = readFileSync(at(file), 'utf8');
  for (const word of ['import.meta', 'new URL(', 'fetch(', 'eval(', 'new Function(']) {
    if (text.includes(word)) {
      throw new Problem(`${file} contains ${word}; from shodaku-core, import names, not *`);
    }
  }
}

function writeCommonJsTypes() {
  for (const file of filesBelow('pkg/dist', ['rulesets', 'typed'])) {
    if (!file.endsWith('.d.ts')) continue;
    const text = readFileSync(at(file), 'utf8');
    if (text.includes('shodaku-core')) {
      throw new Problem(`${file} names shodaku-core, which no reader of the types has`);
    }
    const twin = text.replace(/((?:from |import\()["']\.[^"']*)\.js(["'])/g, '$1.cjs$2');
    writeFileSync(at(file.replace(/\.d\.ts$/, '.d.cts')), twin);
  }
}

/** The names of the shipped rulesets, which are those of their files. */
function shipped() {
  return filesBelow('src/rulesets')
    .filter((path) => path.endsWith('.toml'))
    .map((path) => basename(path, '.toml'))
    .filter((name) => name !== 'fields' && !name.endsWith('.cases'));
}

/** A page for every ruleset, to be read beside its text. */
async function rulesetPages() {
  const to = 'www/dist/rulesets';
  const names = shipped();
  await cached('pages of rulesets', {
    inputs: [...ENGINE, 'src', ...TOOLS],
    outputs: ['index', ...names]
      .flatMap((name) => [`${name}.html`, `${name}.en.html`])
      .concat('style.css')
      .map((file) => `${to}/${file}`),
    work: async () => {
      clear(to);
      const files = names.map((name) => `src/rulesets/${name}.toml`);
      await exec(await command(), ['rulesets', 'pages', ...files, '--to', to], { quiet: true });
    },
  });
}

/**
 * Every ruleset as canonical JSON, by the way that a stranger's ruleset takes, its types, how its
 * fields are asked, and a table of them to map a form by.
 */
async function rulesets() {
  const names = shipped();
  const json = (name) => `pkg/dist/rulesets/${name}.json`;
  const questions = (name) => `pkg/dist/questions/${name}.json`;
  const fields = (name) => `pkg/dist/fields/${name}.csv`;

  await cached('rulesets', {
    inputs: [...ENGINE, 'src', 'xtask/typed.mjs', ...TOOLS],
    outputs: names.flatMap((name) => [
      json(name),
      json(`${name}.en`),
      questions(name),
      fields(name),
      fields(`${name}.en`),
      `pkg/dist/typed/${name}.d.ts`,
    ]),
    work: async () => {
      clear('pkg/dist/rulesets');
      clear('pkg/dist/questions');
      clear('pkg/dist/fields');
      clear('pkg/dist/typed');
      const cli = await command();
      const write = async (to, ...args) => {
        const { stdout } = await exec(cli, args, { quiet: true });
        writeFileSync(at(to), stdout);
        return stdout;
      };
      for (const name of names) {
        const source = `src/rulesets/${name}.toml`;
        const build = ['rulesets', 'build', source];
        const document = await write(json(name), ...build);
        const types = typed(name, document);
        await write(json(`${name}.en`), ...build, '--translation', 'en');
        await write(questions(name), ...build, '--questions');
        const { id } = JSON.parse(document).ruleset;
        const table = ['fields', id, '--ruleset-file', source, '--format', 'csv'];
        await write(fields(name), ...table, '--lang', 'ja');
        await write(fields(`${name}.en`), ...table, '--lang', 'en');
        for (const [file, text] of Object.entries(types)) {
          writeFileSync(at('pkg/dist/typed', file), text);
        }
      }
    },
  });
}

/**
 * One classic script a town: the engine, its binding to forms and the town's ruleset in one line; and
 * the one that a town's own ruleset goes into. The shipped ones are made as a stranger's is.
 */
async function scripts() {
  const towns = filesBelow('pkg/dist/rulesets')
    .map((path) => basename(path, '.json'))
    .filter((name) => !name.endsWith('.en') && !name.endsWith('-checklists'));
  const shell = 'pkg/dist/script.js';
  const script = (town) => `pkg/dist/scripts/${town}.js`;

  await cached('scripts', {
    inputs: [...ENGINE, 'src', 'pkg/src', WORDS, `${CORE}/bytes.js`, 'tsconfig.json', ...TOOLS],
    outputs: [shell, ...towns.map(script)],
    work: async () => {
      const { build: bundle } = await import('esbuild');
      clear('pkg/dist/scripts');
      // The two places are found by these names, in this order.
      const contents =
        "import { begin } from './pkg/src/script.ts';\nbegin(THE_RULESET, THE_TRANSLATION);\n";
      await bundle({
        ...ESBUILD,
        stdin: { contents, resolveDir: at('.') },
        format: 'iife',
        loader: { '.css': 'text' },
        outfile: shell,
      });
      const cli = await command();
      for (const town of towns) {
        const args = ['rulesets', 'build', `src/rulesets/${town}.toml`, '--script', shell];
        const { stdout } = await exec(cli, args, { quiet: true });
        writeFileSync(at(script(town)), stdout);
      }
    },
  });
}

/** The command, built. */
async function command() {
  await exec('cargo', ['build', '--locked', '--bin', 'shodaku']);
  return join(process.env.CARGO_TARGET_DIR ?? at('target'), 'debug/shodaku');
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await run(async () => {
    await setup();
    await build();
  });
}
