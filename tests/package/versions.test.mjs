// Several versions of one text: which governs, why, and what happens when the dates change.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { below, jsonLines, lines, shodaku } from '../common/command.mjs';
import { instances, loadSync, ShodakuError } from '../common/instances.mjs';
import { anyValue, random, small } from '../common/support.mjs';

const engine = loadSync();
const toml = (version) => below(`tests/data/rulesets/versions/${version}.toml`);

const VERSIONS = ['2015', '2020', '2023'];
const built = VERSIONS.map((version) => JSON.parse(shodaku(['rulesets', 'build', toml(version)])));
const english = VERSIONS.map((version) =>
  shodaku(['rulesets', 'build', '--translation', 'en', toml(version)]),
);
const [old, middle, newest] = built;
const rules = engine.ruleset(built, english);

const CONTRACT = 'contract.concluded_on';
const APPROVAL = 'approval.planned_on';
const FILED = 'request.filed_on';
const ask = (answers, asOf = '2023-01-15') => ({ procedure: 'subcontract', asOf, answers });
const chosen = (rules, answers, asOf) => {
  const { version, why, decidedBy } = rules.check(ask(answers, asOf)).versionChosen;
  return `${version} ${why} ${decidedBy ?? '-'}`;
};

test('the versions of a text are one set of rules, known by the newest', () => {
  assert.deepEqual([rules.id, rules.version], ['midorino', '2023']);
  assert.equal(rules.ruleset, rules.versions[0]);
  assert.deepEqual(
    rules.versions.map(({ ruleset }) => ruleset.version),
    ['2023', '2020', '2015'],
  );
  assert.equal(rules.sha256, engine.ruleset(newest).sha256);
  // An alias that only the first version had.
  assert.equal(rules.check({ ...ask({}), ruleset: 'midori' }).ruleset.id, 'midorino');
  assert.ok(Object.isFrozen(rules.versions));
});

test('a text that has ended leaves it open, and says until when it was in force', () => {
  const request = { ...ask({ [CONTRACT]: '2023-04-01' }, '2026-11-22'), ruleset: 'midorino' };
  for (const lang of ['ja', 'en']) {
    const { verdict, decidedBy } = engine.ruleset(middle, english[1]).check(request, { lang });
    assert.equal(verdict, 'undetermined');
    assert.deepEqual(decidedBy[0].because, ['version']);
    assert.match(decidedBy[0].message, /2023-03-31/u);
    const args = ['check', '--lang', lang, '--ruleset-file', toml('2020'), '--jsonl', '-'];
    const [printed] = lines(shodaku(args, jsonLines([request])));
    assert.deepEqual(JSON.parse(printed).decidedBy, JSON.parse(JSON.stringify(decidedBy)));
  }
});

test('the version is chosen to the day, and the report says by what', () => {
  for (const [contract, approval, expected, asOf] of [
    ['2015-03-31', '2023-03-31', `2015 none_in_force ${CONTRACT}`],
    ['2015-04-01', '2023-03-31', `2015 in_force ${CONTRACT}`],
    ['2020-03-31', '2023-03-31', `2015 in_force ${CONTRACT}`],
    ['2020-04-01', '2023-03-31', `2020 in_force ${CONTRACT}`],
    ['2023-03-31', '2023-03-31', `2020 in_force ${CONTRACT}`],
    ['2023-04-01', '2023-03-31', `2020 none_in_force ${CONTRACT}`],
    ['2020-03-31', '2023-04-01', `2023 in_force ${APPROVAL}`],
    ['令和2年3月31日', 'R5.3.31', `2015 in_force ${CONTRACT}`],
    [null, '2023-03-31', '2015 not_decided -', '2018-01-01'],
    ['いつか', '2023-03-31', '2020 not_decided -', '2021-01-01'],
    [null, null, '2023 in_force asOf', '2023-04-01'],
    ['2018-01-01', null, '2023 not_decided -', '2023-03-31'],
  ]) {
    const answers = { [CONTRACT]: contract, [APPROVAL]: approval };
    assert.equal(chosen(rules, answers, asOf), expected, JSON.stringify(answers));
  }
});

