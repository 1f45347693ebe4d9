// The command and a second evaluator judge the same requests: every case of every ruleset, and as
// many by chance as `REQUESTS` says (`SEED` repeats a run). A difference is made as small as it goes.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { jsonLines, lines, shodaku } from '../common/command.mjs';
import { random } from '../common/support.mjs';
import { draw } from './draw.mjs';
import { judge } from './oracle.mjs';

const SHIPPED = ['hirono', 'sendai', 'shinagawa', 'okayama'];
const FILES = [
  ...SHIPPED.flatMap((town) => [town, `${town}-checklists`]).map((id) => `src/rulesets/${id}.toml`),
  'tests/data/rulesets/mihono.toml',
];
const REQUESTS = Number(process.env.REQUESTS ?? 10_000);
const SEED = Number(process.env.SEED ?? 20_261_128);

const parsed = (text) => lines(text).map((line) => JSON.parse(line));

/** What the command says of each request, less the texts. */
function reports(file, requests) {
  const args = ['check', '--jsonl', '--ruleset-file', file, '-'];
  return parsed(shodaku(args, jsonLines(requests))).map((report) => {
    if (report.error) return { error: report.error };
    const limbs = report.issues.filter(({ limb }) => limb !== null);
    return {
      verdict: report.verdict,
      decidedBy: report.decidedBy.map(({ id }) => id),
      couldClaim: report.couldClaim.map(({ id }) => id),
      issues: limbs.map(({ condition, limb, truth, because, clauses }) => ({
        limb: `${condition}.${limb}`,
        truth,
        because: truth === 'unknown' ? because.toSorted() : [],
        clauses,
      })),
      unreadable: report.issues.filter(({ limb }) => limb === null).flatMap(({ fields }) => fields),
      conditions: report.conditions.map(({ condition, applies, truth }) => ({
        condition,
        applies,
        truth,
      })),
      stillNeeded: report.stillNeeded,
      duties: report.duties.map(({ id, truth }) => ({ id, truth })),
      results: report.results.map(({ id, truth }) => ({ id, truth })),
    };
  });
}

/** The first request of which the two say different things, or none. */
function difference(ruleset, file, requests) {
  const said = reports(file, requests);
  assert.equal(said.length, requests.length, 'the command says something of each');
  const at = requests.findIndex(
    (request, at) => JSON.stringify(judge(ruleset, request)) !== JSON.stringify(said[at]),
  );
  return at < 0 ? undefined : { request: requests[at], command: said[at] };
}

/** Holds that there is none; else shows it with as few answers as it takes. */
function agree(ruleset, file, requests) {
  let found = difference(ruleset, file, requests);
  for (let smaller = found; smaller; ) {
    found = smaller;
    const { request } = found;
    const fewer = Object.keys(request.answers).map((id) => {
      const { [id]: _, ...answers } = request.answers;
      return { ...request, answers };
    });
    smaller = fewer.length > 0 ? difference(ruleset, file, fewer) : undefined;
  }
  if (!found) return;
  assert.deepEqual(
    found.command,
    judge(ruleset, found.request),
    `the command and the guide differ on ${JSON.stringify(found.request)}`,
  );
}

const rulesets = FILES.map((file) => ({
  file,
  ruleset: JSON.parse(shodaku(['rulesets', 'build', file])),
  cases: parsed(shodaku(['rulesets', 'test', '--requests', file])),
}));

for (const { file, ruleset, cases } of rulesets) {
  test(`${file}: ${cases.length} cases`, () => {
    assert.ok(cases.length > 50, 'the cases are there');
    agree(ruleset, file, cases);
  });
}

// What no ruleset that is there asks: blanks beside what the text itself leaves open.
const t = { ja: '文', en: 'text' };
const plan = (id, type) => ({ id, type, supplier: 'applicant', label: t });
const either = (...members) => [{ all: members }, { any: members }];
const OPEN = [{ before: ['town.day', 'asOf'] }, { else_reading: { yes: 'town.flag' } }];
const ASKED = OPEN.flatMap((open) => either(open, { yes: 'town.other' }));
const town = {
  ruleset: { format: 1, id: 'town', version: '1', municipality: t, title: t, instrument: t },
  field: [plan('town.day', 'date'), plan('town.flag', 'boolean'), plan('town.other', 'boolean')],
  condition: ASKED.map((asked, at) => ({
    id: `c${at}`,
    clause: '第1条',
    topic: 'scope',
    title: t,
    message: t,
    remedy: t,
    limb: [{ id: 'l', ...asked, if_recorded: true }],
  })),
  result: ASKED.map((when, at) => ({ id: `r${at}`, clause: '第2条', value: t, when })),
  procedure: ASKED.flatMap((_, at) => [
    { id: `ask${at}`, title: t, conditions: [`c${at}`] },
    { id: `list${at}`, kind: 'checklist', title: t, results: [`r${at}`] },
  ]),
};

test('blanks beside what the text leaves open', () => {
  const folder = mkdtempSync(join(tmpdir(), 'shodaku-'));
  const file = join(folder, 'town.json');
  writeFileSync(file, JSON.stringify(town));
  const requests = town.procedure.flatMap(({ id }) =>
    [undefined, '2026-11-21', '2026-11-22', '2026-11-23'].flatMap((day) =>
      [undefined, true, false].flatMap((flag) =>
        [undefined, true, false].map((other) => ({
          ruleset: 'town',
          procedure: id,
          asOf: '2026-11-22',
          answers: { 'town.day': day, 'town.flag': flag, 'town.other': other },
        })),
      ),
    ),
  );
  agree(town, file, requests);
  const said = (procedure, answers) =>
    reports(file, [{ ruleset: 'town', procedure, asOf: '2026-11-22', answers }])[0];
  // A blank alone asks nothing; it does not hide what the text leaves open.
  assert.equal(said('ask2', {}).verdict, 'approvable');
  assert.deepEqual(
    said('ask2', { 'town.flag': false }).issues.map(({ because }) => because),
    [['missing', 'reading']],
  );
  // Nor is it needed where it can move nothing.
  const list = said('list2', { 'town.flag': false });
  assert.deepEqual([list.verdict, list.stillNeeded.applicant], ['complete', []]);
  assert.deepEqual(said('list2', {}).stillNeeded.applicant, ['town.flag', 'town.other']);
  rmSync(folder, { recursive: true });
});

test(`${REQUESTS} requests by chance, from seed ${SEED}`, () => {
  const chance = random(SEED);
  const verdicts = new Set();
  const procedures = new Set();
  for (const { file, ruleset, cases } of rulesets) {
    const count = Math.ceil(REQUESTS / rulesets.length);
    const requests = Array.from({ length: count }, () => draw(ruleset, cases, chance));
    agree(ruleset, file, requests);
    for (const request of requests) {
      verdicts.add(judge(ruleset, request).verdict);
      procedures.add(`${file} ${request.procedure}`);
    }
  }
  assert.equal(verdicts.size, 8, 'every verdict there is was drawn');
  const all = rulesets.flatMap(({ ruleset }) => ruleset.procedure).length;
  assert.equal(procedures.size, all, 'every procedure of every ruleset was drawn');
});
