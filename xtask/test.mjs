// `npm test`: every check there is, the cheap ones first; stops at the first that fails.
// `npm test -- PART…`: those of some parts, with what they need built.

import { bin, exec, filesBelow, Problem, run, seconds } from './lib.mjs';
import { setup } from './setup.mjs';

const WASM = ['--target', 'wasm32-unknown-unknown', '--no-default-features', '--features'];
const DENY = ['--', '-D', 'warnings'];
const PLAYWRIGHT = ['test', '--config', 'tests/browser/playwright.config.mjs'];

const PARTS = {
  engine: 'everything in Rust: units, the engine, reports, the command, examples in the docs',
  package: 'the npm package in Node, its types, and what it weighs',
  packaging: 'the packed package in bundlers, frameworks, servers and plain pages',
  server: 'the example of a back end',
  browser: 'the pages, and forms of all kinds, in Chromium',
  python: 'the Python wheel with DuckDB, Polars and, where there is Java, Spark',
  fuzz: 'what the fuzz targets find in a few seconds each',
  fast: 'what finds most in under two minutes: format, lint, types, engine and package',
};

/** Adds up all numbers that a pattern captures. */
function sum(text, pattern) {
  return [...text.matchAll(pattern)].reduce((total, [, number]) => total + Number(number), 0);
}

const cargoCounts = (text) => ({
  passed: sum(text, /^test result: .*?(\d+) passed/gm),
  failed: sum(text, /^test result: .*?(\d+) failed/gm),
  skipped: sum(text, /^test result: .*?(\d+) ignored/gm),
});
const nodeCounts = (text) => ({
  passed: sum(text, /^ℹ pass (\d+)/gm),
  failed: sum(text, /^ℹ fail (\d+)/gm),
  skipped: sum(text, /^ℹ skipped (\d+)/gm),
});
const playwrightCounts = (text) => ({
  passed: sum(text, /^ +(\d+) passed/gm),
  failed: sum(text, /^ +(\d+) failed/gm),
  skipped: sum(text, /^ +(\d+) skipped/gm),
});

const pytestCounts = (text) => ({
  passed: sum(text, /(\d+) passed/g),
  failed: sum(text, /(\d+) (?:failed|errors?)\b/g),
  skipped: sum(text, /(\d+) skipped/g),
});

/**
 * Every step, in the order in which they run: the parts it is of; what it needs (`linters`,
 * `browser`, `c++`, `python`, `build`); how it runs; how its output tells the number of tests; what to say when it
 * fails. A step of no part runs with all the others alone.
 */
const STEPS = [
  {
    name: 'rustfmt',
    parts: ['fast'],
    needs: ['linters'],
    run: () => exec('cargo', ['fmt', '--all', '--check']),
  },
  {
    name: 'biome',
    parts: ['fast'],
    run: () => bin('biome', ['check', '--error-on-warnings', '.']),
  },
  {
    name: 'clippy',
    parts: ['fast'],
    needs: ['linters'],
    run: () => exec('cargo', ['clippy', '--locked', '--workspace', '--all-targets', ...DENY]),
  },
  {
    name: 'clippy for wasm32',
    needs: ['linters'],
    run: async () => {
      for (const feature of ['wasm', 'workshop']) {
        await exec('cargo', ['clippy', '--locked', '--lib', ...WASM, feature, ...DENY]);
      }
    },
  },
  {
    name: 'cargo doc',
    run: () =>
      exec('cargo', ['doc', '--locked', '--workspace', '--no-deps', '--document-private-items'], {
        env: { RUSTDOCFLAGS: '-D warnings' },
      }),
  },
  {
    name: 'cargo test',
    parts: ['engine'],
    run: () => exec('cargo', ['test', '--locked', '--workspace']),
    count: cargoCounts,
  },
  {
    name: 'cargo test of units and engine',
    parts: ['fast'],
    within: 'cargo test',
    run: () => exec('cargo', ['test', '--locked', '--lib', '--test', 'engine']),
    count: cargoCounts,
  },
  {
    name: 'build',
    run: async () => {
      const { build } = await import('./build.mjs');
      await build();
    },
  },
  {
    name: 'tsc',
    parts: ['package', 'server', 'fast'],
    needs: ['build'],
    run: async () => {
      await bin('tsc', ['--noEmit']);
      await bin('tsc', ['--noEmit', '--project', 'www/server']);
    },
  },
  {
    name: 'package shape',
    parts: ['packaging'],
    needs: ['build'],
    run: async () => {
      await bin('publint', ['run', '--strict', 'pkg']);
      const leaveOut = ['--exclude-entrypoints', 'core.wasm', 'form.css', 'render.css', 'global'];
      leaveOut.push('no-eval/global');
      await bin('attw', ['--pack', 'pkg', '--profile', 'node16', ...leaveOut]);
    },
  },
  {
    name: 'second evaluator',
    parts: ['engine'],
    needs: ['build'],
    run: () => nodeTests('tests/oracle'),
    count: nodeCounts,
  },
  {
    name: 'package tests',
    parts: ['package', 'fast'],
    needs: ['build'],
    run: () => nodeTests('tests/package'),
    count: nodeCounts,
  },
  {
    name: 'server tests',
    parts: ['server'],
    needs: ['build'],
    run: () => nodeTests('tests/server'),
    count: nodeCounts,
  },
  {
    name: 'consumers of the package',
    parts: ['packaging'],
    needs: ['build', 'browser'],
    run: async () => {
      const { prepare } = await import('../tests/packaging/prepare.mjs');
      await prepare();
      return nodeTests('tests/packaging');
    },
    count: nodeCounts,
  },
  {
    name: 'browser tests',
    parts: ['browser'],
    needs: ['build', 'browser'],
    run: browserTests,
    count: playwrightCounts,
    failed: browserTraces,
  },
  {
    name: 'Python wheel',
    parts: ['python'],
    needs: ['linters', 'python'],
    run: async () => {
      const { python } = await import('./python.mjs');
      return python();
    },
    count: pytestCounts,
  },
  {
    name: 'fuzz',
    parts: ['fuzz'],
    needs: ['c++'],
    run: async () => {
      const { fuzz } = await import('./fuzz.mjs');
      await fuzz();
    },
  },
  {
    name: 'size',
    parts: ['package'],
    needs: ['build'],
    run: async () => {
      const { size } = await import('./size.mjs');
      await size();
    },
  },
];

