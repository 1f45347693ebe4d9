import assert from 'node:assert/strict';
import { test } from 'node:test';
import { getDotPath } from '@standard-schema/utils';
import { loadSync } from 'shodaku';
import { hirono, small, text } from '../common/support.mjs';

const engine = loadSync();
const town = engine.ruleset(hirono());
const asOf = '2026-11-22';
const schema = (options = {}) =>
  town.standardSchema({ procedure: 'subcontract', asOf, stage: 'filed', ...options });
const validate = (values, options) => schema(options)['~standard'].validate(values);

/** A form's values as react-hook-form nests them, with strings as radios and inputs give them. */
const values = () => ({
  request: { in_writing: 'true', filed_on: '令和8年11月22日' },
  information: { kind: 'personal', my_number: 'false', deceased: 'いいえ' },
  subcontractor: { name: '　㈱ﾐﾄﾞﾘ  ' },
  subcontract: {
    reason: '封入機',
    safety_measures: '施錠',
    supervision: '毎週',
    further_entrustment: 'contractor_consent',
    starts_on: new Date('2027-01-20T00:00:00Z'),
  },
  scope: { work: '封入', data_items: '氏名、住所', record_count: Number.NaN },
  note: 'the host’s own',
});

test('it is a Standard Schema', () => {
  const { version, vendor, validate } = schema()['~standard'];
  assert.deepEqual([version, vendor, typeof validate], [1, 'shodaku', 'function']);
});

test('what may be filed passes untouched, warnings and all', () => {
  const given = values();
  const before = structuredClone(given);
  const result = validate(given);
  assert.equal('issues' in result, false);
  assert.equal(result.value, given);
  assert.deepEqual(given, before);
});

test('warnings come by the second channel', () => {
  const given = { 'contract.consent_clauses': ['subcontract'] };
  const report = schema({ given }).report(values());
  assert.equal(report.verdict, 'not_approvable');
  assert.deepEqual(
    report.issues.filter(({ severity }) => severity === 'warning').map(({ clauses }) => clauses[0]),
    ['第6条第2項第4号ホ'],
  );
});

test('a matter to be stated that is blank is an issue at its place once filed', () => {
  const given = values();
  given.subcontract.reason = '  ';
  const { issues } = validate(given);
  assert.deepEqual(issues, [
    {
      message: '再委託する理由がありません。（別記第13第2項）',
      path: ['subcontract', 'reason'],
    },
  ]);
  assert.equal(getDotPath(issues[0]), 'subcontract.reason');
  const [{ message }] = validate(given, { lang: 'en' }).issues;
  assert.match(message, /\(別記第13第2項\)$/);
  assert.equal('issues' in validate(given, { stage: 'draft' }), false);
});

test('a value that cannot be read is an issue, also an invalid date', () => {
  for (const starts_on of ['いつか', new Date('never')]) {
    const given = values();
    given.subcontract.starts_on = starts_on;
    const { issues } = validate(given, { stage: 'draft' });
    assert.equal(issues.length, 1);
    assert.deepEqual(issues[0].path, ['subcontract', 'starts_on']);
    assert.match(issues[0].message, /再委託部分の着手日/);
  }
});

const both = engine.ruleset(hirono(), JSON.parse(text('rulesets/hirono.en.json')));
/** What the applicant's form is refused for, in a language. */
const refusals = (given, lang) =>
  both
    .standardSchema({ procedure: 'subcontract', asOf, stage: 'filed', by: 'applicant', lang })
    ['~standard'].validate(given).issues;