test('each version judges by its own conditions', () => {
  const answers = { [CONTRACT]: '2018-06-01', [APPROVAL]: '2023-03-31', 'midorino.medium': 'disc' };
  const before = rules.check(ask(answers), { lang: 'en' });
  assert.deepEqual(before.ruleset, { ...before.ruleset, id: 'midorino', version: '2015' });
  assert.notEqual(before.ruleset.sha256, rules.sha256);
  assert.deepEqual(
    before.issues.map(({ message }) => message),
    ['Not entered yet: name of the subcontractor.', 'Only paper may be handed over.'],
  );
  assert.deepEqual(before.notUsed, [APPROVAL], 'what only other versions ask');
});

test('a date set in a session puts another version in place', () => {
  const session = rules.open(
    ask({ [CONTRACT]: '2018-06-01', [APPROVAL]: '2023-03-31', 'subcontractor.name': 'みなと' }),
  );
  assert.equal(session.ruleset.ruleset.version, '2015');
  assert.deepEqual(session.set('midorino.medium', 'paper'), {
    verdict: 'approvable',
    changed: ['paper-only.medium'],
  });
  // The state of what both have is the same; what is new comes first, then what is gone.
  assert.deepEqual(session.set(CONTRACT, '2021-06-01'), {
    verdict: 'undetermined',
    changed: ['seal.sealed', 'paper-only.medium'],
  });
  assert.equal(session.ruleset.ruleset.version, '2020');
  assert.equal(session.verdict, 'undetermined');
  assert.deepEqual(session.set('midorino.sealed', true), {
    verdict: 'approvable',
    changed: ['seal.sealed'],
  });
  assert.equal(session.set('midorino.medium', 'disc'), undefined, 'nothing it asks for');
  // Within the period nothing changes.
  assert.equal(session.set(CONTRACT, '2021-06-02'), undefined);
  assert.deepEqual(session.report().versionChosen, {
    version: '2020',
    why: 'in_force',
    decidedBy: CONTRACT,
  });
  // The deciding date is gone: the version is still the likeliest, but open.
  assert.deepEqual(session.set(CONTRACT, null), { verdict: 'undetermined', changed: [] });
  assert.equal(session.report().versionChosen.why, 'not_decided');
  assert.equal(session.set(CONTRACT, '2021-06-01').verdict, 'approvable');
  session.set('midorino.medium', null);
  assert.deepEqual(session.set(APPROVAL, '2023-04-01'), {
    verdict: 'undetermined',
    changed: ['reason.reason', 'line.medium', 'seal.sealed'],
  });
  assert.deepEqual(session.report().ruleset.version, '2023');
  // An unknown contract before all of them.
  session.set(APPROVAL, '2023-03-31');
  session.set(CONTRACT, '2015-03-31');
  const report = session.report();
  assert.deepEqual(
    [report.verdict, report.decidedBy[0].because, report.versionChosen.why],
    ['undetermined', ['version'], 'none_in_force'],
  );
  session.dispose();
});

test('a date is refused where the version it leads to cannot take the other answers', () => {
  const session = rules.open(
    ask({ [CONTRACT]: '2018-06-01', [APPROVAL]: '2023-04-01', 'midorino.medium': 'network' }),
  );
  const before = JSON.stringify(session.report());
  assert.throws(() => session.set(APPROVAL, '2023-03-31'), {
    code: 'unknown_choice',
    path: 'answers.midorino.medium',
  });
  assert.equal(session.answers[APPROVAL], '2023-04-01');
  assert.equal(JSON.stringify(session.report()), before);
  session.set('midorino.medium', 'paper');
  session.set(APPROVAL, '2023-03-31');
  assert.equal(session.report().ruleset.version, '2015');
});

