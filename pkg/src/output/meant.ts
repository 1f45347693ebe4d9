import type { Issue, Report } from '../types/report.js';
import type { Answers } from '../types/request.js';
import type { Field } from '../types/ruleset.js';

/** How many entries a message names. */
const MOST = 10;

/** What says that it means some entries, with places for them and for how many more there are. */
export interface MeantWords {
  readonly joiner: string;
  readonly meant: { readonly entries: string; readonly and_more: string };
}

/** The list that an issue may mean some entries of: the first that it looks at. */
export function listOf(
  issue: Issue,
  fields: ReadonlyMap<string, Field>,
  answers: Answers,
): { readonly list: string; readonly entries: readonly string[] } | undefined {
  if (issue.truth !== 'not_met') return undefined;
  const list = issue.fields.find((field) => fields.get(field)?.type === 'items');
  const entries = list === undefined ? undefined : answers[list];
  return list !== undefined && Array.isArray(entries) ? { list, entries } : undefined;
}

/**
 * The entries with which alone in its list the limb of an issue is not met either.
 *
 * @param judge What the request comes to with these entries only.
 */
export function meant(
  issue: Issue,
  entries: readonly string[],
  judge: (entries: readonly string[]) => Report,
): string[] {
  const isSame = ({ condition, limb, truth }: Issue) =>
    condition === issue.condition && limb === issue.limb && truth === 'not_met';
  // By halves: most of a long list is as it should be.
  const among = (some: readonly string[]): string[] => {
    if (some.length === 0 || !judge(some).issues.some(isSame)) return [];
    if (some.length === 1) return [...some];
    const half = some.length >> 1;
    return [...among(some.slice(0, half)), ...among(some.slice(half))];
  };
  return among([...new Set(entries)]);
}

/** A message with the entries that it means. */
export function withMeant(message: string, entries: readonly string[], words: MeantWords): string {
  if (entries.length === 0) return message;
  const { entries: named, and_more } = words.meant;
  const more = entries.length > MOST ? and_more : named;
  const which = more
    .replace('{entries}', () => entries.slice(0, MOST).join(words.joiner))
    .replace('{count}', `${entries.length - MOST}`);
  return `${message} ${which}`;
}
