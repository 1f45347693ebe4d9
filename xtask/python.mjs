// `npm test -- python`: builds the wheel of `adapters/python`, puts it into an environment of its
// own below `target/`, and tests it there; with Spark where a Java runtime is found.

import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { at, exec, filesBelow, step } from './lib.mjs';
import { findJava, findPython } from './setup.mjs';

const ADAPTER = 'adapters/python';
const OUT = 'target/python';
const VENV = `${OUT}/venv`;
const PYTHON = at(VENV, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
const CARGO = ['--locked', '--manifest-path', `${ADAPTER}/Cargo.toml`, '--target-dir', OUT];

/** Builds and tests the wheel; what the tests print. */
export async function python() {
  const java = findJava();
  await environment(java ? ['requirements', 'requirements-spark'] : ['requirements']);
  await step('lint', async () => {
    const env = { PYO3_PYTHON: PYTHON };
    await exec('cargo', ['fmt', '--check', '--manifest-path', `${ADAPTER}/Cargo.toml`]);
    await exec('cargo', ['clippy', ...CARGO, '--', '-D', 'warnings'], { env });
  });
  await step('wheel', wheel);
  // The tests ask the command for the same.
  await exec('cargo', ['build', '--locked']);
  const ignored = java ? [] : ['--ignore', `${ADAPTER}/tests/test_spark.py`];
  if (!java) {
    console.log(
      '  no Java 17: the tests with Spark are left out (Debian: apt-get install default-jre-headless)',
    );
  }
  const options = ['--rootdir', ADAPTER, '-p', 'no:cacheprovider', '-q', ...ignored];
  return exec(PYTHON, ['-B', '-m', 'pytest', ...options, `${ADAPTER}/tests`]);
}

/** What the lists name, installed; the content of the lists decides, and which Python it is for. */
async function environment(lists) {
  const files = lists.map((name) => `${ADAPTER}/${name}.txt`);
  const stamp = at(VENV, 'shodaku-stamp');
  const hash = createHash('sha256').update(findPython());
  for (const file of files) hash.update(readFileSync(at(file)));
  const wanted = hash.digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  await step('Python packages', async () => {
    rmSync(at(VENV), { recursive: true, force: true });
    await exec(findPython(), ['-m', 'venv', VENV]);
    await pip(files.flatMap((file) => ['--requirement', file]));
  });
  writeFileSync(stamp, wanted);
}

async function wheel() {
  const wheels = `${OUT}/wheels`;
  rmSync(at(wheels), { recursive: true, force: true });
  const args = ['build', '--release', ...CARGO, '--out', wheels];
  await exec(PYTHON, ['-m', 'maturin', ...args], { env: { PYO3_PYTHON: PYTHON } });
  const [file] = filesBelow(wheels);
  await pip(['--force-reinstall', '--no-deps', file]);
}

const pip = (args) =>
  exec(PYTHON, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...args]);
