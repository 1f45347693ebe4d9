// The guide to adding a town is followed to the letter, in a folder of its own: its files are
// written, its changes made, its commands run and what they print compared.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { below, env, program, shodaku } from '../common/command.mjs';

const read = (path) => readFileSync(below(path), 'utf8');
const town = read('tests/data/rulesets/mihono.toml');

// What the format knows, as editors are told it.
const schema = JSON.parse(shodaku(['rulesets', 'schema']));
const operators = schema.$defs.predicate.oneOf.map(({ required: [name] }) => name);
const {
  ruleset,
  field,
  reading,
  route,
  condition,
  duty,
  result,
  procedure,
  common,
  deleted,
  renumbered,
  imprecise,
  source,
} = Object.fromEntries(
  Object.entries(schema.properties).map(([key, shape]) => [key, shape.items ?? shape]),
);
const { alternative } = schema.$defs;
/** What a text must have that is based on no other, by the shape it is asked of. */
const whole = schema.else.properties;
const required = new Map([
  ...Object.entries({ ruleset, field, reading, route, condition, duty, result, procedure }).map(
    // A field that is not shared, and no finding or decision by its id, has to say more.
    ([key, shape]) => [
      shape,
      (whole[key].items?.else?.else ?? whole[key].items?.else ?? whole[key].items ?? whole[key])
        .required,
    ],
  ),
]);

/** Where the guide lists the keys of a table, and whether they stand within one of its keys. */
const parts = [
  ['[ruleset]', ruleset],
  ['[ruleset]', ruleset.properties.in_force, true],
  ['[ruleset]', ruleset.properties.based_on, true],
  ['[[field]]', field],
  ['[[field]]', field.properties.options.items, true],
  ['[[reading]]', reading],
  ['[[route]]', route],
  ['[[condition]]', condition],
  ['[[condition.limb]]', condition.properties.limb.items],
  ['`any`', alternative],
  ['[[duty]]', duty],
  ['[[result]]', result],
  ['[[procedure]]', procedure],
  ['[[common]]', common],
  ['[[deleted]]', deleted],
  ['[[renumbered]]', renumbered],
  ['[[imprecise]]', imprecise],
  ['[source]', source],
];

const folder = mkdtempSync(join(tmpdir(), 'shodaku-'));
after(() => rmSync(folder, { recursive: true }));

