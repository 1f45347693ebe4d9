// One request under several rulesets: what is carried, and that the command line says the same.

import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { after, test } from 'node:test';
import { loadSync } from '../../pkg/dist/index.js';
import { run } from '../common/command.mjs';
import { anyValue, ask, dist, good, random, small, text } from '../common/support.mjs';

const engine = loadSync();
const folder = mkdtempSync(join(tmpdir(), 'shodaku-'));
after(() => rmSync(folder, { recursive: true }));

/** A neighbour of the small town: it asks less, calls nothing a finding, and has a fact of its own. */
function next() {
  const next = small();
  next.ruleset = {
    ...next.ruleset,
    id: 'next',
    aliases: [],
    municipality: { ja: '隣町', en: 'Next' },
  };
  next.field = next.field.filter(({ id }) => !['finding.fit', 'claim', 'day'].includes(id));
  next.field.push(
    {
      id: 'next.seal',
      type: 'boolean',
      supplier: 'applicant',
      label: { ja: '押印', en: 'sealed' },
    },
    { id: 'scope.work', type: 'text', supplier: 'applicant', label: { ja: '業務', en: 'work' } },
  );
  next.route = next.route.filter(({ id }) => id === 'banned');
  next.reading = [];
  const seal = {
    ...next.condition[0],
    id: 'seal',
    clause: '第10条',
    topic: 'documents',
    limb: [
      { id: 'yes', yes: 'next.seal' },
      { id: 'board', decided: 'decision.board' },
      { id: 'work', stated: 'scope.work', if_recorded: true },
      { id: 'part', has: ['parts', 'b'] },
    ],
  };
  next.condition = [seal, ...next.condition.filter(({ id }) => ['few', 'named'].includes(id))];
  next.duty = next.duty.filter(({ id }) => id === 'keep');
  const ask = { ...next.procedure[0], routes: ['banned'], duties: ['keep'] };
  next.procedure = [{ ...ask, conditions: ['seal', 'named', 'few'] }];
  return next;
}

const given = { small: small(), next: next() };
const files = Object.entries(given).flatMap(([name, ruleset]) => {
  const file = join(folder, `${name}.json`);
  writeFileSync(file, JSON.stringify(ruleset));
  return ['--ruleset-file', file];
});
const rulesets = {
  small: engine.ruleset(given.small),
  next: engine.ruleset(given.next),
  hirono: engine.ruleset(text('rulesets/hirono.json'), text('rulesets/hirono.en.json')),
};
const both = [rulesets.small, rulesets.next];

function printed(request, names, lang) {
  const args = ['compare', '--format', 'json', '--lang', lang, ...files, '-', ...names];
  const { status, stdout, stderr } = run(args, JSON.stringify(request));
  assert.equal(status, 0, stderr);
  return stdout.trimEnd();
}

test('facts are carried, findings and decisions are not', () => {
  const answers = { ...good(), 'decision.board': 'approved', 'next.seal': true };
  const comparison = engine.compare(both, ask(answers));
  assert.deepEqual(comparison.notCarried, ['finding.fit', 'decision.board']);
  const [one, other] = comparison.rulesets;
  assert.equal(one.report.verdict, 'undetermined');
  assert.deepEqual(one.report.stillNeeded.officer, ['finding.fit']);
  assert.equal(other.report.conditions.find(({ condition }) => condition === 'few').truth, 'met');
  assert.deepEqual(comparison.differs, { verdict: false, topics: ['scope', 'documents'] });
  // A judgement left blank is no answer.
  assert.deepEqual(engine.compare(both, ask({ 'finding.fit': null })).notCarried, []);
});

test('a report is the one that check gives on the same facts', () => {
  const { 'finding.fit': _, ...facts } = good();
  const comparison = engine.compare(both, ask(facts), { lang: 'en' });
  for (const [at, rules] of both.entries()) {
    const own = Object.fromEntries(
      Object.entries(facts).filter(([id]) => rules.ruleset.field.some((field) => field.id === id)),
    );
    assert.deepEqual(comparison.rulesets[at].report, rules.check(ask(own), { lang: 'en' }));
  }
});

test("a ruleset's own fact goes to no other, a shared one to all", () => {
  const { rulesets } = engine.compare(both, ask({ 'next.seal': true, 'scope.work': '印刷' }));
  assert.deepEqual(rulesets[0].report.notUsed, ['scope.work']);
  assert.deepEqual(rulesets[1].report.notUsed, []);
});

test('a ruleset without the procedure is a column with a reason', () => {
  const request = { procedure: 'copy', asOf: '2026-11-22' };
  const comparison = engine.compare([rulesets.small, rulesets.hirono], request);
  const [without, judged] = comparison.rulesets;
  assert.equal(without.report, null);
  assert.equal(without.reason, 'no_procedure');
  assert.equal(without.municipality, '小町');
  assert.equal(judged.reason, null);
  assert.ok(comparison.topics.length > 0);
  assert.ok(comparison.topics.every(({ cells }) => cells[0] === null && cells[1] !== null));
});

