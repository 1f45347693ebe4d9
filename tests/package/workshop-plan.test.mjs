// What the workshop writes from answers: a ruleset of which the kit has nothing to say, and all of which
// can be shown by cases; for every condition that it offers.

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
    contents: ['lacks', 'plan', 'write']
      .map((name) => `export * from './www/workshop/${name}.ts';`)
      .join('\n'),
    resolveDir: at('.'),
  },
  plugins: [SHIPPED],
  write: false,
});
const { ALWAYS, EMPTY_PLAN, askedAt, lacks, planShape, proceduresOf, rulesetOf, templatesFor } =
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
  only: { asked: two(''), field: '', value: '' },
  open: null,
});
const field = (field) => ({ field, label: two('') });
const called = (ja) => ({ field: 'own', label: two(ja) });

/** A plan that says the same of every consultation, or that with every condition there is. */
function plan(says, { by, from, english, exempt, reaches }) {
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
    return [
      id,
      { says, clause: '第1条', exempt, by, isWritten: false, reach: null, open: null, conditions },
    ];
  });
  const both = { ja: '町', en: 'Town' };
  return {
    ...EMPTY_PLAN,
    ...{ id: 'town', municipality: both, title: both, instrument: both, from, english },
    ...{ commencement: '附則', scope: '第1条', reaches, outside: '第2条' },
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
  const toml = rulesetOf(plan);
  assert.deepEqual(JSON.parse(kit.check(toml, '', false)).problems, []);
  const { text: cases, unreached } = JSON.parse(kit.lacking(toml, '', '', false));
  assert.deepEqual(unreached, []);
  const { failed, gaps } = JSON.parse(kit.test(toml, '', cases, false));
  assert.deepEqual({ failed, gaps }, { failed: [], gaps: [] });
  return { toml, cases };
}

const EXEMPT = [
  { id: 'instructed', clause: '第9条', own: null, asks: 'fact', open: null },
  { id: 'law', clause: '第9条', own: null, asks: 'fact', open: null },
  {
    id: 'own-1',
    clause: '第9条',
    own: { ja: '控えである', en: 'it is a backup' },
    asks: 'fact',
    open: null,
  },
  {
    id: 'own-2',
    clause: '第9条',
    own: { ja: '番号法が許す', en: 'law allows it' },
    asks: 'finding',
    open: null,
  },
];
const KINDS = [
  { by: 'officer', from: '2026-04-01', english: true, exempt: EXEMPT, reaches: 'information' },
  { by: 'body', from: '', english: false, exempt: [], reaches: 'all' },
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
  const { toml } = holds(only([one, own('own-2', '第9条', 'fact')]));
  assert.ok(toml.includes('when = { yes = "information.my_number" }'));
});

test('what law lifts of a ban is found, and not the applicant’s to say', () => {
  const { toml } = holds(plan('ban', KINDS[0]));
  assert.ok(toml.includes('when = { found = "finding.third_party-law" }'));
  assert.ok(!toml.includes('third_party.basis'));
});

test('duties stand in the order in which they are given', () => {
  const duties = [
    { id: 'secrecy', clause: '第8条', own: null, wording: null, of: null, ...ALWAYS },
    {
      id: 'own-1',
      clause: '第9条',
      own: { message: two('研修をしてください'), isAdvice: true },
      wording: null,
      of: null,
      ...ALWAYS,
    },
    { id: 'accident', clause: '第10条', own: null, wording: null, of: null, ...ALWAYS },
  ];
  const { toml } = holds(only([own('own-1', '第2条', 'fact')], { duties }));
  const [secrecy, training, accident] = [
    'is = "secrecy"',
    'id = "own-1"\nclause = "第9条"',
    'is = "accident"',
  ].map((line) => toml.indexOf(line));
  assert.ok(0 < secrecy && secrecy < training && training < accident);
});

test('a duty is for some requests: a question of the text’s own, or a shared field’s answer', () => {
  const duty = { id: 'own-1', clause: '第9条', own: { message: two('消去する'), isAdvice: false } };
  const only = { asked: two('控えを残す'), field: '', value: '' };
  const duties = [
    { ...duty, wording: null, of: ['copy'], when: 'asked', only },
    {
      id: 'secrecy',
      clause: '第10条',
      own: null,
      wording: null,
      of: ['copy'],
      ...ALWAYS,
      when: 'my_number',
    },
  ];
  const { toml } = holds(one('copy', { says: 'ban', clause: '第3条' }, { duties }));
  const banned = 'verdict = "prohibited", decided_by = "copy-banned"';
  const [field, number] = ['town.duty-own-1-when', 'information.my_number'];
  comesTo(toml, 'copy', [
    [{ [field]: true, [number]: false }, `${banned}, duties = ["own-1"]`],
    [{ [field]: false, [number]: true }, `${banned}, duties = ["secrecy"]`],
  ]);
  const unasked = [{ ...duties[0], only: { ...only, asked: { ja: '', en: '' } } }];
  assert.deepEqual(inputs(one('copy', { says: 'ban', clause: '第3条' }, { duties: unasked })), [
    'duty-own-1-asked',
  ]);
});

