// The guide to adding a town is followed to the letter, in a folder of its own: its files are
// written, its changes made, its commands run and what they print compared.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const shodaku = join(process.env.CARGO_TARGET_DIR ?? join(root, 'target'), 'debug', 'shodaku');
const below = (...parts) => join(root, ...parts);
const town = readFileSync(below('tests/rulesets/mihono.toml'), 'utf8');

const folder = mkdtempSync(join(tmpdir(), 'shodaku-'));
after(() => rmSync(folder, { recursive: true }));

for (const name of ['README.ja.md', 'README.md']) {
  const guide = readFileSync(below('src/rulesets', name), 'utf8');
  const at = join(folder, name);
  mkdirSync(join(at, 'node_modules'), { recursive: true });
  symlinkSync(below('pkg'), join(at, 'node_modules/shodaku'), 'dir');

  test(`${name}: followed step by step`, () => {
    const blocks = [...guide.matchAll(/^```(\w+)(?: (\S+))?\n(.*?)^```$/gms)];
    assert.ok(blocks.length > 20);
    let printed = '';
    let program = '';
    for (const [, kind, file, text] of blocks) {
      const path = join(at, file ?? '');
      if (kind === 'sh') printed = sh(at, text);
      else if (kind === 'text') assert.equal(printed, text);
      else if (kind === 'toml') appendFileSync(path, text);
      else if (kind === 'json') writeFileSync(path, text);
      else if (kind === 'diff') writeFileSync(path, changed(readFileSync(path, 'utf8'), text));
      else if (kind === 'js') {
        // What stood before it has been asserted, of the files as they were then.
        const assertion = "import assert from 'node:assert/strict';\n";
        writeFileSync(join(at, 'program.mjs'), assertion + program + asserting(text));
        node(at, 'program.mjs');
        program += text;
      } else assert.fail(`what is a block of ${kind}?`);
    }
  });

  test(`${name}: every operator is explained, and no other`, () => {
    const shape = readFileSync(below('src/ruleset/shape.rs'), 'utf8');
    const [, list] = /OPERATORS: \[&str; \d+\] = \[([^\]]*)\]/.exec(shape);
    const operators = [...list.matchAll(/"(\w+)"/g)].map(([, operator]) => operator);
    const explained = [...section(6).matchAll(/^\| (.*?) \|/gm)]
      .flatMap(([, cell]) => [...cell.matchAll(/`(\w+) = /g)])
      .map(([, operator]) => operator);
    assert.deepEqual(explained.toSorted(), [...operators, 'use'].toSorted());
  });

  test(`${name}: every message it quotes is said of a broken ruleset`, () => {
    const broken = below('tests/rulesets/broken');
    const files = readdirSync(broken).filter((file) => file.endsWith('.txt'));
    const said = files.map((file) => readFileSync(join(broken, file), 'utf8')).join('');
    const quoted = [...section(7).matchAll(/^\| `` (.*?) ``/gm)].map(([, message]) => message);
    assert.ok(quoted.length > 10);
    for (const message of quoted) assert.ok(said.includes(message), message);
  });

  test(`${name}: everything it points to in the invented town is there`, () => {
    const pointers = [...section(8).matchAll(/^\| .*? \| (.*) \|$/gm)].slice(2);
    assert.ok(pointers.length > 20);
    for (const [, where] of pointers) {
      for (const [, id] of where.matchAll(/`([^`]+)`/g)) {
        assert.ok(town.includes(`\nid = "${id}"\n`) || town.includes(`\n${id} = `), id);
      }
    }
  });

  test(`${name}: every link leads to a file`, () => {
    for (const [, link] of guide.matchAll(/\]\(([^)#]+)\)/g)) {
      readFileSync(join(dirname(below('src/rulesets', name)), link));
    }
  });

  /** The part under the heading with that number. */
  function section(number) {
    const [, text] = guide.split(new RegExp(`^## ${number}\\. .*$`, 'm'));
    return text.split(/^## /m)[0];
  }
}

/** What the commands print, in the order in which they do. */
function sh(cwd, commands) {
  const path = `${dirname(shodaku)}${delimiter}${process.env.PATH}`;
  const { stdout, status, error } = spawnSync('sh', ['-c', `exec 2>&1\n${commands}`], {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, PATH: path },
  });
  if (error) throw error;
  // A command may end with what it says of the town; but it must be one.
  assert.ok(status < 4, `${commands}${stdout}`);
  assert.doesNotMatch(stdout, /Usage:|No such file/, commands);
  return stdout;
}

function node(cwd, program) {
  const { status, stderr } = spawnSync(process.execPath, [program], { cwd, encoding: 'utf8' });
  // Not the package's own lines, which are very long.
  assert.equal(status, 0, stderr.slice(-2000));
}

/** `before` with a change made, which must fit in one place. */
function changed(before, diff) {
  const lines = diff.split('\n').slice(0, -1);
  const side = (sign) =>
    lines
      .filter((line) => line.startsWith(sign) || line.startsWith(' '))
      .map((line) => `${line.slice(1)}\n`)
      .join('');
  const [old, now] = [side('-'), side('+')];
  assert.equal(before.split(old).length, 2, `in one place:\n${old}`);
  return before.replace(old, () => now);
}

/** `expression; // value` as the assertion that it is. */
function asserting(text) {
  return text.replace(/^(.+); \/\/ (.+)$/gm, 'assert.deepEqual($1, $2);');
}
