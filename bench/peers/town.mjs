// 洋野町's ruleset as it is shipped, judged by whichever engine is given.

import hirono from 'shodaku/rulesets/hirono.json';

export async function start(load) {
  const rules = (await load()).ruleset(hirono);
  return {
    check: (request) => rules.check(request),
    // A limb that is unknown stands in the way of approval as one that is not met does.
    read: ({ issues }) => issues.map(({ condition, limb }) => `${condition}/${limb}`),
    open: (request) => rules.open(request),
  };
}
