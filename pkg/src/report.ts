import {
  type AlternativeState,
  appliesOf,
  becauseOf,
  decidingOf,
  type Lists,
  leftBlank,
  listsOf,
  truthOf,
  verdictOf,
  type Words,
} from './judgement.js';
import { fill, type Locale, locale } from './locale.js';
import type { Plan, PlannedCondition, PlannedLimb } from './plan.js';
import type { Field, Member, Text } from './ruleset.js';
import type {
  Alternative,
  Cause,
  Decider,
  Issue,
  Lang,
  Report,
  Severity,
  Stage,
  Supplier,
  Truth,
} from './types.js';

/** What a report says beside the judgement itself. */
export interface Occasion {
  readonly sha256: string;
  readonly stage: Stage;
  readonly asOf: string;
  readonly notUsed: readonly string[];
}

/** Joins a judgement with the ruleset's texts. The CLI does the same: the bytes are compared. */
export function report(plan: Plan, words: Words, occasion: Occasion, lang: Lang = 'ja'): Report {
  return new Builder(plan, words, lang).report(occasion);
}

class Builder {
  readonly #plan: Plan;
  readonly #words: Words;
  readonly #lang: Lang;
  readonly #locale: Locale;
  readonly #lists: Lists;
  readonly #needed: ReadonlySet<string>;
  /** The issue of each limb that has one, by its place among the words. */
  readonly #issues: ReadonlyMap<number, Issue>;

  constructor(plan: Plan, words: Words, lang: Lang) {
    this.#plan = plan;
    this.#words = words;
    this.#lang = lang;
    this.#locale = locale(lang);
    this.#lists = listsOf(plan, words);
    this.#needed = new Set(this.#lists.stillNeeded);
    this.#issues = new Map(
      plan.conditions.flatMap((condition) =>
        this.#counting(condition)
          .filter(({ at }) => this.#truth(at) !== 'met')
          .map((limb) => [limb.at, this.#issue(limb)]),
      ),
    );
  }

  report({ sha256, stage, asOf, notUsed }: Occasion): Report {
    const { ruleset, procedure } = this.#plan;
    const { id, version } = ruleset.ruleset;
    return {
      schema: 1,
      ruleset: { id, version, sha256 },
      versionChosen: { version, why: 'only_version' },
      procedure: procedure.id,
      stage,
      asOf,
      verdict: verdictOf(this.#words),
      decidedBy: this.#decidedBy(),
      couldClaim: this.#couldClaim(),
      issues: [
        ...this.#lists.unusable.map((field) => this.#unusable(field)),
        ...this.#issues.values(),
      ],
      conditions: this.#conditions(),
      stillNeeded: {
        applicant: this.#neededFrom('applicant'),
        contract: this.#neededFrom('contract'),
        officer: this.#neededFrom('officer'),
        body: this.#neededFrom('body'),
      },
      duties: this.#duties(),
      readings: this.#readings(),
      results: [],
      notUsed: [...notUsed],
    };
  }

  #word(at: number): number {
    return this.#words[at] ?? 0;
  }

  #truth(at: number): Truth {
    return truthOf(this.#word(at));
  }

  #text(text: Text): string {
    return text[this.#lang] ?? text.ja;
  }

  #field(id: string): Field {
    const field = this.#plan.fields.get(id);
    if (!field) throw new Error(`the ruleset has no field ${id}`);
    return field;
  }

  #label(id: string): string {
    return this.#text(this.#field(id).label);
  }

