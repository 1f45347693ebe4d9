// What the workshop writes from answers: a ruleset of which the kit has nothing to say, and cases that
// hold and leave nothing unshown; for every condition that it offers.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { build } from 'esbuild';
import * as kit from '../../target/wasm-bindgen-kit/shodaku.js';
import { at } from '../../xtask/lib.mjs';
import { KIT_WASM } from '../../xtask/workshop.mjs';

kit.initSync({ module: readFileSync(at(KIT_WASM)) });

const { outputFiles } = await build({
  absWorkingDir: at('.'),
  bundle: true,
  format: 'esm',
  stdin: {
    contents: ['plan', 'write', 'write-cases']
      .map((name) => `export * from './www/workshop/${name}.ts';`)
      .join('\n'),
    resolveDir: at('.'),
  },
  write: false,
});
const { blanks, casesOf, EMPTY_PLAN, procedures, rulesetOf, templatesFor } = await import(
  `data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`
);

/** A plan that says the same of every consultation, or that with every condition there is. */
function plan(says, { by, from, english, instructed, isOfInformation }) {
  let number = 1;
  const clause = () => {
    number += 1;
    return `第${number}条`;
  };
  const own = (id, asks) => ({
    id,
    clause: clause(),
    by,
    own: { asks, topic: 'place', label: { ja: '区域"内"である', en: 'it is "within"' } },
  });
  const parts = procedures.map(({ id }) => {
    const conditions = templatesFor(id).map((one) => ({
      id: one.id,
      clause: clause(),
      by,
      own: null,
    }));
    conditions.push(own('own-1', 'finding'), own('own-2', 'fact'));
    return [id, { says, clause: '第5条', instructed, by, conditions }];
  });
  const both = { ja: '町', en: 'Town' };
  return {
    ...EMPTY_PLAN,
    ...{ id: 'town', municipality: both, title: both, instrument: both, from, english },
    ...{ commencement: '附則', scope: '第1条', isOfInformation, parts: Object.fromEntries(parts) },
  };
}

const KINDS = [
  { by: 'officer', from: '2026-04-01', english: true, instructed: '第9条', isOfInformation: true },
  { by: 'body', from: '', english: false, instructed: '', isOfInformation: false },
];

for (const says of ['silent', 'ban', 'consent', 'conditions']) {
  for (const kind of KINDS) {
    test(`${says}, ${kind.by}: nothing is found against it, and its cases show all of it`, () => {
      const whole = plan(says, kind);
      assert.deepEqual(blanks(whole), []);
      const [toml, cases] = [rulesetOf(whole), casesOf(whole)];
      assert.deepEqual(JSON.parse(kit.check(toml)).problems, []);
      const { failed, gaps, cases: count } = JSON.parse(kit.test(toml, cases, false));
      assert.deepEqual({ failed, gaps }, { failed: [], gaps: [] });
      assert.ok(count >= procedures.length);
    });
  }
}

test('what is lacking is named', () => {
  const unsaid = procedures.map(({ id }) => `${id}.says`);
  const first = ['id', 'municipality', 'title', 'instrument', 'scope'];
  assert.deepEqual(blanks(EMPTY_PLAN), [...first, ...unsaid]);
  const whole = plan('conditions', KINDS[0]);
  const [one, ...others] = whole.parts.copy.conditions;
  const copy = { ...whole.parts.copy, conditions: [{ ...one, clause: ' ' }, ...others] };
  const lacking = {
    ...whole,
    parts: { ...whole.parts, copy, offsite: { ...copy, conditions: [] } },
  };
  assert.deepEqual(blanks(lacking), ['offsite.conditions', `copy.${one.id}.clause`]);
});
