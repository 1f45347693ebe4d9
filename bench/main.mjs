// `npm run bench`: speed and size beside peers that judge by the same conditions, in one run.

import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { build } from '../xtask/build.mjs';
import { at, exec, Problem, run, step } from '../xtask/lib.mjs';
import { setup } from '../xtask/setup.mjs';
import { prove } from './agreement.mjs';
import { batch } from './batch.mjs';
import { budgets } from './budgets.mjs';
import { bundle, started } from './bundles.mjs';
import { check } from './check.mjs';
import { floor } from './floor.mjs';
import { growth } from './growth.mjs';
import { key } from './key.mjs';
import { load } from './load.mjs';
import { said } from './said.mjs';
import { size } from './size.mjs';

/** What is measured, in this order: sessions first, in a process that has done little yet. */
const PARTS = { size, key, check, floor, load, batch, growth };

const HELP = `npm run bench -- [OPTIONS]

Measures Shodaku beside what else judges by the same conditions, once all give the same answers,
and says which budgets hold.

  --only PART,…  some parts: ${Object.keys(PARTS).join(', ')}
  --check        end with 1 where a budget that compares two measurements does not hold
  --write        write BENCHMARKS.md
  --json FILE    keep the numbers, round by round
  --help         this text`;

await run(async () => {
  const { values } = parseArgs({
    options: {
      only: { type: 'string' },
      check: { type: 'boolean' },
      write: { type: 'boolean' },
      json: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) return console.log(HELP);
  const parts = values.only?.split(',') ?? Object.keys(PARTS);
  const unknown = parts.find((part) => !Object.hasOwn(PARTS, part));
  if (unknown !== undefined) throw new Problem(`there is no part ${unknown}\n\n${HELP}`);
  if (values.write && values.only) throw new Problem('BENCHMARKS.md is written of all parts');

  const found = await measured(parts);
  const judged = budgets(found);
  const text = said(found, judged);
  console.log(`\n${text}`);
  if (values.write) writeFileSync(at('BENCHMARKS.md'), `${text}\n`);
  if (values.json) {
    writeFileSync(values.json, `${JSON.stringify({ ...found, budgets: judged }, null, 2)}\n`);
  }
  const broken = judged.filter(({ asserted, holds }) => asserted && !holds);
  if (values.check && broken.length > 0) {
    const lines = broken.map(({ what, bound, found }) => `  ${what}: ${found}, not ${bound}`);
    throw new Problem(`budgets do not hold:\n${lines.join('\n')}`);
  }
});

async function measured(parts) {
  const [before] = loadavg();
  await setup({ browser: true });
  await build();
  if (parts.includes('batch')) {
    await step('command, optimised', () =>
      exec('cargo', ['build', '--locked', '--release', '--bin', 'shodaku']),
    );
  }
  await step('bundles', bundle);
  const peers = await started();
  const agreed = await step('agreement', () => prove(peers));
  const found = {};
  for (const part of parts) found[part] = await step(part, () => PARTS[part](peers));
  return { agreed, machine: machine(before, found), ...found };
}

function machine(before, { key, load }) {
  const [processor] = cpus();
  return {
    processors: `${cpus().length} × ${processor.model.trim()}`,
    load: { before, after: loadavg()[0] },
    node: process.versions.node,
    chromium: (key ?? load)?.chromium.version,
    day: new Date().toISOString().slice(0, 10),
  };
}
