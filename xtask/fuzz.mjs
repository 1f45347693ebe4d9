// `node xtask/fuzz.mjs [--runs=N | --seconds=N] [TARGET…]`: runs the targets of `fuzz/`, all where
// none is named. libFuzzer guides itself by what the code covers, which takes no nightly compiler:
// the flags are those that cargo-fuzz gives without a sanitizer. No code of ours is unsafe.

import { mkdirSync, readdirSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { at, exec, Problem, run, seconds } from './lib.mjs';

const COVERAGE = [
  '-Cpasses=sancov-module',
  ...[
    'sanitizer-coverage-level=4',
    'sanitizer-coverage-inline-8bit-counters',
    'sanitizer-coverage-pc-table',
    'sanitizer-coverage-trace-compares',
    'simplifycfg-branch-fold-threshold=0',
  ].map((flag) => `-Cllvm-args=-${flag}`),
  '-Ccodegen-units=1',
  '--cfg=fuzzing',
];

/** What a target begins with; what it finds to be new is kept below `target/`. */
const SEEDS = {
  ruleset: ['fuzz/seeds/ruleset'],
  town: ['tests/data/rulesets/broken'],
  request: ['fuzz/seeds/request'],
  session: [],
  typed: ['fuzz/seeds/typed'],
  words: [],
};

async function build() {
  const host = /host: (.+)/.exec((await exec('rustc', ['-vV'], { quiet: true })).stdout)[1];
  // With a target named, the flags are for the program alone and not for what builds it.
  const args = ['build', '--locked', '--release', '--bins', '--target', host];
  args.push('--manifest-path', 'fuzz/Cargo.toml', '--target-dir', 'target/fuzz');
  await exec('cargo', args, { env: { CARGO_ENCODED_RUSTFLAGS: COVERAGE.join('\x1f') } });
  return at('target/fuzz', host, 'release');
}

/** Runs the targets, each for so many seconds or executions; the number of executions of each. */
export async function fuzz(targets = Object.keys(SEEDS), limit = ['-max_total_time=5', '-seed=1']) {
  const programs = await build();
  const counts = {};
  for (const target of targets) {
    const start = performance.now();
    const [corpus, artifacts] = ['corpus', 'artifacts'].map(
      (what) => `target/fuzz/${what}/${target}`,
    );
    for (const folder of [corpus, artifacts]) mkdirSync(at(folder), { recursive: true });
    const args = [...limit, '-timeout=20', '-rss_limit_mb=4096', '-max_len=16384'];
    args.push('-dict=fuzz/words.dict', `-artifact_prefix=${artifacts}/`, '-verbosity=0');
    args.push('-print_final_stats=1', corpus, ...SEEDS[target]);
    const { all } = await exec(`${programs}/${target}`, args, { quiet: true });
    counts[target] = Number(/number_of_executed_units: (\d+)/.exec(all)[1]);
    const kept = readdirSync(at(corpus)).length;
    console.log(
      `  ${target.padEnd(8)} ${String(counts[target]).padStart(10)} executions, ` +
        `${kept} inputs kept, ${seconds(start)}`,
    );
  }
  return counts;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await run(async () => {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { runs: { type: 'string' }, seconds: { type: 'string' } },
    });
    const unknown = positionals.filter((name) => !Object.hasOwn(SEEDS, name));
    if (unknown.length > 0) {
      throw new Problem(
        `no target ${unknown.join(', ')}: there are ${Object.keys(SEEDS).join(', ')}`,
      );
    }
    const limit = values.runs ? `-runs=${values.runs}` : `-max_total_time=${values.seconds ?? 60}`;
    await fuzz(positionals.length > 0 ? positionals : undefined, [limit]);
  });
}