for (const [what, path, value, ja, en] of [
  [
    'that is none',
    'scope.work',
    { a: 1 },
    '「行わせる業務の内容」の値を読み取れません。',
    'The value of “work to be done” cannot be read.',
  ],
  [
    'with half a letter',
    'scope.work',
    '\ud800',
    '「行わせる業務の内容」に、使えない文字があります。',
    '“work to be done” has characters that cannot be used.',
  ],
  [
    'that is too long',
    'scope.work',
    'あ'.repeat(100_001),
    '「行わせる業務の内容」が長すぎます。短くしてください。',
    '“work to be done” is too long. Shorten it.',
  ],
  [
    'that is neither yes nor no',
    'information.deceased',
    'たぶん',
    '「死者に関する情報である」の値を読み取れません。 「はい」か「いいえ」で答えてください。',
    'The value of “concerns people who have died” cannot be read. Answer yes or no.',
  ],
  [
    'that is no option',
    'information.kind',
    'personel',
    '「情報の種類」の値を読み取れません。 次のうちから選んでください：「個人情報」「仮名加工情報（個人情報でないもの）」「行政機関等匿名加工情報」「匿名加工情報」「いずれも扱わない」。',
    'The value of “kind of information” cannot be read. Choose from these: personal information, pseudonymised information that is not personal information, anonymised information made by an administrative agency, other anonymised information, none of these.',
  ],
  [
    "of another's",
    'approval.conditions',
    '立会い',
    '「承諾に付す条件」は、ここで記入する項目ではありません。',
    '“conditions attached to the approval” is not to be filled in here.',
  ],
]) {
  test(`a value ${what} is refused in words for whoever has entered it, by its label`, () => {
    const given = values();
    const [group, key] = path.split('.');
    given[group] = { ...given[group], [key]: value };
    assert.deepEqual(refusals(given, 'ja'), [{ message: ja, path: [group, key] }]);
    assert.deepEqual(refusals(given, 'en'), [{ message: en, path: [group, key] }]);
    // Whoever puts the form together gets the id.
    const { report } = schema({ by: 'applicant' });
    assert.throws(
      () => report(given),
      ({ message }) => message.includes(path),
    );
  });
}

test('values that are none at all are not checked, and that is said', () => {
  assert.deepEqual(refusals(null, 'ja'), [
    { message: '検査できませんでした。条件を満たすかどうかは確認されていません。' },
  ]);
  assert.match(refusals(null, 'en')[0].message, /^This could not be checked\./);
});

test('a step of a wizard is told nothing of what other steps ask', () => {
  const step = { subcontractor: { name: '' }, scope: { work: undefined } };
  assert.deepEqual(
    [...new Set(validate(step).issues.map(({ path }) => path.join('.')))],
    ['scope.work', 'subcontractor.name'],
  );
  // The report on it says everything all the same.
  const blank = schema()
    .report(step)
    .issues.filter(({ severity }) => severity === 'error');
  assert.ok(blank.length > 2);
  // Where a form leaves blanks out, the map says what it has.
  const map = { 'subcontract.reason': 'riyu' };
  assert.deepEqual(
    validate({}, { map }).issues.map(({ path }) => path),
    [['riyu']],
  );
  assert.equal('issues' in validate({}), false);
  const filled = { subcontractor: { name: '乙' }, scope: { work: '封入' } };
  assert.deepEqual(validate(filled), { value: filled });
});

test('a box that nobody has touched says nothing, where the form can tell', () => {
  const said = (filed) => {
    const answers = { subcontract: { evidence_filed: filed } };
    const { stillNeeded, issues } = schema({ stage: 'draft' }).report(answers);
    const [issue] = issues.filter(({ fields }) => fields.includes('subcontract.evidence_filed'));
    return [issue?.truth, stillNeeded.applicant.includes('subcontract.evidence_filed')];
  };
  assert.deepEqual([null, undefined, ''].map(said), Array(3).fill(['unknown', true]));
  assert.deepEqual(said(false), ['not_met', false]);
  assert.deepEqual(said(true), [undefined, false]);
});

test('flat keys, other names, and what the host knows itself', () => {
  const flat = {
    'information.kind': 'personal',
    'subcontractor.name': '乙',
    why: '理由',
    'subcontract.safety_measures': '施錠',
    'subcontract.supervision': '毎週',
    'scope.work': '封入',
    'scope.data_items': ['氏名', '電話番号'],
  };
  const options = {
    map: { 'subcontract.reason': 'why' },
    given: { 'contract.data_items': ['氏名'], 'contract.consent_clauses': ['subcontract'] },
  };
  assert.equal('issues' in validate(flat, options), false);
  const within = schema(options)
    .report(flat)
    .issues.find(
      ({ fields, truth }) => truth === 'not_met' && fields.includes('contract.data_items'),
    );
  assert.deepEqual(within.clauses, ['第6条第2項第4号ロ', '別記第13第1項']);
  const { issues } = validate({ ...flat, why: '' }, options);
  assert.deepEqual(issues[0].path, ['why']);
});

