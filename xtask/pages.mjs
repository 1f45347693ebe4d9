// The pages of www: their scripts and styles bundled, their words put in.

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, posix } from 'node:path';
import { parse } from 'smol-toml';
import { at, cached, clear, filesBelow, Problem } from './lib.mjs';
import { inJapanese } from './locale.mjs';
import { noticesOf } from './notices.mjs';
import { CARRIED, KIT_NOTICES, OUTPUTS as WORKSHOP } from './workshop.mjs';

/**
 * The pages that become one file each, with everything inline: what that is called, and what it may
 * beyond running its own script.
 */
const ALONE = [
  { page: 'www/desk/desk.html', to: 'shodaku-checker.html' },
  {
    page: 'www/workshop/workshop.html',
    to: 'shodaku-workshop.html',
    plugins: [CARRIED],
    wasm: KIT_NOTICES,
    // The kit runs in a worker, which can be stopped.
    may: ['worker-src blob:'],
    markup: ['lit-html', 'shodaku-kit'],
  },
];
const FIELDS = 'src/rulesets/fields.toml';
const COMMON = 'src/library/common/parts.toml';
/** Of these no other form is served. */
const isServed = (file) =>
  file.endsWith('.html') && !ALONE.some(({ page }) => dirname(page) === dirname(file));

/**
 * `rulesets:shipped`: every ruleset with its translation, so that no page names one;
 * `questions:shipped`: how their fields are asked, by the ruleset's id; `fields:shared`: the fields
 * that rulesets share, by their ids; `duties:shared`: what the duties say that they share.
 */
export const SHIPPED = {
  name: 'shipped rulesets',
  setup({ onResolve, onLoad }) {
    const namespace = 'shipped';
    const filter = /^((rulesets|questions):shipped|(fields|duties):shared)$/;
    onResolve({ filter }, ({ path }) => ({ path, namespace }));
    onLoad({ filter: /^fields/, namespace }, () => {
      const { field } = parse(readFileSync(at(FIELDS), 'utf8'));
      const all = field.map(({ id, type, supplier, label, options }) => [
        id,
        { type, supplier, label, options },
      ]);
      return { contents: JSON.stringify(Object.fromEntries(all)), loader: 'json' };
    });
    onLoad({ filter: /^duties/, namespace }, () => {
      const { word, ...known } = parse(readFileSync(at(COMMON), 'utf8'));
      const duties = Object.entries(known).filter(([, { duty }]) => duty);
      const said = Object.fromEntries(duties.map(([id, { duty }]) => [id, duty.message]));
      return { contents: JSON.stringify({ said, town: word.town }), loader: 'json' };
    });
    onLoad({ filter: /^questions/, namespace }, () => {
      const files = filesBelow('pkg/dist/questions');
      const all = files.map((file) => [basename(file, '.json'), readFileSync(at(file), 'utf8')]);
      const contents = all.map(([id, json]) => `${JSON.stringify(id)}: ${json}`).join(',\n');
      return { contents: `export default { ${contents} };` };
    });
    onLoad({ filter: /^rulesets/, namespace }, () => {
      const files = filesBelow('pkg/dist/rulesets').filter((file) => !file.endsWith('.en.json'));
      const translation = (file) => file.replace(/\.json$/, '.en.json');
      const imported = files.map(
        (file, number) =>
          `import ruleset${number} from './${file}';\n` +
          `import translation${number} from './${translation(file)}';\n`,
      );
      const pairs = files.map(
        (_, number) => `{ ruleset: ruleset${number}, translation: translation${number} }`,
      );
      const contents = `${imported.join('')}export default [${pairs.join(', ')}];\n`;
      return { contents, resolveDir: at('.') };
    });
  },
};

/**
 * The pages. A page names its sources, relative to itself (`src="consultation/main.ts"`,
 * `href="style/index.css"`); they are bundled to the same place in www/dist. The folder of its script
 * is that of its words. Everything else is copied as it is.
 */
