// What the workshop writes from answers: a ruleset of which the kit has nothing to say, and cases that
// hold and leave nothing unshown; for every condition that it offers.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { build } from 'esbuild';
import * as kit from '../../target/wasm-bindgen-kit/shodaku.js';
import { at } from '../../xtask/lib.mjs';
import { SHIPPED } from '../../xtask/pages.mjs';
import { KIT_WASM } from '../../xtask/workshop.mjs';

kit.initSync({ module: readFileSync(at(KIT_WASM)) });

const { outputFiles } = await build({
  absWorkingDir: at('.'),
  bundle: true,
  format: 'esm',
  stdin: {
    contents: ['lacks', 'plan', 'write', 'write-cases']
      .map((name) => `export * from './www/workshop/${name}.ts';`)
      .join('\n'),
    resolveDir: at('.'),
  },
  plugins: [SHIPPED],
  write: false,
});
const { casesOf, EMPTY_PLAN, lacks, planShape, proceduresOf, rulesetOf, templatesFor } =
  await import(
    `data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`
  );

const procedures = proceduresOf(EMPTY_PLAN);
const inputs = (plan) => lacks(plan).map(({ input }) => input);
const two = (ja) => ({ ja, en: `that ${ja}` });

/** A condition of the text's own. */
const own = (id, clause, asks, more = {}) => ({
  id,
  clause,
  by: 'officer',
  when: 'always',
  own: {
    ...{ asks, topic: 'place', label: { ja: '区域"内"である', en: 'it is "within"' } },
    ...{ of: [], bound: 'at_most', count: '', total: '', unless: null, ...more },
  },
  without: [],
  wording: {},
});
const field = (field) => ({ field, label: two('') });
const called = (ja) => ({ field: 'own', label: two(ja) });

/** A plan that says the same of every consultation, or that with every condition there is. */
function plan(says, { by, from, english, exempt, isOfInformation }) {
  let number = 1;
  const clause = () => {
    number += 1;
    return `第${number}条`;
  };
  const parts = procedures.map(({ id }) => {
    const conditions = templatesFor(id).map((one) => ({
      ...own(one.id, clause(), 'fact'),
      by,
      own: null,
    }));
    const ones = ['finding', 'fact', 'matter'].map((asks, at) =>
      own(`own-${at + 1}`, clause(), asks),
    );
    conditions.push(...ones.map((one) => ({ ...one, by })));
    return [id, { says, clause: '第1条', exempt, by, conditions }];
  });
  const both = { ja: '町', en: 'Town' };
  return {
    ...EMPTY_PLAN,
    ...{ id: 'town', municipality: both, title: both, instrument: both, from, english },
    ...{ commencement: '附則', scope: '第1条', isOfInformation, outside: '第2条' },
    parts: Object.fromEntries(parts),
  };
}

/** A plan of one consultation with these conditions; the others are silent. */
const only = (conditions, more = {}) => {
  const whole = plan('silent', KINDS[0]);
  const part = { ...whole.parts.subcontract, says: 'conditions', exempt: [], conditions };
  return { ...whole, ...more, parts: { ...whole.parts, subcontract: part } };
};

/** What is found against what a plan becomes; nothing may be. */
function holds(plan) {
  assert.deepEqual(inputs(plan), []);
  const [toml, cases] = [rulesetOf(plan), casesOf(plan)];
  assert.deepEqual(JSON.parse(kit.check(toml, '', false)).problems, []);
  const { failed, gaps } = JSON.parse(kit.test(toml, '', cases, false));
  assert.deepEqual({ failed, gaps }, { failed: [], gaps: [] });
  return { toml, cases };
}

const EXEMPT = [
  { id: 'instructed', clause: '第9条', own: null, asks: 'fact' },
  { id: 'law', clause: '第9条', own: null, asks: 'fact' },
  { id: 'own-1', clause: '第9条', own: { ja: '控えである', en: 'it is a backup' }, asks: 'fact' },
  {
    id: 'own-2',
    clause: '第9条',
    own: { ja: '番号法が許す', en: 'law allows it' },
    asks: 'finding',
  },
];
const KINDS = [
  { by: 'officer', from: '2026-04-01', english: true, exempt: EXEMPT, isOfInformation: true },
  { by: 'body', from: '', english: false, exempt: [], isOfInformation: false },
];

for (const says of ['silent', 'ban', 'consent', 'conditions']) {
  for (const kind of KINDS) {
    test(`${says}, ${kind.by}: nothing is found against it, and its cases show all of it`, () => {
      holds(plan(says, kind));
    });
  }
}

