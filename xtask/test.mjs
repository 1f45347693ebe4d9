// `npm test`: every check there is, the cheap ones first; stops at the first that fails.

import { bin, exec, filesBelow, run, seconds } from './lib.mjs';
import { setup } from './setup.mjs';

const WASM = ['--target', 'wasm32-unknown-unknown', '--no-default-features', '--features', 'wasm'];
const times = [];
const counts = { passed: 0, failed: 0, skipped: 0 };

/** Runs one step; `count` reads the numbers of tests from what the step printed. */
async function check(name, work, count) {
  const start = performance.now();
  console.log(`\n━━ ${name}`);
  try {
    const result = await work();
    if (count) add(count(result.all));
  } catch (error) {
    if (count && error.output) add(count(error.output));
    counts.failed = Math.max(counts.failed, 1);
    times.push([`✗ ${name}`, seconds(start)]);
    summary();
    throw error;
  }
  times.push([`✓ ${name}`, seconds(start)]);
}

function add(found) {
  for (const key of Object.keys(counts)) counts[key] += found[key] ?? 0;
}

function summary() {
  console.log('\nSummary');
  const width = Math.max(...times.map(([name]) => name.length));
  for (const [name, time] of times) console.log(`  ${name.padEnd(width)}  ${time.padStart(8)}`);
  const { passed, failed, skipped } = counts;
  console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
}

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

await run(async () => {
  await check('setup', () => setup({ tests: true }));
  await check('rustfmt', () => exec('cargo', ['fmt', '--all', '--check']));
  await check('biome', () => bin('biome', ['check', '--error-on-warnings', '.']));
  await check('clippy', () =>
    exec('cargo', ['clippy', '--locked', '--workspace', '--all-targets', '--', '-D', 'warnings']),
  );
  await check('clippy for wasm32', () =>
    exec('cargo', ['clippy', '--locked', '--lib', ...WASM, '--', '-D', 'warnings']),
  );
  await check('cargo test', () => exec('cargo', ['test', '--locked', '--workspace']), cargoCounts);
  await check('build', async () => {
    const { build } = await import('./build.mjs');
    await build();
  });
  await check('tsc', async () => {
    await bin('tsc', ['--noEmit']);
    await bin('tsc', ['--noEmit', '--project', 'www/server']);
  });
  await check('package shape', async () => {
    await bin('publint', ['run', '--strict', 'pkg']);
    const leaveOut = ['--exclude-entrypoints', 'core.wasm', 'form.css', 'global', 'no-eval/global'];
    await bin('attw', ['--pack', 'pkg', '--profile', 'node16', ...leaveOut]);
  });
  const files = ['tests/package', 'tests/server']
    .flatMap((folder) => filesBelow(folder))
    .filter((file) => file.endsWith('.test.mjs'));
  await check(
    'package tests',
    () => exec(process.execPath, ['--test', '--test-reporter=spec', ...files]),
    nodeCounts,
  );
  const consumers = filesBelow('tests/packaging').filter((file) => file.endsWith('.test.mjs'));
  await check(
    'consumers of the package',
    async () => {
      const { prepare } = await import('../tests/packaging/prepare.mjs');
      await prepare();
      return exec(process.execPath, ['--test', '--test-reporter=spec', ...consumers]);
    },
    nodeCounts,
  );
  const config = ['--config', 'tests/browser/playwright.config.mjs'];
  await check('browser tests', () => bin('playwright', ['test', ...config]), playwrightCounts);
  await check('size', async () => {
    const { size } = await import('./size.mjs');
    await size();
  });
  summary();
});
