// At every mark, an editor offers the ids.

import { load } from 'shodaku';
import hirono from 'shodaku/rulesets/hirono.json' with { type: 'json' };

const rules = (await load()).ruleset(hirono);
const session = rules.open({ procedure: '/*procedure*/', asOf: '2026-11-22' });
session.set('/*field*/', null);
rules.check({ procedure: 'copy', asOf: '2026-11-22', answers: { '/*answer*/': null } });