for (const name of ['README.ja.md', 'README.md']) {
  const guide = read(`src/rulesets/${name}`);
  const at = join(folder, name);
  mkdirSync(join(at, 'node_modules'), { recursive: true });
  symlinkSync(below('pkg'), join(at, 'node_modules/shodaku'), 'dir');

  test(`${name}: followed step by step`, () => {
    const blocks = [...guide.matchAll(/^```(\w+)(?: (\S+))?\n(.*?)^```$/gms)];
    assert.ok(blocks.length > 20);
    let printed = '';
    let soFar = '';
    for (const [, kind, file, text] of blocks) {
      const path = join(at, file ?? '');
      if (kind === 'sh') printed = sh(at, text);
      else if (kind === 'text') assert.equal(printed, text);
      else if (kind === 'toml') appendFileSync(path, text);
      else if (kind === 'json') writeFileSync(path, text);
      else if (kind === 'diff') writeFileSync(path, changed(readFileSync(path, 'utf8'), text));
      else if (kind === 'js') {
        // What stood before it has been asserted, of the files as they were then.
        const assertion = "import assert from 'node:assert/strict';\n";
        writeFileSync(join(at, 'program.mjs'), assertion + soFar + asserting(text));
        node(at, 'program.mjs');
        soFar += text;
      } else assert.fail(`what is a block of ${kind}?`);
    }
  });

  test(`${name}: every operator is explained, and no other`, () => {
    const explained = [...section(6).matchAll(/^\| (.*?) \|/gm)]
      .flatMap(([, cell]) => [...cell.matchAll(/`(\w+) = /g)])
      .map(([, operator]) => operator);
    assert.deepEqual(explained.toSorted(), operators.toSorted());
  });

  test(`${name}: every type of field is explained, and no other`, () => {
    const explained = table(2).map(([type]) => type.replaceAll('`', '').trim());
    assert.deepEqual(explained.toSorted(), field.properties.type.enum.toSorted());
  });

  test(`${name}: every key of every part is listed where it must or may stand`, () => {
    const rows = table(3);
    let found = 0;
    for (const [part, shape, within] of parts) {
      const [, must, may] = rows.find(([cell]) => cell.includes(part));
      const needed = required.get(shape) ?? shape.required ?? [];
      for (const key of Object.keys(shape.properties)) {
        // Where something new comes is said once, of every part (section 5).
        if (operators.includes(key) || key === 'after') continue;
        const cell = needed.includes(key) && !within ? must : may;
        assert.ok(cell.includes(`\`${key}\``), `${part} ${key}`);
        found += 1;
      }
    }
    assert.equal(rows.length, new Set(parts.map(([part]) => part)).size);
    assert.ok(found > 65, `${found}`);
  });

  test(`${name}: every common clause is explained, and no other`, () => {
    const explained = table(4).flatMap(([is]) => is.match(/\w+/g));
    assert.deepEqual(explained, common.properties.is.enum);
  });

  test(`${name}: every topic is explained, and no other`, () => {
    const [line] = section(6).match(/^.*`consultation`.*`accident`.*$/m);
    const explained = [...line.matchAll(/`(\w+)`(?: \(|（)/g)].map(([, topic]) => topic);
    assert.deepEqual(explained.toSorted(), condition.properties.topic.enum.toSorted());
  });

  test(`${name}: every town has the consultations it names`, () => {
    const [line] = section(6).match(/^.*`takeout`.*`carriage`.*$/m);
    const named = [...line.matchAll(/`(\w+)`/g)].map(([, id]) => id);
    assert.equal(named.length, 8);
    const towns = readdirSync(below('src/rulesets')).filter(
      (file) => /^[a-z]+\.toml$/.test(file) && file !== 'fields.toml',
    );
    assert.ok(towns.length > 3);
    for (const file of towns.map((town) => `src/rulesets/${town}`)) {
      for (const id of named)
        assert.ok(read(file).includes(`[[procedure]]\nid = "${id}"\n`), `${file} ${id}`);
    }
  });

  test(`${name}: every message it quotes is said of a broken ruleset`, () => {
    const broken = below('tests/data/rulesets/broken');
    const isJapanese = name === 'README.ja.md';
    const files = readdirSync(broken).filter(
      (file) => file.endsWith('.txt') && file.endsWith('.ja.txt') === isJapanese,
    );
    const said = files.map((file) => readFileSync(join(broken, file), 'utf8')).join('');
    const quoted = [...section(7).matchAll(/^\| `` (.*?) ``/gm)].map(([, message]) => message);
    assert.ok(quoted.length > 10);
    for (const message of quoted) assert.ok(said.includes(message), message);
  });

  test(`${name}: everything it points to in the invented town is there`, () => {
    const pointers = [...section(8).matchAll(/^\| .*? \| (.*) \|$/gm)].slice(2);
    assert.ok(pointers.length > 20);
    for (const [, where] of pointers) {
      for (const [, id] of where.matchAll(/`([^`]+)`/g)) {
        assert.ok(town.includes(`\nid = "${id}"\n`) || town.includes(`\n${id} = `), id);
      }
    }
  });

  test(`${name}: every link leads to a file`, () => {
    for (const [, link] of guide.matchAll(/\]\(([^)#]+)\)/g)) {
      readFileSync(join(dirname(below('src/rulesets', name)), link));
    }
  });

  /** The cells of the rows of a table of section 6. */
  function table(number) {
    const tables = section(6).match(/(?:^\|.*\n)+/gm);
    const rows = tables[number - 1].trim().split('\n').slice(2);
    return rows.map((row) => row.split('|').slice(1, -1));
  }

  /** The part under the heading with that number. */
  function section(number) {
    const [, text] = guide.split(new RegExp(`^## ${number}\\. .*$`, 'm'));
    return text.split(/^## /m)[0];
  }
}

/** What the commands print, in the order in which they do. */
function sh(cwd, commands) {
  const path = `${dirname(program)}${delimiter}${process.env.PATH}`;
  const { stdout, status, error } = spawnSync('sh', ['-c', `exec 2>&1\n${commands}`], {
    cwd,
    encoding: 'utf8',
    env: { ...env, PATH: path },
  });
  if (error) throw error;
  // A command may end with what it says of the town; but it must be one.
  assert.ok(status < 4, `${commands}${stdout}`);
  assert.doesNotMatch(stdout, /Usage:|No such file/, commands);
  return stdout;
}

function node(cwd, program) {
  const { status, stderr } = spawnSync(process.execPath, [program], { cwd, encoding: 'utf8' });
  // Not the package's own lines, which are very long.
  assert.equal(status, 0, stderr.slice(-2000));
}

/** `before` with a change made, which must fit in one place. */
function changed(before, diff) {
  const lines = diff.split('\n').slice(0, -1);
  const side = (sign) =>
    lines
      .filter((line) => line.startsWith(sign) || line.startsWith(' '))
      .map((line) => `${line.slice(1)}\n`)
      .join('');
  const [old, now] = [side('-'), side('+')];
  assert.equal(before.split(old).length, 2, `in one place:\n${old}`);
  return before.replace(old, () => now);
}

/** `expression; // value` as the assertion that it is. */
function asserting(text) {
  return text.replace(/^(.+); \/\/ (.+)$/gm, 'assert.deepEqual($1, $2);');
}
