/** The facts that any of the chosen towns asks for: each once, in groups. */
import type { Field, Predicate, Regulation, Ruleset } from 'shodaku';
import { inLanguage } from '../shared/language.js';
import { fieldsOf } from '../shared/predicate.js';
import { procedureOf, rulesOf, type Town } from './towns.js';
import { say } from './words.js';

/** One fact, and the towns that ask for it. */
export interface Fact {
  readonly field: Field;
  readonly towns: readonly Town[];
}

/** Facts that belong together. */
export interface Group {
  readonly title: string;
  /** Whether a single town asks for all of them, as the title says. */
  readonly own?: boolean;
  readonly facts: readonly Fact[];
}

/** How the shared vocabulary's facts are grouped, by the first part of their ids. */
const groups = [
  ['page.shared.group.request', 'request approval'],
  ['page.shared.group.instruction', 'instruction'],
  ['page.compare.group.information', 'information'],
  ['page.compare.group.contract', 'contract'],
  ['page.compare.group.scope', 'purpose scope'],
  ['page.compare.group.place', 'takeout place'],
  ['page.shared.group.third_party', 'recipient third_party publication'],
  ['page.shared.group.copy', 'copy'],
  ['page.shared.group.subcontractor', 'subcontractor'],
  ['page.compare.group.subcontract', 'subcontract'],
  ['page.compare.group.carriage', 'carriage'],
  ['page.shared.group.safety', 'safety use disposal'],
  ['page.compare.group.persons', 'person training inspection'],
  ['page.compare.group.accident', 'accident'],
] as const;

/** All facts the procedure looks at under the rulesets of these towns, in groups. */
export function factGroups(towns: readonly Town[], procedure: string): Group[] {
  const asked = new Map<string, { field: Field; towns: Town[] }>();
  for (const town of towns) {
    const rules = rulesOf(town, procedure);
    for (const field of rules ? factsOf(rules, procedure) : []) {
      const fact = asked.get(field.id) ?? { field, towns: [] };
      fact.towns.push(town);
      asked.set(field.id, fact);
    }
  }
  const facts = [...asked.values()];
  const shared = groups.map(([title, of]) => ({
    title: say(title),
    facts: facts.filter((fact) => of.split(' ').includes(prefix(fact))),
  }));
  const others = facts.filter(
    (fact) => !groups.some(([, of]) => of.split(' ').includes(prefix(fact))),
  );
  const own = towns.map((town) => ({
    title: say('page.compare.group.own', { town: inLanguage(town.name) }),
    own: true,
    facts: others.filter((fact) => fact.towns.length === 1 && fact.towns[0] === town),
  }));
  const rest = {
    title: say('page.compare.group.others'),
    facts: others.filter((fact) => fact.towns.length > 1),
  };
  return [...shared, rest, ...own].filter(({ facts }) => facts.length > 0);
}

const prefix = ({ field: { id } }: Fact): string => id.slice(0, Math.max(0, id.indexOf('.')));

/** The facts a procedure looks at, in the ruleset's order: all but what somebody has to judge. */
function factsOf(rules: Regulation, id: string): Field[] {
  const procedure = procedureOf(rules, id);
  if (!procedure) return [];
  const { ruleset } = rules;
  const ids = new Set(procedure.varies_by ? [procedure.varies_by] : []);
  for (const day of ruleset.ruleset.in_force?.decided_by ?? []) ids.add(day);
  const look = (predicate: Predicate | undefined) => {
    if (!predicate) return;
    for (const field of fieldsOf(predicate, ruleset.field)) ids.add(field.id);
  };
  for (const { when } of chosen(ruleset, 'route', procedure.routes)) look(when);
  for (const { when, limb } of chosen(ruleset, 'condition', procedure.conditions)) {
    look(when);
    for (const one of limb) {
      look(one);
      look(one.when);
      for (const description of one.supports ?? []) ids.add(description);
    }
  }
  for (const { when, holds } of chosen(ruleset, 'duty', procedure.duties)) {
    look(when);
    look(holds);
  }
  for (const { when } of chosen(ruleset, 'result', procedure.results)) look(when);
  return ruleset.field.filter((field) => ids.has(field.id) && !isJudgement(field));
}

/** The parts of a ruleset that a procedure lists. */
function chosen<K extends 'route' | 'condition' | 'duty' | 'result'>(
  ruleset: Ruleset,
  key: K,
  ids: readonly string[] = [],
): NonNullable<Ruleset[K]>[number][] {
  const all: readonly NonNullable<Ruleset[K]>[number][] = ruleset[key] ?? [];
  return all.filter(({ id }) => ids.includes(id));
}

/** Whether a field is a finding, a decision, or an official's words: nothing one town has of another. */
export const isJudgement = ({ type, supplier }: Field): boolean =>
  type === 'finding' || type === 'decision' || (type === 'text' && supplier === 'officer');
