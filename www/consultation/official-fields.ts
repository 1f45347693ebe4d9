/** What officials and other bodies find and decide, by procedure. */
import type { Condition, Field, Report, Ruleset } from 'shodaku';
import { fieldsOf } from 'shodaku/render';
import { asksConditions } from '../shared/conditions.js';

/** A field that an official supplies. */
export interface Part {
  field: Field;
  /** The descriptions that stand behind it. */
  supports: readonly string[];
}

/** Such fields of one condition. */
export interface Group {
  /** Absent for what comes before the conditions. */
  condition?: Condition;
  parts: Part[];
}

const isOfficial = ({ supplier }: Field) => supplier === 'officer' || supplier === 'body';

/** What the official supplies to a procedure, grouped by condition in the text's order, each field once. */
function officialGroups(ruleset: Ruleset, procedure: string): Group[] {
  const asked = ruleset.procedure.find(({ id }) => id === procedure);
  const seen = new Set<Field>();
  const take = (fields: Field[], supports: readonly string[]): Part[] =>
    fields
      .filter((field) => isOfficial(field) && !seen.has(field))
      .map((field) => {
        seen.add(field);
        return { field, supports };
      });

  const dates = ruleset.ruleset.in_force?.decided_by ?? [];
  const routes = (ruleset.route ?? []).filter(({ id }) => asked?.routes?.includes(id));
  const conditions = (ruleset.condition ?? []).filter(({ id }) => asked?.conditions?.includes(id));
  const groups: Group[] = [
    {
      parts: [
        ...take(
          ruleset.field.filter(({ id }) => dates.includes(id)),
          [],
        ),
        ...routes.flatMap(({ when }) => take(fieldsOf(when, ruleset.field), [])),
      ],
    },
    ...conditions.map((condition) => ({
      condition,
      parts: condition.limb.flatMap((limb) =>
        take(fieldsOf(limb, ruleset.field), limb.supports ?? []),
      ),
    })),
  ];
  return groups.filter(({ parts }) => parts.length > 0);
}

/** The fields of all those groups. */
export const officialFields = (ruleset: Ruleset, procedure: string): Field[] =>
  officialGroups(ruleset, procedure).flatMap(({ parts }) => parts.map(({ field }) => field));

/**
 * What a finding of a procedure rests on: the descriptions that stand behind it, or, where a limb
 * names none, whatever else its condition looks at. Nothing for what is no finding.
 */
export function restsOn(ruleset: Ruleset, procedure: string, finding: string): string[] {
  const asked = ruleset.procedure.find(({ id }) => id === procedure);
  const grounds = new Set<string>();
  for (const condition of ruleset.condition ?? []) {
    if (!asked?.conditions?.includes(condition.id)) continue;
    for (const limb of condition.limb) {
      const looksAt = fieldsOf(limb, ruleset.field);
      if (!looksAt.some(({ id, type }) => id === finding && type === 'finding')) continue;
      for (const id of limb.supports ?? givenTo(condition, ruleset)) grounds.add(id);
    }
  }
  return [...grounds];
}

/** What a condition looks at that no official supplies. */
const givenTo = ({ limb, when }: Condition, ruleset: Ruleset): string[] =>
  [...limb, ...limb.flatMap((one) => one.when ?? []), ...(when ? [when] : [])]
    .flatMap((predicate) => fieldsOf(predicate, ruleset.field))
    .filter((field) => !isOfficial(field))
    .map(({ id }) => id);

/** The groups that are asked about, as a report has it. */
export const askedGroups = (ruleset: Ruleset, report: Report): Group[] =>
  officialGroups(ruleset, report.procedure).filter(
    ({ condition }) => !condition || isAsked(report, condition),
  );

/** The fields of the groups that are asked about, as a report has it. */
export const askedOfOfficials = (ruleset: Ruleset, report: Report): Field[] =>
  askedGroups(ruleset, report).flatMap(({ parts }) => parts.map(({ field }) => field));

/** Whether a condition applies, as far as is known, and is asked about. */
function isAsked(report: Report, { id }: Condition): boolean {
  const judged = report.conditions.find(({ condition }) => condition === id);
  return judged !== undefined && asksConditions(report) && judged.applies !== false;
}