test('another supplier’s answers are refused where the schema is the applicant’s', () => {
  const given = { ...values(), finding: { necessary: 'true' } };
  assert.equal('issues' in validate(given), false);
  const facts = { 'contract.record_ceiling': 5000 };
  assert.equal('issues' in validate(values(), { by: 'applicant', given: facts }), false);
  const { issues } = validate(given, { by: 'applicant' });
  assert.deepEqual(issues[0].path, ['finding', 'necessary']);
});

test('options are read strictly, and at once', () => {
  for (const [options, code] of [
    [{ procedure: 'subcontracts' }, 'unknown_procedure'],
    [{ asOf: 'today' }, 'bad_date'],
    [{ map: { 'subcontract.raeson': 'x' } }, 'unknown_field'],
    [{ given: { 'contract.no': 1 } }, 'unknown_field'],
    [{ stages: 'filed' }, 'unknown_key'],
    [{ lang: 'fr' }, 'unknown_choice'],
  ]) {
    assert.throws(() => schema(options), { code }, code);
  }
});

test('the prototype of the values is not looked at', () => {
  const rules = engine.ruleset(small());
  const given = Object.create({ name: '甲' });
  const { '~standard': standard, report } = rules.standardSchema({
    procedure: rules.ruleset.procedure[0].id,
    asOf,
  });
  assert.ok(standard.validate(given));
  assert.ok(report({ __proto__: { name: '甲' } }).stillNeeded.applicant.includes('name'));
});

test('warnings are at their places, and hold nothing back', () => {
  const given = { 'contract.consent_clauses': ['subcontract'], 'contract.data_items': ['氏名'] };
  const map = { 'scope.data_items': 'komoku' };
  const form = { ...values(), komoku: '氏名、電話番号' };
  assert.equal('issues' in validate(form, { given, map }), false);
  const warnings = schema({ given, map }).warnings(form);
  assert.deepEqual(
    warnings.map(({ path, clauses }) => [path.join('.'), clauses[0]]),
    [
      ['komoku', '第6条第2項第4号ロ'],
      ['subcontract.further_entrustment', '第6条第2項第4号ホ'],
    ],
  );
  for (const { message, remedy } of warnings) assert.ok(message && remedy);
  // Of a list, by which of its entries; of others nothing of the kind.
  assert.match(warnings[0].message, /該当：「電話番号」。$/);
  assert.doesNotMatch(warnings[1].message, /該当/);
  const english = schema({ given, map, lang: 'en' }).warnings(form);
  assert.match(english[0].message, /Namely: 電話番号\.$/);
});

test('where the text asks nothing, nothing is wrong to file and nothing is warned of', () => {
  const options = { given: { 'contract.consent_clauses': ['copy'] } };
  const empty = { subcontract: { further_entrustment: 'contractor_consent' } };
  assert.equal(schema(options).report(empty).verdict, 'not_regulated');
  assert.equal('issues' in validate(empty, options), false);
  assert.deepEqual(schema(options).warnings(empty), []);
});

test('a date object is the day it is in Japan', () => {
  const rules = engine.ruleset(small());
  const options = { procedure: 'ask', asOf: '2026-11-02', given: { kind: 'disc' } };
  const report = (day) => rules.standardSchema(options).report({ day });
  for (const [date, day] of [
    // The midnight of a picker in Tokyo, that of an input's `valueAsDate`, and the ends of the day.
    ['2026-10-31T15:00:00Z', '2026-11-01'],
    ['2026-11-01T00:00:00Z', '2026-11-01'],
    ['2026-11-01T14:59:59.999Z', '2026-11-01'],
    ['2026-11-01T15:00:00Z', '2026-11-02'],
  ]) {
    assert.deepEqual(report(new Date(date)), report(day), date);
  }
  assert.notDeepEqual(report('2026-11-01'), report('2026-11-02'));
});