test('what is not understood is refused', () => {
  const refused = (call, code, path, nearest) =>
    assert.throws(call, (error) => {
      assert.deepEqual([error.code, error.path, error.nearest], [code, path, nearest]);
      return true;
    });
  const asking = (more) => () => engine.compare(both, ask({}, more));
  const answering = (answers) => () => engine.compare(both, ask(answers));
  refused(() => engine.compare([], ask({})), 'wrong_type', 'rulesets');
  refused(() => engine.compare([small()], ask({})), 'wrong_type', 'rulesets');
  refused(() => engine.compare(rulesets.small, ask({})), 'wrong_type', 'rulesets');
  refused(() => engine.compare(both, null), 'wrong_type', '');
  refused(() => engine.compare(both, ask({}), { lagn: 'en' }), 'unknown_key', 'lagn', 'lang');
  refused(() => engine.compare(both, ask({}), { lang: 'fr' }), 'unknown_choice', 'lang');
  refused(asking({ procedure: 'aks' }), 'unknown_procedure', 'procedure', 'ask');
  refused(asking({ ruleset: 'nexd' }), 'unknown_ruleset', 'ruleset', 'next');
  refused(asking({ asof: '2026-11-22' }), 'unknown_key', 'asof', 'asOf');
  refused(asking({ asOf: '2026-02-30' }), 'bad_date', 'asOf');
  refused(asking({ stage: 'drat' }), 'bad_stage', 'stage');
  refused(answering({ 'next.sael': true }), 'unknown_field', 'answers.next.sael', 'next.seal');
  refused(answering({ 'next.seal': 'yes' }), 'wrong_type', 'answers.next.seal');
  refused(answering({ 'scope.wrok': '印刷' }), 'unknown_field', 'answers.scope.wrok', 'scope.work');
  assert.doesNotThrow(asking({ ruleset: 'tiny' }));
});

test('all that is shipped is compared alike, whatever is asked', () => {
  const files = readdirSync(dist('rulesets')).filter((file) => !file.endsWith('.en.json'));
  const all = files.map((file) => {
    const name = basename(file, '.json');
    return engine.ruleset(text(`rulesets/${file}`), text(`rulesets/${name}.en.json`));
  });
  const chance = random(7);
  const procedures = new Set(
    all.flatMap(({ ruleset }) => ruleset.procedure.map((procedure) => procedure.id)),
  );
  for (const procedure of procedures) {
    // As the command line does where no ruleset is named: by id, and who has the procedure.
    const columns = all
      .filter(({ ruleset }) => ruleset.procedure.some(({ id }) => id === procedure))
      .sort((one, other) => (one.id < other.id ? -1 : 1));
    const fields = columns.flatMap(({ ruleset }) => ruleset.field);
    const answers = Object.fromEntries(
      fields.filter(() => chance() < 0.7).map((field) => [field.id, anyValue(field, chance)]),
    );
    const request = { procedure, asOf: '2026-11-22', answers };
    const comparison = engine.compare(columns, request, { lang: 'en' });
    assert.equal(JSON.stringify(comparison), printed(request, [], 'en'), JSON.stringify(request));
  }
});

for (const lang of ['ja', 'en']) {
  test(`the command line says the same in ${lang}, byte for byte`, () => {
    const chance = random(lang.charCodeAt(1));
    const sides = [
      ['ask', ['small', 'next']],
      ['ask', ['next', 'small', 'hirono']],
      ['ask', ['small', 'hirono', 'next']],
      ['subcontract', ['hirono', 'small']],
      ['takeout', ['small', 'hirono']],
    ];
    const seen = { differs: new Set(), notCarried: 0, without: 0 };
    for (let round = 0; round < 60; round++) {
      const [procedure, names] = sides[round % sides.length];
      const columns = names.map((name) => rulesets[name]);
      const density = chance();
      const fields = columns
        .flatMap(({ ruleset }) => ruleset.field)
        .filter(() => chance() < density);
      const answers = Object.fromEntries(
        fields.map((field) => [field.id, anyValue(field, chance)]),
      );
      const stage = chance() < 0.5 ? 'draft' : 'filed';
      const request = { procedure, asOf: '2026-11-22', stage, answers };
      const comparison = engine.compare(columns, request, { lang });
      for (const topic of comparison.differs.topics) seen.differs.add(topic);
      seen.notCarried += comparison.notCarried.length;
      seen.without += comparison.rulesets.filter(({ report }) => report === null).length;
      assert.equal(
        JSON.stringify(comparison),
        printed(request, names, lang),
        JSON.stringify(request),
      );
    }
    assert.ok(seen.differs.size >= 2, [...seen.differs].join());
    assert.ok(seen.notCarried > 0 && seen.without > 0);
  });
}
