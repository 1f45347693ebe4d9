// A plan that has gone by is no plan any more, and of days that contradict each other none is known:
// each is named at its field, and decides nothing.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { loadSync } from '../../pkg/dist/index.js';
import { below, shodaku } from '../common/command.mjs';
import { text } from '../common/support.mjs';

const rules = loadSync().ruleset(text('rulesets/hirono.json'), text('rulesets/hirono.en.json'));
const approvable = JSON.parse(
  readFileSync(below('tests/data/requests/subcontract-approvable.json'), 'utf8'),
);
const START = 'subcontract.starts_on';
const with_ = (answers) => ({ ...approvable, answers: { ...approvable.answers, ...answers } });

test('it is named at its field, and what rests on it is open', () => {
  const request = with_({ [START]: '2026-11-21' });
  const report = rules.check(request);
  const [named, ...limbs] = report.issues;
  assert.deepEqual([named.condition, named.limb, named.fields], [null, null, [START]]);
  assert.deepEqual(
    [named.truth, named.because, named.severity],
    ['unknown', ['missing'], 'warning'],
  );
  assert.match(named.message, /予定の日は、判定日より前/u);
  assert.equal(report.verdict, 'undetermined');
  assert.ok(
    limbs.every(({ truth }) => truth === 'unknown'),
    'it refutes nothing',
  );
  assert.deepEqual(report.stillNeeded.applicant, [START]);
  for (const lang of ['ja', 'en']) {
    const args = ['check', '--lang', lang, '--format', 'json', '-'];
    const printed = JSON.parse(shodaku(args, JSON.stringify(request)));
    assert.deepEqual(printed, JSON.parse(JSON.stringify(rules.check(request, { lang }))));
  }
});

test('asked with the day of then, it is a plan', () => {
  const then = { ...with_({ [START]: '2026-11-21' }), asOf: '2026-11-21' };
  assert.equal(rules.check(then).verdict, 'not_approvable');
});

test('typed letter by letter, what cannot be read becomes what has gone by', () => {
  const session = rules.open(with_({ [START]: '2026-11-2' + 'x' }));
  const first = () => session.report().issues[0];
  assert.equal(first().severity, 'error');
  assert.equal(session.set(START, '2026-11-21')?.verdict, 'undetermined');
  assert.equal(first().severity, 'warning');
  assert.equal(session.set(START, '2027-01-10')?.verdict, 'approvable');
  assert.notEqual(session.set(START, '2026-11-21'), undefined);
  assert.equal(session.set(START, '2026-11-20')?.verdict, undefined, 'as before, another day');
  assert.deepEqual(first().fields, [START]);
});

test('a record of the past is no plan', () => {
  const { issues, verdict } = rules.check(with_({ 'request.filed_on': '2026-11-02' }));
  assert.deepEqual([issues, verdict], [[], 'approvable']);
});

const [APPROVAL, FILED] = ['approval.planned_on', 'request.filed_on'];
const contradicting = { [APPROVAL]: '2026-11-30', [FILED]: '2026-12-20' };

test('an approval planned before the filing is named at both days, and neither is known', () => {
  const request = with_(contradicting);
  const report = rules.check(request);
  const [first, second, ...limbs] = report.issues;
  assert.deepEqual([first.fields, second.fields], [[FILED], [APPROVAL]]);
  for (const named of [first, second]) {
    assert.deepEqual([named.condition, named.limb], [null, null]);
    assert.deepEqual(
      [named.truth, named.because, named.severity],
      ['unknown', ['missing'], 'warning'],
    );
    assert.match(named.message, /前後が合いません（「協議日」「承諾予定日」）/u);
  }
  assert.equal(report.verdict, 'undetermined');
  assert.ok(limbs.every(({ truth }) => truth === 'unknown'));
  assert.deepEqual(report.stillNeeded.applicant, [FILED]);
  assert.deepEqual(report.stillNeeded.officer, [APPROVAL]);
  for (const lang of ['ja', 'en']) {
    const args = ['check', '--lang', lang, '--format', 'json', '-'];
    const printed = JSON.parse(shodaku(args, JSON.stringify(request)));
    assert.deepEqual(printed, JSON.parse(JSON.stringify(rules.check(request, { lang }))));
  }
});

test('a day at a time, they contradict each other until one is mended', () => {
  const session = rules.open(approvable);
  const days = () => session.report().issues.filter(({ limb }) => limb === null);
  assert.equal(session.set(FILED, '2026-12-05')?.verdict, 'undetermined');
  assert.deepEqual(session.report().issues, rules.check(with_({ [FILED]: '2026-12-05' })).issues);
  assert.equal(days().length, 2);
  assert.equal(session.set(APPROVAL, '2026-12-05')?.verdict, 'approvable');
  assert.equal(session.set(FILED, '2026-12-06')?.verdict, 'undetermined');
  assert.equal(session.set(FILED, '')?.verdict, 'undetermined', 'the filing is asked for');
  assert.equal(days().length, 0);
  assert.equal(session.set(FILED, '2026-12-01')?.verdict, 'approvable');
});

test('an approval that has gone by contradicts no filing', () => {
  const { issues } = rules.check(with_({ [APPROVAL]: '2026-11-02' }));
  assert.deepEqual(
    issues.filter(({ limb }) => limb === null).map(({ fields }) => fields),
    [[APPROVAL]],
  );
});

test('days that contradict each other choose no text, though one is before it took effect', () => {
  const days = { [APPROVAL]: '2023-03-20', [FILED]: '2023-04-10' };
  const asked = { ...with_(days), asOf: '2023-03-01' };
  assert.equal(rules.check(asked).verdict, 'undetermined');
  const filed = { ...asked, answers: { ...asked.answers, [FILED]: '2023-03-10' } };
  assert.equal(rules.check(filed).verdict, 'not_regulated');
});
