/** The facts that any of the chosen towns asks for: each once, in groups. */
import type { Field, Regulation } from 'shodaku';
import { askedBy } from 'shodaku/render';
import { inLanguage } from '../shared/language.js';
import { rulesOf, type Town } from '../shared/towns.js';
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
function factsOf({ ruleset }: Regulation, procedure: string): Field[] {
  const asked = new Set(askedBy(ruleset, procedure).groups.flatMap(({ fields }) => fields));
  return ruleset.field.filter((field) => asked.has(field) && !isJudgement(field));
}

/** The element to go to for a fact. */
export const idOf = (field: string): string => `fact-${field.replaceAll('.', '-')}`;

/** Whether a field is a finding, a decision, or an official's words: nothing one town has of another. */
export const isJudgement = ({ type, supplier }: Field): boolean =>
  type === 'finding' || type === 'decision' || (type === 'text' && supplier === 'officer');
