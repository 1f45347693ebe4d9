/** Ready-made requests to try the page with. Every company, person and contract in them is invented. */
import type { Answers } from 'shodaku';
import type { ContractId } from './contracts.js';

/** One invented request. */
export interface Sample {
  id: string;
  procedure: string;
  title: 'filed' | 'passes' | 'one' | 'many' | 'begun' | 'instructed' | 'not_instructed';
  contract: ContractId;
  /** What the applicant enters. */
  answers: Answers;
  /** What the official has recorded; with `found`, every finding is recorded as found. */
  record?: Answers;
  found?: boolean;
}

const settled = {
  'approval.planned_on': '2026-12-11',
  'approval.conditions':
    '作業の開始時と終了時に個人情報管理責任者が立ち会い、返還の記録を速やかに提出すること。',
};

const common = {
  'request.filed_on': '令和8年11月24日',
  'request.in_writing': true,
  'information.kind': 'personal',
  'information.my_number': false,
  'information.deceased': false,
};

const subcontract = {
  ...common,
  'purpose.necessity':
    '封入封緘機は自社に一台しかなく、健診の予約開始までに全世帯へ届けるには、同じ機器を持つ事業者に一部を行わせるほかに方法がないため。',
  'scope.work': '印刷済みの受診案内の封入と封緘。印刷、宛名の作成、発送の引渡しは含まない。',
  'scope.data_items': ['氏名', '住所', '宛名番号'],
  'scope.record_count': 2400,
  'scope.justification':
    '封筒の窓から見える三項目だけが刷られた用紙を渡す。対象は自社で期限までに終えられない地区に限る。',
  'scope.exceeds_contract': false,
  'subcontractor.name': '有限会社みどり封入センター',
  'subcontractor.representative': '代表取締役 緑川 一郎',
  'subcontractor.address': '青葉県みなと市本町一丁目2番3号',
  'subcontractor.contact': '業務部 電話 0000-00-1234',
  'subcontractor.responsible_person': '業務部長 山田 恵子',
  'subcontractor.staff': '封入係 佐藤 健、封入係 高橋 由美',
  'subcontract.reason': '封入封緘機の能力が足りず、自社だけでは発送の期限に間に合わないため。',
  'subcontract.starts_on': '令和9年1月18日',
  'subcontract.ends_on': '令和9年2月5日',
  'subcontract.already_started': false,
  'subcontract.carriage': true,
  'subcontract.matters_told': [
    'safeguards',
    'designation',
    'use_limits',
    'return',
    'carriage',
    'sanctions',
    'reports',
  ],
  'subcontract.reports_required': [
    'designation',
    'training',
    'premises',
    'carriage',
    'accidents',
    'other',
  ],
  'subcontract.duties_imposed':
    '特記事項の全文を再委託契約書の別紙とし、同じ義務を負わせる。違反時の解除と損害賠償も定める。',
  'subcontract.safety_measures':
    '入退室を記録する専用室で作業し、私物と記録機器の持込みを禁じる。用紙は施錠した保管庫に置き、毎日枚数を確かめる。',
  'subcontract.supervision':
    '作業の初日と毎週一度、当社の個人情報管理責任者が作業場所を訪れ、枚数と入退室の記録を確かめる。結果は月ごとに発注者へ報告する。',
  'subcontract.further_entrustment': 'agency_approval',
  'subcontract.liability_clear': true,
  'subcontract.evidence_filed': true,
  'subcontract.draft_attached': true,
  'subcontract.supervision_in_draft': true,
  'safety.measures':
    '受渡しは両社の従事者が手渡しで行い、枚数を数えて受領書を交わす。運搬は施錠した専用車で直接行う。',
  'disposal.method':
    '刷り損じと余りの用紙は当日中に当社へ返し、当社で裁断して記録する。封緘した封書は作業の翌日までに引き渡す。',
};

const takeout = {
  ...common,
  'purpose.necessity':
    '試験の結果を職員と確かめる打合せに、料金データの一部を示す必要があり、画面の写しでは照合できないため。',
  'instruction.given': false,
  'scope.data_items': ['水栓番号', '使用水量', '料金'],
  'scope.record_count': 30,
  'scope.justification': '計算の誤りが疑われた30件に限り、氏名と住所は除いて持ち出す。',
  'place.name': '役場本庁舎 二階 第二会議室',
  'place.any_reported': true,
  'place.this_reported': false,
  'takeout.reason': '水道課の職員との打合せで、計算結果を一件ずつ照合するため。',
  'takeout.carrier':
    '個人情報管理責任者と従事者の二名が、暗号化した媒体を施錠したかばんに入れ、社用車で直接運ぶ。',
  'takeout.taken_on': '2026-12-18',
  'takeout.already': false,
  'safety.measures':
    '媒体を暗号化し、持出簿に記録する。会議室を離れるときは媒体を手元から離さない。',
  'disposal.method': '打合せの後に当日中に作業場所へ戻し、媒体のデータを消去して持出簿に記録する。',
};

