// The conditions as functions of the answers, one a limb: what zod and valibot refine a schema by.

const is = (field, value) => (answers) => answers[field] === value;
const stated = (field) => (answers) => Boolean(answers[field]?.length);
const hasAll = (field, items) => (answers) =>
  items.every((item) => answers[field]?.includes(item) ?? true);
const where = (condition, test) => (answers) => !condition(answers) || test(answers);
const atMost = (field, limit) => (answers) => !(answers[field] > answers[limit]);
const before = (field, later) => (answers) => answers[field] < answers[later];

const carried = is('subcontract.carriage', true);

export const LIMBS = {
  'pre/in-writing': is('request.in_writing', true),
  'chapeau/necessary': is('finding.necessary', true),
  '4-i/told': is('finding.4-i.told', true),
  '4-i/told-all': hasAll('subcontract.matters_told', [
    'safeguards',
    'designation',
    'use_limits',
    'return',
    'sanctions',
    'reports',
  ]),
  '4-i/told-carriage': where(carried, hasAll('subcontract.matters_told', ['carriage'])),
  '4-i/reports': is('finding.4-i.reports', true),
  '4-i/carriage': where(carried, hasAll('subcontract.reports_required', ['carriage'])),
  '4-i/duties': is('finding.4-i.duties', true),
  '4-i/evidence': is('subcontract.evidence_filed', true),
  '4-ro/work': stated('scope.work'),
  '4-ro/items': stated('scope.data_items'),
  '4-ro/needed': is('finding.4-ro.needed', true),
  '4-ro/minimal': is('finding.4-ro.minimal', true),
  '4-ro/within': is('scope.exceeds_contract', false),
  '4-ro/items-within': ({ 'scope.data_items': items, 'contract.data_items': allowed }) =>
    Boolean(items?.length) && items.every((item) => allowed?.includes(item)),
  '4-ro/ceiling': atMost('scope.record_count', 'contract.record_ceiling'),
  '4-ro/count': where(
    is('contract.record_ceiling', undefined),
    atMost('scope.record_count', 'contract.record_count'),
  ),
  '4-ha/disposal': is('finding.4-ha.disposal', true),
  '4-ni/clear': is('subcontract.liability_clear', true),
  '4-ho/clause': (answers) =>
    ['forbidden', 'agency_approval'].includes(answers['subcontract.further_entrustment']),
  '4-he/safety': is('finding.4-he.safety', true),
  'para-3/conditions': (answers) =>
    stated('approval.conditions')(answers) || stated('approval.no_conditions_because')(answers),
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
