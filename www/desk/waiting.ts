/** What a request waits for, and from whom. */
import type { Regulation, Report, Supplier } from 'shodaku';
import { asksConditions } from '../shared/conditions.js';
import { suppliers } from '../shared/suppliers.js';
import { type Filed, filed } from './filed.js';

/** Fields, by who has to fill them in. */
type BySupplier = ReadonlyMap<Supplier, readonly string[]>;

/** What a request waits for. */
export interface Waiting {
  /** Decisions that were asked for and are not answered yet. */
  readonly pending: readonly string[];
  /**
   * What can be entered now, and is needed whatever the answer will be; where the answer is the
   * officials' own to give, that too.
   */
  readonly open: BySupplier;
  /** What comes with the answer, such as its day. */
  readonly withAnswer: readonly string[];
  /** What would lead on without the answer: needed on another way alone. */
  readonly elsewhere: readonly string[];
}

/**
 * What a request waits for. While a decision is pending, the engine is asked what would still be needed
 * if it were given, and if it were refused.
 */
export function waitingFor(rules: Regulation, request: Filed, report: Report): Waiting {
  const open = lacking(rules, report);
  const all = [...open.values()].flat();
  const pending = Object.values(report.stillNeeded)
    .flat()
    .filter((id) => request.answers[id] === 'pending');
  const isPending = (id: string) => pending.includes(id);
  if (pending.length === 0) return { pending, open, withAnswer: [], elsewhere: [] };
  const neededIf = (answer: 'approved' | 'rejected'): ReadonlySet<string> => {
    const answers = {
      ...request.answers,
      ...Object.fromEntries(pending.map((id) => [id, answer])),
    };
    return new Set(
      [...lacking(rules, rules.check(filed({ ...request, answers }))).values()].flat(),
    );
  };
  const [given, refused] = [neededIf('approved'), neededIf('rejected')];
  return {
    pending,
    open: new Map(
      [...open].map(([who, ids]) => {
        const isOurs = (id: string) => who === 'officer' && isPending(id);
        return [who, ids.filter((id) => isOurs(id) || (given.has(id) && refused.has(id)))];
      }),
    ),
    withAnswer: all.filter((id) => given.has(id) && !refused.has(id)),
    elsewhere: all.filter((id) => !given.has(id) && !isPending(id)),
  };
}

/** All that can be entered now. */
export const openFields = ({ open }: Waiting): string[] => [...open.values()].flat();

/**
 * The fields that matter and are blank or cannot be read. What has to be stated and was filed blank is
 * no longer unknown to the engine, yet it is the applicant who can state it.
 */
function lacking({ ruleset }: Regulation, report: Report): BySupplier {
  // Where a route has settled the matter, what the conditions lack is asked of nobody.
  const blank = report.issues
    .filter(({ severity, truth }) => severity === 'error' && truth === 'not_met')
    .filter(({ condition }) => condition !== null && asksConditions(report))
    .flatMap(({ fields }) => fields);
  const unreadable = report.issues
    .filter(({ condition }) => condition === null)
    .flatMap(({ fields }) => fields);
  const isOf = (who: Supplier) => (id: string) =>
    ruleset.field.some((field) => field.id === id && field.supplier === who);
  return new Map(
    suppliers.map((who) => {
      const more = [...blank, ...unreadable].filter(isOf(who));
      return [who, [...new Set([...report.stillNeeded[who], ...more])]];
    }),
  );
}