  /** The limbs of a condition that are not known to be beside the point. */
  #counting({ at, limbs }: PlannedCondition): readonly PlannedLimb[] {
    if (appliesOf(this.#word(at)) === false) return [];
    return limbs.filter((limb) => appliesOf(this.#word(limb.at)) !== false);
  }

  #issue({ at, limb, condition, clauses, fields, members }: PlannedLimb): Issue {
    const word = this.#word(at);
    const because = becauseOf(word);
    const open = truthOf(word) === 'unknown';
    const title = this.#text(condition.title);
    const severity: Severity = leftBlank(word) ? 'error' : open ? 'info' : 'warning';
    const message = open ? limb.open : (limb.message ?? condition.message);
    const remedy = open ? limb.remedy : (limb.remedy ?? condition.remedy);
    return {
      condition: condition.id,
      limb: limb.id,
      clauses: [...clauses],
      truth: open ? 'unknown' : 'not_met',
      because,
      severity,
      fields: [...fields],
      message: message
        ? this.#text(message)
        : this.#generic(this.#locale.open, because, fields, title),
      remedy: remedy
        ? this.#text(remedy)
        : this.#generic(this.#locale.remedy, because, fields, title),
      alternatives: this.#alternatives(members ?? [], this.#lists.alternatives.get(at) ?? []),
    };
  }

  #alternatives(members: readonly Member[], states: readonly AlternativeState[]): Alternative[] {
    return states.map(({ truth, lacks, fails }, position) => {
      const member = members[position];
      return {
        clause: member?.clause ?? null,
        title: member?.title ? this.#text(member.title) : null,
        truth,
        lacks,
        fails,
      };
    });
  }

  #unusable(id: string): Issue {
    const { type } = this.#field(id);
    // Only values of these types can be entered and yet not be read.
    const kind = type === 'integer' || type === 'fiscal_year' ? type : 'date';
    return {
      condition: null,
      limb: null,
      clauses: [],
      truth: 'unknown',
      because: ['missing'],
      severity: 'error',
      fields: [id],
      message: fill(this.#locale.unusable[kind], this.#label(id)),
      remedy: fill(this.#locale.unusableRemedy[kind], this.#label(id)),
      alternatives: [],
    };
  }

  /** One sentence for each cause, naming the fields that have it. */
  #generic(
    templates: Locale['open'],
    because: readonly Cause[],
    fields: readonly string[],
    fallback: string,
  ): string {
    return because
      .map((cause) => {
        if (cause === 'answer') return '';
        const labels = this.#having(cause, fields).map((id) => this.#label(id));
        return fill(
          templates[cause],
          labels.length > 0 ? labels.join(this.#locale.joiner) : fallback,
        );
      })
      .join(this.#locale.sentenceJoiner);
  }

  #having(cause: Cause, fields: readonly string[]): readonly string[] {
    const having = fields.filter((id) => causeOf(this.#field(id)) === cause);
    const needed = having.filter((id) => this.#needed.has(id));
    return [needed, having].find((ids) => ids.length > 0) ?? fields;
  }

  #decidedBy(): Decider[] {
    const verdict = verdictOf(this.#words);
    const deciding = this.#plan.routes[decidingOf(this.#words)];
    if (deciding && deciding.route.verdict === verdict) {
      const { route, fields } = deciding;
      const because: Cause[] = route.because ? [route.because] : [];
      const message = this.#text(route.message);
      return [{ id: route.id, clause: route.clause, message, because, fields: [...fields] }];
    }
    if (verdict === 'undetermined') {
      const conditions = deciding ? [] : this.#conditionsThatAre('unknown');
      return [...this.#openRoutes(deciding?.at ?? Number.POSITIVE_INFINITY), ...conditions];
    }
    if (verdict === 'not_approvable' || verdict === 'incomplete') {
      return this.#conditionsThatAre('not_met');
    }
    return [];
  }

  #openRoutes(before: number): Decider[] {
    return this.#plan.routes
      .filter(({ at, route }) => at < before && !route.claimed && this.#truth(at) === 'unknown')
      .map(({ at, route, fields }) => {
        const because = becauseOf(this.#word(at));
        const message = this.#generic(this.#locale.open, because, fields, route.clause);
        return { id: route.id, clause: route.clause, message, because, fields: [...fields] };
      });
  }

  #conditionsThatAre(truth: Truth): Decider[] {
    return this.#plan.conditions
      .filter(({ at }) => appliesOf(this.#word(at)) !== false && this.#truth(at) === truth)
      .map(({ at, condition, limbs }) => {
        const issues = limbs.flatMap((limb) => this.#issues.get(limb.at) ?? []);
        const fields = issues
          .filter((issue) => issue.truth === truth)
          .flatMap((issue) => issue.fields);
        return {
          id: condition.id,
          clause: condition.clause,
          message: this.#text(condition.title),
          because: becauseOf(this.#word(at)),
          fields: [...new Set(fields)],
        };
      });
  }

  #couldClaim(): Report['couldClaim'] {
    if (decidingOf(this.#words) >= 0) return [];
    return this.#plan.routes
      .filter(({ at, route }) => route.claimed && this.#truth(at) === 'unknown')
      .map(({ route, fields }) => ({
        id: route.id,
        verdict: route.verdict,
        clause: route.clause,
        message: this.#text(route.message),
        fields: [...fields],
      }));
  }

  #conditions(): Report['conditions'] {
    return this.#plan.conditions.map(({ at, condition }) => {
      const applies = appliesOf(this.#word(at));
      return {
        condition: condition.id,
        clause: condition.clause,
        topic: condition.topic,
        title: this.#text(condition.title),
        truth: applies === false ? null : this.#truth(at),
        applies,
      };
    });
  }

  #neededFrom(supplier: Supplier): string[] {
    return this.#lists.stillNeeded.filter((id) => this.#field(id).supplier === supplier);
  }

  #duties(): Report['duties'] {
    return this.#plan.duties
      .filter(({ at }) => appliesOf(this.#word(at)) !== false)
      .map(({ at, duty }) => ({
        id: duty.id,
        clause: duty.clause,
        message: this.#text(duty.message),
        truth: duty.holds ? this.#truth(at) : null,
      }));
  }

  #readings(): Report['readings'] {
    const { ruleset, procedure, routes, conditions } = this.#plan;
    const touched = new Set(procedure.readings);
    for (const { at, route } of routes) {
      if (route.reading && this.#truth(at) !== 'not_met') touched.add(route.reading);
    }
    for (const planned of conditions) {
      if (appliesOf(this.#word(planned.at)) === false) continue;
      if (planned.condition.reading) touched.add(planned.condition.reading);
      for (const { limb } of this.#counting(planned)) {
        if (limb.reading) touched.add(limb.reading);
      }
    }
    return (ruleset.reading ?? [])
      .filter(({ id }) => touched.has(id))
      .map(({ id, clause, taken, alternative }) => ({
        id,
        clause,
        taken: this.#text(taken),
        alternative: this.#text(alternative),
      }));
  }
}

/** Why a blank field is open. */
function causeOf({ type, supplier }: Field): Cause {
  if (type === 'decision') return 'decision';
  const found = type === 'finding' || (type === 'text' && supplier === 'officer');
  return found ? 'finding' : 'missing';
}