const offsite = {
  ...takeout,
  'purpose.necessity':
    '停電を伴う設備の点検で作業場所が使えない二日間も、料金の計算を止められないため。',
  'scope.work': '設備の点検中の二日間に行う、料金計算の夜間処理とその確認。',
  'scope.record_count': 7200,
  'scope.justification': '料金計算に要る項目だけを対象とし、電話番号と口座の情報は移さない。',
  'place.name': '株式会社北浜データサービス 第二センター（青葉県みなと市港町四丁目5番）',
  'takeout.reason': '点検の間も料金計算の期限を守るため、当社の予備の施設で処理する。',
  'takeout.carrier': '暗号化した専用回線で送り、媒体では運ばない。',
  'takeout.taken_on': '2027-01-16',
  'safety.measures': '予備の施設は入退室の記録と監視カメラを備え、作業は二名以上で行う。',
  'disposal.method': '処理の終了後に予備の施設のデータを消去し、消去の記録を提出する。',
};

const thirdParty = {
  ...common,
  'purpose.necessity':
    '受診案内が届かない世帯への再案内を、県の健康づくり協議会が行うこととされているため。',
  'scope.data_items': ['氏名', '住所', '受診区分'],
  'scope.record_count': 120,
  'scope.justification': '案内が返送された120件に限り、再案内に要る項目だけを提供する。',
  'recipient.name': '青葉県健康づくり協議会',
  'recipient.address': '青葉県みなと市県庁通二丁目1番',
  'recipient.contact': '事業課 電話 0000-00-5678',
  'recipient.purpose': '受診案内が返送された世帯への再案内',
  'third_party.basis': 'law',
  'third_party.basis_detail': '健康増進に関する法令の規定に基づく県からの依頼（健康第214号）',
  'third_party.within_contract_purpose': false,
  'third_party.already_provided': false,
  'use.restriction': '再案内以外に使わないことを書面で約し、使う者を三名に限る。',
  'safety.measures':
    '名簿は暗号化し、合言葉は別の経路で知らせる。受渡しは手渡しで行い受領書を交わす。',
  'disposal.method': '再案内の終了後一週間以内に返還し、写しは裁断して証明書を受け取る。',
};

const copy = {
  ...common,
  'purpose.necessity':
    '封入の誤りを確かめるために宛名一覧の控えが必要で、原本は印刷工程で使うため手元に残らないため。',
  'scope.data_items': ['氏名', '住所', '宛名番号'],
  'scope.record_count': 4800,
  'scope.justification': '封入の照合に要る三項目だけを写し、生年月日と受診区分は写さない。',
  'copy.handed_over': true,
  'copy.already': false,
  'use.restriction': '控えは照合の作業台でだけ使い、作業の後は施錠した保管庫に戻す。',
  'safety.measures': '控えには通し番号を付け、作業の前後に枚数を数えて記録する。',
  'disposal.method': '発送の翌日に裁断し、立会者の署名のある記録を提出する。',
};

