// The schema that editors validate a ruleset with, held against the rulesets there are.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import Ajv2020 from 'ajv/dist/2020.js';
import { parse } from 'smol-toml';

const root = fileURLToPath(new URL('../..', import.meta.url));
const target = process.env.CARGO_TARGET_DIR ?? join(root, 'target');

function schema(lang) {
  const args = ['rulesets', 'schema', '--lang', lang];
  const { stdout, error } = spawnSync(join(target, 'debug', 'shodaku'), args, { encoding: 'utf8' });
  if (error) throw error;
  return JSON.parse(stdout);
}

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

const folder = join(root, 'src', 'rulesets');
const shipped = readdirSync(folder).filter(
  (name) => /^[^.]+\.toml$/.test(name) && name !== 'fields.toml',
);

for (const name of shipped) {
  test(`${name} is valid`, () => {
    assert.deepEqual(mistakes(readFileSync(join(folder, name), 'utf8')), []);
  });
}

test('the skeleton is valid', () => {
  const skeleton = readFileSync(join(root, 'src/cli/rulesets/new/town.toml'), 'utf8');
  assert.deepEqual(mistakes(skeleton.replaceAll('{id}', 'town')), []);
});

const town = readFileSync(join(folder, 'hirono.toml'), 'utf8');
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
