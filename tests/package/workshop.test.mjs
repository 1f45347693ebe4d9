// The kit's WebAssembly is in the page for authors, and in nothing else that ships.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { at, filesBelow } from '../../xtask/lib.mjs';
import { KIT_WASM } from '../../xtask/workshop.mjs';
import { below, shodaku } from '../common/command.mjs';

const kit = readFileSync(at(KIT_WASM));
const PAGE = 'www/dist/shodaku-workshop.html';
const files = ['www/dist', 'pkg/dist'].flatMap((folder) => filesBelow(folder, []));

/** Parts of the kit as a file may hold them: as they are, or in base64. */
const parts = [0.2, 0.5, 0.8].flatMap((share) => {
  const from = Math.floor((kit.length * share) / 3) * 3;
  const part = kit.subarray(from, from + 300);
  return [part, Buffer.from(part.toString('base64'))];
});
const holdsKit = (bytes) => parts.some((part) => bytes.includes(part));
/** What the kit says and the engine never does: it reads TOML. */
const SAYS = 'write a plain space';

test('the kit is in its own page alone', () => {
  assert.ok(files.length > 40);
  assert.ok(kit.includes(SAYS));
  assert.deepEqual(
    files.filter((file) => holdsKit(readFileSync(at(file)))),
    [PAGE],
  );
  assert.deepEqual(
    files.filter((file) => readFileSync(at(file)).includes(SAYS)),
    [],
  );
});

test('the kit says what the command says', async () => {
  const {
    build,
    check,
    initSync,
    test: run,
  } = await import(below('target/wasm-bindgen-kit/shodaku.js'));
  initSync({ module: kit });
  for (const name of ['tests/data/rulesets/mihono.toml', 'src/rulesets/okayama.toml']) {
    const cases = name.replace('.toml', '.cases.toml');
    const [toml, of] = [name, cases].map((file) => readFileSync(below(file), 'utf8'));
    const command = (...args) => shodaku(['rulesets', ...args, below(name)]);
    const built = JSON.parse(build(toml));
    assert.equal(built.json, command('build'));
    assert.deepEqual(built.translation, JSON.parse(command('build', '--translation', 'en')));
    assert.deepEqual(built.questions, JSON.parse(command('build', '--questions')));
    const [{ file, ...checked }] = JSON.parse(command('check', '--format', 'json'));
    assert.deepEqual(JSON.parse(check(toml)), checked, file);
    const [{ file: _, casesFile, ...tested }] = JSON.parse(command('test', '--format', 'json'));
    assert.deepEqual(JSON.parse(run(toml, of, false)), tested, casesFile);
  }
  for (const name of ['several', 'unused-field']) {
    const path = below(`tests/data/rulesets/broken/${name}.toml`);
    const toml = readFileSync(path, 'utf8');
    for (const lang of ['ja', 'en']) {
      const args = ['rulesets', 'check', '--format', 'json', '--lang', lang, path];
      const [{ file, ...checked }] = JSON.parse(shodaku(args));
      assert.ok(checked.problems.length > 0);
      assert.deepEqual(JSON.parse(check(toml, lang === 'en')), checked, `${file} ${lang}`);
    }
  }
});