/** All of them, by kind of request. */
export const samples: Sample[] = [
  {
    id: 'subcontract-filed',
    procedure: 'subcontract',
    title: 'filed',
    contract: 'screening',
    answers: subcontract,
  },
  {
    id: 'subcontract-passes',
    procedure: 'subcontract',
    title: 'passes',
    contract: 'screening',
    answers: subcontract,
    record: settled,
    found: true,
  },
  {
    id: 'subcontract-one',
    procedure: 'subcontract',
    title: 'one',
    contract: 'screening',
    answers: { ...subcontract, 'subcontract.further_entrustment': 'contractor_consent' },
    record: settled,
    found: true,
  },
  {
    id: 'subcontract-many',
    procedure: 'subcontract',
    title: 'many',
    contract: 'screening',
    answers: {
      ...subcontract,
      'purpose.necessity': '',
      'scope.work': '受診案内の印刷から発送の準備までの全部。',
      'scope.data_items': ['氏名', '住所', '生年月日', '電話番号', '既往歴'],
      'scope.record_count': 5200,
      'scope.justification': '',
      'scope.exceeds_contract': true,
      'subcontractor.name': '株式会社はやぶさ発送サービス',
      'subcontractor.representative': '代表取締役 早房 次郎',
      'subcontractor.address': '青葉県みなと市港町九丁目8番7号',
      'subcontract.reason': '繁忙期で手が足りないため。',
      'subcontract.starts_on': '令和8年12月1日',
      'subcontract.ends_on': '令和8年12月25日',
      'subcontract.matters_told': ['safeguards', 'use_limits', 'carriage'],
      'subcontract.reports_required': ['designation'],
      'subcontract.further_entrustment': 'silent',
      'subcontract.liability_clear': false,
      'subcontract.evidence_filed': false,
      'subcontract.supervision_in_draft': false,
      'subcontract.supervision': '',
    },
    record: { 'approval.planned_on': '2026-12-11' },
  },
  {
    id: 'subcontract-begun',
    procedure: 'subcontract',
    title: 'begun',
    contract: 'water',
    answers: {
      ...subcontract,
      'purpose.necessity':
        '検針票の読取り用スキャナーを自社で保有しておらず、検針の締切りから三日で入力を終えるには専門の事業者による処理が欠かせないため。',
      'scope.work': '検針票の画像読取りと検針データの入力。料金の計算と収納の処理は含まない。',
      'scope.data_items': ['水栓番号', '使用水量'],
      'scope.record_count': 4800,
      'scope.justification': '検針票の照合に要る二項目だけを渡し、氏名と住所は渡さない。',
      'subcontractor.name': '有限会社さざなみ入力センター',
      'subcontract.reason': '検針票の読取りには専用の機器と経験のある要員が要るため。',
    },
    record: settled,
    found: true,
  },
  {
    id: 'resubcontract-filed',
    procedure: 'resubcontract',
    title: 'filed',
    contract: 'screening',
    answers: {
      ...subcontract,
      'subcontractor.name': '合同会社ひなた作業所',
      'subcontractor.representative': '代表社員 日向 三郎',
      'scope.work': '封入を終えた封書の枚数の確認と区分け。',
      'scope.record_count': 300,
    },
  },
  {
    id: 'takeout-passes',
    procedure: 'takeout',
    title: 'passes',
    contract: 'water',
    answers: takeout,
    record: settled,
    found: true,
  },
  {
    id: 'takeout-one',
    procedure: 'takeout',
    title: 'one',
    contract: 'water',
    answers: { ...takeout, 'takeout.already': true },
    record: settled,
    found: true,
  },
  {
    id: 'takeout-instructed',
    procedure: 'takeout',
    title: 'instructed',
    contract: 'water',
    answers: {
      ...takeout,
      'instruction.given': true,
      'instruction.record': '令和8年11月20日 水道課長からの指示書（水第88号）',
    },
  },
  {
    id: 'offsite-passes',
    procedure: 'offsite',
    title: 'passes',
    contract: 'water',
    answers: offsite,
    record: settled,
    found: true,
  },
  {
    id: 'offsite-one',
    procedure: 'offsite',
    title: 'one',
    contract: 'water',
    answers: { ...offsite, 'takeout.taken_on': '2026-12-05' },
    record: settled,
    found: true,
  },
  {
    id: 'third-party-passes',
    procedure: 'third_party',
    title: 'passes',
    contract: 'screening',
    answers: thirdParty,
    record: settled,
    found: true,
  },
  {
    id: 'third-party-one',
    procedure: 'third_party',
    title: 'one',
    contract: 'screening',
    answers: { ...thirdParty, 'third_party.basis': 'none', 'third_party.basis_detail': '' },
    record: settled,
    found: true,
  },
  {
    id: 'third-party-many',
    procedure: 'third_party',
    title: 'many',
    contract: 'survey',
    answers: {
      ...thirdParty,
      'information.my_number': true,
      'scope.data_items': ['氏名', '住所', '電話番号', '回答内容'],
      'scope.record_count': 1500,
      'scope.justification': '',
      'recipient.name': '株式会社くらし通販',
      'recipient.address': '青葉県みなと市中央三丁目3番3号',
      'recipient.contact': '営業部 電話 0000-00-9012',
      'recipient.purpose': '自社の商品案内の発送',
      'third_party.basis': 'art69_2_4',
      'third_party.basis_detail': '',
      'third_party.risk': true,
      'third_party.already_provided': true,
      'use.restriction': '',
      'disposal.method': '',
    },
    record: { 'approval.planned_on': '2026-12-11' },
  },
  {
    id: 'purpose-change-banned',
    procedure: 'purpose_change',
    title: 'not_instructed',
    contract: 'survey',
    answers: { ...common, 'instruction.given': false, 'scope.data_items': ['氏名', '住所'] },
  },
  {
    id: 'copy-passes',
    procedure: 'copy',
    title: 'passes',
    contract: 'screening',
    answers: copy,
    record: settled,
    found: true,
  },
  {
    id: 'copy-one',
    procedure: 'copy',
    title: 'one',
    contract: 'screening',
    answers: { ...copy, 'copy.already': true },
    record: settled,
    found: true,
  },
];
