import type { Words } from 'shodaku-words/report';
import { appliesOf, becauseOf, type Judgement, leftBlank, truthOf } from '../core/judgement.js';
import type { Alternative, Decider, Issue, Report } from '../types/report.js';
import type { Particulars } from '../types/request.js';
import type { Cause, Lang, Severity, Stage, Supplier, Truth } from '../types/terms.js';
import type { RulesetIdentity, VersionChosen } from '../types/version.js';
import { fill } from './locale.js';
import { type ConditionPhrases, type LimbPhrases, type Phrases, phrases } from './phrases.js';
import type { Plan } from './plan.js';
import { settledByRoute } from './verdict.js';

/** What a report says beside the judgement itself. */
export interface Circumstances {
  readonly ruleset: RulesetIdentity;
  readonly versionChosen: VersionChosen;
  readonly stage: Stage;
  readonly asOf: string;
  readonly notUsed: readonly string[];
  readonly particulars: Particulars;
  /** Whether nothing was entered there. */
  readonly blank: (field: string) => boolean;
  /** Ids of fields of which is stated only that they are open or stand elsewhere. */
  readonly vague: readonly string[];
}

/** Joins a judgement with the ruleset's texts. The CLI does the same: the bytes are compared. */
export function report(
  plan: Plan,
  judgement: Judgement,
  circumstances: Circumstances,
  lang: Lang | undefined,
): Report {
  return new Builder(plan, judgement, phrases(plan, lang)).report(circumstances);
}

const NONE: readonly Alternative[] = Object.freeze([]);

class Builder {
  readonly #plan: Plan;
  readonly #judgement: Judgement;
  readonly #phrases: Phrases;
  readonly #needed: ReadonlySet<number>;

  constructor(plan: Plan, judgement: Judgement, phrases: Phrases) {
    this.#plan = plan;
    this.#judgement = judgement;
    this.#phrases = phrases;
    this.#needed = new Set(judgement.needed);
  }

  report(circumstances: Circumstances): Report {
    const { ruleset, versionChosen, stage, asOf, notUsed, particulars, blank, vague } =
      circumstances;
    const { procedure } = this.#plan;
    return {
      schema: 1,
      ruleset: { ...ruleset },
      versionChosen: { ...versionChosen },
      procedure: procedure.id,
      stage,
      asOf,
      reference: particulars.reference,
      context: particulars.context,
      verdict: this.#judgement.verdict,
      decidedBy: this.#decidedBy(),
      couldClaim: this.#couldClaim(),
      issues: this.#issues(),
      conditions: this.#conditions(),
      stillNeeded: this.#stillNeeded(),
      evidence: this.#evidence(blank),
      vague: settledByRoute(this.#judgement.verdict) ? [] : [...vague],
      duties: this.#duties(),
      readings: this.#readings(),
      results: this.#results(),
      notUsed: [...notUsed],
    };
  }

  #word(at: number): number {
    return this.#judgement.words[at] ?? 0;
  }

  #truth(at: number): Truth {
    return truthOf(this.#word(at));
  }

  /** Whether a unit is not known to be beside the point. */
  #counts(at: number): boolean {
    return appliesOf(this.#word(at)) !== false;
  }

