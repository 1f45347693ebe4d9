// Sees to it that what the build and the tests need is there, and says what is missing.
// Imports nothing from npm: it runs before `npm ci`.

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { at, exec, Problem, step } from './lib.mjs';

const TARGET = 'wasm32-unknown-unknown';
const isRoot = process.getuid?.() === 0;

/** What every command needs, and where asked for what linting, browsers, libFuzzer and Python need. */
export async function setup({
  linters = false,
  browser = false,
  cxx = false,
  python = false,
} = {}) {
  await step('tools', async () => {
    checkNode();
    await checkRust(linters);
    await checkCompiler('cc', 'which Rust needs to link programs');
    if (cxx) await checkCompiler('c++', 'which libFuzzer is built with');
    if (python) await checkPython();
  });
  await step('npm packages', () => npmPackages());
  if (browser) {
    await step('browser', chromium);
    await step('other hosts and browsers', others);
  }
}

function checkNode() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < 20) {
    throw new Problem(
      `Node.js ${process.versions.node} is too old: install version 20 or newer from https://nodejs.org`,
    );
  }
}

async function checkRust(linters) {
  // Where rustup puts its programs, for a shell that was opened before rustup was installed.
  const cargoBin = join(process.env.CARGO_HOME ?? join(process.env.HOME ?? '', '.cargo'), 'bin');
  if (!which('cargo')) process.env.PATH = `${cargoBin}${delimiter}${process.env.PATH}`;
  if (!which('cargo') || !which('rustc')) {
    throw new Problem(
      'Rust was not found: install it from https://rustup.rs ' +
        '(Debian 13: apt-get install rustup), then run this again',
    );
  }
  const wanted = readFileSync(at('rust-toolchain.toml'), 'utf8').match(/channel = "(.+)"/)[1];
  const lacks = () =>
    [
      [output('rustc', ['--version'])?.split(' ')[1] === wanted, `Rust ${wanted}`],
      [existsSync(targetFolder()), `its standard library for ${TARGET}`],
      [!linters || output('cargo', ['fmt', '--version']), 'rustfmt'],
      [!linters || output('cargo', ['clippy', '--version']), 'clippy'],
    ].flatMap(([there, what]) => (there ? [] : [what]));

  if (lacks().length === 0) return;
  if (which('rustup')) {
    console.log(`  installing ${lacks().join(', ')} as rust-toolchain.toml asks`);
    const install = ['toolchain', 'install', wanted, '--profile', 'minimal', '--no-self-update'];
    install.push('--component', 'rustfmt,clippy', '--target', TARGET);
    await exec('rustup', install).catch(() => {});
  }
  if (lacks().length > 0) {
    throw new Problem(
      `missing: ${lacks().join(', ')}\n  rustup toolchain install ${wanted} --profile minimal ` +
        `--component rustfmt,clippy --target ${TARGET}`,
    );
  }
}

function targetFolder() {
  const sysroot = output('rustc', ['--print', 'sysroot']) ?? '';
  return join(sysroot, 'lib/rustlib', TARGET, 'lib');
}

async function checkCompiler(name, why) {
  if (which(name)) return;
  if (!isRoot || !which('apt-get')) {
    throw new Problem(
      `no ${name} was found, ${why}\n` +
        '  Debian, Ubuntu: sudo apt-get install build-essential\n' +
        '  macOS: xcode-select --install',
    );
  }
  await aptInstall(['build-essential']);
}

async function checkPython() {
  if (!findPython() && isRoot && which('apt-get')) await aptInstall(['python3-venv']);
  if (!findPython()) {
    throw new Problem(
      'no Python 3.11 with venv was found, which the Python wheel is tested with\n' +
        '  Debian, Ubuntu: sudo apt-get install python3-venv',
    );
  }
}

/** A Python that can make environments, as new as what the tests need. */
export function findPython() {
  const works = 'import ensurepip, venv, sys; sys.exit(sys.version_info < (3, 11))';
  // Where another is first on the path, Debian's still has what apt-get installs.
  return ['python3', '/usr/bin/python3'].find(
    (python) => spawnSync(python, ['-c', works]).status === 0,
  );
}

