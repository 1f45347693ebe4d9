// The package and the command line say the same, byte for byte.

import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { loadSync } from '../../pkg/dist/index.js';
import { below, jsonLines, lines, shodaku } from '../common/command.mjs';
import { anyValue, ask, good, random, small, text } from '../common/support.mjs';

const engine = loadSync();
const folder = mkdtempSync(join(tmpdir(), 'shodaku-'));
after(() => rmSync(folder, { recursive: true }));
const file = join(folder, 'small.json');
writeFileSync(file, JSON.stringify(small()));

/** What the command line answers to each request. */
function answered(requests, lang) {
  const args = ['check', '--jsonl', '--lang', lang, '--ruleset-file', file, '-'];
  return lines(shodaku(args, jsonLines(requests)));
}

const rulesets = {
  small: engine.ruleset(small()),
  hirono: engine.ruleset(text('rulesets/hirono.json'), text('rulesets/hirono.en.json')),
};

/** Facts that rulesets share, whether or not they ask about them. */
const vocabulary = readFileSync(below('src/rulesets/fields.toml'), 'utf8');
const shared = [...vocabulary.matchAll(/^id = "(.+)"/gm)].map(([, id]) => id);

for (const [name, rules] of Object.entries(rulesets)) {
  const own = new Set(rules.ruleset.field.map(({ id }) => id));
  const others = shared.filter((id) => !own.has(id));
  for (const lang of ['ja', 'en']) {
    test(`${name}: reports in ${lang}`, () => {
      const chance = random(lang.charCodeAt(0));
      const requests = [];
      for (const { id: procedure } of rules.ruleset.procedure) {
        for (let round = 0; round < 40; round++) {
          const density = chance();
          const fields = rules.ruleset.field.filter(() => chance() < density);
          const answers = Object.fromEntries(
            fields.map((field) => [field.id, anyValue(field, chance)]),
          );
          for (const id of others) {
            if (chance() < 0.1) answers[id] = '理由';
          }
          const stage = chance() < 0.5 ? 'draft' : 'filed';
          requests.push({ ruleset: name, procedure, asOf: '2026-11-22', stage, answers });
        }
      }
      const printed = answered(requests, lang);
      assert.equal(printed.length, requests.length);
      const verdicts = new Set();
      requests.forEach((request, at) => {
        const report = rules.check(request, { lang });
        verdicts.add(report.verdict);
        assert.equal(JSON.stringify(report), printed[at], JSON.stringify(request));
      });
      assert.ok(verdicts.size >= 3, [...verdicts].join());
    });
  }
}

test('labels with everything that JSON escapes', () => {
  const odd = small();
  odd.field.find(({ id }) => id === 'name').label = {
    ja: '"\\/\n\u2028\u2029$&𠮷',
  };
  odd.ruleset.id = 'odd';
  const request = { ruleset: 'odd', ...ask({ ...good(), name: null }) };
  writeFileSync(file, JSON.stringify(odd));
  const [line] = answered([request], 'ja');
  writeFileSync(file, JSON.stringify(small()));
  assert.equal(JSON.stringify(engine.ruleset(odd).check(request)), line);
});

test('refusals: code, place and nearest name', () => {
  const base = { ruleset: 'small', ...ask(good()) };
  const { procedure: _, ...noProcedure } = base;
  const { asOf: __, ...noDay } = base;
  const requests = [
    noProcedure,
    noDay,
    { ...base, procedure: 'aks' },
    { ...base, procedure: 5 },
    { ...base, asof: '2026-11-22' },
    { ...base, 'as of': '2026-11-22' },
    { ...base, __proto___: 1 },
    { ...base, asOf: '2026-02-30' },
    { ...base, asOf: '' },
    { ...base, stage: 'drat' },
    { ...base, stage: '' },
    { ...base, by: 'contract' },
    { ...base, by: 'applicant', answers: { ban: true } },
    { ...base, answers: [] },
    { ...base, answers: 'x' },
    { ...base, answers: { naem: 'x' } },
    { ...base, answers: { naem: null } },
    { ...base, answers: { 'scope.wrok': 'x' } },
    { ...base, answers: { kind: 'papre' } },
    { ...base, answers: { kind: ['paper'] } },
    { ...base, answers: { parts: ['a', 'z'] } },
    { ...base, answers: { ban: 'true' } },
    { ...base, answers: { name: { a: 1 } } },
    { ...base, answers: { items: ['a', 1] } },
    { ...base, answers: { name: 'a\0' } },
    { ...base, answers: { name: ['a'] } },
    { ...base, answers: { name: [] } },
    { ...base, answers: { name: true } },
    { ...base, answers: { name: 1 } },
    { ...base, answers: { items: ['a', 'b\0c'] } },
    { ...base, answers: { items: ['\0', ''] } },
    { ...base, answers: { items: 'a' } },
    { ...base, answers: { parts: [''] } },
    { ...base, answers: { count: true } },
    { ...base, answers: { count: ['1'] } },
    { ...base, answers: { name: 'あ'.repeat(40_000) } },
    { ...base, answers: { items: Array(1001).fill('x') } },
  ];
  answered(requests, 'ja').forEach((line, at) => {
    const { error } = JSON.parse(line);
    const { code, path, nearest } = error ?? {};
    const context = `${JSON.stringify(requests[at]).slice(0, 200)} → ${line.slice(0, 200)}`;
    assert.throws(
      () => rulesets.small.check(requests[at]),
      (thrown) => {
        assert.deepEqual(
          [thrown.code, thrown.path, thrown.nearest],
          [code, path, nearest],
          context,
        );
        return true;
      },
      context,
    );
  });
});

