/** The receipt that a request came with: whether it is that of the request, or what of it is not. */
import { say } from './words.js';
import type { DeskRequest } from './work.js';

/** What a receipt's parts are called. */
const parts = {
  engine: 'engine',
  ruleset: 'ruleset',
  procedure: 'procedure',
  asOf: 'as_of',
  stage: 'stage',
  reference: 'reference',
  verdict: 'verdict',
  answersSha256: 'answers',
  reportSha256: 'report',
} as const;

/** The parts that differ, by the names that people have for them. */
export function partsInWords(differs: readonly string[]): string {
  const names = differs.map((part) => {
    const [first = ''] = part.split('.');
    const key = parts[first as keyof typeof parts];
    return key ? say(`page.desk.receipt.part.${key}`) : part;
  });
  return [...new Set(names)].join(say('page.shared.comma'));
}

/** What is said of a request's receipt; empty where it came with none. */
export function broughtInWords({ brought }: DeskRequest): string {
  if (!brought) return '';
  return brought.differs.length === 0
    ? say('page.desk.receipt.same')
    : say('page.desk.receipt.other', { parts: partsInWords(brought.differs) });
}
