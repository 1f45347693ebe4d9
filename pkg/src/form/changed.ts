import type { Issue, Report } from '../types/report.js';
import { alike } from './alike.js';

/** The limbs of which the one report says something else than the other, as `condition.limb`. */
export function changedBetween(before: Report | undefined, now: Report | undefined): string[] {
  const [old, all] = [before, now].map((report) => byLimb(report?.issues ?? []));
  const limbs = new Set([...(old?.keys() ?? []), ...(all?.keys() ?? [])]);
  return [...limbs].filter((limb) => !alike(old?.get(limb), all?.get(limb)));
}

function byLimb(issues: readonly Issue[]): Map<string, Issue> {
  return new Map(
    issues.map((issue) => {
      const { condition, limb, fields } = issue;
      return [condition === null ? fields.join() : `${condition}.${limb}`, issue];
    }),
  );
}
