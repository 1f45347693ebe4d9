// Why a request stands as it does: every part of every condition, and what turns on how a text is read.

import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Answers, Cause, Condition, Limb, Report, Request, Ruleset, Truth } from 'shodaku';
import { loadSync } from 'shodaku';
import { fieldsOf } from 'shodaku/render';
import { otherwise } from '../../www/desk/other-reading.js';
import { type Part, type Parts, partsOf } from '../../www/desk/parts.js';
import { type Case, casesOf, shipped } from './cases.js';
import { rulesetOf, test } from './desk.js';
import { expect } from './portal.js';

const engine = loadSync();

const root = fileURLToPath(new URL('../../', import.meta.url));
const shodaku = join(process.env.CARGO_TARGET_DIR ?? join(root, 'target'), 'debug', 'shodaku');

/** A truth as a test knows it, written once more: three-valued, with the causes of what is unknown. */
interface Known {
  readonly truth: Truth;
  readonly because: readonly Cause[];
}

const OPPOSITE = { met: 'not_met', not_met: 'met', unknown: 'unknown' } as const;
const MET: Known = { truth: 'met', because: [] };

/** What parts come to together. */
function together(parts: readonly Known[], settles: Truth, else_: Truth): Known {
  if (parts.some(({ truth }) => truth === settles)) return { truth: settles, because: [] };
  const open = parts.filter(({ truth }) => truth === 'unknown');
  if (open.length === 0) return { truth: else_, because: [] };
  return { truth: 'unknown', because: open.flatMap(({ because }) => because) };
}

/** What a part must come to by what it is made of; nothing of one that asks about fields. */
function composed({ operator, parts }: Part): Truth | undefined {
  const [only] = parts;
  switch (operator) {
    case 'all':
      return together(parts, 'not_met', 'met').truth;
    case 'any':
      return together(parts, 'met', 'not_met').truth;
    case 'not':
      return only && OPPOSITE[only.truth];
    case 'else_reading':
      return only?.truth === 'not_met' ? 'unknown' : only?.truth;
    default:
      return undefined;
  }
}

/** The truth of a limb by its parts; `null` where it is beside the point. */
function limbBy({ when: of, limbs, unusable }: Parts, limb: Limb, ruleset: Ruleset): Truth | null {
  const own = limbs.get(limb.id);
  if (!own) throw new Error(`no parts of ${limb.id}`);
  const applies = together([...of, own.when ?? MET], 'not_met', 'met');
  if (applies.truth === 'not_met') return null;
  let { truth, because }: Known = own.asks;
  if (truth === 'not_met' && limb.otherwise) {
    truth = 'unknown';
    because = [limb.otherwise.open];
  }
  const isText = because.some((cause) => cause === 'reading' || cause === 'version');
  // What is there and of no use is not "not recorded".
  const looked = [limb, ...(limb.when ? [limb.when] : [])].flatMap((one) =>
    fieldsOf(one, ruleset.field),
  );
  const isThere = looked.some(({ id }) => unusable.has(id));
  if (!isThere && limb.if_recorded && truth === 'unknown' && !isText) return null;
  return applies.truth === 'unknown' && truth !== 'met' ? 'unknown' : truth;
}

const every = (part: Part): Part[] => [part, ...part.parts.flatMap(every)];

/** What of a condition's limbs a report says. */
const reported = ({ issues, conditions }: Report, { id }: Condition, limb: Limb): Truth | null => {
  const issue = issues.find((one) => one.condition === id && one.limb === limb.id);
  const stands = conditions.find(({ condition }) => condition === id);
  return issue?.truth ?? (stands?.applies === false ? null : 'met');
};