test('what people type means the same thing, or nothing', () => {
  const typed = {
    count: [
      '１０',
      '10²',
      '①',
      '6,000件',
      '6 人',
      '1,2,3',
      '12,345',
      ',5',
      '1,',
      '約6,000件',
      '６千',
    ],
    day: [
      '令和2026年11月25日',
      '令和九年一月十日',
      '西暦2027年1月10日',
      '㋿9.1.10',
      '2027‐1−10',
      'Ｒ９．１．１０',
    ],
    year: ['令和2026年度', '令和八年度', 'Ｒ８'],
    name: [
      '\u200b',
      '\u200e ',
      '—',
      '。',
      'あ',
      '1',
      '①',
      '\u0301',
      '🏢',
      '𠮷',
      'Ⓐ',
      '\u0903',
      'ー',
    ],
    items: [['氏名\u200b', '住所'], ['番号—下', '番号―下'], ['a∥b', 'a‖b'], ['。']],
  };
  const requests = Object.entries(typed).flatMap(([field, values]) =>
    values.map((value) => ({
      ruleset: 'small',
      ...ask({ ...good(), kind: 'disc', [field]: value }),
    })),
  );
  const verdicts = new Set();
  answered(requests, 'ja').forEach((line, at) => {
    const report = rulesets.small.check(requests[at]);
    assert.equal(JSON.stringify(report), line, JSON.stringify(requests[at].answers));
    verdicts.add(report.issues.some(({ condition }) => condition === null));
  });
  assert.equal(verdicts.size, 2);
});

test("a null for a field that is another's says nothing", () => {
  const request = { ruleset: 'small', ...ask({}), by: 'applicant' };
  const [line] = answered([{ ...request, answers: { ban: null } }], 'ja');
  assert.equal(JSON.stringify(rulesets.small.check(request)), line);
});

test('misspelled names: the same words', () => {
  const base = { ruleset: 'small', ...ask(good()) };
  const typos = (name) => [
    ...Array.from(name, (_, at) => name.slice(0, at) + name.slice(at + 1)),
    ...Array.from(name, (_, at) => `${name.slice(0, at)}x${name.slice(at + 1)}`),
    ...Array.from(name, (_, at) => `${name.slice(0, at)}x${name.slice(at)}`),
    ...Array.from(name, (letter, at) => {
      return name.slice(0, at) + (name[at + 1] ?? '') + letter + name.slice(at + 2);
    }),
    name.toUpperCase(),
    [...name].reverse().join(''),
    `${name} ${name}`,
  ];
  const odd = ['', ' ', 'x', '𠮷', '手続', 'a'.repeat(80), 'a'.repeat(81), '𠮷'.repeat(81)];
  const long = ['procedure'.repeat(29), 'あ'.repeat(86), `answers${' '.repeat(249)}`];
  const keys = ['ruleset', 'procedure', 'asOf', 'stage', 'by', 'answers'];
  const shared = ['scope.work', 'contract.record_ceiling'];
  const unknown = (names, known) =>
    [...names.flatMap(typos), ...odd, ...long].filter((name) => !known.includes(name));
  const requests = [
    ...unknown(keys, keys).map((key) => ({ ...base, [key]: 1 })),
    ...unknown(['ask'], ['ask']).map((procedure) => ({ ...base, procedure })),
    ...unknown(['name', 'finding.fit', ...shared], ['name', ...shared]).map((field) => ({
      ...base,
      answers: { [field]: 'x' },
    })),
    ...unknown(['paper'], ['paper']).map((kind) => ({ ...base, answers: { kind } })),
  ];
  const swapped = { ...base, yb: 'applicant' };
  answered([swapped, ...requests], 'ja').forEach((line, at) => {
    const request = [swapped, ...requests][at];
    const given = JSON.parse(line);
    let said;
    try {
      rulesets.small.check(request);
    } catch ({ code, path, message, nearest }) {
      said = JSON.parse(JSON.stringify({ code, path, message, nearest }));
    }
    assert.deepEqual(said, given.error, JSON.stringify(request).slice(0, 300));
    if (at === 0) assert.equal(said.nearest, 'by');
  });
});
