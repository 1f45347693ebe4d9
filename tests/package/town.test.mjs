// A ruleset the package was not built with: loaded at run time, it says what the command line says.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parse } from 'smol-toml';
import { loadSync } from '../../pkg/dist/index.js';
import { below, jsonLines, lines, shodaku } from '../common/command.mjs';

const town = below('tests/data/rulesets/mihono.toml');

/** The names of all verdicts. */
const { verdict } = parse(readFileSync(below('src/locale/ja.toml'), 'utf8'));
const every = Object.keys(verdict).sort();

const engine = loadSync();
const rules = engine.ruleset(
  shodaku(['rulesets', 'build', town]),
  shodaku(['rulesets', 'build', town, '--translation', 'en']),
);
const requests = lines(shodaku(['rulesets', 'test', '--requests', town])).map((line) =>
  JSON.parse(line),
);

for (const lang of ['ja', 'en']) {
  test(`every case of the town leads to the same bytes in ${lang}`, () => {
    const args = ['check', '--jsonl', '--lang', lang, '--ruleset-file', town, '-'];
    const reports = lines(shodaku(args, jsonLines(requests)));
    assert.equal(reports.length, requests.length);
    assert.ok(requests.length > 100);
    const verdicts = new Set();
    requests.forEach((request, at) => {
      const report = rules.check(request, { lang });
      verdicts.add(report.verdict);
      assert.equal(JSON.stringify(report), reports[at], JSON.stringify(request));
    });
    // Everything there is to conclude.
    assert.deepEqual([...verdicts].sort(), every);
  });
}

test('its hash is that of its Japanese, whatever is laid over it', () => {
  assert.equal(engine.ruleset(shodaku(['rulesets', 'build', town])).sha256, rules.sha256);
});

test('what the text only advises is told from what binds, and nothing waits for it', () => {
  const answers = { 'information.kind': 'personal', 'contract.concluded_on': '2026-05-01' };
  const request = { procedure: 'third_party', asOf: '2026-11-22', answers };
  const { duties, stillNeeded, verdict } = rules.check(request);
  assert.deepEqual(
    duties.map(({ id, truth, advisory }) => [id, truth, advisory]),
    [
      ['accident', null, undefined],
      ['train-yearly', 'unknown', true],
    ],
  );
  assert.equal(verdict, 'prohibited');
  const entrusted = rules.check({ ...request, procedure: 'entrustment' });
  assert.ok(!entrusted.stillNeeded.applicant.includes('mihono.trains_yearly'));
  assert.deepEqual(stillNeeded.applicant, []);
});
