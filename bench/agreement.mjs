// Only what gives the same answers may be compared: on the request that passes, on one for each
// limb that is broken, on every two of these together, and on a form half filled in.

import { Problem } from '../xtask/lib.mjs';
import { BREAKS, changed, half, passing } from './requests.mjs';

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
    for (const [name, { check, read }] of Object.entries(peers)) {
      found[name] = read(await check(request)).sort();
    }
    const [first] = Object.values(found);
    const same = Object.values(found).every((limbs) => `${limbs}` === `${first}`);
    const right = expected?.every((limb) => first.includes(limb)) ?? true;
    const none = broken === 'nothing' ? first.length === 0 : first.length > 0;
    if (!same || !right || !none) {
      const lines = Object.entries(found).map(([name, limbs]) => `  ${name}: ${limbs.join(', ')}`);
      throw new Problem(`with ${broken} broken they do not agree:\n${lines.join('\n')}`);
    }
  }
  return requests.length;
}
