// What the examples for form libraries share: one consultation on a subcontract, as a schema.

import { load } from 'shodaku';
import hirono from 'shodaku/rulesets/hirono.json' with { type: 'json' };

/** What the portal knows of the contract. */
const given = {
  'contract.consent_clauses': ['subcontract'],
  'contract.data_items': ['氏名', '住所'],
  'contract.record_ceiling': 5000,
  'contract.starts_on': '2027-01-12',
  'information.kind': 'personal',
  'information.deceased': false,
  'request.filed_on': '2026-11-22',
};

/** The fields of the text, by the names the form has. */
const map = {
  'subcontractor.name': 'saki',
  'scope.work': 'naiyo',
  'scope.data_items': 'komoku',
  'scope.record_count': 'kensu',
  'subcontract.reason': 'riyu',
  'subcontract.safety_measures': 'anzen',
  'subcontract.supervision': 'kantoku',
  'subcontract.further_entrustment': 'saisai',
};

export const QUESTIONS = [
  { name: 'saki', label: '再委託先の名称' },
  { name: 'naiyo', label: '再委託する業務' },
  { name: 'komoku', label: '扱う情報の項目' },
  { name: 'kensu', label: '件数' },
  { name: 'riyu', label: '再委託する理由' },
  { name: 'anzen', label: '安全管理の対策' },
  { name: 'kantoku', label: '管理・監督の方法' },
  {
    name: 'saisai',
    label: '再々委託の定め',
    options: [
      { value: '', label: '選んでください' },
      { value: 'agency_approval', label: '発注者の承諾がなければ禁止' },
      { value: 'contractor_consent', label: '受託者の承諾があれば可' },
    ],
  },
];

export const EMPTY = Object.fromEntries(QUESTIONS.map(({ name }) => [name, '']));

export async function consultation() {
  const rules = (await load()).ruleset(hirono);
  return rules.standardSchema({
    procedure: 'subcontract',
    asOf: '2026-11-22',
    stage: 'filed',
    given,
    map,
  });
}

/** The warnings by the names of the form; `undefined` where nothing could be checked. */
export function warningsOf(schema, values) {
  try {
    return Map.groupBy(schema.warnings(values), ({ path }) => path?.join('.') ?? '');
  } catch {
    return undefined;
  }
}

export const NOT_CHECKED = '検査できませんでした。条件を満たすかどうかは確認されていません。';
