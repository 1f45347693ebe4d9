/** Contracts as the portal knows them. All of them are invented. */
import type { Answers } from 'shodaku';
import records from './contracts.json' with { type: 'json' };

/** A contract, in words and as the facts that requests are judged by. */
export interface Contract {
  number: string;
  subject: string;
  contractor: string;
  period: string;
  facts: Answers;
}

/** Which contract. */
export type ContractId = keyof typeof records;

/** The contracts, by id. */
export const contracts: { readonly [id in ContractId]: Contract } = records;