test('beside a bare consent a condition stands in its clause, where no other is said', () => {
  const conditions = [{ ...own('not-yet', '', 'fact'), own: null }];
  for (const id of ['copy', 'carriage']) {
    const { toml } = holds(one(id, { says: 'consent', clause: '第6条', conditions }));
    assert.equal(toml.match(/^clause = "第6条"$/gm).length, 2);
    const field = id === 'copy' ? 'copy.already' : 'town.carriage-not-yet-done';
    const limb = id === 'copy' ? 'copied' : 'done';
    comesTo(toml, id, [
      [
        { [field]: true, [`decision.${id}-consent`]: 'approved' },
        `verdict = "not_approvable", fails = ["${id}-not-yet.${limb}"]`,
      ],
    ]);
  }
  assert.deepEqual(inputs(one('copy', { says: 'conditions', conditions })), [
    'copy-not-yet-clause',
  ]);
});

test('of a part that was read, what it does not speak of is open, and not silent', () => {
  const seen = two('第1から第8まで');
  const banned = { says: 'ban', clause: '第3条' };
  const { toml } = holds(one('copy', banned, { seen, english: true }));
  comesTo(toml, 'takeout', [[{}, `${OPEN}, decided_by = "unread"`]]);
  comesTo(toml, 'copy', [[{}, 'verdict = "prohibited", decided_by = "copy-banned"']]);
  assert.ok(toml.includes('seen = { ja = "第1から第8まで"'));
  assert.equal(toml.match(/^readings = \["excerpt"\]$/gm).length, procedures.length);
  // What lies beyond the reach of a clause the rest may speak of, too.
  const reach = { clause: '第3条', own: two('町から渡された資料である'), asks: 'finding' };
  const { toml: part } = holds(one('copy', { ...banned, reach }, { seen, english: true }));
  comesTo(part, 'copy', [
    [{ 'finding.copy-reach': false }, `${OPEN}, decided_by = "copy-beyond"`],
    [{ 'finding.copy-reach': true }, 'verdict = "prohibited", decided_by = "copy-banned"'],
  ]);
  assert.deepEqual(inputs(one('copy', banned, { seen: { ja: '', en: '' } })), ['plan-seen']);
});

test('a clause that is of personal information alone is told by the kind of it', () => {
  const reach = { clause: '', own: { ja: '', en: '' }, asks: 'personal' };
  const banned = { says: 'ban', clause: '第3条', reach: { ...reach, clause: '第3条' } };
  const { toml } = holds(one('copy', banned));
  comesTo(toml, 'copy', [
    [{ 'information.kind': 'personal' }, 'verdict = "prohibited", decided_by = "copy-banned"'],
    [{ 'information.kind': 'none' }, 'verdict = "not_regulated", decided_by = "copy-beyond"'],
    [{ 'information.kind': 'anonymised' }, 'verdict = "not_regulated", decided_by = "copy-beyond"'],
  ]);
  assert.deepEqual(inputs(one('copy', { ...banned, reach })), ['copy-reach-clause']);
});

test('what a text leaves open of a consultation may have cases without consent', () => {
  const exempt = [{ ...EXEMPT[2], asks: 'finding' }];
  const { toml } = holds(
    one('offsite', { says: 'open', clause: '第3条', open: open('asks'), exempt }),
  );
  comesTo(toml, 'offsite', [
    [
      { 'finding.offsite-exempt-own-1': true },
      'verdict = "exempt", decided_by = "offsite-exempt-own-1"',
    ],
    [{}, `${OPEN}, needed = ["officer: finding.offsite-exempt-own-1"]`],
  ]);
});

