// The conditions as one expression of ZEN, the language of GoRules, whose value is the limbs that
// are not met.
//
// What it cannot express: the package for browsers has no decision engine, only its expressions,
// so there are no rules with names of their own, and an expression is parsed anew each time; and
// it has no types of input to check. Comparing what is blank is an error, so each limb guards
// against it; `<` is not for texts, so days are read by `d`.

import init, { evaluateExpression } from '@gorules/zen-engine-wasm';
import wasm from '@gorules/zen-engine-wasm/dist/zen_engine_wasm_bg.wasm';

const of = (field) => `a["${field}"]`;
const is = (field, value) => `${of(field)} == ${value}`;
const stated = (field) => `len(${of(field)} ?? "") > 0`;
const given = (field) => `len(${of(field)} ?? []) > 0`;
const blank = (field) => `${of(field)} == null`;
const has = (field, items) =>
  `(${blank(field)} or all(${JSON.stringify(items)}, # in (${of(field)} ?? [])))`;
const atMost = (field, limit) =>
  `(${blank(field)} or ${blank(limit)} or ${of(field)} <= ${of(limit)})`;
const before = (field, later) =>
  `not(${blank(field)}) and not(${blank(later)}) and d(${of(field)}) < d(${of(later)})`;
const where = (condition, limb) => `(not(${condition}) or ${limb})`;
const carried = is('subcontract.carriage', true);

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
  '4-ro/items': given('scope.data_items'),
  '4-ro/needed': is('finding.4-ro.needed', true),
  '4-ro/minimal': is('finding.4-ro.minimal', true),
  '4-ro/within': is('scope.exceeds_contract', false),
  '4-ro/items-within': `${given('scope.data_items')} and all(${of('scope.data_items')}, # in (${of('contract.data_items')} ?? []))`,
  '4-ro/ceiling': atMost('scope.record_count', 'contract.record_ceiling'),
  '4-ro/count': where(
    blank('contract.record_ceiling'),
    atMost('scope.record_count', 'contract.record_count'),
  ),
  '4-ha/disposal': is('finding.4-ha.disposal', true),
  '4-ni/clear': is('subcontract.liability_clear', true),
  '4-ho/clause': `${of('subcontract.further_entrustment')} in ["forbidden", "agency_approval"]`,
  '4-he/safety': is('finding.4-he.safety', true),
  'para-3/conditions': `${stated('approval.conditions')} or ${stated('approval.no_conditions_because')}`,
  's13-2/name': stated('subcontractor.name'),
  's13-2/reason': stated('subcontract.reason'),
  's13-2/content': stated('scope.work'),
  's13-2/information': given('scope.data_items'),
  's13-2/measures': stated('subcontract.safety_measures'),
  's13-2/supervision': stated('subcontract.supervision'),
  's13-2-time/not-started': is('subcontract.already_started', false),
  's13-2-time/asked': before('request.filed_on', 'subcontract.starts_on'),
  's13-2-time/approved': before('approval.planned_on', 'subcontract.starts_on'),
  's13-2-time/main-work': before('approval.planned_on', 'contract.starts_on'),
};

const limbs = Object.entries(LIMBS).map(([id, met]) => `{ id: "${id}", met: ${met} }`);
const EXPRESSION = `map(filter([${limbs}], #.met == false), #.id)`;

export async function start() {
  await init({ module_or_path: wasm });
  return {
    untyped: true,
    check: ({ answers }) => evaluateExpression(EXPRESSION, { a: answers }),
    read: (failed) => failed,
  };
}