export async function pages(options, tools) {
  const files = filesBelow('www').filter((file) => !file.startsWith('www/server/'));
  const served = files.filter(isServed);

  await cached('pages', {
    inputs: [
      ...['www', 'pkg/dist', FIELDS, 'tsconfig.json', 'package-lock.json'],
      ...['xtask/pages.mjs', 'xtask/locale.mjs', 'xtask/notices.mjs', 'xtask/workshop.mjs'],
      ...[...WORKSHOP, ...tools],
    ],
    outputs: [
      ...served.map((file) => file.replace('www/', 'www/dist/')),
      ...ALONE.flatMap(({ to }) => [`www/dist/${to}`, `www/dist/${to}.sha256`]),
    ],
    work: async () => {
      const { build: bundle } = await import('esbuild');
      clear('www/dist');
      const { metafile } = await bundle({
        ...options,
        metafile: true,
        entryPoints: [...new Set(served.flatMap((file) => sources(file).map((it) => it.path)))],
        format: 'esm',
        outbase: 'www',
        outdir: 'www/dist',
        plugins: [SHIPPED],
        splitting: true,
      });
      write('www/NOTICES.txt', noticesOf(metafile.inputs));
      for (const file of served) {
        write(
          file,
          page(file).replace(SCRIPT, (tag) => tag.replace('.ts"', '.js"')),
        );
      }
      for (const file of files) {
        if (!/\.(ts|css|html|json)$/.test(file)) write(file, readFileSync(at(file)));
      }
      for (const alone of ALONE) await selfContained(alone, options, bundle);
    },
  });
}

/** A page with its words in it. */
function page(file) {
  const script = sources(file).find(({ kind }) => kind === 'script');
  const folder = basename(dirname(script.path));
  return inJapanese(readFileSync(at(file), 'utf8'), folder, file);
}

function write(file, content) {
  const to = at(file.replace('www/', 'www/dist/'));
  mkdirSync(dirname(to), { recursive: true });
  writeFileSync(to, content);
}

const SCRIPT = /<script\b[^>]*\bsrc="([^":]+\.ts)"[^>]*><\/script>/g;
const STYLE = /<link\b[^>]*\bhref="([^":]+\.css)"[^>]*>/g;

/** The scripts and style sheets that a page asks to have built. */
function sources(file) {
  const text = readFileSync(at(file), 'utf8');
  const found = (pattern, kind) =>
    [...text.matchAll(pattern)].map(([tag, name]) => {
      const base = name.startsWith('/') ? 'www' : posix.dirname(file);
      return { kind, tag, path: posix.join(base, name) };
    });
  const all = [...found(SCRIPT, 'script'), ...found(STYLE, 'style')];
  for (const { path } of all) {
    if (!existsSync(at(path))) throw new Problem(`${file} needs ${path}, which is not there`);
  }
  return all;
}

/** One file that needs no server and no network, with a policy that allows just its own code. */
async function selfContained(alone, options, bundle) {
  const { page: file, to, plugins = [], wasm, may = [], markup = ['lit-html'] } = alone;
  let text = page(file);
  const hashes = { script: [], style: [] };
  const inputs = {};
  for (const { kind, tag, path } of sources(file)) {
    const result = await bundle({
      ...options,
      entryPoints: [path],
      format: 'esm',
      outdir: 'www/dist',
      plugins: [SHIPPED, ...plugins],
      metafile: true,
      write: false,
    });
    Object.assign(inputs, result.metafile.inputs);
    const code = result.outputFiles[0].text;
    if (new RegExp(`</${kind}`, 'i').test(code)) throw new Problem(`${path} contains </${kind}`);
    hashes[kind].push(`'sha256-${createHash('sha256').update(code).digest('base64')}'`);
    const open = kind === 'script' ? '<script type="module">' : '<style>';
    text = text.replace(tag, () => `${open}${code}</${kind}>`);
  }
  const policy = [
    "default-src 'none'",
    `script-src ${hashes.script.join(' ')} 'wasm-unsafe-eval'`,
    `style-src ${hashes.style.join(' ') || "'none'"}`,
    'img-src data:',
    "form-action 'none'",
    "base-uri 'none'",
    ...may,
    // What lit-html makes of its own templates, and nothing else, becomes markup.
    "require-trusted-types-for 'script'",
    `trusted-types ${markup.join(' ')}`,
  ].join('; ');
  const charset = /<meta charset="utf-8"\s*\/?>/i;
  if (!charset.test(text)) throw new Problem(`${file} needs <meta charset="utf-8">`);
  const meta = `<meta http-equiv="Content-Security-Policy" content="${policy}">`;
  // In a comment no two hyphens stand side by side.
  const notices = noticesOf(inputs, wasm).replace(/--+/g, (run) => '='.repeat(run.length));
  const whole = text
    .replace(charset, (found) => `${found}${meta}`)
    .replace(/<\/html>/, () => `<!--\n${notices}-->\n</html>`);
  write(`www/${to}`, whole);
  // As `sha256sum --check` reads it; the page shows what its own script hashes to.
  const program = Buffer.from(hashes.script[0].slice("'sha256-".length, -1), 'base64');
  const sum = createHash('sha256').update(whole).digest('hex');
  write(`www/${to}.sha256`, `# program: ${program.toString('hex')}\n${sum}  ${to}\n`);
}
