// The fields that the conditions look at, by type; each peer says it in its own words.

export const FIELDS = {
  boolean: [
    'request.in_writing',
    'scope.exceeds_contract',
    'subcontract.carriage',
    'subcontract.evidence_filed',
    'subcontract.liability_clear',
    'subcontract.already_started',
    'finding.necessary',
    'finding.4-i.told',
    'finding.4-i.reports',
    'finding.4-i.duties',
    'finding.4-ro.needed',
    'finding.4-ro.minimal',
    'finding.4-ha.disposal',
    'finding.4-he.safety',
  ],
  text: [
    'scope.work',
    'subcontractor.name',
    'subcontract.reason',
    'subcontract.safety_measures',
    'subcontract.supervision',
    'subcontract.further_entrustment',
    'approval.conditions',
    'approval.no_conditions_because',
  ],
  integer: ['scope.record_count', 'contract.record_count', 'contract.record_ceiling'],
  list: [
    'scope.data_items',
    'contract.data_items',
    'subcontract.matters_told',
    'subcontract.reports_required',
  ],
  date: ['request.filed_on', 'approval.planned_on', 'contract.starts_on', 'subcontract.starts_on'],
};
