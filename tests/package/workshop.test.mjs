// The kit's WebAssembly is in the page for authors, and in nothing else that ships.

import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
    differences,
    initSync,
    moved,
    test: run,
  } = await import(below('target/wasm-bindgen-kit/shodaku.js'));
  initSync({ module: kit });
  for (const name of ['tests/data/rulesets/mihono.toml', 'src/rulesets/okayama.toml']) {
    const cases = name.replace('.toml', '.cases.toml');
    const [toml, of] = [name, cases].map((file) => readFileSync(below(file), 'utf8'));
    const command = (...args) => shodaku(['rulesets', ...args, below(name)]);
    const built = JSON.parse(build(toml, ''));
    assert.equal(built.json, command('build'));
    assert.deepEqual(built.translation, JSON.parse(command('build', '--translation', 'en')));
    assert.deepEqual(built.questions, JSON.parse(command('build', '--questions')));
    const [{ file, ...checked }] = JSON.parse(command('check', '--format', 'json'));
    assert.deepEqual(JSON.parse(check(toml, '')), checked, file);
    const [{ file: _, casesFile, ...tested }] = JSON.parse(command('test', '--format', 'json'));
    assert.deepEqual(JSON.parse(run(toml, '', of, false)), tested, casesFile);
  }
  for (const name of ['several', 'unused-field']) {
    const path = below(`tests/data/rulesets/broken/${name}.toml`);
    const toml = readFileSync(path, 'utf8');
    for (const lang of ['ja', 'en']) {
      const args = ['rulesets', 'check', '--format', 'json', '--lang', lang, path];
      const [{ file, ...checked }] = JSON.parse(shodaku(args));
      assert.ok(checked.problems.length > 0);
      assert.deepEqual(JSON.parse(check(toml, '', lang === 'en')), checked, `${file} ${lang}`);
    }
  }
  // A text that is based on another, and what becomes of requests under it.
  const folder = mkdtempSync(join(tmpdir(), 'shodaku-'));
  try {
    const at = (name) => join(folder, name);
    shodaku(['rulesets', 'new', 'town', '--folder', folder]);
    shodaku(['rulesets', 'new', 'town@next', '--based-on', at('town.toml'), '--folder', folder]);
    const struck = '\n[[deleted]]\ncondition = "2-1"\n';
    const next = readFileSync(at('town@next.toml'), 'utf8') + struck;
    writeFileSync(at('town@next.toml'), next);
    const town = readFileSync(at('town.toml'), 'utf8');
    const cases = readFileSync(at('town.cases.toml'), 'utf8');
    assert.equal(
      JSON.parse(build(next, town)).json,
      shodaku(['rulesets', 'build', at('town@next.toml')]),
    );
    const requests = shodaku(['rulesets', 'test', '--requests', at('town.toml')]);
    writeFileSync(at('requests.jsonl'), `${requests}\n{\n`);
    const diff = ['rulesets', 'diff', '--format', 'json', at('town.toml'), at('town@next.toml')];
    const said = JSON.parse(shodaku([...diff, '--requests', at('requests.jsonl')]));
    assert.deepEqual(JSON.parse(differences(next, town)), { changes: said.changes });
    const { judged, others, unusable, moves, changed } = said.requests;
    assert.ok(changed.length > 0);
    const verdicts = ({ line, procedure, before, after, clauses }) => [
      ...[line, procedure, clauses],
      ...[before.verdict, after.verdict],
    ];
    const archive = JSON.parse(moved(next, town, '', `${requests}\n{\n`, false));
    assert.deepEqual(archive.moved.map(verdicts), changed.map(verdicts));
    assert.deepEqual(archive.moves, moves);
    assert.deepEqual([archive.judged, archive.others], [judged, others]);
    assert.deepEqual([archive.unusable, archive.changed], [unusable, changed.length]);
    // The cases are the same requests, by their names.
    const ofCases = JSON.parse(moved(next, town, cases, '', false));
    assert.deepEqual(ofCases.moves, moves);
    assert.ok(ofCases.moved.every(({ reference }) => cases.includes(`name = "${reference}"`)));
  } finally {
    rmSync(folder, { recursive: true });
  }
});
