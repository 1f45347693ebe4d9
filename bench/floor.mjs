// What a check is made of: an empty call into the core, the core by itself, the report by itself.

import { readFileSync } from 'node:fs';
import { at } from '../xtask/lib.mjs';
import { measure } from './measure.mjs';
import { passing } from './requests.mjs';

const ruleset = JSON.parse(readFileSync(at('pkg/dist/rulesets/hirono.json'), 'utf8'));
const OPTIONS = new Set(['choice', 'choices']);

/** Microseconds of each part in Node. */
export async function floor({ shodaku }) {
  const core = await import(at('target/wasm-bindgen/shodaku.js'));
  const module = new WebAssembly.Module(readFileSync(at('target/wasm-bindgen/core.wasm')));
  core.initSync({ module });
  const loaded = new core.LoadedRuleset(JSON.stringify(ruleset));
  const procedure = ruleset.procedure.findIndex(({ id }) => id === passing.procedure);
  const day = core.day(passing.asOf);
  const filed = passing.stage === 'filed';
  const numbers = packed(core, loaded);
  const { buffer } = core.coreMemory();
  const handIn = () => new Float64Array(buffer, loaded.room(numbers.length)).set(numbers);
  const judged = () => {
    handIn();
    const at = loaded.judge(procedure, filed, day);
    const [low, high] = new Uint16Array(buffer, at, 2);
    return Array.from(new Uint16Array(buffer, at + 4, low | (high << 16)));
  };
  handIn();
  const session = loaded.open(procedure, filed, day);
  const open = shodaku.open(passing);
  return measure({
    call: () => session.standing(),
    core: judged,
    report: () => open.report(),
    check: () => shodaku.check(passing),
  });
}

/** The answers as the core takes them: a number a field, then the entries of lists. */
function packed(core, loaded) {
  const rest = [];
  const items = new Map();
  const words = ruleset.field.map(({ id, type, options }, position) => {
    const answer = passing.answers[id];
    if (answer === undefined) return -1;
    if (typeof answer === 'boolean') return Number(answer);
    const at = (option) => options.findIndex(({ value }) => value === option);
    if (Array.isArray(answer)) {
      const number = (item) => {
        const entry = core.normal(item);
        if (!items.has(entry)) items.set(entry, items.size);
        return items.get(entry);
      };
      rest.push(...answer.map(OPTIONS.has(type) ? at : number));
      return answer.length;
    }
    const number = typeof answer === 'number';
    return loaded.read(position, number ? -2 : -1, number ? '' : answer, number ? answer : 0);
  });
  return [...words, ...rest];
}