test('whose answers they are is kept to by every version', () => {
  const session = rules.open({ ...ask({}), by: 'applicant' });
  assert.throws(() => session.set(CONTRACT, '2018-06-01'), { code: 'not_yours' });
  assert.deepEqual(session.answers, {});
  assert.throws(() => rules.check({ ...ask({ [CONTRACT]: '2018-06-01' }), by: 'applicant' }), {
    code: 'not_yours',
  });
});

test('fields that no version asks for are refused, and nothing else', () => {
  const session = rules.open(ask({ 'midorino.sealed': true, 'scope.work': '印刷' }, '2026-11-22'));
  assert.deepEqual(session.report().notUsed, ['midorino.sealed', 'scope.work']);
  assert.throws(() => session.set('midorino.seald', true), { code: 'unknown_field' });
  assert.throws(() => rules.check(ask({ 'midorino.seald': null })), { code: 'unknown_field' });
});

test('a session always says what a check of the same answers says', () => {
  const chance = random(20230401);
  const fields = new Map(rules.versions.flatMap(({ field }) => field).map((it) => [it.id, it]));
  const days = [
    '2015-03-31',
    '2018-01-01',
    '令和2年4月1日',
    '2023-03-31',
    '2023-04-01',
    'いつか',
    '',
  ];
  const pick = (list) => list[Math.floor(chance() * list.length)];
  const seen = new Set();
  for (let round = 0; round < 60; round++) {
    const { procedure, asOf } = ask({}, pick(days.slice(0, 2).concat('2021-01-01', '2026-11-22')));
    const session = rules.open({ procedure, asOf });
    let before = session.report();
    for (let step = 0; step < 25; step++) {
      const field = pick([...fields.values()]);
      const value = field.type === 'date' ? pick(days) : anyValue(field, chance);
      const { answers } = session;
      let result;
      try {
        result = session.set(field.id, value);
      } catch (error) {
        // Another version has not the option that was chosen.
        assert.ok(error instanceof ShodakuError && error.code === 'unknown_choice', String(error));
        assert.deepEqual(session.answers, answers);
        continue;
      }
      const report = session.report();
      const fresh = rules.check({ procedure, asOf, answers: session.answers });
      assert.equal(JSON.stringify(report), JSON.stringify(fresh));
      assert.equal(session.ruleset.ruleset.version, report.ruleset.version);
      if (result) assert.equal(result.verdict, report.verdict);
      else assert.deepEqual({ ...report, notUsed: [] }, { ...before, notUsed: [] });
      before = report;
      seen.add(`${report.versionChosen.version} ${report.versionChosen.why}`);
    }
    session.dispose();
  }
  assert.ok(seen.size >= 7, [...seen].join());
});

test('the package and the command line say the same, byte for byte', () => {
  const chance = random(7);
  const fields = new Map(rules.versions.flatMap(({ field }) => field).map((it) => [it.id, it]));
  const days = [
    '2015-03-31',
    '2015-04-01',
    '2020-03-31',
    '2020-04-01',
    'H30.1.1',
    '2023-04-01',
    'x',
  ];
  const pick = (list) => list[Math.floor(chance() * list.length)];
  const requests = Array.from({ length: 400 }, () => {
    const asked = [...fields.values()].filter(() => chance() < 0.6);
    const answers = Object.fromEntries(
      asked.map((field) => [
        field.id,
        field.type === 'date' ? pick(days) : anyValue(field, chance),
      ]),
    );
    const stage = pick(['draft', 'filed']);
    return { ruleset: 'midorino', ...ask(answers, pick(['2018-06-01', '2026-11-22'])), stage };
  });
  const input = jsonLines(requests);
  for (const lang of ['ja', 'en']) {
    const files = VERSIONS.flatMap((version) => ['--ruleset-file', toml(version)]);
    const printed = lines(shodaku(['check', '--jsonl', '--lang', lang, ...files, '-'], input));
    const versions = new Set();
    requests.forEach((request, at) => {
      let report;
      try {
        report = rules.check(request, { lang });
      } catch ({ code, path }) {
        const { error } = JSON.parse(printed[at]);
        assert.deepEqual([code, path], [error.code, error.path]);
        return;
      }
      versions.add(Object.values(report.versionChosen).join());
      assert.equal(JSON.stringify(report), printed[at]);
    });
    assert.ok(versions.size >= 7, [...versions].join('; '));
  }
});

