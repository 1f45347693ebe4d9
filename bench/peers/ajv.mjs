// The conditions as a JSON Schema, compiled by ajv: one subschema a limb, all errors.
// Plain ajv, without ajv-errors, which would make it larger and slower; comparing dates is of
// ajv-formats.

import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { FIELDS } from '../fields.mjs';

const must = (field, test) => ({ required: [field], properties: { [field]: test } });
const recorded = (field, test) => ({ properties: { [field]: test } });
const is = (field, value) => must(field, { const: value });
const stated = (field) => must(field, { minLength: 1 });
const given = (field) => must(field, { minItems: 1 });
const has = (field, ...items) =>
  recorded(field, { allOf: items.map((item) => ({ contains: { const: item } })) });
const of = (field) => ({ $data: `/${field}` });
const before = (field, later) => ({
  required: [field, later],
  properties: { [field]: { format: 'date', formatExclusiveMaximum: of(later) } },
});

const LIMBS = {
  'pre/in-writing': is('request.in_writing', true),
  'chapeau/necessary': is('finding.necessary', true),
  '4-i/told': is('finding.4-i.told', true),
  '4-i/told-all': has(
    'subcontract.matters_told',
    ...['safeguards', 'designation', 'use_limits', 'return', 'sanctions', 'reports'],
  ),
  '4-i/told-carriage': {
    if: is('subcontract.carriage', true),
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: has('subcontract.matters_told', 'carriage'),
  },
  '4-i/reports': is('finding.4-i.reports', true),
  '4-i/carriage': {
    if: is('subcontract.carriage', true),
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: has('subcontract.reports_required', 'carriage'),
  },
  '4-i/duties': is('finding.4-i.duties', true),
  '4-i/evidence': is('subcontract.evidence_filed', true),
  '4-ro/work': stated('scope.work'),
  '4-ro/items': given('scope.data_items'),
  '4-ro/needed': is('finding.4-ro.needed', true),
  '4-ro/minimal': is('finding.4-ro.minimal', true),
  '4-ro/within': is('scope.exceeds_contract', false),
  '4-ro/items-within': must('scope.data_items', {
    minItems: 1,
    items: { enum: of('contract.data_items') },
  }),
  '4-ro/ceiling': recorded('scope.record_count', { maximum: of('contract.record_ceiling') }),
  '4-ro/count': {
    if: { not: { required: ['contract.record_ceiling'] } },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: recorded('scope.record_count', { maximum: of('contract.record_count') }),
  },
  '4-ha/disposal': is('finding.4-ha.disposal', true),
  '4-ni/clear': is('subcontract.liability_clear', true),
  '4-ho/clause': must('subcontract.further_entrustment', {
    enum: ['forbidden', 'agency_approval'],
  }),
  '4-he/safety': is('finding.4-he.safety', true),
  'para-3/conditions': {
    anyOf: [stated('approval.conditions'), stated('approval.no_conditions_because')],
  },
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
  boolean: { type: 'boolean' },
  text: { type: 'string' },
  integer: { type: 'integer', minimum: 0 },
  list: { type: 'array', items: { type: 'string' } },
  date: { type: 'string', format: 'date' },
};

const schema = {
  type: 'object',
  properties: Object.fromEntries(
    Object.entries(FIELDS).flatMap(([type, fields]) => fields.map((field) => [field, TYPES[type]])),
  ),
  allOf: Object.values(LIMBS),
};

export function compile(code = {}) {
  const ajv = new Ajv({ allErrors: true, $data: true, strictTypes: false, code });
  addFormats(ajv);
  return { ajv, validate: ajv.compile(schema) };
}

export function start() {
  const { validate } = compile();
  const limbs = Object.keys(LIMBS);
  const limb = ({ schemaPath }) => limbs[/^#\/allOf\/(\d+)\//.exec(schemaPath)?.[1]] ?? schemaPath;
  return {
    check: ({ answers }) => (validate(answers) ? [] : validate.errors),
    read: (errors) => [...new Set(errors.map(limb))],
  };
}
