// `npm run bench`: speed and size beside peers that judge by the same conditions, in one run.
// `-- --json FILE` keeps the numbers.

import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { build } from '../xtask/build.mjs';
import { exec, run, step } from '../xtask/lib.mjs';
import { setup } from '../xtask/setup.mjs';
import { engine, rulesets } from '../xtask/size.mjs';
import { prove } from './agreement.mjs';
import { batch } from './batch.mjs';
import { inBrowser } from './browser.mjs';
import { budgets } from './budgets.mjs';
import { bundle, sizes, started } from './bundles.mjs';
import * as node from './node.mjs';
import { said } from './said.mjs';

await run(async () => {
  const { values } = parseArgs({ options: { json: { type: 'string' } } });
  await setup({ browser: true });
  await build();
  await step('command, optimised', () =>
    exec('cargo', ['build', '--locked', '--release', '--bin', 'shodaku']),
  );
  const found = await measured();
  const judged = budgets(found);
  console.log(said(found, judged));
  if (values.json) {
    writeFileSync(values.json, `${JSON.stringify({ ...found, budgets: judged }, null, 2)}\n`);
  }
});

async function measured() {
  await step('bundles', bundle);
  const peers = await started();
  const agreed = await step('agreement', () => prove(peers));
  const { wasm, js } = await engine();
  const [processor] = cpus();
  return {
    agreed,
    machine: {
      processors: `${cpus().length} × ${processor.model.trim()}`,
      load: loadavg()[0],
      node: process.versions.node,
    },
    size: { engine: wasm + js, rulesets: rulesets(), bundles: sizes() },
    memory: await step('memory', () => node.memory(peers)),
    check: await step('check', () => node.check(peers)),
    lines: await step('lines', () => node.lines(peers)),
    load: await step('load', () => node.load()),
    chromium: await step('Chromium', inBrowser),
    batch: await step('batch', batch),
  };
}