test('a receipt names the version that judged, and verifying chooses it again', () => {
  const answers = { [CONTRACT]: '2018-06-01', [APPROVAL]: '2023-03-31' };
  const session = rules.open(ask({}));
  for (const [field, value] of Object.entries(answers)) session.set(field, value);
  const receipt = session.receipt();
  assert.equal(receipt.ruleset.version, '2015');
  assert.equal(receipt.ruleset.sha256, engine.ruleset(old).sha256);
  assert.deepEqual(rules.verify(receipt, ask(answers)), { matches: true, differs: [] });
  const later = rules.verify(receipt, ask({ ...answers, [CONTRACT]: '2021-06-01' }));
  assert.deepEqual(later.differs.slice(0, 2), ['ruleset.version', 'ruleset.sha256']);
  session.set('subcontractor.name', '');
  assert.deepEqual(session.toPass(), { sets: [], cannotPass: [] });
});

test('a text compared with others is judged in the version that governs', () => {
  const answers = { [CONTRACT]: '2018-06-01', [APPROVAL]: '2023-03-31' };
  const single = engine.ruleset(small());
  const { rulesets } = engine.compare([rules, single], ask(answers));
  assert.equal(rulesets[0].ruleset.version, '2015');
  assert.deepEqual(rulesets[0].report.versionChosen.why, 'in_force');
  assert.equal(rulesets[1].reason, 'no_procedure');
});

test('damage to the core while the version changes is never seen', () => {
  const session = rules.open(ask({ [CONTRACT]: '2018-06-01', [APPROVAL]: '2023-03-31' }));
  const answers = { ...session.answers };
  for (const [field, value] of [
    [CONTRACT, '2021-06-01'],
    ['midorino.sealed', true],
    [APPROVAL, '2023-04-01'],
    [FILED, '2023-02-01'],
    [APPROVAL, null],
  ]) {
    new Uint8Array(instances.at(-1).exports.memory.buffer).fill(0xff);
    session.set(field, value);
    answers[field] = value;
    assert.deepEqual(session.report(), rules.check(ask(answers)));
    new Uint8Array(instances.at(-1).exports.memory.buffer).fill(0x41);
    assert.deepEqual(session.receipt().ruleset, session.report().ruleset);
  }
});

test('translations go to the versions they are of', () => {
  const only = engine.ruleset(built, english[0]);
  const title = (day) =>
    only.check(ask({ [CONTRACT]: day, [APPROVAL]: '2023-03-31' }), { lang: 'en' }).conditions[0]
      .title;
  assert.equal(title('2018-06-01'), 'subcontractor');
  assert.equal(title('2021-06-01'), '再委託先', 'without a translation, Japanese');
  const other = JSON.parse(english[0]);
  other.translation.of.version = '1990';
  assert.throws(() => engine.ruleset(built, other), {
    code: 'bad_ruleset',
    path: 'translation.of.version',
  });
});

