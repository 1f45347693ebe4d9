// The schema that editors validate a ruleset with, held against the rulesets there are.

import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import Ajv2020 from 'ajv/dist/2020.js';
import { parse } from 'smol-toml';
import { root, shodaku } from '../common/command.mjs';

const schema = (lang) => JSON.parse(shodaku(['rulesets', 'schema', '--lang', lang]));

const ajv = new Ajv2020({
  allErrors: true,
  strict: true,
  strictRequired: false,
  allowUnionTypes: true,
  strictTuples: false,
});
ajv.addFormat('date', /^\d{4}-\d\d-\d\d$/);
const validate = ajv.compile(schema('en'));

/** The mistakes the schema finds in a ruleset, as the places they stand at. */
function mistakes(toml) {
  // Dates are strings to an editor.
  validate(JSON.parse(JSON.stringify(parse(toml))));
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

/** The rulesets in a folder; what stands beside them is none. */
function rulesets(folder) {
  const names = readdirSync(join(root, folder)).filter((name) => /^[^.]+\.toml$/.test(name));
  return names.filter((name) => name !== 'fields.toml').map((name) => join(folder, name));
}

const read = (path) => readFileSync(join(root, path), 'utf8');

for (const path of [
  'src/rulesets',
  'tests/data/rulesets',
  'tests/data/rulesets/versions',
  'tests/data/rulesets/overlays',
].flatMap(rulesets)) {
  test(`${path} is valid`, () => {
    assert.deepEqual(mistakes(read(path)), []);
  });
}

test('what is only warned of is valid', () => {
  const broken = rulesets('tests/data/rulesets/broken');
  const warned = broken.filter((path) => read(path.replace('.toml', '.txt')).endsWith('exit 1\n'));
  assert(warned.length > 15);
  for (const path of warned) assert.deepEqual(mistakes(read(path)), [], path);
});

for (const name of [
  'condition-without-limb',
  'definition-that-is-none',
  'field-of-another-type',
  'format-unknown',
  'id-malformed',
  'key-misspelled',
  'key-missing',
  'key-unknown',
  'list-missing',
  'members-missing',
  'one-operand',
  'operator-misspelled',
  'operator-missing',
  'operator-twice',
  'overlay-claim',
  'shared-field-redefined',
  'text-blank',
  'text-not-a-table',
  'topic-unknown',
  'type-unknown',
  'verdict-unknown',
  'years-that-are-none',
]) {
  test(`${name}.toml is refused`, () => {
    assert.notDeepEqual(mistakes(read(`tests/data/rulesets/broken/${name}.toml`)), []);
  });
}

test('the skeleton is valid', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'shodaku-'));
  t.after(() => rmSync(folder, { recursive: true }));
  shodaku(['rulesets', 'new', 'town', '--procedures', 'copy,subcontract', '--folder', folder]);
  assert.deepEqual(mistakes(readFileSync(join(folder, 'town.toml'), 'utf8')), []);
});

const town = read('src/rulesets/hirono.toml');
for (const [from, to, place] of [
  ['verdict = "not_regulated"', 'verdict = "free"', '/route/0/verdict'],
  ['verdict = "not_regulated"', 'verdct = "not_regulated"', '/route/0'],
  ['topic = "necessity"', 'topic = "need"', '/condition/1/topic'],
  ['yes = "request.in_writing"', 'yes = "request.filed_on"', '/condition/0/limb/0/yes'],
  ['yes = "request.in_writing"', 'yess = "request.in_writing"', '/condition/0/limb/0'],
  ['found = "finding.necessary"', 'found = "purpose.necessity"', '/condition/1/limb/0/found'],
  ['id = "finding.necessary"', 'id = "Necessary!"', '/field/0/id'],
  ['from = 2023-04-01', 'from = "the first of April"', '/ruleset/in_force/from'],
]) {
  test(`${place} is refused where it reads ${to}`, () => {
    assert(town.includes(from));
    const found = mistakes(town.replace(from, to));
    assert(
      found.some((mistake) => mistake.startsWith(`${place} `)),
      found.join('\n'),
    );
  });
}

test('every key is explained in both languages', () => {
  for (const lang of ['ja', 'en']) {
    const { properties } = schema(lang);
    for (const key of Object.keys(properties)) assert(properties[key].description, key);
    const { limb } = properties.condition.items.properties;
    for (const key of Object.keys(limb.items.properties)) {
      assert(limb.items.properties[key].description, `${lang} ${key}`);
    }
  }
  assert.notEqual(schema('ja').title, schema('en').title);
});