for (const name of shipped) {
  test(`${name}: the parts of every limb come to what the report says of it`, () => {
    const rules = engine.ruleset(rulesetOf(name));
    const { ruleset } = rules;
    const wrongs: string[] = [];
    let told = 0;
    for (const { name: of, request } of casesOf(name)) {
      const report = rules.check(request);
      const asked = ruleset.procedure.find(({ id }) => id === request.procedure)?.conditions ?? [];
      for (const condition of (ruleset.condition ?? []).filter(({ id }) => asked.includes(id))) {
        const parts = partsOf(engine, ruleset, request, condition, 'ja');
        for (const limb of condition.limb) {
          const where = `${of}: ${condition.id}.${limb.id}`;
          // Of what is beside the point a report is as silent as of what is met.
          const [found, wanted] = [limbBy(parts, limb, ruleset), reported(report, condition, limb)];
          if ((found ?? 'met') !== (wanted ?? 'met')) wrongs.push(`${where}: ${found}, ${wanted}`);
          const { when, asks } = parts.limbs.get(limb.id) ?? {};
          for (const part of [...parts.when, when, asks].flatMap((one) =>
            one ? every(one) : [],
          )) {
            const by = composed(part) ?? part.truth;
            if (part.truth !== by) wrongs.push(`${where}, ${part.operator}: ${part.truth}, ${by}`);
            told += 1;
          }
        }
      }
    }
    expect(wrongs).toEqual([]);
    const any = (ruleset.condition ?? []).length > 0;
    expect(told > 0).toBe(any);
  });
}

const caseOf = (ruleset: string, verdict: string, procedure: string): Case => {
  const found = casesOf(ruleset).find(
    (one) => one.verdict === verdict && one.request.procedure === procedure,
  );
  if (!found) throw new Error(`${ruleset} has no case of ${procedure} that is ${verdict}`);
  return found;
};

/** What turns on a reading where those answers are changed: by condition or route, way and verdict. */
function turnsOn(ruleset: string, request: Request & { answers: Answers }, set: Answers) {
  const rules = engine.ruleset(rulesetOf(ruleset));
  const changed = { ...request, answers: { ...request.answers, ...set } };
  const report = rules.check(changed);
  const found = otherwise(engine, rules.ruleset, changed, report);
  const said = found.map(({ of, ways, readings }) => [
    of.join(' '),
    Object.fromEntries(ways.map(({ reads, verdict }) => [reads, verdict])),
    readings.map(({ id }) => id).join(' '),
  ]);
  return [report.verdict, ...said];
}

const BOTH = { met: 'approvable', not_met: 'not_approvable' };

test('洋野町: what the verdict is if an open point is read the one way or the other', () => {
  const { request } = caseOf('hirono', 'approvable', 'subcontract');
  const on = (set: Answers) => turnsOn('hirono', request, set);
  const planned = request.answers['approval.planned_on'] as string;
  const sameDay = { 'subcontract.starts_on': planned };
  expect(on({})).toEqual(['approvable']);
  expect(on(sameDay)).toEqual(['undetermined', ['s13-2-time', BOTH, 'same-day']]);
  expect(on({ 'contract.starts_on': request.answers['request.filed_on'] as string })).toEqual([
    'undetermined',
    ['s13-2-time', BOTH, 'main-work'],
  ]);
  // Where no ceiling is known the number need not matter; whether it would is not said.
  expect(on({ 'scope.record_count': 4800, 'contract.record_ceiling': null })).toEqual([
    'undetermined',
    ['4-ro', { met: 'approvable' }, 'counts'],
  ]);
  // What fails in any case turns on nothing.
  expect(on({ ...sameDay, 'finding.necessary': false })).toEqual(['not_approvable']);
  // Whether the rules reach the dead is open; if they do, their conditions decide.
  const dead = { 'information.deceased': true };
  expect(on(dead)).toEqual(['undetermined', ['dead', { not_applicable: 'approvable' }, 'dead']]);
  expect(on({ ...dead, 'finding.necessary': false })).toEqual([
    'undetermined',
    ['dead', { not_applicable: 'not_approvable' }, 'dead'],
  ]);
});