test('what cannot stand beside another version is refused, with both places', () => {
  const changed = (ruleset, change) => {
    const copy = structuredClone(ruleset);
    change(copy);
    return copy;
  };
  const refused = (list, ...paths) => {
    assert.throws(
      () => engine.ruleset(list),
      (error) => {
        assert.equal(error.code, 'bad_ruleset');
        assert.equal(error.path, paths[0]);
        assert.deepEqual(
          error.errors.map(({ path }) => path),
          paths,
        );
        return true;
      },
      paths.join(),
    );
  };
  refused([], '');
  refused([old, old], '[1].ruleset.version');
  refused([small(), old], '[1].ruleset.id');
  const longer = changed(old, ({ ruleset }) => {
    ruleset.in_force.until = '2020-04-01';
  });
  refused([middle, newest, longer], '[2].ruleset.in_force');
  assert.throws(() => engine.ruleset([middle, longer]), /`\[0\]\.ruleset\.in_force`/);
  const open = changed(old, ({ ruleset }) => {
    delete ruleset.in_force.until;
  });
  refused([open, middle], '[1].ruleset.in_force');
  const undated = changed(old, (copy) => {
    delete copy.ruleset.in_force;
    copy.route[0].when = { is: ['midorino.medium', 'disc'] };
  });
  const unnumbered = changed(undated, ({ ruleset }) => {
    ruleset.version = 'first';
  });
  refused([middle, unnumbered], '[1].ruleset.in_force');
  assert.equal(engine.ruleset(undated).check(ask({})).versionChosen.why, 'only_version');
  const renamed = changed(old, ({ procedure }) => {
    procedure[0].id = 'copy';
  });
  refused([middle, renamed], '[1].procedure', '[1].procedure');
  const at = newest.field.findIndex(({ id }) => id === 'midorino.medium');
  const retyped = changed(newest, (copy) => {
    copy.field[at].type = 'choices';
    copy.condition[2].limb[0] = { id: 'medium', has: ['midorino.medium', 'network'] };
  });
  refused([old, retyped], `[1].field[${at}].type`);
  const wrong = changed(middle, ({ ruleset }) => {
    ruleset.in_force.decided_by = ['asOf', CONTRACT];
  });
  refused([old, wrong], '[1].ruleset.in_force.decided_by[0]');
});

test('one version in a list is as one by itself', () => {
  const [one, listed] = [engine.ruleset(newest), engine.ruleset([newest])];
  assert.deepEqual(listed.check(ask({})), one.check(ask({})));
  assert.deepEqual(one.check(ask({})).versionChosen, {
    version: '2023',
    why: 'only_version',
    decidedBy: null,
  });
});

test('versions without a date stand in the order of their numbers, and a request names one', () => {
  const undated = (version) => {
    const copy = structuredClone(old);
    delete copy.ruleset.in_force;
    copy.ruleset.version = version;
    copy.route[0].when = { is: ['midorino.medium', 'disc'] };
    return copy;
  };
  const text = engine.ruleset(['undated-2', 'undated-10', 'undated'].map(undated));
  const order = text.versions.map(({ ruleset }) => ruleset.version);
  assert.deepEqual(order, ['undated-10', 'undated-2', 'undated']);
  for (const day of ['2000-01-01', '2099-12-31']) {
    assert.equal(chosen(text, {}, day), 'undated-10 undated -');
  }
  const naming = (version) => text.check({ ...ask({}), version }).versionChosen;
  assert.deepEqual(naming('undated'), { version: 'undated', why: 'named', decidedBy: null });
  assert.throws(() => naming('undated-3'), {
    code: 'wrong_type',
    path: 'version',
    message: '`version` is none of `undated-10`, `undated-2`, `undated`',
  });
  const session = text.open({ ...ask({}), version: 'undated-2' });
  assert.equal(session.report().ruleset.version, 'undated-2');
  const receipt = session.receipt();
  assert.ok(text.verify(receipt, { ...ask({}), version: 'undated-2' }).matches);
  assert.deepEqual(text.verify(receipt, ask({})).differs.slice(0, 1), ['ruleset.version']);
  // A dated version follows one without a date.
  const both = engine.ruleset([undated('2015'), middle]);
  assert.equal(chosen(both, { [CONTRACT]: '2021-04-01' }), `2020 in_force ${CONTRACT}`);
  assert.equal(chosen(both, { [CONTRACT]: '2019-04-01' }), '2015 undated -');
  assert.throws(() => engine.compare([text], { ...ask({}), version: 'undated' }), /several are/);
});