test('days, orders, numbers and shares, also of the same fields', () => {
  const filed = field('request.filed_on');
  const starts = field('subcontract.starts_on');
  const approval = field('approval.planned_on');
  const conditions = [
    own('own-1', '第2条第1項', 'days', { of: [filed, starts], count: '14' }),
    own('own-2', '第2条第2項', 'order', { of: [filed, approval, called('契約の日'), starts] }),
    { ...own('timing', '第2条第3項', 'fact'), own: null },
    own('own-3', '第3条第1項', 'number', {
      of: [field('scope.record_count'), field('contract.record_ceiling')],
    }),
    own('own-4', '第3条第2項', 'number', {
      of: [field('scope.record_count'), field('count')],
      count: '3',
    }),
    own('own-5', '第3条第3項', 'number', {
      ...{ of: [called('運ぶ人数'), field('count')], count: '2', bound: 'at_least' },
    }),
    own('own-6', '第4条第1項', 'share', {
      ...{ of: [called('再委託の額'), called('契約の額')], count: '1', total: '2' },
    }),
    own('own-7', '第4条第2項', 'share', {
      ...{
        of: [called('自ら行う時間'), called('全部の時間')],
        count: '2',
        total: '3',
        bound: 'at_least',
      },
    }),
  ];
  for (const from of ['', '2026-04-01']) {
    const { toml } = holds(only(conditions, { from }));
    for (const written of [
      'before = ["request.filed_on", "subcontract.starts_on", 14]',
      'in_order = ["request.filed_on", "approval.planned_on", "town.subcontract-own-2-3", "subcontract.starts_on"]',
      'at_most = ["scope.record_count", "contract.record_ceiling"]',
      'at_most = ["scope.record_count", 3]',
      'at_least = ["town.subcontract-own-5-1", 2]',
      'at_most = ["town.subcontract-own-6-1", "town.subcontract-own-6-2", 1, 2]',
      'at_least = ["town.subcontract-own-7-1", "town.subcontract-own-7-2", 2, 3]',
    ]) {
      assert.ok(toml.includes(`\n${written}\n`), written);
    }
  }
});

test('fourteen days before the start: the thirteenth is one too few', () => {
  const of = [field('request.filed_on'), field('subcontract.starts_on')];
  const { toml } = holds(only([own('own-1', '第2条', 'days', { of, count: '14' })]));
  const base = `[[base]]\nname = "b"\nprocedure = "subcontract"\nasOf = 2026-11-22\n
[base.answers]\n"information.kind" = "personal"\n"approval.planned_on" = 2026-12-01
"request.filed_on" = 2026-11-24\n`;
  const expect = (day, expected) => `
[[case]]\nname = "${day}"\nbase = "b"\nset = { "subcontract.starts_on" = ${day} }\nexpect = { ${expected} }\n`;
  const fails = 'verdict = "not_approvable", fails = ["subcontract-own-1.holds"]';
  const cases =
    base +
    expect('2026-11-26', fails) +
    expect('2026-12-07', fails) +
    expect('2026-12-08', 'verdict = "approvable"');
  assert.deepEqual(JSON.parse(kit.test(toml, '', cases, false)).failed, []);
});

test('what one clause says of one matter is one condition, each limb with its own words', () => {
  const { toml } = holds(
    only([
      { ...own('party', '第8条第2項', 'fact'), own: null, without: ['address'] },
      { ...own('work', '第8条第2項', 'fact'), own: null },
      own('own-1', '第8条第2項', 'finding', { topic: 'matters' }),
      own('own-2', '第8条第2項', 'fact', { topic: 'matters' }),
    ]),
  );
  assert.equal(toml.match(/^clause = "第8条第2項"$/gm).length, 1);
  assert.ok(!toml.includes('subcontractor.address'));
  assert.ok(toml.includes('message = { ja = "「行わせる業務の内容」が書かれていません。"'));
});

test('a proviso: what is found in its place will do', () => {
  const filed = field('request.filed_on');
  const starts = field('subcontract.starts_on');
  const special = { unless: two('特に認める') };
  const share = { of: [called('額'), called('総額')], count: '1', total: '2' };
  const conditions = [
    own('own-1', '第2条', 'fact', special),
    own('own-2', '第3条', 'share', { ...share, ...special }),
    own('own-3', '第4条', 'days', { of: [filed, starts], count: '14', ...special }),
    { ...own('own-4', '第5条', 'order', { of: [filed, starts], ...special }), by: 'body' },
    own('own-5', '第6条', 'days', { of: [filed, starts], count: '7' }),
  ];
  const { toml } = holds(only(conditions));
  assert.ok(
    toml.includes(
      'any = [{ yes = "town.subcontract-own-1" }, { found = "finding.subcontract-own-1-instead" }]',
    ),
  );
  assert.ok(toml.includes('{ decided = "decision.subcontract-own-4-instead" }'));
});

