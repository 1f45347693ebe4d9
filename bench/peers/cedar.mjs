// The conditions as policies of Cedar, one a limb: each forbids what does not meet its limb, and
// the answer names the policies that forbade. A schema has the types of the fields.
//
// What it cannot express: that a number is not negative is no type, so it is not checked here; the
// schema refuses answers that it does not name, so the others are left out beforehand; of answers
// with a wrong type it says only that the request is not valid. All the limbs can be expressed.

import init, {
  preparsePolicySet,
  preparseSchema,
  statefulIsAuthorized,
} from '@cedar-policy/cedar-wasm/web';
import wasm from '../../node_modules/@cedar-policy/cedar-wasm/web/cedar_wasm_bg.wasm';
import { FIELDS } from '../fields.mjs';

const of = (field) => `context["${field}"]`;
const answered = (field) => `context has "${field}"`;
const is = (field, value) => `${answered(field)} && ${of(field)} == ${JSON.stringify(value)}`;
const stated = (field) => `(${answered(field)} && ${of(field)} != "")`;
const given = (field) => `${answered(field)} && !${of(field)}.isEmpty()`;
const has = (field, items) =>
  `(!(${answered(field)}) || ${of(field)}.containsAll(${JSON.stringify(items)}))`;
const atMost = (field, limit) =>
  `(!(${answered(field)}) || !(${answered(limit)}) || ${of(field)} <= ${of(limit)})`;
const before = (field, later) =>
  `${answered(field)} && ${answered(later)} && ${of(field)} < ${of(later)}`;
const where = (condition, limb) => `!(${condition}) || ${limb}`;
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
  '4-ro/items-within': `${given('scope.data_items')} && ${answered('contract.data_items')} && ${of('contract.data_items')}.containsAll(${of('scope.data_items')})`,
  '4-ro/ceiling': atMost('scope.record_count', 'contract.record_ceiling'),
  '4-ro/count': `${answered('contract.record_ceiling')} || ${atMost('scope.record_count', 'contract.record_count')}`,
  '4-ha/disposal': is('finding.4-ha.disposal', true),
  '4-ni/clear': is('subcontract.liability_clear', true),
  '4-ho/clause': `${answered('subcontract.further_entrustment')} && ["forbidden", "agency_approval"].contains(${of('subcontract.further_entrustment')})`,
  '4-he/safety': is('finding.4-he.safety', true),
  'para-3/conditions': `${stated('approval.conditions')} || ${stated('approval.no_conditions_because')}`,
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

const TYPES = {
  boolean: 'Bool',
  text: 'String',
  integer: 'Long',
  list: 'Set<String>',
  date: 'datetime',
};
const ALL = Object.values(FIELDS).flat();
const ATTRIBUTES = Object.entries(FIELDS).flatMap(([type, fields]) =>
  fields.map((field) => `"${field}"?: ${TYPES[type]}`),
);
const SCHEMA = `entity Desk; action "consult" appliesTo {
  principal: Desk, resource: Desk, context: { ${ATTRIBUTES} }
};`;

const DESK = { type: 'Desk', id: 'desk' };
const CALL = {
  principal: DESK,
  action: { type: 'Action', id: 'consult' },
  resource: DESK,
  preparsedSchemaName: 'answers',
  validateRequest: true,
  preparsedPolicySetId: 'limbs',
  entities: [],
};

export async function start() {
  await init({ module_or_path: wasm });
  const staticPolicies = { otherwise: 'permit(principal, action, resource);' };
  for (const [limb, met] of Object.entries(LIMBS)) {
    staticPolicies[limb] = `forbid(principal, action, resource) unless { ${met} };`;
  }
  for (const parsed of [
    preparsePolicySet('limbs', { staticPolicies }),
    preparseSchema('answers', SCHEMA),
  ]) {
    if (parsed.type === 'failure') throw new Error(JSON.stringify(parsed.errors));
  }
  return {
    check({ answers }) {
      const context = {};
      for (const field of ALL) {
        if (answers[field] !== undefined) context[field] = answers[field];
      }
      return statefulIsAuthorized({ ...CALL, context });
    },
    read: ({ response, errors }) =>
      response?.diagnostics.reason.filter((policy) => policy !== 'otherwise') ??
      errors.map(({ message }) => message),
  };
}
