// What a CommonJS module may write with the package's types.

import shodaku = require('shodaku');
import hirono = require('shodaku/rulesets/hirono.json');

const rules = shodaku.loadSync().ruleset(hirono);
const session = rules.open({ procedure: 'subcontract', asOf: '2026-11-22' });
session.set('scope.work', '封入');

// @ts-expect-error: the document itself, not a module around it
hirono.default;
