// Files of requests as an official's desk takes them in, damaged by chance: whatever a file holds,
// every row of it is taken or named, and nothing is thrown. `FILES` says how many, `SEED` which.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { build } from 'esbuild';
import { SHIPPED } from '../../xtask/pages.mjs';
import { below } from '../common/command.mjs';
import { random, text } from '../common/support.mjs';

const FILES = Number(process.env.FILES ?? 2000);
const SEED = Number(process.env.SEED ?? 20_261_128);

const { outputFiles } = await build({
  absWorkingDir: below('.'),
  bundle: true,
  format: 'esm',
  platform: 'node',
  plugins: [SHIPPED],
  stdin: {
    contents: `export { columnOf } from './www/desk/columns.ts';
      export { Judging } from './www/desk/judging.ts';
      export { isBlank, sourceOf } from './www/desk/source.ts';
      export { Taking } from './www/desk/take.ts';
      export { isExplanation } from './www/desk/template.ts';
      export { loadSync } from 'shodaku';`,
    resolveDir: below('.'),
  },
  write: false,
});
const bundled = `data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`;
const { columnOf, isBlank, isExplanation, Judging, loadSync, sourceOf, Taking } = await import(
  bundled
);

const engine = loadSync();
const towns = ['hirono', 'sendai'].map((id) => engine.ruleset(text(`rulesets/${id}.json`)));
const all = new Map(towns.map((rules) => [rules.id, rules]));
const chosen = { rules: towns[0], procedure: 'subcontract' };

const TABLE = [
  '規程,手続,判定日,番号,協議日,業務の内容,情報の項目,件数,再委託先の名称,含む情報,着手日',
  'hirono,再委託,2026-11-22,1,2026-11-20,"印刷, 封入",氏名、住所,"4,800",株式会社みなと,personal,令和9年1月10日',
  'sendai,subcontract,2026-11-22,2,R8.11.20,"印字\n封入",・氏名\t・住所,4800件,あけぼの印刷,○,2027/1/10',
  ',,,3,,,,,,,',
].join('\r\n');
const REQUESTS = readFileSync(below('tests/data/requests/several.jsonl'), 'utf8');
const SHIFT_JIS = Buffer.from('8b4b92f62c8ee891b10d0a6869726f6e6f2c73756263', 'hex');
const PARTS = [
  '"',
  '""',
  ',',
  '\t',
  '\n',
  '\r',
  '\0',
  '{',
  '[',
  '}',
  'null',
  '\\u0000',
  '__proto__',
]
  .concat(['=1+1', '1e400', '\ufeff', '\ud83d', '令和', '，', 'PK\u0003\u0004', '"answers":', '-0'])
  .map((part) => Buffer.from(part));
const SEEDS = [
  Buffer.from(TABLE),
  Buffer.from(REQUESTS),
  SHIFT_JIS,
  Buffer.from(REQUESTS.split('\n')[0]),
];

/** A file of the seeds' kind with a few bytes changed, left out, doubled or put in. */
function damaged(chance) {
  const below = (count) => Math.floor(chance() * count);
  let file = SEEDS[below(SEEDS.length)];
  for (let change = below(8); change >= 0; change -= 1) {
    const at = below(file.length + 1);
    const end = Math.min(file.length, at + below(40));
    const part = [
      () => PARTS[below(PARTS.length)],
      () => Buffer.of(below(256)),
      () => Buffer.alloc(0),
      () => Buffer.concat([file.subarray(at, end), file.subarray(at, end)]),
      () => SEEDS[below(SEEDS.length)].subarray(0, below(400)),
    ][below(5)]();
    file = Buffer.concat([file.subarray(0, at), part, file.subarray(chance() < 0.5 ? at : end)]);
  }
  return file;
}

test(`${FILES} damaged files: every row is taken or named, from seed ${SEED}`, async () => {
  const chance = random(SEED);
  const seen = { taken: 0, refused: 0, unreadable: 0, noText: 0 };
  for (let number = 0; number < FILES; number += 1) {
    const file = damaged(chance);
    const what = `file ${number}: ${JSON.stringify(file.toString('latin1')).slice(0, 2000)}`;
    try {
      const source = await sourceOf(new Uint8Array(file));
      if (typeof source === 'string') {
        seen.noText += 1;
        continue;
      }
      if (source.kind === 'mapping') continue;
      const requestsOnly = source.kind === 'requests';
      const columns = requestsOnly ? [] : source.headings.map((one) => columnOf(one, towns));
      const taking = new Taking(source, columns, all, chosen, new Judging(() => all));
      await taking.run(() => {});
      const { requests, refused, unreadable } = taking.outcome;
      const rows = requestsOnly
        ? source.rows
        : source.rows.filter((row) => !row.every(isBlank) && !isExplanation(row[0]));
      assert.equal(requests.length + refused.length, rows.length);
      for (const { write } of [...refused, ...unreadable]) assert.ok(write.length < 1000, write);
      seen.taken += requests.length;
      seen.refused += refused.length;
      seen.unreadable += unreadable.length;
    } catch (error) {
      error.message = `${error.message}\n${what}`;
      throw error;
    }
  }
  for (const [kind, count] of Object.entries(seen)) assert.ok(count > 0, `some are ${kind}`);
});

test('a row has the number that a table shows for it, whatever lines are empty before it', async () => {
  const csv = '規程,手続,判定日,番号\r\n\r\n,,,\r\nhirono,散歩,2026-11-22,1\r\n\r\n';
  const source = await sourceOf(new TextEncoder().encode(csv));
  const columns = source.headings.map((one) => columnOf(one, towns));
  const taking = new Taking(source, columns, all, undefined, new Judging(() => all));
  await taking.run(() => {});
  assert.deepEqual(
    taking.outcome.refused.map(({ row }) => row),
    [4],
  );
  assert.equal(taking.outcome.read, 3);
});