  #issues(): Issue[] {
    const { unreadable, gone_by, out_of_order } = this.#judgement.unusable;
    const issues = [
      ...unreadable.map((position) => this.#unreadable(position)),
      ...gone_by.map((position) => this.#ofValue(position, 'gone_by', 'warning')),
      ...out_of_order.map((at) => this.#ofValue(at, 'out_of_order', 'warning', out_of_order)),
    ];
    for (const condition of this.#phrases.conditions) {
      for (const limb of this.#open(condition)) issues.push(this.#said(limb));
    }
    return issues;
  }

  /** The issue of a limb: where its own words are all there is to say, the one that was made before. */
  #said(limb: LimbPhrases): Issue {
    const { at } = limb.planned;
    const word = this.#word(at);
    const inItsWords =
      truthOf(word) === 'not_met' ||
      (limb.openMessage !== undefined && limb.openRemedy !== undefined);
    if (!inItsWords || this.#judgement.alternatives.has(at)) {
      return Object.freeze(this.#issue(limb));
    }
    return this.#phrases.said.issues.of(at, word, () => this.#issue(limb));
  }

  /** The limbs of a condition that count and are not met. */
  #open({ planned, limbs }: ConditionPhrases): readonly LimbPhrases[] {
    if (!this.#counts(planned.at)) return [];
    return limbs.filter(({ planned: { at } }) => this.#counts(at) && this.#truth(at) !== 'met');
  }

  #issue(limb: LimbPhrases): Issue {
    const { at, condition, clauses, fields } = limb.planned;
    const word = this.#word(at);
    const because = becauseOf(word);
    const open = truthOf(word) === 'unknown';
    return {
      condition: condition.id,
      limb: limb.planned.limb.id,
      clauses,
      truth: open ? 'unknown' : 'not_met',
      because,
      severity: leftBlank(word) ? 'error' : open ? 'info' : 'warning',
      fields,
      message: open ? (limb.openMessage ?? this.#sentences('open', because, limb)) : limb.message,
      remedy: open ? (limb.openRemedy ?? this.#sentences('remedy', because, limb)) : limb.remedy,
      alternatives: this.#alternatives(limb),
    };
  }

  #alternatives({ planned, alternatives }: LimbPhrases): readonly Alternative[] {
    const states = this.#judgement.alternatives.get(planned.at);
    if (!states) return NONE;
    return states.map(({ truth, lacks, fails }, at) => ({
      clause: alternatives[at]?.clause ?? null,
      title: alternatives[at]?.title ?? null,
      truth,
      lacks: lacks.map((position) => this.#field(position).id),
      fails: fails.map((position) => this.#field(position).id),
    }));
  }

  #sentences(
    kind: 'open' | 'remedy',
    because: readonly Cause[],
    { mentions, title }: LimbPhrases,
  ): string {
    const templates = this.#phrases.words[kind];
    return this.#phrases.open(templates, because, mentions, this.#needed, title);
  }

  #unreadable(position: number): Issue {
    const { type } = this.#field(position);
    // Only values of these types can be entered and yet not be read.
    const kind = type === 'integer' || type === 'fiscal_year' ? type : 'date';
    return this.#ofValue(position, kind, 'error');
  }

  /** That the value of a field is of no use, in a sentence that names it, or the fields `named`. */
  #ofValue(
    position: number,
    kind: keyof Words['unusable'],
    severity: Severity,
    named: readonly number[] = [position],
  ): Issue {
    const { id } = this.#field(position);
    const { unusable, unusable_remedy, joiner } = this.#phrases.words;
    const labels = named.map((at) => this.#phrases.text(this.#field(at).label));
    const name = labels.join(joiner);
    return Object.freeze({
      condition: null,
      limb: null,
      clauses: [],
      truth: 'unknown',
      because: ['missing'],
      severity,
      fields: [id],
      message: fill(unusable[kind], name),
      remedy: fill(unusable_remedy[kind], name),
      alternatives: NONE,
    } satisfies Issue);
  }

  #field(position: number) {
    const field = this.#plan.ruleset.field[position];
    if (!field) throw new Error(`the ruleset has no field ${position}`);
    return field;
  }

  #decidedBy(): Decider[] {
    const { verdict, deciding } = this.#judgement;
    const decided = this.#plan.routes[deciding];
    if (decided && decided.route.verdict === verdict) {
      const { route, fields } = decided;
      const because: Cause[] = route.because ? [route.because] : [];
      const message = this.#phrases.text(route.message);
      return [{ id: route.id, clause: route.clause, message, because, fields }];
    }
    if (verdict === 'undetermined') {
      const open = this.#openRoutes();
      if (this.#metRoute()) return open;
      return [...open, ...this.#conditionsThatAre('unknown'), ...this.#openResults()];
    }
    if (verdict === 'not_approvable' || verdict === 'incomplete') {
      return this.#conditionsThatAre('not_met');
    }
    return [];
  }

  /** The first route that is met: behind it nothing is looked at. */
  #metRoute() {
    return this.#plan.routes.find(({ at }) => this.#truth(at) === 'met');
  }

  /** The routes before that one which are open. */
  #openBefore(claimed: boolean) {
    const before = this.#metRoute()?.at ?? Number.POSITIVE_INFINITY;
    return this.#plan.routes.filter(
      ({ at, route }) =>
        at < before && (route.claimed ?? false) === claimed && this.#truth(at) === 'unknown',
    );
  }

  /** The open routes that the verdict waits for: what leads where a met one leads is none. */
  #openRoutes(): Decider[] {
    const open = this.#openBefore(false);
    const met = this.#metRoute();
    while (met && open.at(-1)?.route.verdict === met.route.verdict) open.pop();
    return open.map(({ at, route, fields }) => {
      const { id, clause } = route;
      const because = becauseOf(this.#word(at));
      const { words } = this.#phrases;
      const mentions = this.#phrases.mentions(fields);
      const message = this.#phrases.open(words.open, because, mentions, this.#needed, clause);
      return { id, clause, message, because, fields };
    });
  }

  #conditionsThatAre(truth: Truth): Decider[] {
    return this.#phrases.conditions
      .filter(({ planned: { at } }) => this.#counts(at) && this.#truth(at) === truth)
      .map((phrases) => {
        const { at, condition } = phrases.planned;
        const { id, clause } = condition;
        const because = becauseOf(this.#word(at));
        const fields = this.#fieldsOf(phrases, truth);
        return { id, clause, message: phrases.title, because, fields };
      });
  }

  /** The fields of a condition's limbs that have the same truth, each once. */
  #fieldsOf(condition: ConditionPhrases, truth: Truth): string[] {
    const fields: string[] = [];
    for (const { planned } of this.#open(condition)) {
      if (this.#truth(planned.at) !== truth) continue;
      for (const field of planned.fields) if (!fields.includes(field)) fields.push(field);
    }
    return fields;
  }

  #couldClaim(): Report['couldClaim'] {
    if (this.#judgement.deciding >= 0) return [];
    return this.#openBefore(true).map(({ route: { id, verdict, clause, message }, fields }) => ({
      id,
      verdict,
      clause,
      message: this.#phrases.text(message),
      fields,
    }));
  }

  #conditions(): Report['conditions'] {
    const { conditions, said } = this.#phrases;
    return conditions.map(({ planned: { at, condition }, title }) => {
      const word = this.#word(at);
      return said.conditions.of(at, word, () => {
        const { id, clause, topic } = condition;
        const applies = appliesOf(word);
        const truth = applies === false ? null : truthOf(word);
        return { condition: id, clause, topic, title, truth, applies };
      });
    });
  }

  #stillNeeded(): Report['stillNeeded'] {
    const needed: { [supplier in Supplier]: string[] } = {
      applicant: [],
      contract: [],
      officer: [],
      body: [],
    };
    for (const position of this.#judgement.needed) {
      const { id, supplier } = this.#field(position);
      needed[supplier].push(id);
    }
    return needed;
  }

  /** The blank fields that stand behind a finding still needed. */
  #evidence(blank: (field: string) => boolean): string[] {
    if (this.#needed.size === 0) return [];
    const evidence = new Set<string>();
    for (const { at, limbs } of this.#plan.supported) {
      if (!this.#counts(at)) continue;
      for (const { at, finding, supports } of limbs) {
        if (!this.#counts(at) || !this.#needed.has(finding)) continue;
        for (const { id, position } of supports) {
          // What decides besides is needed, whoever finds what.
          if (!this.#needed.has(position) && blank(id)) evidence.add(id);
        }
      }
    }
    return [...evidence];
  }

  #duties(): Report['duties'] {
    return this.#plan.duties
      .filter(({ at }) => this.#counts(at))
      .map(({ at, duty: { id, clause, message, holds, advisory } }) => {
        const word = this.#word(at);
        return this.#phrases.said.duties.of(at, word, () => ({
          id,
          clause,
          message: this.#phrases.text(message),
          truth: holds ? truthOf(word) : null,
          ...(advisory && { advisory }),
        }));
      });
  }

  /** The results that wait for an answer. */
  #openResults(): Decider[] {
    return this.#plan.results
      .filter(({ at }) => this.#truth(at) === 'unknown')
      .map(({ at, result: { id, clause, value }, fields }) => {
        const because = becauseOf(this.#word(at));
        return { id, clause, message: this.#phrases.text(value), because, fields };
      })
      .filter(({ because }) => !because.includes('reading'));
  }

  /** The results that are derived or may yet be. */
  #results(): Report['results'] {
    return this.#plan.results
      .filter(({ at }) => this.#truth(at) !== 'not_met')
      .map(({ at, result: { id, clause, value } }) => {
        const derived = this.#truth(at) === 'met';
        const truth = derived ? 'met' : 'unknown';
        const because = derived ? [] : becauseOf(this.#word(at));
        return { id, value: this.#phrases.text(value), clause, truth, because };
      });
  }

  #readings(): Report['readings'] {
    return this.#phrases.readings
      .filter(
        ({ always, unrefuted, counting }) =>
          always ||
          unrefuted.some((at) => this.#truth(at) !== 'not_met') ||
          counting.some((all) => all.every((at) => this.#counts(at))),
      )
      .map(({ report }) => report);
  }
}
