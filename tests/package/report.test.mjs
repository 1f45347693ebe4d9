// What a report says, and why.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadSync } from '../../pkg/dist/index.js';
import { ask, good, hirono, small, text } from '../common/support.mjs';

const engine = loadSync();
const rules = engine.ruleset(small());
const only = (report, condition) => report.issues.filter((issue) => issue.condition === condition);

test('a request that meets everything is approvable, with nothing left to say', () => {
  const report = rules.check(ask(good()));
  assert.equal(report.verdict, 'approvable');
  assert.deepEqual(report.decidedBy, []);
  assert.deepEqual(report.issues, []);
  assert.deepEqual(report.stillNeeded, { applicant: [], contract: [], officer: [], body: [] });
  assert.deepEqual(
    report.conditions.map(({ condition, truth, applies }) => [condition, truth, applies]),
    [
      ['named', 'met', true],
      ['few', 'met', true],
      ['fit', 'met', true],
      ['disc', null, false],
      ['year', 'met', true],
    ],
  );
  assert.deepEqual(report.duties, [
    { id: 'keep', clause: '第8条の2', message: '名称を控えること。', truth: 'met' },
  ]);
  assert.deepEqual(report.couldClaim, [
    {
      id: 'instructed',
      verdict: 'exempt',
      clause: '第2条',
      message: '指示によるものです。',
      fields: ['claim'],
    },
  ]);
});

test('the whole report, key by key in order', () => {
  const report = rules.check(ask({ ...good(), count: 11, 'finding.fit': null, name: null }));
  const expected = {
    schema: 1,
    ruleset: { id: 'small', version: '1', sha256: rules.sha256 },
    versionChosen: { version: '1', why: 'only_version', decidedBy: null },
    procedure: 'ask',
    stage: 'draft',
    asOf: '2026-11-22',
    reference: null,
    context: {},
    verdict: 'not_approvable',
    decidedBy: [
      {
        id: 'few',
        clause: '第4条',
        message: '第4条の題',
        because: ['answer'],
        fields: ['count', 'ceiling'],
      },
    ],
    couldClaim: [
      {
        id: 'instructed',
        verdict: 'exempt',
        clause: '第2条',
        message: '指示によるものです。',
        fields: ['claim'],
      },
    ],
    issues: [
      {
        condition: 'named',
        limb: 'stated',
        clauses: ['第3条'],
        truth: 'unknown',
        because: ['missing'],
        severity: 'info',
        fields: ['name'],
        message: '「名称」がまだ記入されていません。',
        remedy: '「名称」を記入してください。',
        alternatives: [],
      },
      {
        condition: 'few',
        limb: 'count',
        clauses: ['第4条', '第4条の2'],
        truth: 'not_met',
        because: ['answer'],
        severity: 'warning',
        fields: ['count', 'ceiling'],
        message: '件数が多すぎます。',
        remedy: '第4条を満たしてください。',
        alternatives: [],
      },
      {
        condition: 'fit',
        limb: 'either',
        clauses: ['第5条'],
        truth: 'unknown',
        because: ['missing', 'finding', 'decision'],
        severity: 'info',
        fields: ['finding.fit', 'decision.board', 'parts'],
        message:
          '「部分」がまだ記入されていません。「適当である」について、職員の認定を待っています。' +
          '「審査会の承認」について、決定を待っています。',
        remedy:
          '「部分」を記入してください。職員の認定が記録されると判定できます。決定が記録されると判定できます。',
        alternatives: [
          {
            clause: '第5条第1号',
            title: '適当',
            truth: 'unknown',
            lacks: ['finding.fit'],
            fails: [],
          },
          {
            clause: '第5条第2号',
            title: null,
            truth: 'unknown',
            lacks: ['decision.board', 'parts'],
            fails: [],
          },
        ],
      },
    ],
    conditions: [
      {
        condition: 'named',
        clause: '第3条',
        topic: 'scope',
        title: '第3条の題',
        truth: 'unknown',
        applies: true,
      },
      {
        condition: 'few',
        clause: '第4条',
        topic: 'scope',
        title: '第4条の題',
        truth: 'not_met',
        applies: true,
      },
      {
        condition: 'fit',
        clause: '第5条',
        topic: 'scope',
        title: '第5条の題',
        truth: 'unknown',
        applies: true,
      },
      {
        condition: 'disc',
        clause: '第6条',
        topic: 'scope',
        title: '第6条の題',
        truth: null,
        applies: false,
      },
      {
        condition: 'year',
        clause: '第7条',
        topic: 'scope',
        title: '第7条の題',
        truth: 'met',
        applies: true,
      },
    ],
    stillNeeded: {
      applicant: ['parts', 'name'],
      contract: [],
      officer: ['finding.fit'],
      body: ['decision.board'],
    },
    evidence: [],
    vague: [],
    duties: [{ id: 'keep', clause: '第8条の2', message: '名称を控えること。', truth: 'unknown' }],
    readings: [{ id: 'open', clause: '第9条', taken: '狭く読む', alternative: '広く読む' }],
    results: [],
    notUsed: [],
  };
  assert.equal(JSON.stringify(report), JSON.stringify(expected));
});

