// What the build scripts share: running a step, skipping it while nothing it reads has changed.

import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
export const at = (...parts) => join(root, ...parts);

/** Something the person at the keyboard can act on: shown without a stack trace. */
export class Problem extends Error {}

/** Runs `main`, ends the process with a readable error and a non-zero code when it fails. */
export async function run(main) {
  try {
    await main();
  } catch (error) {
    // What esbuild throws says it all, with the places, and needs no stack.
    const clear = error instanceof Problem || Array.isArray(error.errors);
    console.error(`\n✗ ${clear ? error.message : error.stack}`);
    process.exit(1);
  }
}

export function seconds(since) {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}

/** Prints the name of a step before and its time after. */
export async function step(name, work) {
  const start = performance.now();
  console.log(`▸ ${name}`);
  const value = await work();
  console.log(`✓ ${name} (${value === upToDate ? 'up to date' : seconds(start)})`);
  return value;
}

const upToDate = Symbol('up to date');

/** A step that is skipped while its inputs have the content they had and its outputs are there. */
export async function cached(name, { inputs, outputs, work }) {
  return step(name, async () => {
    const stamp = at('target/stamps', name.replace(/[^a-z]+/gi, '-'));
    const before = fingerprint(inputs);
    const same = existsSync(stamp) && readFileSync(stamp, 'utf8') === before;
    if (same && outputs.every((path) => existsSync(at(path)))) return upToDate;
    await work();
    const missing = outputs.filter((path) => !existsSync(at(path)));
    if (missing.length > 0) throw new Problem(`${name} did not write ${missing.join(', ')}`);
    mkdirSync(dirname(stamp), { recursive: true });
    writeFileSync(stamp, before);
  });
}

/** Hashes names and contents of the files, and of all files below the folders, that are there. */
function fingerprint(paths) {
  const hash = createHash('sha256');
  for (const path of paths.flatMap((path) => filesBelow(path))) {
    hash
      .update(`${path}\0`)
      .update(readFileSync(at(path)))
      .update('\0');
  }
  return hash.digest('hex');
}

/** Every file at or below a path, relative to the root, in order; none if there is none. */
export function filesBelow(path, leaveOut = ['dist', 'node_modules']) {
  if (!existsSync(at(path))) return [];
  if (statSync(at(path)).isFile()) return [path];
  return readdirSync(at(path), { withFileTypes: true })
    .filter((entry) => !leaveOut.includes(entry.name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => filesBelow(join(path, entry.name), leaveOut));
}

/** Empties a folder, but for some names; makes it when it is not there. */
export function clear(folder, keep = []) {
  mkdirSync(at(folder), { recursive: true });
  for (const name of readdirSync(at(folder))) {
    if (!keep.includes(name)) rmSync(at(folder, name), { recursive: true });
  }
}

/**
 * Runs a program in the repository and shows what it prints.
 * Resolves to its output; rejects when it cannot start or ends with a non-zero code.
 */
export function exec(program, args, { env = {}, quiet = false, missing } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let all = '';
    // A letter may come in two pieces.
    child.stdout.setEncoding('utf8').on('data', (data) => {
      stdout += data;
      all += data;
      if (!quiet) process.stdout.write(data);
    });
    child.stderr.setEncoding('utf8').on('data', (data) => {
      all += data;
      if (!quiet) process.stderr.write(data);
    });
    child.on('error', (error) => {
      const hint = missing ? `: ${missing}` : '';
      reject(error.code === 'ENOENT' ? new Problem(`${program} was not found${hint}`) : error);
    });
    child.on('close', (code) => {
      if (code === 0) return resolve({ stdout, all });
      if (quiet) process.stderr.write(all);
      const failure = new Problem(`${program} ${args.join(' ')} ended with code ${code}`);
      failure.output = all;
      reject(failure);
    });
  });
}

/** A program of an npm package, run with this very Node. */
export function bin(name, args, options) {
  return exec(process.execPath, [at('node_modules/.bin', name), ...args], options);
}
