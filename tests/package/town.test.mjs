// A ruleset the package was not built with: loaded at run time, it says what the command line says.

import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { loadSync } from '../../pkg/dist/index.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const shodaku = join(process.env.CARGO_TARGET_DIR ?? join(root, 'target'), 'debug', 'shodaku');
const town = join(root, 'tests/data/rulesets/mihono.toml');
const run = (...args) => execFileSync(shodaku, args, { encoding: 'utf8', maxBuffer: 1 << 28 });
const lines = (text) => text.split('\n').slice(0, -1);

const engine = loadSync();
const rules = engine.ruleset(
  run('rulesets', 'build', town),
  run('rulesets', 'build', town, '--translation', 'en'),
);
const requests = lines(run('rulesets', 'test', '--requests', town)).map((line) => JSON.parse(line));

for (const lang of ['ja', 'en']) {
  test(`every case of the town leads to the same bytes in ${lang}`, () => {
    const args = ['check', '--jsonl', '--lang', lang, '--ruleset-file', town, '-'];
    const input = requests.map((request) => `${JSON.stringify(request)}\n`).join('');
    const { stdout } = spawnSync(shodaku, args, { input, encoding: 'utf8', maxBuffer: 1 << 28 });
    const reports = lines(stdout);
    assert.equal(reports.length, requests.length);
    assert.ok(requests.length > 100);
    const verdicts = new Set();
    requests.forEach((request, at) => {
      const report = rules.check(request, { lang });
      verdicts.add(report.verdict);
      assert.equal(JSON.stringify(report), reports[at], JSON.stringify(request));
    });
    // Everything there is to conclude.
    assert.equal(verdicts.size, 8, [...verdicts].join());
  });
}

test('its hash is that of its Japanese, whatever is laid over it', () => {
  assert.equal(engine.ruleset(run('rulesets', 'build', town)).sha256, rules.sha256);
});