test('a template asks no more than is ticked, in the words of the text', () => {
  const { toml } = holds(
    only([
      {
        ...own('necessity', '第7条', 'fact'),
        ...{ own: null, without: ['reason'], wording: { necessary: two('特に必要である') } },
      },
    ]),
  );
  assert.ok(!toml.includes('subcontract.reason'));
  assert.ok(toml.includes('「特に必要である」とは認められませんでした。'));
  assert.ok(!toml.includes('やむを得ない'));
});

test('a condition for My Number information alone', () => {
  const one = { ...own('own-1', '第9条', 'finding'), by: 'body', when: 'my_number' };
  const { toml, cases } = holds(only([one, own('own-2', '第9条', 'fact')]));
  assert.ok(toml.includes('when = { yes = "information.my_number" }'));
  assert.ok(cases.includes('特定個人情報を含まなければ、当てはまらない'));
});

test('what law lifts of a ban is found, and not the applicant’s to say', () => {
  const { toml } = holds(plan('ban', KINDS[0]));
  assert.ok(toml.includes('when = { found = "finding.third_party-law" }'));
  assert.ok(!toml.includes('third_party.basis'));
});

test('duties stand in the order in which they are given', () => {
  const duties = [
    { id: 'secrecy', clause: '第8条', own: null },
    { id: 'own-1', clause: '第9条', own: { message: two('研修をしてください'), isAdvice: true } },
    { id: 'accident', clause: '第10条', own: null },
  ];
  const { toml } = holds(only([own('own-1', '第2条', 'fact')], { duties }));
  const [secrecy, training, accident] = [
    'is = "secrecy"',
    'id = "own-1"\nclause = "第9条"',
    'is = "accident"',
  ].map((line) => toml.indexOf(line));
  assert.ok(0 < secrecy && secrecy < training && training < accident);
});

test('a consultation of the text’s own', () => {
  const mail = { id: 'own-1', title: two('電子メールの送信') };
  const whole = plan('silent', KINDS[1]);
  const part = { ...plan('conditions', KINDS[0]).parts.carriage, exempt: EXEMPT };
  const { toml } = holds({
    ...whole,
    consultations: [mail],
    parts: { ...whole.parts, 'own-1': part },
  });
  assert.ok(toml.includes('id = "own-1"\nkind = "consultation"\n'));
});

test('what is lacking is named, by the input that asks for it', () => {
  const unsaid = procedures.map(({ id }) => `${id}-says`);
  const first = ['municipality', 'title', 'instrument', 'id', 'scope'];
  assert.deepEqual(inputs(EMPTY_PLAN), [...first.map((name) => `plan-${name}`), ...unsaid]);
  const whole = plan('conditions', KINDS[0]);
  const [one, ...others] = whole.parts.copy.conditions;
  const copy = { ...whole.parts.copy, conditions: [{ ...one, clause: ' ' }, ...others] };
  const lacking = {
    ...whole,
    parts: { ...whole.parts, copy, offsite: { ...copy, conditions: [] } },
  };
  assert.deepEqual(inputs(lacking), ['offsite-add', `copy-${one.id}-clause`]);
  const days = own('own-1', '', 'days', { of: [field(''), called('')], count: '0' });
  assert.deepEqual(
    inputs(
      only([
        {
          ...days,
          own: { ...days.own, of: [field(''), { field: 'own', label: { ja: '', en: '' } }] },
        },
      ]),
    ),
    [
      'subcontract-own-1-of-0',
      'subcontract-own-1-called-1',
      'subcontract-own-1-count',
      'subcontract-own-1-clause',
    ],
  );
});

test('a plan from before says the same', () => {
  const { outside: _, consultations: __, duties: ___, ...old } = plan('ban', KINDS[0]);
  const parts = Object.entries(old.parts).map(([id, { exempt: _, ...part }]) => {
    const conditions = part.conditions.map(({ id, clause, by, own }) => {
      const { asks, label, topic } = own ?? {};
      return { id, clause, by, own: own && { asks, label, topic } };
    });
    return [id, { ...part, instructed: '第9条', conditions }];
  });
  const opened = planShape.parse({ ...old, parts: Object.fromEntries(parts) });
  assert.equal(opened.outside, '第1条');
  assert.deepEqual(opened.parts.copy.exempt, [EXEMPT[0]]);
  holds(opened);
});
