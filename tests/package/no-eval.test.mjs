// The engine as JavaScript says the same as the engine as WebAssembly, byte for byte.

import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { createContext, runInContext } from 'node:vm';
import { loadSync } from '../../pkg/dist/index.js';
import { load, loadSync as loadJavaScript } from '../../pkg/dist/no-eval.js';
import { lines, shodaku } from '../common/command.mjs';
import { ask, good, random, small, survivesOverflow, text } from '../common/support.mjs';

const engines = [loadSync(), loadJavaScript()];

/** The requests of a ruleset's cases. */
function requests(name) {
  const source = `src/rulesets/${name}.toml`;
  const printed = shodaku(['rulesets', 'test', '--requests', source]);
  return lines(printed).map((line) => JSON.parse(line));
}

/** Everything there is to say of a request, as text; or why it was refused. */
function said(rules, request) {
  try {
    const session = rules.open({ ...request, answers: {} });
    const changes = Object.entries(request.answers).map((entry) => session.set(...entry));
    const reports = [session.report(), rules.check(request), rules.check(request, { lang: 'en' })];
    const receipt = session.receipt();
    const verified = rules.verify(receipt, request);
    const all = { changes, reports, toPass: session.toPass(), receipt, verified };
    session.dispose();
    return JSON.stringify(all);
  } catch (error) {
    const { code, path, message, nearest } = error;
    return JSON.stringify({ code, path, message, nearest });
  }
}

const names = readdirSync(new URL('../../pkg/dist/rulesets/', import.meta.url))
  .filter((file) => /^[^.]+\.json$/.test(file))
  .map((file) => file.replace('.json', ''));

for (const name of names) {
  test(`${name}: every case`, () => {
    const files = [text(`rulesets/${name}.json`), text(`rulesets/${name}.en.json`)];
    const [wasm, javascript] = engines.map((engine) => engine.ruleset(...files));
    assert.equal(javascript.sha256, wasm.sha256);
    const cases = requests(name);
    assert.ok(cases.length > 0);
    for (const request of cases) {
      const expected = said(wasm, request);
      assert.ok(expected.includes('"verdict"'), expected);
      assert.equal(said(javascript, request), expected, JSON.stringify(request));
    }
  });
}

test('refusals', () => {
  const [wasm, javascript] = engines.map((engine) => engine.ruleset(small()));
  const requests = [
    ask({ naem: 'x' }),
    ask({ kind: 'papre' }),
    ask({ items: Array(1001).fill('x') }),
    ask({ name: 'あ'.repeat(40_000) }),
    ask({ name: 'a\0' }),
    ask(good(), { asOf: '2026-02-30' }),
    ask(good(), { procedure: 'aks' }),
    ask(good(), { by: 'applicant' }),
    ask({ ...good(), year: '令和8年度', day: 'R8.4.1', count: '４，８００' }),
    ask({ ...good(), count: 2 ** 53 - 1, year: 1.5 }),
  ];
  for (const request of requests) assert.equal(said(javascript, request), said(wasm, request));
});

test('rulesets with mistakes', () => {
  const broken = small();
  broken.condition[0].limb[0].stated = 'naem';
  broken.procedure[0].routes.push('bannd');
  const long = small();
  long.ruleset.title.ja = '長'.repeat(1 << 20);
  for (const [ruleset, mistakes] of [
    [broken, 2],
    [long, 1],
  ]) {
    const [wasm, javascript] = engines.map((engine) => {
      try {
        return engine.ruleset(ruleset);
      } catch (error) {
        return error;
      }
    });
    assert.equal(wasm.errors.length, mistakes);
    assert.deepEqual(javascript.errors, wasm.errors);
  }
});

test('memory that has to grow', () => {
  const [wasm, javascript] = engines.map((engine) => engine.ruleset(small()));
  const long = Array.from({ length: 1000 }, (_, at) => `${at}${'あ'.repeat(25)}`);
  const request = ask({ ...good(), items: long, allowed: long });
  const open = Array.from({ length: 50 }, () => javascript.open(request));
  const expected = said(wasm, request);
  assert.ok(expected.includes('"approvable"'), expected.slice(0, 200));
  assert.equal(said(javascript, request), expected);
  for (const session of open) {
    assert.equal(session.verdict, 'approvable');
    session.dispose();
  }
});

test('many sessions open at once', () => {
  const rules = engines[1].ruleset(small());
  const chance = random(7);
  const sessions = Array.from({ length: 500 }, () => rules.open(ask(good())));
  for (let round = 0; round < 5000; round++) {
    const count = Math.floor(chance() * 20);
    const session = sessions[Math.floor(chance() * sessions.length)];
    session.set('count', count);
    assert.equal(session.verdict, count > 10 ? 'not_approvable' : 'approvable');
  }
  for (const session of sessions) session.dispose();
});

test('a stack overflow is survived', () => survivesOverflow(engines[1].ruleset(small())));

test('no WebAssembly and no eval is needed', async () => {
  const bare = { codeGeneration: { strings: false, wasm: false } };
  const globals = ['TextEncoder', 'TextDecoder', 'atob', 'FinalizationRegistry'];
  const run = (script) => {
    const context = createContext(
      Object.fromEntries(globals.map((name) => [name, globalThis[name]])),
      bare,
    );
    runInContext(text(script), context);
    context.input = JSON.stringify({ ruleset: small(), request: ask(good()) });
    return runInContext(
      `const { ruleset, request } = JSON.parse(input);
       JSON.stringify(shodaku.loadSync().ruleset(ruleset).check(request));`,
      context,
    );
  };
  assert.equal(
    run('no-eval.global.js'),
    JSON.stringify(engines[0].ruleset(small()).check(ask(good()))),
  );
  assert.throws(() => run('global.js'), { code: 'engine_failed' });
  assert.equal((await load()).version, engines[0].version);
});
