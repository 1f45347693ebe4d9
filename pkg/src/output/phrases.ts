import words, { type Words } from 'shodaku-words/report';
import type {
  Alternative,
  ConditionReport,
  DutyReport,
  Issue,
  ReadingReport,
} from '../types/report.js';
import type { Cause, Lang } from '../types/terms.js';
import type { Text } from '../types/text.js';
import { causeOf } from './cause.js';
import { fill, inLang } from './locale.js';
import { Pieces } from './pieces.js';
import type { Plan, PlannedCondition, PlannedLimb } from './plan.js';

/** A field as sentences name it. */
export interface Mention {
  readonly position: number;
  readonly label: string;
  /** Why it is open while it is blank. */
  readonly cause: Cause;
}

/** The texts of a limb. */
export interface LimbPhrases {
  readonly planned: PlannedLimb;
  readonly title: string;
  readonly message: string;
  readonly remedy: string;
  /** Its own words while it is unknown. */
  readonly openMessage: string | undefined;
  readonly openRemedy: string | undefined;
  readonly mentions: readonly Mention[];
  /** The clause and the name of each of its alternatives. */
  readonly alternatives: readonly Pick<Alternative, 'clause' | 'title'>[];
}

/** The texts of a condition. */
export interface ConditionPhrases {
  readonly planned: PlannedCondition;
  readonly title: string;
  readonly limbs: readonly LimbPhrases[];
}

/** An open point of the text, and what touches it. */
export interface ReadingPhrases {
  readonly report: ReadingReport;
  /** Whether the procedure itself does. */
  readonly always: boolean;
  /** The routes and results that do while they are not refuted. */
  readonly unrefuted: readonly number[];
  /** The conditions that do while they count, and the limbs while their condition does too. */
  readonly counting: readonly (readonly number[])[];
}

/** A sentence a cause. */
type Templates = { readonly [cause in Exclude<Cause, 'answer'>]: string } & {
  /** As `version`, of a text that has an end: its last day is in the place. */
  readonly version_until?: string;
};

/** All that a plan says in one language, gathered once. */
export class Phrases {
  readonly words: Words;
  readonly conditions: readonly ConditionPhrases[];
  readonly readings: readonly ReadingPhrases[];
  /** What has been said so far of units, by their words. */
  readonly said = {
    issues: new Pieces<Issue>(),
    conditions: new Pieces<ConditionReport>(),
    duties: new Pieces<DutyReport>(),
  };
  readonly #lang: Lang;
  /** The last day of the text, if it has one. */
  readonly #until: string | undefined;
  readonly #mentions: ReadonlyMap<string, Mention>;

  constructor(plan: Plan, lang: Lang) {
    this.#lang = lang;
    this.#until = plan.ruleset.ruleset.in_force?.until;
    this.words = inLang(words, lang);
    this.#mentions = new Map(
      plan.ruleset.field.map((field, position) => {
        const mention = { position, label: this.text(field.label), cause: causeOf(field) };
        return [field.id, mention];
      }),
    );
    this.conditions = plan.conditions.map((planned) => {
      const title = this.text(planned.condition.title);
      return { planned, title, limbs: planned.limbs.map((limb) => this.#limb(limb, title)) };
    });
    this.readings = this.#readings(plan);
  }

  text(text: Text): string {
    return text[this.#lang] ?? text.ja;
  }

  label(field: string): string {
    return this.#mentions.get(field)?.label ?? field;
  }

  mentions(fields: readonly string[]): readonly Mention[] {
    return fields.flatMap((field) => this.#mentions.get(field) ?? []);
  }

  /** One sentence for each cause, naming the fields that have it, first of all the needed ones. */
  open(
    templates: Templates,
    because: readonly Cause[],
    mentions: readonly Mention[],
    needed: ReadonlySet<number>,
    fallback: string,
  ): string {
    let text = '';
    for (const cause of because) {
      if (cause === 'answer') continue;
      text = join(
        text,
        this.words.sentence_joiner,
        this.#sentence(templates, cause, () => {
          return this.#labels(cause, mentions, needed) || fallback;
        }),
      );
    }
    return text;
  }

  /** The sentence of a cause; of a text that has an end, with its last day where another may govern. */
  #sentence(templates: Templates, cause: Exclude<Cause, 'answer'>, labels: () => string): string {
    return cause === 'version' && this.#until !== undefined && templates.version_until !== undefined
      ? fill(templates.version_until, this.#until)
      : fill(templates[cause], labels());
  }

  #labels(cause: Cause, mentions: readonly Mention[], needed: ReadonlySet<number>): string {
    const { joiner } = this.words;
    let [all, having, lacking] = ['', '', ''];
    for (const mention of mentions) {
      all = join(all, joiner, mention.label);
      if (mention.cause !== cause) continue;
      having = join(having, joiner, mention.label);
      if (needed.has(mention.position)) lacking = join(lacking, joiner, mention.label);
    }
    return lacking || having || all;
  }

  #limb(planned: PlannedLimb, title: string): LimbPhrases {
    const { limb, condition } = planned;
    return {
      planned,
      title,
      message: this.text(limb.message ?? condition.message),
      remedy: this.text(limb.remedy ?? condition.remedy),
      openMessage: limb.open && this.text(limb.open),
      openRemedy: limb.remedy && this.text(limb.remedy),
      mentions: this.mentions(planned.fields),
      alternatives: (limb.any ?? []).map(({ clause, title }) => ({
        clause: clause ?? null,
        title: title ? this.text(title) : null,
      })),
    };
  }

  #readings({ ruleset, procedure, routes, conditions, results }: Plan): ReadingPhrases[] {
    return (ruleset.reading ?? []).map(({ id, clause, taken, alternative }) => {
      const [ofRoutes, ofResults] = [
        routes.filter(({ route }) => route.reading === id),
        results.filter(({ result }) => result.reading === id),
      ];
      const counting = conditions.flatMap(({ at, condition, limbs }) => {
        const own = condition.reading === id ? [[at]] : [];
        const ofLimbs = limbs.filter(({ limb }) => limb.reading === id);
        return [...own, ...ofLimbs.map((limb) => [at, limb.at])];
      });
      return {
        report: Object.freeze({
          id,
          clause,
          taken: this.text(taken),
          alternative: this.text(alternative),
        }),
        always: procedure.readings?.includes(id) ?? false,
        unrefuted: [...ofRoutes, ...ofResults].map(({ at }) => at),
        counting,
      };
    });
  }
}

const gathered = new WeakMap<Plan, Map<Lang, Phrases>>();

/** The texts of a plan in a language; Japanese where none is asked for. */
export function phrases(plan: Plan, lang: Lang = 'ja'): Phrases {
  let byLang = gathered.get(plan);
  if (!byLang) {
    byLang = new Map();
    gathered.set(plan, byLang);
  }
  let made = byLang.get(lang);
  if (!made) {
    made = new Phrases(plan, lang);
    byLang.set(lang, made);
  }
  return made;
}

function join(before: string, joiner: string, next: string): string {
  return before === '' ? next : before + joiner + next;
}
