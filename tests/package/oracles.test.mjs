// What CEL's conformance suite says of three-valued logic; see tests/data/oracles/README.md.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { tests as conformance } from '@bufbuild/cel-spec/testdata/conformance.js';
import { loadSync } from '../../pkg/dist/index.js';

const engine = loadSync();
const { groups } = JSON.parse(readFileSync(new URL('../data/oracles/cel.json', import.meta.url)));
const rows = groups.flatMap(({ suite, op, as, rows }) =>
  rows.map(([name, says, of, is]) => ({ from: `${suite}/${name}`, op, as, says, of, is })),
);

/** Every test of the npm package, by suite and name. */
const published = new Map();
(function gather({ suites = [], tests = [] }, path) {
  for (const suite of suites) gather(suite, [...path, suite.name]);
  for (const { original } of tests) published.set([...path, original.name].join('/'), original);
})(conformance, []);

const TRUTHS = new Map([
  [true, { truth: 'met', verdict: 'approvable' }],
  [false, { truth: 'not_met', verdict: 'not_approvable' }],
  [null, { truth: 'unknown', verdict: 'undetermined' }],
]);

/** A ruleset that asks one question over the boolean fields `f0`, `f1`, …. */
function asking(question, fields) {
  const text = (ja) => ({ ja });
  return engine.ruleset({
    ruleset: {
      format: 1,
      id: 'oracle',
      version: '1',
      municipality: text('町'),
      title: text('規程'),
      instrument: text('告示'),
    },
    field: Array.from({ length: fields }, (_, at) => ({
      id: `f${at}`,
      type: 'boolean',
      supplier: 'officer',
      label: text('項目'),
    })),
    condition: [
      {
        id: 'question',
        clause: '第1条',
        topic: 'scope',
        title: text('問い'),
        message: text('満たされません。'),
        remedy: text('満たしてください。'),
        limb: [{ id: 'limb', ...question }],
      },
    ],
    procedure: [{ id: 'ask', title: text('問う'), conditions: ['question'] }],
  });
}

function check(rules, values) {
  const answers = Object.fromEntries(values.map((value, at) => [`f${at}`, value]));
  return rules.check({ procedure: 'ask', asOf: '2026-11-22', answers });
}

/** The operator over as many operands, in its own word and by De Morgan. */
function wordings(op, count) {
  const asked = Array.from({ length: count }, (_, at) => ({ yes: `f${at}` }));
  const opposites = asked.map((test) => ({ not: test }));
  switch (op) {
    case 'all':
      return [{ all: asked }, { not: { any: opposites } }];
    case 'any':
      return [{ any: asked }, { not: { all: opposites } }];
    case 'none':
      return [{ not: { any: asked } }, { all: opposites }];
    default:
      return [{ not: asked[0] }, { no: 'f0' }];
  }
}

test('every row is as published, and every published test of these suites is a row', () => {
  assert.equal(new Set(rows.map(({ from }) => from)).size, rows.length);
  for (const { from, says, is } of rows) {
    const original = published.get(from);
    assert.equal(original?.expr, says, from);
    assert.equal(original.evalError ? null : original.value.boolValue, is, from);
  }
  const suites = ['logic/AND/', 'logic/OR/', 'logic/NOT/', 'macros/all/', 'macros/exists/'];
  const named = rows.map(({ from }) => from);
  const left = [...published.keys()].filter(
    (name) => suites.some((suite) => name.startsWith(suite)) && !named.includes(name),
  );
  assert.deepEqual(left, []);
});

for (const { from, op, as, says, of, is } of rows) {
  test(`${from}: ${says} (${as})`, () => {
    if (op === 'is') {
      const { truth, verdict } = TRUTHS.get(as === 'differs' ? null : is);
      const report = check(asking({ is: ['f0', of[1]] }, 1), [of[0]]);
      assert.deepEqual([report.conditions[0].truth, report.verdict], [truth, verdict]);
      return;
    }
    for (const question of wordings(op, of.length)) {
      const rules = asking(question, of.length);
      if (as === 'refused') {
        assert.throws(() => check(rules, of), { code: 'wrong_type' });
        continue;
      }
      const { truth, verdict } = TRUTHS.get(is);
      const report = check(rules, of);
      assert.deepEqual([report.conditions[0].truth, report.verdict], [truth, verdict]);
    }
  });
}
