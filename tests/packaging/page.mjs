// What every page with modules does: judges, binds the form, and shows the outcome on itself.

import { load } from 'shodaku';
import { attach } from 'shodaku/form';
import hirono from 'shodaku/rulesets/hirono.json' with { type: 'json' };
import { judge } from './judge.mjs';

async function main() {
  const outcome = await judge();
  const rules = (await load()).ruleset(hirono);
  const session = rules.open({ procedure: 'subcontract', asOf: '2026-11-22' });
  attach(document.querySelector('form'), session);
  document.documentElement.dataset.outcome = JSON.stringify(outcome);
}

main();
