// What an honest browser sends to the back end, and what a test changes of it.

import { readFileSync } from 'node:fs';
import { load } from 'shodaku';

const file = (path) => new URL(`../../${path}`, import.meta.url);
const json = (path) => JSON.parse(readFileSync(file(path), 'utf8'));
const engine = await load();
export const rules = engine.ruleset(
  json('pkg/dist/rulesets/hirono.json'),
  json('pkg/dist/rulesets/hirono.en.json'),
);
export const contract = json('www/shared/contracts.json').screening;

export const answers = {
  'request.in_writing': true,
  'request.filed_on': '2026-11-22',
  'information.kind': 'personal',
  'information.my_number': false,
  'information.deceased': false,
  'scope.work': '受診案内の封入',
  'scope.data_items': ['氏名', '住所'],
  'scope.record_count': 4800,
  'scope.exceeds_contract': false,
  'subcontractor.name': '株式会社はまゆり印刷',
  'subcontract.reason': '封入機を持つ事業者に行わせるため。\n期限に間に合わせる。',
  'subcontract.safety_measures': '施錠保管',
  'subcontract.supervision': '毎週の報告',
  'subcontract.matters_told': [
    'safeguards',
    'designation',
    'use_limits',
    'return',
    'carriage',
    'sanctions',
    'reports',
  ],
  'subcontract.evidence_filed': true,
  'subcontract.liability_clear': true,
  'subcontract.further_entrustment': 'agency_approval',
  'subcontract.starts_on': '2027-01-20',
  'subcontract.already_started': false,
};

export const KEY = '0123456789abcdef0123456789abcdef';

/** The fields of the form, as a browser sends what was answered. */
const typed = (given) =>
  Object.entries(given).map(([id, answer]) => [
    id.replaceAll('.', '_'),
    id === 'scope.data_items'
      ? answer.join('、')
      : Array.isArray(answer)
        ? answer
        : String(answer).replaceAll('\n', '\r\n'),
  ]);

/** What an honest browser sends, but for what is changed: of the answers, the receipt or the form. */
export function honest(changed = {}, asOf = '2026-11-22') {
  const { answers: others, receipt: parts, ...fields } = changed;
  const given = { ...answers, ...others };
  const request = { procedure: 'subcontract', stage: 'filed', asOf };
  const session = rules.open({ ...request, answers: { ...answers, ...contract.facts } });
  const receipt = session.receipt();
  session.dispose();
  return {
    key: KEY,
    contract: contract.number,
    kind: 'subcontract',
    ...Object.fromEntries(typed(answers)),
    contact_name: '𠮷田　かな',
    attachments: '',
    answers: JSON.stringify(given),
    receipt: JSON.stringify({ ...receipt, ...parts }),
    ...fields,
  };
}

/** The body of a form; `null` leaves a name out, a list sends it several times. */
export function bodyOf(fields) {
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) {
    for (const one of value === null ? [] : [value].flat()) body.append(name, one);
  }
  return body;
}
