// The command over many lines of JSON.

import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { at } from '../xtask/lib.mjs';
import { OUT } from './bundles.mjs';
import { linesInNode } from './lines.mjs';
import { broken, passing } from './requests.mjs';

const ROUNDS = 3;
const PROGRAM = join(process.env.CARGO_TARGET_DIR ?? at('target'), 'release/shodaku');
/** One processor for all its threads, where the system lets one say so. */
const PINNED = spawnSync('taskset', ['--version']).status === 0 ? ['taskset', '-c', '0'] : [];

const { ruleset, asOf } = passing;
const KINDS = {
  full: { lines: 100_000, requests: [passing, ...broken], flags: [] },
  brief: { lines: 100_000, requests: [passing, ...broken], flags: ['--brief'] },
  small: {
    lines: 800_000,
    requests: [
      { ruleset, procedure: 'carriage', asOf, answers: { 'information.kind': 'personal' } },
    ],
    flags: [],
  },
};

/** For each kind that this command has: requests a second, bytes a request, and memory. */
export async function batch(peers) {
  const { stdout: help } = spawnSync(PROGRAM, ['check', '--help'], { encoding: 'utf8' });
  const kinds = Object.entries(KINDS).filter(([, { flags }]) =>
    flags.every((flag) => help.includes(flag)),
  );
  const found = {};
  for (const [name, { lines, requests, flags }] of kinds) {
    const few = write(`${name}-few`, requests, lines / 10);
    const many = write(name, requests, lines);
    const { stdout } = spawnSync(PROGRAM, judging(few, flags, 1), { maxBuffer: Infinity });
    const bytes = {
      in: (10 * readFileSync(few).length) / lines,
      out: (10 * stdout.length) / lines,
    };
    found[name] = { bytes, ...(await rates({ few, many, lines, flags })) };
  }
  return { pinned: PINNED.length > 0, kinds: found, inNode: await linesInNode(peers) };
}

const judging = (file, flags, jobs) => {
  const args = ['--lang', 'ja', '--jobs', `${jobs}`, file];
  return ['check', '--jsonl', ...flags, ...args];
};

function write(name, requests, lines) {
  const file = at(OUT, `${name}.jsonl`);
  const texts = requests.map((request) => `${JSON.stringify(request)}\n`);
  writeFileSync(file, Array.from({ length: lines }, (_, at) => texts[at % texts.length]).join(''));
  return file;
}

/** Round by round, on one processor and on two; what starting takes is in both times, and goes out. */
async function rates({ few, many, lines, flags }) {
  const found = { one: [], two: [], memory: {} };
  const counts = availableParallelism() > 1 ? { one: 1, two: 2 } : { one: 1 };
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [count, jobs] of Object.entries(counts)) {
      const short = await time(judging(few, flags, jobs), jobs);
      const long = await time(judging(many, flags, jobs), jobs);
      found[count].push((lines * 0.9) / (long.seconds - short.seconds));
      if (jobs === 1) found.memory = { few: short.peak, many: long.peak };
    }
  }
  return found;
}

/** How long it takes, and the most memory it has held where the system tells. */
async function time(given, jobs) {
  const [program, ...args] = [...(jobs === 1 ? PINNED : []), PROGRAM, ...given];
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
