// The command over many lines of JSON.

import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { at } from '../xtask/lib.mjs';
import { OUT } from './bundles.mjs';
import { broken, passing } from './requests.mjs';

const ROUNDS = 3;
const PROGRAM = join(process.env.CARGO_TARGET_DIR ?? at('target'), 'release/shodaku');
/** One processor for all its threads, where the system lets one say so. */
const PINNED = spawnSync('taskset', ['--version']).status === 0 ? ['taskset', '-c', '0'] : [];

const { ruleset, asOf } = passing;
const KINDS = {
  full: { lines: 100_000, requests: [passing, ...broken] },
  small: {
    lines: 800_000,
    requests: [
      { ruleset, procedure: 'carriage', asOf, answers: { 'information.kind': 'personal' } },
    ],
  },
};

/** For each kind: requests a second on one processor and on two, bytes a request, and memory. */
export async function batch() {
  const result = { pinned: PINNED.length > 0 };
  for (const [name, { lines, requests }] of Object.entries(KINDS)) {
    const few = write(`${name}-few`, requests, lines / 10);
    const many = write(name, requests, lines);
    const { stdout } = spawnSync(PROGRAM, judging(few, 1), { maxBuffer: Infinity });
    const bytes = {
      in: (10 * readFileSync(few).length) / lines,
      out: (10 * stdout.length) / lines,
    };
    const one = await rate({ few, many, lines, jobs: 1 });
    const two = availableParallelism() > 1 && (await rate({ few, many, lines, jobs: 2 }));
    result[name] = { bytes, one: one.rate, two: two.rate, memory: one.memory };
  }
  return result;
}

const judging = (file, jobs) => ['check', '--jsonl', '--jobs', String(jobs), file];

function write(name, requests, lines) {
  const file = at(OUT, `${name}.jsonl`);
  const texts = requests.map((request) => `${JSON.stringify(request)}\n`);
  writeFileSync(file, Array.from({ length: lines }, (_, at) => texts[at % texts.length]).join(''));
  return file;
}

/** The best of a few rounds; what starting takes is in both times, and goes out. */
async function rate({ few, many, lines, jobs }) {
  let best = 0;
  let memory;
  for (let round = 0; round < ROUNDS; round += 1) {
    const [short, long] = [await time(few, jobs), await time(many, jobs)];
    best = Math.max(best, (lines * 0.9) / (long.seconds - short.seconds));
    memory = { few: short.peak, many: long.peak };
  }
  return { rate: best, memory };
}

/** How long it takes, and the most memory it has held where the system tells. */
async function time(file, jobs) {
  const [program, ...args] = [...(jobs === 1 ? PINNED : []), PROGRAM, ...judging(file, jobs)];
  const begin = performance.now();
  const child = spawn(program, args, { stdio: 'ignore' });
  let peak;
  const look = setInterval(() => {
    peak = highWater(child.pid) ?? peak;
  }, 5);
  await once(child, 'exit');
  clearInterval(look);
  return { seconds: (performance.now() - begin) / 1000, peak };
}

function highWater(pid) {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return 1024 * Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1]) || undefined;
  } catch {
    return undefined;
  }
}
