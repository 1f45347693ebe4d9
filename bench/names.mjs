// Who is measured, and what each cannot say. Versions are those that are installed.

import { readFileSync } from 'node:fs';
import { at } from '../xtask/lib.mjs';

const { devDependencies } = JSON.parse(readFileSync(at('package.json'), 'utf8'));

/** What judges, as tables call it. */
export const LABELS = {
  shodaku: 'Shodaku',
  'no-eval': 'Shodaku without WebAssembly',
  'by-hand': 'written by hand',
  ajv: 'ajv',
  zod: 'zod',
  valibot: 'valibot',
  'json-rules-engine': 'json-rules-engine',
  cedar: 'Cedar',
  zen: 'ZEN',
};
/** What is loaded: also what judges as another does. */
export const LOADED = { ...LABELS, 'ajv-compiled': 'ajv, compiled beforehand' };

const version = (name) => `\`${name}\` ${devDependencies[name]}`;

/** A line for each. */
export const ABOUT = [
  ['Shodaku', 'the package as published, with the shipped text of 洋野町: the whole report.'],
  [
    'Shodaku without WebAssembly',
    'the entry `shodaku/no-eval` (the same core written as JavaScript); its reports are asserted to be the same, word for word.',
  ],
  [
    'written by hand',
    'one JavaScript file with these conditions and nothing else, as a front-end engineer writes it for one town: the names of the limbs that are not met.',
  ],
  [
    'ajv',
    `${version('ajv')} with ${version('ajv-formats')}, all errors. Compiled beforehand, it is the same code without the compiler.`,
  ],
  ['zod', `${version('zod')}, one refinement a limb.`],
  ['valibot', `${version('valibot')}, one check a limb.`],
  [
    'json-rules-engine',
    `${version('json-rules-engine')}, one rule a limb. It has no types of facts, so it checks none.`,
  ],
  [
    'Cedar',
    `${version('@cedar-policy/cedar-wasm')}, one policy a limb, parsed beforehand, with a schema. That a number is not negative is no type of its; of answers with a wrong type it says only that the request is not valid.`,
  ],
  [
    'ZEN',
    `${version('@gorules/zen-engine-wasm')}, one expression. This package has the expressions of GoRules and not its engine: no rules with names of their own, no types of input, and an expression is parsed anew each time.`,
  ],
].map(([name, about]) => `- **${name}**: ${about}`);