/** A Java that Spark runs on. */
export function findJava() {
  const said = spawnSync('java', ['-version'], { encoding: 'utf8' }).stderr ?? '';
  return Number(/version "(\d+)/.exec(said)?.[1]) >= 17;
}

/**
 * Installs what the lock of a folder names. `tolerant`: also where a registry does not have what
 * the packages would need on other systems, and the lock therefore does not name it.
 */
export async function npmPackages({ folder = '.', tolerant = false } = {}) {
  // The content of the lock decides, not its age: a checkout changes ages.
  const stamp = at(folder, 'node_modules/.shodaku-lock');
  const hash = createHash('sha256')
    .update(readFileSync(at(folder, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const install = tolerant ? ['install', '--no-save'] : ['ci'];
  // No package needs its install script, and none gets to run one.
  const options = ['--include=dev', '--ignore-scripts', '--no-audit', '--no-fund'];
  await exec(npm, [...install, ...options, '--prefix', at(folder)], {
    missing: 'it comes with Node.js',
  });
  writeFileSync(stamp, hash);
}

async function chromium() {
  if (!findChromium()) await installChromium();
  const path = findChromium();
  if (!path) {
    throw new Problem(
      'no Chromium was found for the browser tests: install one ' +
        '(Debian: sudo apt-get install chromium fonts-noto-cjk) or name it in CHROME_PATH',
    );
  }
  console.log(`  ${path}`);
  if (!hasJapaneseFont() && isRoot && which('apt-get')) await aptInstall(['fonts-noto-cjk']);
  if (!hasJapaneseFont()) {
    console.log('  no Japanese font: text shows as boxes in screenshots (fonts-noto-cjk)');
  }
}

/** What no registry of npm has, and some tests of hosts need. */
const OTHERS = [
  ['firefox-esr', findFirefox],
  ['libjs-prototype', findPrototype],
];

async function others() {
  const lacks = OTHERS.flatMap(([name, find]) => (find() ? [] : [name]));
  if (lacks.length > 0 && isRoot && which('apt-get')) await aptInstall(lacks).catch(() => {});
  for (const [name, find] of OTHERS) {
    console.log(
      `  ${find() ?? `no ${name}: its tests are skipped (Debian: apt-get install ${name})`}`,
    );
  }
}

/** The Firefox of the system. */
export function findFirefox() {
  return process.env.FIREFOX_PATH ?? ['firefox-esr', 'firefox'].map(which).find(Boolean);
}

/** Prototype 1.7, as Debian has it. */
export function findPrototype() {
  const path = '/usr/share/javascript/prototype/prototype.js';
  return existsSync(path) ? path : undefined;
}

/** The Chromium of the system, or of the fallback package. */
export function findChromium() {
  const named = process.env.CHROME_PATH;
  if (named) {
    if (!existsSync(named)) throw new Problem(`CHROME_PATH names ${named}, which is not there`);
    return named;
  }
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  const apps = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];
  const packed = at('target/chromium/path');
  if (existsSync(packed)) apps.push(readFileSync(packed, 'utf8'));
  return names.map(which).find(Boolean) ?? apps.find((path) => existsSync(path));
}

async function installChromium() {
  if (isRoot && which('apt-get')) return aptInstall(['chromium', 'fonts-noto-cjk']);
  // Without root: a Chromium that an npm package carries. Versions after this one need Node 22.
  const folder = at('target/chromium');
  const install = ['install', '--no-save', '--no-package-lock', '--prefix', folder];
  await exec('npm', [...install, '@sparticuz/chromium@143.0.4']);
  const unpack =
    "import chromium from '@sparticuz/chromium'; import { writeFileSync } from 'node:fs';" +
    "writeFileSync('path', await chromium.executablePath());";
  const done = spawnSync(process.execPath, ['--input-type=module', '-e', unpack], { cwd: folder });
  if (done.status !== 0) console.log(`  ${done.stderr}`);
}

function hasJapaneseFont() {
  if (process.platform !== 'linux') return true;
  return Boolean(output('fc-list', [':lang=ja', 'family']));
}

async function aptInstall(packages) {
  console.log(`  apt-get install ${packages.join(' ')}`);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await exec('apt-get', ['update'], { quiet: true, env });
  await exec('apt-get', ['install', '-y', '--no-install-recommends', ...packages], {
    quiet: true,
    env,
  });
}

/** The path of a program, or undefined. */
function which(name) {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const path = join(folder, process.platform === 'win32' ? `${name}.exe` : name);
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      // Not in this folder.
    }
  }
  return undefined;
}

/** What a program prints, or undefined when it is missing or fails. */
function output(program, args) {
  const done = spawnSync(program, args, { cwd: at('.'), encoding: 'utf8' });
  return done.status === 0 ? done.stdout.trim() : undefined;
}
