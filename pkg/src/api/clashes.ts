import type { Problem } from '../types/error.js';
import type { Ruleset } from '../types/ruleset.js';
import type { Version } from './version.js';

/** Why two rulesets, by their places in the list, cannot be versions of one text. */
export function clashes(one: Version, at: number, other: Version, before: number): Problem[] {
  const clash = (path: string, message: string): Problem => ({ path: `[${at}].${path}`, message });
  const [header, beside] = [one.ruleset.ruleset, other.ruleset.ruleset];
  if (header.id !== beside.id) {
    const message = `\`${header.id}\` is no version of \`${beside.id}\``;
    return [clash('ruleset.id', message)];
  }
  if (header.version === beside.version) {
    const message = `\`[${before}]\` is version \`${beside.version}\` too`;
    return [clash('ruleset.version', message)];
  }
  const found: Problem[] = [];
  if (!header.in_force || !beside.in_force) {
    const message =
      `is lacking here or in \`[${before}]\`, and their names do not say which is newer: let them ` +
      'differ in a number at the end, as `undated` and `undated-2`';
    if (isNewer(one, other) === undefined) found.push(clash('ruleset.in_force', message));
  } else if (overlap(header.in_force, beside.in_force)) {
    const message =
      `the period overlaps with that of \`[${before}].ruleset.in_force\`: let the older end ` +
      '(`until`) the day before the newer begins';
    found.push(clash('ruleset.in_force', message));
  }
  const [ours, theirs] = [one, other].map(({ ruleset }) => ruleset.procedure.map(({ id }) => id));
  const lacks = (place: number, id: string, there: number) =>
    `\`[${place}]\` lacks \`${id}\`, which \`[${there}]\` has: declare it, if only as silent`;
  for (const id of theirs ?? []) {
    if (!ours?.includes(id)) found.push(clash('procedure', lacks(at, id, before)));
  }
  for (const id of ours ?? []) {
    if (!theirs?.includes(id)) found.push(clash('procedure', lacks(before, id, at)));
  }
  for (const [position, { id, type }] of one.ruleset.field.entries()) {
    const there = other.ruleset.field[other.positions.get(id) ?? -1];
    if (!there || there.type === type) continue;
    const message =
      `\`${id}\` is a \`${type}\` field, and a \`${there.type}\` field in \`[${before}]\`: ` +
      'give it another id';
    found.push(clash(`field[${position}].type`, message));
  }
  return found;
}

/**
 * Whether one version is newer than another: by the days from which they are in force, or, where one has
 * no period, by the numbers that their author has put at the end of their names. Undefined where neither
 * tells.
 */
export function isNewer(one: Version, other: Version): boolean | undefined {
  const [header, beside] = [one.ruleset.ruleset, other.ruleset.ruleset];
  if (header.in_force && beside.in_force) return header.in_force.from > beside.in_force.from;
  const [first, second] = [numbered(header.version), numbered(beside.version)];
  if (first.stem !== second.stem || first.number === second.number) return undefined;
  return first.number > second.number;
}

/** A version's name without the number at its end, and that; the first needs none. */
function numbered(version: string): { stem: string; number: number } {
  const [number = ''] = /[0-9]*$/.exec(version) ?? [];
  return {
    stem: version.slice(0, version.length - number.length).replace(/-+$/, ''),
    number: Number(number),
  };
}

type Period = NonNullable<Ruleset['ruleset']['in_force']>;

/**
 * Whether both could be in force for the same request: where the same date decides, periods that
 * overlap; where another does, the newer text goes before the older one, so there has to be one.
 */
function overlap(one: Period, other: Period): boolean {
  const endsBefore = ({ until }: Period, { from }: Period) => until !== undefined && until < from;
  const sameDecider = one.decided_by[0] === other.decided_by[0];
  return (
    one.from === other.from || (sameDecider && !endsBefore(one, other) && !endsBefore(other, one))
  );
}
