// The conditions as rules of json-rules-engine, one a limb: what did not come about is not met.
// What it cannot express: types of facts; an answer of a wrong type is only one that meets nothing.

import { Engine } from 'json-rules-engine';

const test = (fact, operator, value) => ({ fact, operator, value });
const is = (fact, value) => test(fact, 'equal', value);
const stated = (fact) => test(fact, 'stated', true);
const has = (fact, items) => ({
  any: [test(fact, 'stated', false), test(fact, 'everyValue:contains', items)],
});
const atMost = (fact, limit) => ({
  any: [test(limit, 'stated', false), test(fact, 'lessThanInclusive', { fact: limit })],
});
const before = (fact, later) => test(fact, 'before', { fact: later });
const carried = is('subcontract.carriage', true);
const where = (condition, limb) => ({ any: [{ not: condition }, limb] });

const LIMBS = {
  'pre/in-writing': is('request.in_writing', true),
  'chapeau/necessary': is('finding.necessary', true),
  '4-i/told': is('finding.4-i.told', true),
  '4-i/told-all': has('subcontract.matters_told', [
    'safeguards',
    'designation',
    'use_limits',
    'return',
    'sanctions',
    'reports',
  ]),
  '4-i/told-carriage': where(carried, has('subcontract.matters_told', ['carriage'])),
  '4-i/reports': is('finding.4-i.reports', true),
  '4-i/carriage': where(carried, has('subcontract.reports_required', ['carriage'])),
  '4-i/duties': is('finding.4-i.duties', true),
  '4-i/evidence': is('subcontract.evidence_filed', true),
  '4-ro/work': stated('scope.work'),
  '4-ro/items': stated('scope.data_items'),
  '4-ro/needed': is('finding.4-ro.needed', true),
  '4-ro/minimal': is('finding.4-ro.minimal', true),
  '4-ro/within': is('scope.exceeds_contract', false),
  '4-ro/items-within': {
    all: [
      stated('scope.data_items'),
      test('scope.data_items', 'everyFact:in', { fact: 'contract.data_items' }),
    ],
  },
  '4-ro/ceiling': atMost('scope.record_count', 'contract.record_ceiling'),
  '4-ro/count': where(
    test('contract.record_ceiling', 'stated', false),
    atMost('scope.record_count', 'contract.record_count'),
  ),
  '4-ha/disposal': is('finding.4-ha.disposal', true),
  '4-ni/clear': is('subcontract.liability_clear', true),
  '4-ho/clause': test('subcontract.further_entrustment', 'in', ['forbidden', 'agency_approval']),
  '4-he/safety': is('finding.4-he.safety', true),
  'para-3/conditions': {
    any: [stated('approval.conditions'), stated('approval.no_conditions_because')],
  },
  's13-2/name': stated('subcontractor.name'),
  's13-2/reason': stated('subcontract.reason'),
  's13-2/content': stated('scope.work'),
  's13-2/information': stated('scope.data_items'),
  's13-2/measures': stated('subcontract.safety_measures'),
  's13-2/supervision': stated('subcontract.supervision'),
  's13-2-time/not-started': is('subcontract.already_started', false),
  's13-2-time/asked': before('request.filed_on', 'subcontract.starts_on'),
  's13-2-time/approved': before('approval.planned_on', 'subcontract.starts_on'),
  's13-2-time/main-work': before('approval.planned_on', 'contract.starts_on'),
};

const isStated = (value) => value !== undefined && value !== '' && value.length !== 0;

export function start() {
  const engine = new Engine([], { allowUndefinedFacts: true });
  engine.addOperator('stated', (value, expected) => isStated(value) === expected);
  engine.addOperator('before', (day, later) => isStated(day) && day < later);
  for (const [type, limb] of Object.entries(LIMBS)) {
    const conditions = limb.any || limb.all ? limb : { all: [limb] };
    engine.addRule({ conditions, event: { type } });
  }
  return {
    untyped: true,
    check: (request) => engine.run(request.answers),
    read: ({ failureEvents }) => failureEvents.map(({ type }) => type),
  };
}
