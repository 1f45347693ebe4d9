// What every consumer with modules does: judges one request by Hirono's text.

import { load } from 'shodaku';
import hirono from 'shodaku/rulesets/hirono.json' with { type: 'json' };
import request from './request.json' with { type: 'json' };

export async function judge() {
  const engine = await load();
  const { verdict, issues } = engine.ruleset(hirono).check(request);
  return { verdict, clauses: issues.map(({ clauses }) => clauses) };
}