function nodeTests(folder) {
  const files = filesBelow(folder).filter((file) => file.endsWith('.test.mjs'));
  return exec(process.execPath, ['--test', '--test-reporter=spec', ...files]);
}

/** Runs the browser tests. Those that fail run once more for a trace, which takes twice the time. */
async function browserTests() {
  try {
    return await bin('playwright', PLAYWRIGHT);
  } catch (failure) {
    console.log('\nOnce more, for a trace of what failed:');
    await bin('playwright', [...PLAYWRIGHT, '--last-failed', '--trace', 'on']).catch(() => {});
    throw failure;
  }
}

/** Where the traces and pictures of the failed browser tests are, and how to look at them. */
function browserTraces() {
  const files = filesBelow('test-results').filter((file) => /trace\.zip$|\.png$/.test(file));
  if (files.length === 0) return undefined;
  const lines = files.map((file) =>
    file.endsWith('.zip') ? `  npx playwright show-trace ${file}` : `  ${file}`,
  );
  return `What the browser showed, step by step, and at the end:\n${lines.join('\n')}`;
}

/** The steps of the parts, all where none is named; with the build where one of them needs it. */
function chosen(parts) {
  const of = (step) => parts.some((part) => step.parts?.includes(part));
  const named = parts.length === 0 ? STEPS.filter((step) => !step.within) : STEPS.filter(of);
  const names = named.map(({ name }) => name);
  const steps = named.filter((step) => !names.includes(step.within));
  const needs = new Set(steps.flatMap((step) => step.needs ?? []));
  return {
    needs,
    steps: STEPS.filter((step) => steps.includes(step) || needs.has(step.name)),
  };
}

function help() {
  const width = Math.max(...Object.keys(PARTS).map((name) => name.length));
  const parts = Object.entries(PARTS).map(
    ([part, what]) =>
      `  ${part.padEnd(width)}  ${what}\n  ${' '.repeat(width)}  (${stepsOf(part).join(', ')})`,
  );
  return `npm test            runs every step: ${stepsOf().join(', ')}
npm test -- PART…   runs the steps of one part or of several

${parts.join('\n')}

How to run a single test: tests/README.md`;
}

function stepsOf(...parts) {
  return chosen(parts).steps.map(({ name }) => name);
}

async function test(parts) {
  const { steps, needs } = chosen(parts);
  const options = {
    linters: needs.has('linters'),
    browser: needs.has('browser'),
    cxx: needs.has('c++'),
    python: needs.has('python'),
  };
  const times = [];
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const step of [{ name: 'setup', run: () => setup(options) }, ...steps]) {
    const start = performance.now();
    console.log(`\n━━ ${step.name}`);
    const end = (mark, text) => {
      times.push([`${mark} ${step.name}`, seconds(start)]);
      if (!step.count || text === undefined) return;
      const found = step.count(text);
      for (const key of Object.keys(counts)) counts[key] += found[key];
    };
    try {
      end('✓', (await step.run())?.all);
    } catch (error) {
      end('✗', error.output);
      counts.failed = Math.max(counts.failed, 1);
      summary(times, counts, step.failed?.());
      throw error;
    }
  }
  summary(times, counts);
}

function summary(times, { passed, failed, skipped }, more) {
  console.log('\nSummary');
  const width = Math.max(...times.map(([name]) => name.length));
  for (const [name, time] of times) console.log(`  ${name.padEnd(width)}  ${time.padStart(8)}`);
  if (more) console.log(`\n${more}`);
  console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
}

await run(async () => {
  const args = process.argv.slice(2);
  if (args.includes('--help') || args.includes('-h')) return console.log(help());
  const unknown = args.filter((arg) => !Object.hasOwn(PARTS, arg));
  if (unknown.length > 0) {
    const parts = Object.keys(PARTS).join(', ');
    throw new Problem(`there is no part ${unknown.join(', ')}: the parts are ${parts}`);
  }
  await test(args);
});