test('English, where there is English', () => {
  const report = rules.check(ask({ ...good(), count: 11, 'finding.fit': null }), { lang: 'en' });
  const [count] = only(report, 'few');
  assert.equal(count.message, 'Too many.');
  assert.equal(count.remedy, 'Meet few.');
  const [fit] = only(report, 'fit');
  assert.equal(
    fit.message,
    "Not entered yet: parts. Awaiting an official's finding: found fit. Awaiting a decision: approval of the board.",
  );
  assert.equal(fit.alternatives[0].title, 'fit');
});

test('a language there is none of is refused', () => {
  assert.throws(() => rules.check(ask({}), { lang: 'fr' }), {
    code: 'unknown_choice',
    path: 'lang',
  });
  assert.throws(() => rules.check(ask({}), { lang: '__proto__' }), { code: 'unknown_choice' });
});

test('a route that is met decides, and asks for nothing more', () => {
  const report = rules.check(ask({ ban: true, count: 11, ceiling: 10 }));
  assert.equal(report.verdict, 'prohibited');
  assert.deepEqual(report.decidedBy, [
    { id: 'banned', clause: '第1条', message: '禁止されています。', because: [], fields: ['ban'] },
  ]);
  assert.deepEqual(report.stillNeeded, { applicant: [], contract: [], officer: [], body: [] });
  assert.deepEqual(report.couldClaim, []);
  assert.deepEqual(
    only(report, 'few')[0].truth,
    'not_met',
    'the conditions are shown all the same',
  );
});

test('an unknown ban leaves it undetermined beside a failed condition', () => {
  const report = rules.check(ask({ ...good(), ban: null, count: 11 }));
  assert.equal(report.verdict, 'undetermined');
  assert.deepEqual(report.decidedBy, [
    {
      id: 'banned',
      clause: '第1条',
      message: '「禁止される」がまだ記入されていません。',
      because: ['missing'],
      fields: ['ban'],
    },
  ]);
  assert.equal(only(report, 'few')[0].truth, 'not_met');
});

test('a blank matter to be stated is unknown in a draft and an error once filed', () => {
  const draft = only(rules.check(ask({ ...good(), name: ' ' })), 'named')[0];
  assert.deepEqual([draft.truth, draft.severity], ['unknown', 'info']);
  const filed = rules.check(ask({ ...good(), name: ' ' }, { stage: 'filed' }));
  const [issue] = only(filed, 'named');
  assert.equal(filed.verdict, 'not_approvable');
  assert.deepEqual([issue.truth, issue.severity, issue.because], ['not_met', 'error', ['answer']]);
});

test('a value that cannot be read is an error at its field, and the verdict stays open', () => {
  const report = rules.check(ask({ ...good(), count: 'たくさん', year: 'x' }));
  assert.equal(report.verdict, 'undetermined');
  const [count, year, ...rest] = report.issues;
  assert.deepEqual(count, {
    condition: null,
    limb: null,
    clauses: [],
    truth: 'unknown',
    because: ['missing'],
    severity: 'error',
    fields: ['count'],
    message: '「件数」を数として読み取れません。',
    remedy: '0以上の整数で入力してください（例：4800）。',
    alternatives: [],
  });
  assert.deepEqual(year.fields, ['year']);
  assert.deepEqual(
    rest.map(({ condition }) => condition),
    ['few', 'year'],
  );
  assert.equal(rest[1].message, '年度が要ります。', "the limb's own words while it is open");
});

test('labels go into messages as they are', () => {
  const odd = small();
  odd.field.find(({ id }) => id === 'name').label = { ja: "$& {fields} $' <b>" };
  const report = engine.ruleset(odd).check(ask({ ...good(), name: null }));
  assert.equal(report.issues[0].message, "「$& {fields} $' <b>」がまだ記入されていません。");
});

test('what was typed is compared in its normal form and kept out of the report', () => {
  const report = rules.check(
    ask({ ...good(), count: '１０', items: ['　氏名 '], day: '令和8年11月1日' }),
  );
  assert.equal(report.verdict, 'approvable');
  assert.ok(!JSON.stringify(report).includes('山田'));
});