test('洋野町: a reported place, and that none is reported', () => {
  const { request } = caseOf('hirono', 'approvable', 'takeout');
  const on = (set: Answers) => turnsOn('hirono', request, set);
  expect(on({ 'place.this_reported': true })).toEqual([
    'not_regulated',
    ['reported-place', { not_applicable: 'approvable' }, 'place'],
  ]);
  expect(on({ 'place.any_reported': false })).toEqual([
    'undetermined',
    ['no-place-reported', { not_applicable: 'approvable' }, 'no-place'],
  ]);
  // No reading reaches what has been taken out already.
  expect(on({ 'place.this_reported': true, 'takeout.already': true })).toEqual([
    'not_regulated',
    ['reported-place', { not_applicable: 'not_approvable' }, 'place'],
  ]);
});

test('洋野町: of provision within the purpose nothing is said: its conditions fit no reading', () => {
  const { request } = caseOf('hirono', 'approvable', 'third_party');
  const within = { 'third_party.within_contract_purpose': true };
  expect(turnsOn('hirono', request, within)).toEqual(['undetermined']);
});

test('仙台市: a deemed approval, a survey that is impossible, and three years', () => {
  const { request } = caseOf('sendai', 'approvable', 'offsite');
  const open = (set: Answers) => turnsOn('sendai', request, set);
  expect(
    open({
      'sendai.training.planned': false,
      'sendai.training.before': true,
      'sendai.training.year': 2023,
    }),
  ).toEqual(['undetermined', ['5-9', BOTH, 'three-years']]);
  expect(
    open({
      'sendai.survey': 'impossible',
      'sendai.survey_on': '2027-02-10',
      'sendai.board_on': '2027-03-01',
      'finding.5-1.special': true,
    }),
  ).toEqual(['undetermined', ['5-1', BOTH, 'later-survey']]);
  const deemed = casesOf('sendai').find(
    ({ verdict, request: { procedure, answers } }) =>
      verdict === 'undetermined' &&
      procedure === 'offsite' &&
      answers['sendai.survey'] === 'done' &&
      answers['sendai.prior.board'] === 'deemed',
  );
  expect(deemed && turnsOn('sendai', deemed.request, {})).toEqual([
    'undetermined',
    ['5-3-board', BOTH, 'referred same-section chain no-service'],
  ]);
});

test('nothing is said of what bans, or of what would be decided by nothing', () => {
  const { request } = caseOf('sendai', 'prohibited', 'purpose_change');
  expect(turnsOn('sendai', request, {})).toEqual(['prohibited']);
});

test('a text that may not reach the matter at all: what it comes to if it does not', () => {
  const assembly = { 'sendai.body': 'assembly' };
  const offsite = caseOf('sendai', 'approvable', 'offsite').request;
  expect(turnsOn('sendai', offsite, assembly)).toEqual([
    'undetermined',
    ['assembly', { not_regulated: 'not_regulated' }, 'assembly'],
  ]);
  const processed = { 'information.kind': 'anonymised' };
  const { request } = caseOf('shinagawa', 'prohibited', 'third_party');
  expect(turnsOn('shinagawa', request, processed)).toEqual([
    'undetermined',
    ['processed', { not_regulated: 'not_regulated' }, 'processed'],
  ]);
});

test('a condition that is opened says what it asks, part by part, and follows the answers', async ({
  desk,
  page,
}) => {
  await desk.open();
  await desk.begin('sendai', 'offsite');
  await page.locator('#trace > summary').click();
  const trained = page.locator('[data-trace="5-9"]');
  await expect(trained.locator('[data-part]')).toHaveCount(0);
  await trained.locator('summary').click();
  const limb = trained.locator('[data-limb="trained"]');
  await expect(limb.locator('[data-part="any"] > p')).toContainText('次のいずれか');
  const certified = limb.locator('[data-part="one_of"]');
  await expect(certified).toHaveAttribute('data-truth', 'unknown');
  await expect(certified).toContainText('いずれかである（未記入）');
  await desk.enter('sendai.handling_starts_on', '2026-12-01');
  const before = limb.locator('[data-part="before"]');
  await expect(before.locator('dd').nth(1)).toContainText('令和8年12月1日');
  await desk.enter('sendai.certified', 'isms');
  await expect(certified).toHaveAttribute('data-truth', 'met');
  await expect(limb).toHaveAttribute('data-state', 'met');
  await page.locator('[data-language="en"]').click();
  await expect(limb.locator('[data-part="any"] > p').first()).toContainText('one of these');
  await expect(limb.locator('[data-part="no"]')).toContainText('is no (not entered)');
  await desk.clean('a trace');
});

