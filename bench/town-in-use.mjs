// An application of its own: it knows where each town's ruleset lies and loads the one it uses.

import { readFileSync } from 'node:fs';
import { load } from 'shodaku';
import { collected } from './memory.mjs';
import { request } from './synthetic.mjs';

const [known, id] = process.argv.slice(2);

const start = performance.now();
const addresses = JSON.parse(readFileSync(known, 'utf8'));
const begin = performance.now();
const engine = await load();
const rules = engine.ruleset(readFileSync(addresses[id], 'utf8'));
const { verdict } = rules.check(request({ id, fields: 50 }));
const end = performance.now();
if (verdict !== 'approvable') throw new Error(`${id}: ${verdict}`);

const list = 1000 * (begin - start);
const took = 1000 * (end - begin);
console.log(JSON.stringify({ list, took, held: collected() }));