test('a shared field the ruleset does not use is accepted and said so', () => {
  const report = rules.check(ask({ ...good(), 'scope.work': '入力', 'request.filed_on': null }));
  assert.equal(report.verdict, 'approvable');
  assert.deepEqual(report.notUsed, ['scope.work']);
});

test('洋野町: an exempted contractor, a forbidden clause, and what an official has yet to find', () => {
  const yono = engine.ruleset(hirono());
  const request = {
    procedure: 'subcontract',
    asOf: '2026-11-22',
    stage: 'draft',
    answers: {
      'information.kind': 'personal',
      'information.deceased': false,
      'contract.consent_clauses': ['subcontract'],
      'approval.planned_on': '2026-12-01',
      'subcontract.further_entrustment': 'contractor_consent',
    },
  };
  const report = yono.check(request);
  assert.equal(report.verdict, 'not_approvable');
  assert.deepEqual(
    report.decidedBy.map(({ clause }) => clause),
    ['第6条第2項第4号ホ'],
  );
  const failing = report.issues.filter(({ truth }) => truth === 'not_met');
  assert.deepEqual(
    failing.map(({ clauses, because }) => [clauses[0], because]),
    [['第6条第2項第4号ホ', ['answer']]],
  );
  assert.ok(report.stillNeeded.officer.includes('finding.necessary'));
  assert.ok(report.stillNeeded.applicant.includes('scope.work'));

  const { 'contract.consent_clauses': _, ...unclear } = request.answers;
  assert.equal(yono.check({ ...request, answers: unclear }).verdict, 'undetermined');
  const free = yono.check({ ...request, answers: { ...unclear, 'contract.consent_clauses': [] } });
  assert.equal(free.verdict, 'not_regulated');
  assert.ok(free.decidedBy[0].clause.includes('第5条第1項ただし書'));
});

test('a translation is laid over the Japanese', () => {
  const json = text('rulesets/hirono.json');
  const yono = engine.ruleset(json, text('rulesets/hirono.en.json'));
  const plain = engine.ruleset(json);
  assert.equal(yono.sha256, plain.sha256);
  const request = { procedure: 'takeout', asOf: '2026-11-22', answers: {} };
  const japanese = /\p{Script=Hiragana}/u;
  for (const { message, remedy } of yono.check(request, { lang: 'en' }).issues) {
    assert.doesNotMatch(`${message} ${remedy}`, japanese);
  }
  const [untranslated] = plain.check(request, { lang: 'en' }).conditions;
  assert.match(untranslated.title, /\p{Script=Han}/u, 'without a translation, Japanese');
  assert.deepEqual(yono.check(request), plain.check(request));
});

test('a translation of another ruleset is refused', () => {
  const json = text('rulesets/hirono.json');
  const translation = JSON.parse(text('rulesets/hirono.en.json'));
  const refuse = (change, path) => {
    const other = structuredClone(translation);
    change(other);
    assert.throws(() => engine.ruleset(json, other), {
      name: 'ShodakuError',
      code: 'bad_ruleset',
      path,
    });
  };
  refuse((other) => {
    other.translation.of.sha256 = '0'.repeat(64);
  }, 'translation.of.sha256');
  refuse((other) => {
    other.translation.of.id = 'sendai';
  }, 'translation.of.id');
  refuse((other) => {
    other.translation.lang = 'ja';
  }, 'translation.lang');
  refuse((other) => {
    other.texts.ruleset.title = { ja: '別' };
  }, 'texts.ruleset.title');
  refuse((other) => {
    other.texts.novel = {};
  }, 'texts.novel');
  assert.throws(() => engine.ruleset(json, 'not JSON'), { code: 'bad_json' });
});

test('what reports share is frozen, and says what it says in a report of its own', () => {
  const [one, other] = [rules.check(ask(good())), rules.check(ask({ ...good(), count: 11 }))];
  assert.equal(one.conditions[0], other.conditions[0]);
  assert.notDeepEqual(one.conditions[1], other.conditions[1]);
  const issue = only(other, 'few')[0];
  assert.equal(only(rules.check(ask({ ...good(), count: 12 })), 'few')[0], issue);
  assert.notEqual(
    only(rules.check(ask({ ...good(), count: 12 }), { lang: 'en' }), 'few')[0],
    issue,
  );
  const open = rules.check(ask({ count: 'many' }));
  assert.ok(open.issues.length > 2);
  for (const { issues, conditions, duties, readings } of [one, other, open]) {
    for (const part of [...issues, ...conditions, ...duties, ...readings]) {
      assert.ok(Object.isFrozen(part));
    }
  }
  // The lists themselves are the report's own.
  one.conditions.length = 0;
  assert.equal(rules.check(ask(good())).conditions.length, 5);
});