test('what turns on a reading stands with the verdict, and on the paper', async ({
  desk,
  page,
}) => {
  test.setTimeout(60_000);
  const { request } = caseOf('hirono', 'approvable', 'takeout');
  await desk.open();
  await desk.begin('hirono', 'takeout');
  await page.locator('#as-of').fill(request.asOf);
  await page.locator('#as-of').blur();
  await desk.fill(request.answers);
  await expect(desk.verdict()).toHaveAttribute('data-verdict', 'approvable');
  const otherwise = page.locator('#otherwise');
  await expect(otherwise).toHaveCount(0);
  await desk.enter('place.this_reported', true);
  await expect(desk.verdict()).toHaveAttribute('data-verdict', 'not_regulated');
  await expect(page.locator('#rests-on-reading')).toBeVisible();
  const way = otherwise.locator('[data-reads="not_applicable"]');
  await expect(way).toHaveText('ここに当たらないと読み、要件で判断すれば「承諾できる」');
  await expect(otherwise).toContainText('町の施設の外に出せば、どこでも持出しである。');
  await desk.clean('otherwise');
  await desk.go('papers');
  const paper = page.locator('#paper');
  await expect(paper).toContainText('ここに当たらないと読み、要件で判断すれば「承諾できる」');
  await expect(paper).toContainText('別の読み方：町の施設の外に出せば、どこでも持出しである。');
});

test('days apart, the number of a list, shares and days in order are said in words', async ({
  desk,
  page,
}) => {
  await desk.open();
  await desk.go('texts');
  const town = join(root, 'tests/data/rulesets/mihono.toml');
  const json = (name: string, ...more: string[]) => ({
    name,
    mimeType: 'application/json',
    buffer: execFileSync(shodaku, ['rulesets', 'build', town, ...more]),
  });
  await page
    .locator('#own')
    .setInputFiles([json('mihono.json'), json('mihono.en.json', '--translation', 'en')]);
  await expect(page.locator('#own-said')).toContainText('加えました');
  await desk.go('start');
  await desk.begin('mihono', 'entrustment');
  await page.locator('#trace > summary').click();
  const part = (condition: string, operator: string) =>
    page.locator(`[data-trace="${condition}"] [data-part="${operator}"]`);
  for (const condition of ['12-1', '12-2-1', '12-2-2', '12-2-4']) {
    await page.locator(`[data-trace="${condition}"] > summary`).click();
  }
  const [days, number, share] = [
    part('12-1', 'before'),
    part('12-2-1', 'at_least'),
    part('12-2-2', 'at_most'),
  ];
  await expect(days).toContainText(
    '「伺い出た日」が「契約の締結日（予定を含む）」の7日前か、それより前である',
  );
  await expect(number).toContainText('「見積りを出した者」の数が3以上である');
  await expect(share).toContainText('「再委託する額」が「契約の額」の2分の1以下である');
  await desk.enter('mihono.surveyed_on', '2026-12-09');
  await desk.enter('contract.concluded_on', '2026-12-08');
  // Known to be out of order though the day between them is blank.
  const pairs = part('12-2-4', 'before');
  await expect(pairs).toHaveCount(3);
  await expect(pairs.nth(0)).toHaveAttribute('data-truth', 'unknown');
  await expect(pairs.nth(1)).toHaveAttribute('data-truth', 'not_met');
  await page.locator('[data-language="en"]').click();
  await expect(days).toContainText('is at least 7 days before “Date of the contract');
  await expect(number).toContainText('the number of “Those who gave a quotation” is at least 3');
  await expect(share).toContainText('is at most 1/2 of “Price of the contract”');
  await desk.clean('a trace of days and numbers');
});
