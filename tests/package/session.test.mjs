// A session, changed answer by answer.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { load, loadSync } from '../../pkg/dist/index.js';
import { anyValue, ask, good, hirono, random, small } from '../common/support.mjs';

const engine = loadSync();
const rules = engine.ruleset(small());

test('set says what changed, or nothing', () => {
  const session = rules.open(ask(good()));
  assert.equal(session.set('name', '鈴木'), undefined);
  assert.deepEqual(session.set('count', 11), { verdict: 'not_approvable', changed: ['few.count'] });
  assert.equal(session.verdict, 'not_approvable');
  assert.equal(session.set('count', 12), undefined);
  assert.deepEqual(session.set('count', '１０'), { verdict: 'approvable', changed: ['few.count'] });
  assert.deepEqual(session.set('name', ''), { verdict: 'undetermined', changed: ['named.stated'] });
  assert.deepEqual(session.set('name', '鈴木'), {
    verdict: 'approvable',
    changed: ['named.stated'],
  });
  assert.deepEqual(session.set('count', 'たくさん'), {
    verdict: 'undetermined',
    changed: ['few.count'],
  });
});

test('a session knows what it was opened for, and its answers as given', () => {
  const session = rules.open(
    ask({ ...good(), count: '１０' }, { by: undefined, stage: undefined }),
  );
  assert.equal(session.regulation, rules);
  assert.deepEqual(
    [session.procedure, session.asOf, session.stage, session.by],
    ['ask', '2026-11-22', 'draft', undefined],
  );
  session.set('name', null);
  const { name: _, ...rest } = good();
  assert.deepEqual(session.answers, { ...rest, count: '１０' });
});

test('a list is copied', () => {
  const items = ['氏名'];
  const session = rules.open(ask({ ...good(), items }));
  items.push('住所', '秘密');
  assert.equal(session.set('day', '2026-11-01'), undefined);
  assert.deepEqual(session.answers.items, ['氏名']);
});

test('shared fields that are not used are listed in the order given', () => {
  const session = rules.open(ask({ ...good(), 'scope.work': 'x' }));
  assert.equal(session.set('request.filed_on', '2026-11-01'), undefined);
  assert.deepEqual(session.report().notUsed, ['scope.work', 'request.filed_on']);
  session.set('scope.work', null);
  assert.deepEqual(session.report().notUsed, ['request.filed_on']);
});

test('whose answers they are is kept to', () => {
  const session = rules.open(ask({ name: '山田' }, { by: 'applicant' }));
  assert.equal(session.by, 'applicant');
  assert.throws(() => session.set('finding.fit', true), {
    code: 'not_yours',
    path: 'answers.finding.fit',
  });
  assert.deepEqual(session.report().stillNeeded.officer, ['finding.fit']);
});

for (const [name, ruleset, rounds] of [
  ['small', small(), 40],
  ['hirono', hirono(), 12],
]) {
  test(`${name}: a session always says what a check of the same answers says`, () => {
    const loaded = engine.ruleset(ruleset);
    const chance = random(20261122);
    for (const { id: procedure } of ruleset.procedure) {
      for (let round = 0; round < rounds; round++) {
        const stage = chance() < 0.5 ? 'draft' : 'filed';
        const session = loaded.open({ procedure, stage, asOf: '2026-11-22' });
        let before = session.report();
        for (let step = 0; step < 30; step++) {
          const field = ruleset.field[Math.floor(chance() * ruleset.field.length)];
          const value = anyValue(field, chance);
          const result = session.set(field.id, value);
          const report = session.report();
          const { answers } = session;
          const context = JSON.stringify({ procedure, stage, field: field.id, value, answers });
          const fresh = loaded.check({ procedure, stage, asOf: '2026-11-22', answers });
          assert.equal(JSON.stringify(report), JSON.stringify(fresh), context);
          assert.equal(session.verdict, report.verdict, context);
          if (result) assert.equal(result.verdict, report.verdict, context);
          else assert.deepEqual(report, before, context);
          before = report;
        }
        session.dispose();
      }
    }
  });
}

test('a disposed session refuses every call but dispose', () => {
  const session = rules.open(ask(good()));
  session.dispose();
  session.dispose();
  for (const call of [
    () => session.set('name', 'x'),
    () => session.report(),
    () => session.toPass(),
    () => session.receipt(),
    () => session.verdict,
  ]) {
    assert.throws(call, { name: 'ShodakuError', code: 'disposed' });
  }
});

test('a session can be disposed of by its symbol', () => {
  assert.ok(Symbol.dispose, 'Node has had it since 20.4');
  const session = rules.open(ask(good()));
  session[Symbol.dispose]();
  assert.throws(() => session.report(), { code: 'disposed' });
});

test('many sessions at once do not disturb one another', () => {
  const sessions = Array.from({ length: 50 }, (_, at) => rules.open(ask({ ...good(), count: at })));
  sessions.forEach((session, at) => {
    if (at % 3 === 0) session.dispose();
  });
  sessions.forEach((session, at) => {
    if (at % 3 === 0) return;
    assert.equal(session.verdict, at <= 10 ? 'approvable' : 'not_approvable');
    session.set('ceiling', 100);
    assert.equal(session.verdict, 'approvable');
  });
});

test('what would clear everything, of what the asker plans', () => {
  const session = rules.open(ask({ ...good(), name: '' }, { stage: 'filed' }));
  assert.deepEqual(session.toPass(), {
    sets: [[{ field: 'name', change: 'state' }]],
    cannotPass: [],
  });
  session.set('name', '山田');
  session.set('count', 11);
  assert.deepEqual(session.toPass(), { sets: [], cannotPass: ['few.count'] });
});

test('memory stays flat over many sets and sessions', () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc');
  const session = rules.open(ask(good()));
  const churn = (times) => {
    for (let at = 0; at < times; at++) {
      session.set('name', `山田${at}`);
      session.set('count', at % 20);
      // What the core has read is remembered, but not without end.
      session.set('year', `令和${at}年度`);
      if (at % 10 === 0) session.set('items', [`項目${at}`, `x${at}`]);
      if (at % 100 === 0) rules.check(ask({ ...good(), name: `${at}` }));
      if (at % 100 === 0) rules.open(ask({ ...good(), items: ['氏名', `x${at}`] })).dispose();
      if (at % 100 === 0) session.report();
    }
    collect();
    const { heapUsed, arrayBuffers, external } = process.memoryUsage();
    return heapUsed + arrayBuffers + external;
  };
  churn(20_000);
  const before = churn(1000);
  const after = churn(100_000);
  assert.ok(after - before < 1_000_000, `${after - before} bytes more after 300,000 sets`);
});

test('load and loadSync give the same engine, however often', async () => {
  const other = await load();
  assert.equal(other.version, engine.version);
  assert.match(engine.version, /^shodaku \d+\.\d+\.\d+/);
  assert.equal(other.ruleset(small()).sha256, rules.sha256);
});
