// The conditions as one writes them by hand where speed and size are all that counts: two plain
// functions, one for the types and one for the limbs, and a list of what is wrong.

import { FIELDS } from '../fields.mjs';

const DATE = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;
const TOLD = ['safeguards', 'designation', 'use_limits', 'return', 'sanctions', 'reports'];

/** The fields whose answer has the wrong type. */
function wrongTypes(answers) {
  const wrong = [];
  for (const field of FIELDS.boolean) {
    const value = answers[field];
    if (value !== undefined && typeof value !== 'boolean') wrong.push(field);
  }
  for (const field of FIELDS.text) {
    const value = answers[field];
    if (value !== undefined && typeof value !== 'string') wrong.push(field);
  }
  for (const field of FIELDS.integer) {
    const value = answers[field];
    if (value !== undefined && !(Number.isSafeInteger(value) && value >= 0)) wrong.push(field);
  }
  for (const field of FIELDS.list) {
    const value = answers[field];
    if (value === undefined) continue;
    if (!Array.isArray(value) || value.some((item) => typeof item !== 'string')) wrong.push(field);
  }
  for (const field of FIELDS.date) {
    const value = answers[field];
    if (value !== undefined && !(typeof value === 'string' && DATE.test(value))) wrong.push(field);
  }
  return wrong;
}

/** The limbs that are not met. */
function failing(answers) {
  const failed = [];
  const must = (limb, met) => {
    if (!met) failed.push(limb);
  };
  const carried = answers['subcontract.carriage'] === true;
  const told = answers['subcontract.matters_told'];
  const reports = answers['subcontract.reports_required'];
  const items = answers['scope.data_items'];
  const count = answers['scope.record_count'];
  const ceiling = answers['contract.record_ceiling'];
  const inContract = answers['contract.record_count'];
  const further = answers['subcontract.further_entrustment'];
  const approved = answers['approval.planned_on'];
  const starts = answers['subcontract.starts_on'];

  must('pre/in-writing', answers['request.in_writing'] === true);
  must('chapeau/necessary', answers['finding.necessary'] === true);
  must('4-i/told', answers['finding.4-i.told'] === true);
  must('4-i/told-all', !told || TOLD.every((matter) => told.includes(matter)));
  must('4-i/told-carriage', !carried || !told || told.includes('carriage'));
  must('4-i/reports', answers['finding.4-i.reports'] === true);
  must('4-i/carriage', !carried || !reports || reports.includes('carriage'));
  must('4-i/duties', answers['finding.4-i.duties'] === true);
  must('4-i/evidence', answers['subcontract.evidence_filed'] === true);
  must('4-ro/work', answers['scope.work']);
  must('4-ro/items', items?.length);
  must('4-ro/needed', answers['finding.4-ro.needed'] === true);
  must('4-ro/minimal', answers['finding.4-ro.minimal'] === true);
  must('4-ro/within', answers['scope.exceeds_contract'] === false);
  must(
    '4-ro/items-within',
    items?.length && items.every((item) => answers['contract.data_items']?.includes(item)),
  );
  must('4-ro/ceiling', !(count > ceiling));
  must('4-ro/count', ceiling !== undefined || !(count > inContract));
  must('4-ha/disposal', answers['finding.4-ha.disposal'] === true);
  must('4-ni/clear', answers['subcontract.liability_clear'] === true);
  must('4-ho/clause', further === 'forbidden' || further === 'agency_approval');
  must('4-he/safety', answers['finding.4-he.safety'] === true);
  must(
    'para-3/conditions',
    answers['approval.conditions'] || answers['approval.no_conditions_because'],
  );
  must('s13-2/name', answers['subcontractor.name']);
  must('s13-2/reason', answers['subcontract.reason']);
  must('s13-2/content', answers['scope.work']);
  must('s13-2/information', items?.length);
  must('s13-2/measures', answers['subcontract.safety_measures']);
  must('s13-2/supervision', answers['subcontract.supervision']);
  must('s13-2-time/not-started', answers['subcontract.already_started'] === false);
  must('s13-2-time/asked', answers['request.filed_on'] < starts);
  must('s13-2-time/approved', approved < starts);
  must('s13-2-time/main-work', approved < answers['contract.starts_on']);
  return failed;
}

export const start = () => ({
  check({ answers }) {
    const wrong = wrongTypes(answers);
    return wrong.length > 0 ? wrong : failing(answers);
  },
  read: (failed) => failed,
});
