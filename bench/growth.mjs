// What grows with the size of a form, of a text, of a list of requests, and what does not.

import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'shodaku';
import { at } from '../xtask/lib.mjs';
import { OUT } from './bundles.mjs';
import { measure } from './measure.mjs';
import { collected } from './memory.mjs';
import { field, request, ruleset } from './synthetic.mjs';

const FIELDS = [10, 100, 1000, 2000].map((fields) => ({ fields, limbs: 100 }));
const LIMBS = [10, 100, 1000, 2000].map((limbs) => ({ fields: 100, limbs }));
const ROWS = [1, 10, 100, 2000];
const TOWNS = [1, 10, 100, 2000];
/** Somewhat like a real text in size. */
const TOWN = { fields: 50, limbs: 100 };
const SESSIONS = 2000;
const ROUNDS = 9;

export async function growth() {
  const engine = await load();
  const town = engine.ruleset(ruleset(TOWN));
  return {
    session: session(town),
    ...(await grown(engine)),
    rows: await each(
      ROWS,
      (rows) => rows,
      (rows) => together(town, rows),
    ),
    towns: towns(),
  };
}

async function grown(engine) {
  const fields = await each(
    FIELDS,
    ({ fields }) => fields,
    (size) => judged(engine, size),
  );
  const limbs = await each(
    LIMBS,
    ({ limbs }) => limbs,
    (size) => judged(engine, size),
  );
  // Last: what is loaded over and over fills the core's memory, and that shows in all else.
  for (const size of FIELDS) fields[size.fields].load = await loaded(engine, size);
  for (const size of LIMBS) limbs[size.limbs].load = await loaded(engine, size);
  return { fields, limbs };
}

/** Microseconds to load a ruleset. */
async function loaded(engine, size) {
  const json = JSON.stringify(ruleset(size));
  const { load } = await measure({ load: () => engine.ruleset(json) });
  return load;
}

/** What was found, by size. */
async function each(sizes, name, find) {
  const found = {};
  for (const size of sizes) found[name(size)] = await find(size);
  return found;
}

/** Microseconds to judge by a ruleset, and to set one answer. */
async function judged(engine, size) {
  const rules = engine.ruleset(ruleset(size));
  const asked = request(size);
  const steady = rules.open(asked);
  const turning = rules.open(asked);
  const name = field('grown', 0);
  return measure({
    check: () => rules.check(asked),
    steady: (turn) => steady.set(name, `記載${turn % 10}`),
    turning: (turn) => turning.set(name, turn % 2 ? '記載' : '') && turning.report(),
  });
}

/** A form with many rows, each a request: one check of all, one key in an answer they share. */
async function together(rules, rows) {
  const asked = Array.from({ length: rows }, () => request(TOWN));
  const sessions = asked.map((one) => rules.open(one));
  const name = field('grown', 0);
  const found = await measure({
    check: () => {
      for (const one of asked) rules.check(one);
    },
    steady: (turn) => {
      for (const session of sessions) session.set(name, `記載${turn % 10}`);
    },
  });
  for (const session of sessions) session.dispose();
  return found;
}

/** Bytes that one session holds: of many, since of one it would be lost in what else moves. */
function session(rules) {
  const open = () => Array.from({ length: SESSIONS }, () => rules.open(request(TOWN)));
  for (const warm of open()) warm.dispose();
  const before = collected();
  const sessions = open();
  const held = collected() - before;
  for (const opened of sessions) opened.dispose();
  return held / SESSIONS;
}

/**
 * An application that knows many towns and uses one, each time in a fresh process, round by round:
 * microseconds to read the list of them, and from there to the first verdict; bytes held then.
 */
function towns() {
  const folder = at(OUT, 'towns');
  mkdirSync(folder, { recursive: true });
  const ids = Array.from({ length: Math.max(...TOWNS) }, (_, place) => `town-${place}`);
  const address = (id) => join(folder, `${id}.json`);
  const known = (count) => join(folder, `known-${count}.json`);
  for (const id of ids) writeFileSync(address(id), JSON.stringify(ruleset({ id, ...TOWN })));
  for (const count of TOWNS) {
    const list = ids.slice(0, count).map((id) => [id, address(id)]);
    writeFileSync(known(count), JSON.stringify(Object.fromEntries(list)));
  }
  const found = Object.fromEntries(TOWNS.map((count) => [count, { list: [], took: [], held: [] }]));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const count of TOWNS) {
      const program = [at('bench/town-in-use.mjs'), known(count), ids[0]];
      const once = JSON.parse(execFileSync(process.execPath, program));
      for (const [what, value] of Object.entries(once)) found[count][what].push(value);
    }
  }
  return found;
}
