// The requests of a file, a line each, judged by the package in Node; what it says in brief.

import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { load } from '../../../pkg/dist/index.js';

const folder = fileURLToPath(new URL('../../../pkg/dist/rulesets/', import.meta.url));
const engine = await load();
const rulesets = new Map();
for (const file of readdirSync(folder).filter((name) => /^[^.]+\.json$/.test(name))) {
  const ruleset = JSON.parse(readFileSync(`${folder}${file}`, 'utf8'));
  rulesets.set(ruleset.ruleset.id, engine.ruleset(ruleset));
}

function brief({ ruleset, ...request }) {
  const { reference, verdict, decidedBy, issues, stillNeeded } = rulesets
    .get(ruleset)
    .check(request);
  return {
    reference,
    verdict,
    decidedBy: decidedBy.map(({ id, clause }) => ({ id, clause })),
    notMet: issues
      .filter(({ truth }) => truth === 'not_met')
      .map(({ condition, limb, clauses }) => ({ limb: `${condition}.${limb}`, clauses })),
    stillNeeded,
  };
}

const [, , file] = process.argv;
const said = readFileSync(file, 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => `${JSON.stringify(brief(JSON.parse(line)))}\n`);
process.stdout.write(said.join(''));
