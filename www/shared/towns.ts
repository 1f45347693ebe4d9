/** The municipalities there are, and what can be compared between them. */

import shipped from 'rulesets:shipped';
import type { Engine, Procedure, Regulation, Text } from 'shodaku';

/** A municipality with all its rulesets. */
export interface Town {
  readonly name: Text;
  readonly rulesets: readonly Regulation[];
}

/** Every ruleset that is shipped. */
export const shippedRules = (engine: Engine): Regulation[] =>
  shipped.map(({ ruleset, translation }) => engine.ruleset(ruleset, translation));

/** The municipalities of these rulesets; of two rulesets with one id, the later counts. */
export function townsOf(rulesets: readonly Regulation[]): Town[] {
  const towns = new Map<string, { name: Text; rulesets: Regulation[] }>();
  for (const rules of new Map(rulesets.map((rules) => [rules.id, rules])).values()) {
    const name = rules.ruleset.ruleset.municipality;
    const town = towns.get(name.ja) ?? { name, rulesets: [] };
    town.rulesets.push(rules);
    towns.set(name.ja, town);
  }
  return [...towns.values()];
}

/** A ruleset's procedure of that id. */
export const procedureOf = ({ ruleset }: Regulation, id: string): Procedure | undefined =>
  ruleset.procedure.find((procedure) => procedure.id === id);

/** The ruleset of a town that has the procedure; its first, where none has. */
export const rulesOf = ({ rulesets }: Town, procedure: string): Regulation | undefined =>
  rulesets.find((rules) => procedureOf(rules, procedure)) ?? rulesets[0];

/** Everything that can be asked of any town, each once. */
export function proceduresOf(towns: readonly Town[]): Procedure[] {
  const procedures = new Map<string, Procedure>();
  for (const { ruleset } of towns.flatMap(({ rulesets }) => rulesets)) {
    for (const procedure of ruleset.procedure) {
      if (!procedures.has(procedure.id)) procedures.set(procedure.id, procedure);
    }
  }
  return [...procedures.values()];
}
