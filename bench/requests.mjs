// The requests that everybody judges: 洋野町's re-entrustment (再委託), with everything recorded.

import { readFileSync } from 'node:fs';

const path = new URL('../tests/data/requests/subcontract-approvable.json', import.meta.url);

/** The request that passes. */
export const passing = JSON.parse(readFileSync(path, 'utf8'));

const { answers } = passing;
const without = (field, item) => ({ [field]: answers[field].filter((other) => other !== item) });

/** For each limb of each condition, in the text's order, the answers that break it. */
export const BREAKS = {
  'pre/in-writing': { 'request.in_writing': false },
  'chapeau/necessary': { 'finding.necessary': false },
  '4-i/told': { 'finding.4-i.told': false },
  '4-i/told-all': without('subcontract.matters_told', 'sanctions'),
  '4-i/told-carriage': without('subcontract.matters_told', 'carriage'),
  '4-i/reports': { 'finding.4-i.reports': false },
  '4-i/carriage': without('subcontract.reports_required', 'carriage'),
  '4-i/duties': { 'finding.4-i.duties': false },
  '4-i/evidence': { 'subcontract.evidence_filed': false },
  '4-ro/work': { 'scope.work': '' },
  '4-ro/items': { 'scope.data_items': [] },
  '4-ro/needed': { 'finding.4-ro.needed': false },
  '4-ro/minimal': { 'finding.4-ro.minimal': false },
  '4-ro/within': { 'scope.exceeds_contract': true },
  '4-ro/items-within': { 'scope.data_items': ['氏名', '住所', '生年月日'] },
  '4-ro/ceiling': { 'scope.record_count': 5001 },
  '4-ro/count': { 'contract.record_ceiling': undefined },
  '4-ha/disposal': { 'finding.4-ha.disposal': false },
  '4-ni/clear': { 'subcontract.liability_clear': false },
  '4-ho/clause': { 'subcontract.further_entrustment': 'contractor_consent' },
  '4-he/safety': { 'finding.4-he.safety': false },
  'para-3/conditions': { 'approval.conditions': '' },
  's13-2/name': { 'subcontractor.name': '' },
  's13-2/reason': { 'subcontract.reason': '' },
  's13-2/content': { 'scope.work': '' },
  's13-2/information': { 'scope.data_items': [] },
  's13-2/measures': { 'subcontract.safety_measures': '' },
  's13-2/supervision': { 'subcontract.supervision': '' },
  's13-2-time/not-started': { 'subcontract.already_started': true },
  // An approval planned before the filing would contradict it.
  's13-2-time/asked': { 'request.filed_on': '2027-01-11', 'approval.planned_on': '2027-01-11' },
  's13-2-time/approved': { 'approval.planned_on': '2027-01-11' },
  's13-2-time/main-work': { 'contract.starts_on': '2026-11-30' },
};

/** The passing request with some answers changed; `undefined` leaves one out. */
export function changed(...changes) {
  // As a caller has it: read from JSON, where what is left out is not there.
  return JSON.parse(
    JSON.stringify({ ...passing, answers: Object.assign({}, answers, ...changes) }),
  );
}

/** One request for each limb that can be broken. */
export const broken = Object.values(BREAKS).map((change) => changed(change));

/** A form half filled in: what officials record is still to come. */
export const half = changed(
  Object.fromEntries(
    Object.keys(answers)
      .filter((field) => /^(finding|approval)\./.test(field))
      .map((field) => [field, undefined]),
  ),
);