test('each line leads to the input that asks for it', () => {
  const duties = [
    { id: 'secrecy', clause: '第8条', own: null, wording: null, of: null, ...ALWAYS },
  ];
  const exempt = [EXEMPT[2]];
  const whole = one(
    'copy',
    { says: 'consent', clause: '第6条', exempt, conditions: [own('own-1', '第7条', 'finding')] },
    { duties },
  );
  const { toml } = holds(whole);
  const lines = toml.split('\n');
  const input = (line) => askedAt(whole, lines.indexOf(line) + 1)?.input;
  assert.equal(input('[ruleset]'), 'plan-municipality');
  assert.equal(input('id = "silent"'), 'plan-scope');
  assert.equal(input('id = "finding.copy-own-1"'), 'copy-own-1-clause');
  assert.equal(input('id = "copy-own-1"'), 'copy-own-1-clause');
  assert.equal(input('found = "finding.copy-own-1"'), 'copy-own-1-clause');
  assert.equal(input('id = "copy-consent"'), 'copy-clause');
  assert.equal(input('id = "copy-exempt-own-1"'), 'copy-exempt-own-1-clause');
  assert.equal(input('is = "secrecy"'), 'duty-secrecy-clause');
  assert.equal(input('id = "takeout"'), 'takeout-says');
  assert.equal(askedAt(whole, lines.length + 1), undefined);
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

/** What a text does not settle. */
const open = (of, meanwhile = '') => ({
  one: two('全部に及ぶ'),
  other: two('一部に及ぶ'),
  meanwhile: meanwhile === '' ? { ja: '', en: '' } : two(meanwhile),
  of,
});

/** A plan of one consultation that says this; the others are silent. */
const one = (procedure, part, more = {}) => {
  const whole = plan('silent', KINDS[1]);
  const said = { ...whole.parts[procedure], conditions: [], ...part };
  return { ...whole, ...more, parts: { ...whole.parts, [procedure]: said } };
};

/** That a request comes to this, no more and no less; each a row of answers and what follows. */
function comesTo(toml, procedure, rows) {
  const cases = rows.map(([answers, expect], at) => {
    const set = Object.entries(answers).map(([field, of]) => `"${field}" = ${JSON.stringify(of)}`);
    return `[[case]]\nname = "${at}"\nbase = "b"\nset = { ${set.join(', ')} }\nexpect = { ${expect} }\n`;
  });
  const base = `[[base]]\nname = "b"\nprocedure = "${procedure}"\nasOf = 2026-11-22\n`;
  const { failed, problems } = JSON.parse(kit.test(toml, '', base + cases.join(''), false));
  assert.deepEqual({ failed, problems }, { failed: [], problems: undefined });
}

const OPEN = 'verdict = "undetermined"';

test('whether a condition applies is not settled: not met, it is open', () => {
  const condition = { ...own('own-1', '第4条', 'fact'), open: open('applies', '担当課に協議する') };
  const { toml } = holds(one('subcontract', { says: 'conditions', conditions: [condition] }));
  const field = 'town.subcontract-own-1';
  comesTo(toml, 'subcontract', [
    [{ [field]: true }, 'verdict = "approvable"'],
    [{ [field]: false }, `${OPEN}, unknown = ["subcontract-own-1.holds: reading"]`],
    [
      {},
      `${OPEN}, unknown = ["subcontract-own-1.holds: missing"], needed = ["applicant: ${field}"]`,
    ],
  ]);
  assert.ok(
    toml.includes(
      '本文からは決まりません。「全部に及ぶ」とも「一部に及ぶ」とも読めます。当面の扱い：担当課に協議する。',
    ),
  );
});

test('what a condition asks is not settled: nothing that is answered makes it approvable', () => {
  const cards = templatesFor('subcontract').map(({ id }, at) => ({
    ...own(id, `第${at + 2}条`, 'fact'),
    ...{ own: null, open: open(at % 2 ? 'asks' : 'applies') },
  }));
  const conditions = [...cards, { ...own('own-1', '第30条', 'finding'), open: open('asks') }];
  holds(one('subcontract', { says: 'conditions', conditions }));
  const { toml } = holds(
    one('subcontract', { says: 'conditions', conditions: conditions.slice(-1) }),
  );
  comesTo(toml, 'subcontract', [[{}, `${OPEN}, unknown = ["subcontract-own-1.open: reading"]`]]);
});

test('what else a condition asks stays asked, where the rest of it is not settled', () => {
  const card = { ...own('party', '第4条', 'fact'), own: null, open: open('asks') };
  const conditions = [{ ...card, without: ['address'] }];
  const { toml } = holds(one('subcontract', { says: 'conditions', conditions }));
  const rest = 'unknown = ["subcontract-party.open: reading"]';
  comesTo(toml, 'subcontract', [
    [{ 'subcontractor.name': '有限会社みほん' }, `${OPEN}, ${rest}`],
    [{}, `verdict = "not_approvable", fails = ["subcontract-party.name"], ${rest}`],
  ]);
  const none = [{ ...card, without: ['name', 'address'] }];
  const { toml: alone } = holds(one('subcontract', { says: 'conditions', conditions: none }));
  comesTo(alone, 'subcontract', [[{}, `${OPEN}, ${rest}`]]);
});

test('conditions that are settled, and that are not, of one clause and matter', () => {
  holds(
    one('subcontract', {
      says: 'conditions',
      conditions: [
        own('own-1', '第4条', 'fact'),
        { ...own('own-2', '第4条', 'fact', { unless: two('認める') }), open: open('applies') },
        { ...own('own-3', '第4条', 'fact'), open: open('asks') },
        { ...own('own-4', '第5条', 'fact'), open: open('asks'), when: 'my_number' },
      ],
    }),
  );
});

test('what an exception leads to is not settled, nor what holds on a consultation', () => {
  const exempt = EXEMPT.map((one) => ({ ...one, open: open('applies') }));
  for (const says of ['ban', 'consent', 'conditions']) {
    const conditions = says === 'conditions' ? [own('own-1', '第4条', 'fact')] : [];
    holds(one('third_party', { says, clause: '第3条', exempt, conditions }));
  }
  const ban = holds(one('copy', { says: 'ban', clause: '第3条', exempt: exempt.slice(3) }));
  const found = 'finding.copy-exempt-own-2';
  comesTo(ban.toml, 'copy', [
    [{ [found]: true }, `${OPEN}, decided_by = "copy-exempt-own-2"`],
    [{ [found]: false }, 'verdict = "prohibited", decided_by = "copy-banned"'],
    [{}, `${OPEN}, needed = ["officer: ${found}"]`],
  ]);
  const { toml } = holds(one('copy', { says: 'open', clause: '第3条', open: open('applies') }));
  comesTo(toml, 'copy', [[{}, `${OPEN}, decided_by = "copy-open"`]]);
});

test('what a clause does not reach the text is silent on, whatever it says of the rest', () => {
  for (const asks of ['finding', 'fact']) {
    const reach = { clause: '第6条', own: two('町から渡された資料である'), asks };
    for (const says of ['ban', 'consent', 'open']) {
      holds(one('copy', { says, clause: '第6条', exempt: EXEMPT, reach, open: open('applies') }));
    }
    const { toml } = holds(one('copy', { says: 'consent', clause: '第6条', reach }));
    const field = asks === 'finding' ? 'finding.copy-reach' : 'town.copy-reach';
    const given = { 'decision.copy-consent': 'approved' };
    comesTo(toml, 'copy', [
      [{ [field]: true, ...given }, 'verdict = "approvable"'],
      [{ [field]: false, ...given }, 'verdict = "not_regulated", decided_by = "copy-beyond"'],
      [given, `${OPEN}, needed = ["${asks === 'finding' ? 'officer' : 'applicant'}: ${field}"]`],
    ]);
  }
});

test('consent in writing: a bare one is that decision, beside conditions it tells once given', () => {
  const bare = holds(one('copy', { says: 'consent', clause: '第6条', isWritten: true }));
  assert.ok(bare.toml.includes('label = { ja = "複写・複製の書面による承諾" }'));
  assert.ok(bare.toml.includes('複写・複製の書面による承諾を受けていません。'));
  const { toml } = holds(
    one('subcontract', {
      ...{ says: 'conditions', clause: '第7条', isWritten: true },
      conditions: [own('own-1', '第7条', 'finding', { topic: 'consent' })],
    }),
  );
  const found = { 'finding.subcontract-own-1': true };
  const written = 'town.subcontract-written';
  comesTo(toml, 'subcontract', [
    [found, 'verdict = "approvable"'],
    [{ ...found, [written]: true }, 'verdict = "approvable"'],
    [
      { ...found, [written]: false },
      'verdict = "not_approvable", fails = ["subcontract-own-1.subcontract-written-given"]',
    ],
  ]);
});

test('a condition for some requests: a question of the text’s own, or a shared field’s answer', () => {
  const only = { asked: two('国外に再委託する'), field: 'information.kind', value: 'anonymised' };
  const asked = { ...own('own-1', '第4条', 'finding'), when: 'asked', only };
  const chosen = { ...own('own-2', '第4条', 'matter'), when: 'chosen', only };
  const carried = { ...only, field: 'subcontract.carriage', value: 'true' };
  const pseudonymised = { ...only, value: 'pseudonymised' };
  const conditions = [
    asked,
    chosen,
    { ...own('own-3', '第5条', 'fact'), when: 'chosen', only: carried },
    // Of one field two answers: no request has both.
    { ...own('own-4', '第6条', 'fact'), when: 'chosen', only: pseudonymised },
  ];
  holds(one('subcontract', { says: 'conditions', conditions }));
  const { toml } = holds(one('subcontract', { says: 'conditions', conditions: [asked] }));
  const when = 'town.subcontract-own-1-when';
  const found = 'finding.subcontract-own-1';
  comesTo(toml, 'subcontract', [
    [{ [when]: false }, 'verdict = "approvable"'],
    [
      { [when]: true, [found]: false },
      'verdict = "not_approvable", fails = ["subcontract-own-1.found"]',
    ],
    [
      { [found]: false },
      `${OPEN}, unknown = ["subcontract-own-1.found: missing"], needed = ["applicant: ${when}"]`,
    ],
  ]);
  assert.ok(toml.includes('label = { ja = "国外に再委託する" }'));
});

test('what lifts a ban does not speak of consent', () => {
  const ban = { says: 'ban', clause: '第3条', exempt: EXEMPT };
  const { toml, cases } = holds(one('copy', ban, { english: true }));
  assert.doesNotMatch(toml + cases, /承諾は要りません|承諾は要らない|no consent is needed/);
  assert.ok(toml.includes('「控えである」ときは、この禁止は及びません。'));
  assert.ok(toml.includes('発注者の指示によるものには、この禁止は及びません。'));
});

test('a duty binds what is ticked, be it banned or silent; what it says ends as a sentence', () => {
  const message = { ja: '研修をしてください', en: 'Train them' };
  const duties = [
    {
      id: 'own-1',
      clause: '第9条',
      own: { message, isAdvice: false },
      of: ['copy', 'takeout'],
      ...ALWAYS,
    },
    {
      id: 'secrecy',
      clause: '第10条',
      own: null,
      wording: null,
      of: ['takeout', 'subcontract'],
      ...ALWAYS,
    },
  ];
  const more = { duties, english: true };
  const { toml, cases } = holds(one('takeout', { says: 'ban', clause: '第3条' }, more));
  assert.ok(toml.includes('message = { ja = "研修をしてください。", en = "Train them." }'));
  comesTo(toml, 'takeout', [
    [{}, 'verdict = "prohibited", decided_by = "takeout-banned", duties = ["own-1", "secrecy"]'],
  ]);
  comesTo(toml, 'copy', [
    [{}, 'verdict = "not_regulated", decided_by = "silent", duties = ["own-1"]'],
  ]);
  comesTo(toml, 'offsite', [[{}, 'verdict = "not_regulated", decided_by = "silent", duties = []']]);
  assert.ok(cases.includes('duties = ["own-1", "secrecy"]'));
  assert.deepEqual(inputs({ ...one('takeout', {}), duties: [{ ...duties[0], of: [] }] }), [
    'duty-own-1-of',
  ]);
});

test('each decision is called by what is decided', () => {
  const whole = plan('consent', KINDS[1]);
  const { toml } = holds(whole);
  assert.ok(toml.includes('label = { ja = "再委託の承諾" }'));
  assert.ok(toml.includes('label = { ja = "複写・複製の承諾" }'));
  assert.doesNotMatch(toml, /label = \{ ja = "承諾" \}/);
});

test('what is lacking is named, by the input that asks for it', () => {
  const unsaid = procedures.map(({ id }) => `${id}-says`);
  const first = ['municipality', 'title', 'instrument', 'id'];
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
  const {
    outside: _,
    reaches: __,
    consultations: ___,
    duties: ____,
    ...old
  } = plan('ban', KINDS[0]);
  const parts = Object.entries(old.parts).map(([id, { exempt: _, ...part }]) => {
    const conditions = part.conditions.map(({ id, clause, by, own }) => {
      const { asks, label, topic } = own ?? {};
      return { id, clause, by, own: own && { asks, label, topic } };
    });
    return [id, { ...part, instructed: '第9条', conditions }];
  });
  const opened = planShape.parse({
    ...old,
    isOfInformation: true,
    parts: Object.fromEntries(parts),
  });
  assert.equal(opened.outside, '第1条');
  assert.deepEqual(opened.parts.copy.exempt, [EXEMPT[0]]);
  holds(opened);
});
