/** Contracts as the portal knows them. All of them are invented. */
import type { Answers } from 'shodaku';

/** A contract, in words and as the facts that requests are judged by. */
export interface Contract {
  number: string;
  subject: string;
  contractor: string;
  period: string;
  facts: Answers;
}

/** The contracts, by id. */
export const contracts = {
  water: {
    number: 'R8-水道-0142',
    subject: '水道料金システム運用保守及び検針データ入力業務委託',
    contractor: '株式会社北浜データサービス',
    period: '令和8年4月1日 から 令和9年3月31日 まで',
    facts: {
      'contract.consent_clauses': ['takeout', 'third_party', 'copy', 'subcontract'],
      'contract.purpose': '水道料金の調定、収納管理及び検針結果の入力',
      'contract.starts_on': '2026-04-01',
      'contract.data_items': [
        '氏名',
        '住所',
        '電話番号',
        '水栓番号',
        '使用水量',
        '料金',
        '口座振替区分',
      ],
      'contract.record_count': 7200,
    },
  },
  screening: {
    number: 'R8-健康-0087',
    subject: '特定健診及びがん検診受診案内の印刷・封入封緘業務委託',
    contractor: 'みなと印刷株式会社',
    period: '令和8年11月2日 から 令和9年3月31日 まで',
    facts: {
      'contract.consent_clauses': ['takeout', 'third_party', 'copy', 'subcontract'],
      'contract.purpose': '健診の受診案内の印刷、封入封緘及び発送準備',
      'contract.starts_on': '2027-01-12',
      'contract.data_items': ['氏名', '住所', '生年月日', '性別', '受診区分', '宛名番号'],
      'contract.record_count': 4800,
      'contract.record_ceiling': 5000,
    },
  },
  survey: {
    number: 'R8-企画-0031',
    subject: '高齢者の暮らしに関するアンケート調査業務委託',
    contractor: '合同会社うみべ調査研究所',
    period: '令和8年6月1日 から 令和9年2月28日 まで',
    facts: {
      'contract.consent_clauses': ['takeout', 'third_party', 'copy', 'subcontract'],
      'contract.purpose': '高齢者福祉計画の基礎資料とするアンケートの実施及び集計',
      'contract.starts_on': '2026-06-01',
      'contract.data_items': ['氏名', '住所', '年齢', '世帯構成', '回答内容'],
      'contract.record_count': 1500,
    },
  },
} satisfies Record<string, Contract>;

/** Which contract. */
export type ContractId = keyof typeof contracts;
