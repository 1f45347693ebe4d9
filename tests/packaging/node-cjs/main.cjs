const { loadSync } = require('shodaku');
const { attach } = require('shodaku/form');
const hirono = require('shodaku/rulesets/hirono.json');
const request = require('../request.json');

const { verdict, issues } = loadSync().ruleset(hirono).check(request);
if (typeof attach !== 'function') throw new TypeError('shodaku/form has no attach');
console.log(JSON.stringify({ verdict, clauses: issues.map(({ clauses }) => clauses) }));
