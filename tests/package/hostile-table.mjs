// `node tests/package/hostile-table.mjs` prints what is made to take long, how long it takes and how
// much memory, and what comes of it, as a table. Each row is of a process of its own.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../common/command.mjs';
import { HOSTILE } from '../common/hostile.mjs';

const HEAD = `| many | of what | KB of ruleset, request | load | check | way to pass | receipt | core | command | what comes of it |
|--:|---|--:|--:|--:|--:|--:|--:|--:|---|`;

const [, program, what] = process.argv;
if (what === undefined) {
  console.log(HEAD);
  for (const what of Object.keys(HOSTILE)) {
    process.stdout.write(execFileSync(process.execPath, [program, what], { encoding: 'utf8' }));
  }
} else {
  console.log(await row(what, HOSTILE[what]));
}

async function row(what, { size, ruleset, request }) {
  const { instances, loadSync } = await import('../common/instances.mjs');
  const [document, asked] = [JSON.stringify(ruleset(size)), request(size)];
  const engine = loadSync();
  const took = [];
  const timed = (work) => {
    const start = performance.now();
    try {
      return work();
    } finally {
      took.push(`${Math.round(performance.now() - start)} ms`);
    }
  };
  let outcome;
  try {
    const rules = timed(() => engine.ruleset(document));
    outcome = timed(() => rules.check(asked)).verdict;
    const session = rules.open(asked);
    timed(() => session.toPass());
    timed(() => session.receipt());
  } catch (error) {
    outcome = error.errors[0].message;
  }
  const memory = `${instances.at(-1).exports.memory.buffer.byteLength >> 20} MB`;
  const json = JSON.stringify(asked);
  const kilobytes = [document, json].map((text) => Math.ceil(Buffer.byteLength(text) / 1024));
  const times = Object.assign(['', '', '', ''], took);
  const command = byCommand(document, json);
  return `| ${[size.toLocaleString('en'), what, kilobytes.join(', '), ...times, memory, command, outcome].join(' | ')} |`;
}

/** How long the command takes for the same, from its start to its end. */
function byCommand(document, request) {
  const folder = mkdtempSync(join(tmpdir(), 'shodaku-'));
  const [town, asked] = ['town.json', 'request.json'].map((name) => join(folder, name));
  writeFileSync(town, document);
  writeFileSync(asked, request);
  const start = performance.now();
  run(['check', '--ruleset-file', town, asked]);
  const took = performance.now() - start;
  rmSync(folder, { recursive: true });
  return `${Math.round(took)} ms`;
}
