import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

export const dist = (name) => new URL(`../../pkg/dist/${name}`, import.meta.url);
export const text = (name) => readFileSync(dist(name), 'utf8');
export const hirono = () => JSON.parse(text('rulesets/hirono.json'));

const t = (ja, en) => (en === undefined ? { ja } : { ja, en });

/** A ruleset with one of everything, small enough to write its reports down by hand. */
export function small() {
  return {
    ruleset: {
      format: 1,
      id: 'small',
      aliases: ['tiny'],
      version: '1',
      municipality: t('小町', 'Small'),
      title: t('小規程', 'Small text'),
      instrument: t('令和8年告示第1号', 'Notice 1 of 2026'),
    },
    field: [
      field('ban', 'boolean', 'contract', '禁止される', 'banned'),
      field('claim', 'boolean', 'applicant', '指示がある', 'instructed'),
      {
        ...field('kind', 'choice', 'applicant', '種類', 'kind'),
        options: options('paper', 'disc'),
      },
      { ...field('parts', 'choices', 'applicant', '部分', 'parts'), options: options('a', 'b') },
      { ...field('name', 'text', 'applicant', '名称', 'name'), nature: 'plan' },
      field('count', 'integer', 'applicant', '件数', 'count'),
      field('ceiling', 'integer', 'contract', '上限', 'ceiling'),
      field('items', 'items', 'applicant', '項目', 'items'),
      field('allowed', 'items', 'contract', '許された項目', 'allowed items'),
      field('day', 'date', 'applicant', '日', 'day'),
      field('year', 'fiscal_year', 'applicant', '年度', 'fiscal year'),
      field('finding.fit', 'finding', 'officer', '適当である', 'found fit'),
      field('decision.board', 'decision', 'body', '審査会の承認', 'approval of the board'),
    ],
    reading: [
      {
        id: 'open',
        clause: '第9条',
        taken: t('狭く読む', 'narrow'),
        alternative: t('広く読む', 'wide'),
      },
    ],
    route: [
      {
        id: 'banned',
        when: { yes: 'ban' },
        verdict: 'prohibited',
        clause: '第1条',
        message: t('禁止されています。', 'It is banned.'),
      },
      {
        id: 'instructed',
        when: { yes: 'claim' },
        verdict: 'exempt',
        clause: '第2条',
        message: t('指示によるものです。', 'It is instructed.'),
        claimed: true,
      },
    ],
    condition: [
      condition('named', '第3条', [{ id: 'stated', stated: 'name' }]),
      condition('few', '第4条', [
        {
          id: 'count',
          at_most: ['count', 'ceiling'],
          also_cite: ['第4条の2'],
          message: t('件数が多すぎます。', 'Too many.'),
        },
        { id: 'items', subset: ['items', 'allowed'] },
      ]),
      condition('fit', '第5条', [
        {
          id: 'either',
          any: [
            { found: 'finding.fit', clause: '第5条第1号', title: t('適当', 'fit') },
            { all: [{ decided: 'decision.board' }, { has: ['parts', 'a'] }], clause: '第5条第2号' },
          ],
          reading: 'open',
        },
      ]),
      condition('disc', '第6条', [
        { id: 'early', when: { is: ['kind', 'disc'] }, before: ['day', 'asOf'] },
      ]),
      condition('year', '第7条', [
        { id: 'stated', stated: 'year', open: t('年度が要ります。', 'A year is needed.') },
      ]),
    ],
    duty: [
      {
        id: 'report',
        clause: '第8条',
        message: t('報告すること。', 'Report.'),
        when: { is: ['kind', 'disc'] },
      },
      {
        id: 'keep',
        clause: '第8条の2',
        message: t('名称を控えること。', 'Keep the name.'),
        holds: { stated: 'name' },
      },
    ],
    procedure: [
      {
        id: 'ask',
        title: t('お願い', 'asking'),
        routes: ['banned', 'instructed'],
        conditions: ['named', 'few', 'fit', 'disc', 'year'],
        duties: ['report', 'keep'],
      },
    ],
  };

  function field(id, type, supplier, ja, en) {
    return { id, type, supplier, label: t(ja, en) };
  }
  function options(...values) {
    return values.map((value) => ({ value, label: t(value, value) }));
  }
  function condition(id, clause, limb) {
    return {
      id,
      clause,
      topic: 'scope',
      title: t(`${clause}の題`, `title of ${id}`),
      message: t(`${clause}に反します。`, `${id} is not met.`),
      remedy: t(`${clause}を満たしてください。`, `Meet ${id}.`),
      limb,
    };
  }
}

/** Answers under which `small` is approvable. */
export const good = () => ({
  ban: false,
  kind: 'paper',
  name: '山田',
  count: 10,
  ceiling: 10,
  items: ['氏名'],
  allowed: ['住所', '氏名'],
  'finding.fit': true,
  year: 2026,
});

export const ask = (answers, more) => ({
  procedure: 'ask',
  asOf: '2026-11-22',
  stage: 'draft',
  answers,
  ...more,
});

/** A generator of numbers in [0, 1) that a failure can be repeated with. */
export function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A value that `field` could be given, sometimes blank, sometimes unreadable. */
export function anyValue(field, chance) {
  const pick = (list) => list[Math.floor(chance() * list.length)];
  const options = field.options?.map(({ value }) => value) ?? [];
  switch (field.type) {
    case 'boolean':
    case 'finding':
      return pick([true, false, null]);
    case 'choice':
      return pick([...options, null, '']);
    case 'choices':
      return pick([null, [], options, [pick(options)]]);
    case 'integer':
      return pick([0, 10, '４，８００', 'たくさん', null]);
    case 'items':
      return pick([null, [], ['氏名'], ['氏名', ' 住所 '], ['同上']]);
    case 'date':
      return pick(['2026-11-21', '令和8年11月22日', 'R8.12.1', 'あした', null]);
    case 'fiscal_year':
      return pick([2026, '令和8年度', 'x', null]);
    case 'decision':
      return pick(['approved', 'rejected', 'pending', 'not_sought', null]);
    default:
      return pick(['山田', '未定', ' ', '', null]);
  }
}

/** Calls the engine while the stack runs out, and sees that it goes on as before. */
export function survivesOverflow(rules) {
  const session = rules.open(ask(good()));
  let results = 0;
  const dive = () => {
    try {
      dive();
    } catch {
      // Near the end of the stack, the engine may have too little of it left.
      try {
        session.set('count', results % 20);
        results += 1;
      } catch {}
    }
  };
  dive();
  session.set('count', 11);
  assert.equal(session.verdict, 'not_approvable');
  assert.deepEqual(session.report(), rules.check(ask({ ...good(), count: 11 })));
}
