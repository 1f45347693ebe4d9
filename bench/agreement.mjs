// Only what gives the same answers may be compared: on the request that passes, on one for each
// limb that is broken, on every two of these together, and on a form half filled in; and all who
// say that they check types refuse each answer of a wrong one.

import { Problem } from '../xtask/lib.mjs';
import { FIELDS } from './fields.mjs';
import { BREAKS, changed, half, passing } from './requests.mjs';

const WRONG = { boolean: 'perhaps', text: 5, integer: 'many', list: [5], date: '2026-13-01' };

/** Proves that all name the same limbs; resolves to how many requests they were asked about. */
export async function prove(peers) {
  const requests = [
    ['nothing', passing, []],
    ['what officials record', half],
  ];
  const breaks = Object.entries(BREAKS);
  for (const [at, [limb, change]] of breaks.entries()) {
    requests.push([limb, changed(change), [limb]]);
    for (const [other, too] of breaks.slice(at + 1)) {
      // The later of two changes of one answer stands.
      requests.push([`${limb} and ${other}`, changed(change, too), [other]]);
    }
  }
  for (const [broken, request, expected] of requests) {
    const found = {};
    const reports = {};
    for (const [name, { check, read }] of Object.entries(peers)) {
      reports[name] = await check(request);
      found[name] = read(reports[name]).sort();
    }
    const [first] = Object.values(found);
    const same = Object.values(found).every((limbs) => `${limbs}` === `${first}`);
    const right = expected?.every((limb) => first.includes(limb)) ?? true;
    const none = broken === 'nothing' ? first.length === 0 : first.length > 0;
    if (!same || !right || !none) {
      const lines = Object.entries(found).map(([name, limbs]) => `  ${name}: ${limbs.join(', ')}`);
      throw new Problem(`with ${broken} broken they do not agree:\n${lines.join('\n')}`);
    }
    // The same core twice: not the limbs alone are the same, but every word.
    if (JSON.stringify(reports.shodaku) !== JSON.stringify(reports['no-eval'])) {
      throw new Problem(`with ${broken} broken the report without WebAssembly is another`);
    }
  }
  await proveTypes(peers);
  return requests.length;
}

async function proveTypes(peers) {
  for (const [type, fields] of Object.entries(FIELDS)) {
    for (const field of fields) {
      const request = changed({ [field]: WRONG[type] });
      for (const [name, peer] of Object.entries(peers)) {
        if (!peer.untyped && !(await refuses(peer, request))) {
          throw new Problem(`${name} takes ${JSON.stringify(WRONG[type])} for ${field}`);
        }
      }
    }
  }
}

/** Whether a peer throws, or names something that is wrong. */
async function refuses({ check, read }, request) {
  try {
    return read(await check(request)).length > 0;
  } catch {
    return true;
  }
}
