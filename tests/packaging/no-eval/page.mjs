// Takes the engine that the page's policy allows.

import { load } from 'shodaku';
import hirono from 'shodaku/rulesets/hirono.json' with { type: 'json' };
import request from '../request.json' with { type: 'json' };

async function main() {
  let fallback = false;
  const engine = await load().catch(async () => {
    fallback = true;
    return (await import('shodaku/no-eval')).load();
  });
  const { verdict, issues } = engine.ruleset(hirono).check(request);
  const clauses = issues.map(({ clauses }) => clauses);
  document.documentElement.dataset.fallback = String(fallback);
  document.documentElement.dataset.outcome = JSON.stringify({ verdict, clauses });
}

main();
