/** The page that compares: facts entered once, a column for each municipality. */
import { html, render, type TemplateResult } from 'lit-html';
import type { Answers, Comparison, Engine, Procedure, Regulation } from 'shodaku';
import { Announcer } from '../shared/announcer.js';
import { columnNames, table } from '../shared/comparison.js';
import { stateIcon, stateName, stateOf } from '../shared/conditions.js';
import { asHeading, inLanguage, language } from '../shared/language.js';
import { columnsOf, OneTown } from '../shared/one-town.js';
import { OwnRulesets } from '../shared/own.js';
import { part } from '../shared/part.js';
import { samplesPanel } from '../shared/samples-panel.js';
import { today } from '../shared/today.js';
import { proceduresOf, rulesOf, shippedRules, type Town, townsOf } from '../shared/towns.js';
import { cannotCheck, failureBanner } from '../shared/verdict.js';
import { choices } from './choices.js';
import { Controls } from './controls.js';
import { type Fact, factGroups, idOf } from './facts.js';
import { type Facts, requests } from './samples.js';
import { bar, verdicts } from './verdicts.js';
import { say } from './words.js';

/** The page: what is entered, and what it comes to. */
export class Page {
  readonly #engine: Engine;
  readonly #shipped: readonly Regulation[];
  readonly #own: OwnRulesets;
  #towns: readonly Town[] = [];
  #procedures: readonly Procedure[] = [];
  /** The towns that are left out, by name. */
  readonly #left = new Set<string>();
  readonly #controls = new Controls();
  /** What is asked most often. */
  #procedure = 'subcontract';
  #filed = false;
  #onlyDiffering = false;
  readonly #one = new OneTown(() => this.#render());
  #frame = 0;
  readonly #announcer = new Announcer(part('said'));

  constructor(engine: Engine) {
    this.#engine = engine;
    this.#shipped = shippedRules(engine);
    this.#own = new OwnRulesets(engine, () => {
      this.#gather();
      this.#render();
    });
    this.#gather();
    part('comparison').replaceChildren();
    part('samples').hidden = false;
    const form = part('form');
    form.addEventListener('submit', (event) => event.preventDefault());
    // While an input method composes, nothing has been entered yet.
    form.addEventListener('input', (event) => (event as InputEvent).isComposing || this.#changed());
    form.addEventListener('compositionend', this.#changed);
    document.addEventListener('click', (event) => this.#follow(event));
    this.#render();
  }

  #gather(): void {
    this.#towns = townsOf([...this.#shipped, ...this.#own.rules]);
    this.#procedures = proceduresOf(this.#towns);
    // What only a ruleset that is gone could be asked.
    if (!this.#procedures.some(({ id }) => id === this.#procedure)) {
      this.#procedure = this.#procedures[0]?.id ?? '';
    }
  }

  /** Shows everything anew: the language has changed. */
  speak(): void {
    this.#announcer.clear();
    this.#controls.speak();
    this.#render();
  }

  readonly #changed = (): void => {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.#render();
    });
  };

  get #chosen(): readonly Town[] {
    return this.#towns.filter((town) => !this.#left.has(town.name.ja));
  }

  #render(): void {
    const towns = this.#chosen;
    const groups = factGroups(towns, this.#procedure);
    const facts = new Map(
      groups.flatMap((group) => group.facts).map((fact) => [fact.field.id, fact]),
    );
    let comparison: Comparison | undefined;
    let failed = false;
    try {
      comparison = this.#compare(towns, facts);
    } catch (error) {
      reportError(error);
      failed = true;
    }
    render(this.#form(towns, groups, comparison), part('form'));
    const shown = failed ? failureBanner() : this.#result(comparison, facts);
    render(shown, part('comparison'));
    render(failed ? cannotCheck() : bar(comparison), part('bar'));
    const name = (sample: Facts) => say(sample.name);
    render(samplesPanel(this.#procedures, requests, name, this.#load), part('samples'));
    this.#announcer.say(failed ? cannotCheck() : verdicts(comparison));
  }

  /** Nothing where no town is chosen. */
  #compare(towns: readonly Town[], facts: ReadonlyMap<string, Fact>): Comparison | undefined {
    const rulesets = towns.flatMap((town) => rulesOf(town, this.#procedure) ?? []);
    if (rulesets.length === 0) return undefined;
    const answers: { [field: string]: Answers[string] } = {};
    for (const [id, { field }] of facts) answers[id] = this.#controls.answer(field);
    const stage = this.#filed ? 'filed' : 'draft';
    const request = { procedure: this.#procedure, asOf: today(), stage, answers } as const;
    return this.#engine.compare(rulesets, request, { lang: language() });
  }

  #form(
    towns: readonly Town[],
    groups: ReturnType<typeof factGroups>,
    comparison: Comparison | undefined,
  ): TemplateResult {
    const unreadable = new Map(
      (comparison?.rulesets ?? [])
        .flatMap(({ report }) => report?.issues ?? [])
        .filter(({ condition }) => condition === null)
        .map(({ fields, message, remedy }) => [
          fields[0],
          `${message}${say('sentence_joiner')}${remedy}`,
        ]),
    );
    const askedBy = (fact: Fact): string => {
      if (fact.towns.length === towns.length) return '';
      const names = fact.towns.map(({ name }) => inLanguage(name));
      return say('page.compare.fact.asked_by', { towns: names.join(say('page.shared.dot')) });
    };
    return html`
      ${this.#choices()}
      ${groups.map(
        ({ title, facts, own }) => html`
          <fieldset class="group">
            <legend class="group__title">${title}</legend>
            ${facts.map((fact) =>
              this.#controls.show(fact, own ? '' : askedBy(fact), unreadable.get(fact.field.id)),
            )}
          </fieldset>`,
      )}
      <div class="form__actions">
        <button class="button" type="button" data-clear @click=${this.#clear}>${say('page.shared.clear')}</button>
      </div>`;
  }

  #choices(): TemplateResult {
    return choices({
      procedures: this.#procedures,
      procedure: this.#procedure,
      choose: (procedure) => {
        this.#procedure = procedure;
        this.#changed();
      },
      towns: this.#towns,
      isIn: (town) => !this.#left.has(town.name.ja),
      take: (town, isIn) => {
        if (isIn) this.#left.delete(town.name.ja);
        else this.#left.add(town.name.ja);
        this.#changed();
      },
      own: this.#own.panel(),
      filed: this.#filed,
      file: (filed) => {
        this.#filed = filed;
        this.#changed();
      },
    });
  }

  #result(comparison: Comparison | undefined, facts: ReadonlyMap<string, Fact>): TemplateResult {
    if (!comparison) {
      return html`<p class="quiet">${say('page.compare.choice.none')}</p>`;
    }
    // Those that are compared are those that have the procedure.
    const texts = this.#chosen.flatMap((town) => rulesOf(town, this.#procedure) ?? []);
    const names = columnNames(comparison);
    const columns = this.#one.columns(names);
    const shown = table({
      names: columns.map((column) => names[column] ?? ''),
      comparison: columnsOf(comparison, columns),
      label: (column, id) => {
        const { field: fields } = texts[columns[column] ?? 0]?.ruleset ?? {};
        const field = fields?.find((field) => field.id === id);
        return field ? asHeading(field.label) : id;
      },
      placeOf: (id) => (facts.has(id) ? idOf(id) : undefined),
      standing: (_, report, condition) => {
        const state = stateOf(report, condition);
        return { state, name: stateName(state), icon: stateIcon(state) };
      },
      readAt: (column, condition) => {
        const rules = texts[columns[column] ?? 0];
        // One's own rulesets have no page.
        if (!rules || !this.#shipped.includes(rules)) return undefined;
        const name = `${rules.ruleset.ruleset.id}${language() === 'en' ? '.en' : ''}`;
        return `rulesets/${name}.html#condition.${condition}`;
      },
      onlyDiffering: this.#onlyDiffering,
      showOnlyDiffering: (only) => {
        this.#onlyDiffering = only;
        this.#changed();
      },
    });
    return html`${this.#one.steps(names)}${shown}`;
  }

  readonly #clear = (): void => {
    this.#controls.clear();
    this.#changed();
  };

  readonly #load = ({ procedure, answers }: Facts): void => {
    this.#procedure = procedure;
    this.#left.clear();
    this.#controls.clear();
    for (const group of factGroups(this.#towns, procedure)) {
      for (const { field } of group.facts) this.#controls.fill(field, answers[field.id]);
    }
    this.#changed();
  };

  /** A link to a fact leads to its control. */
  #follow(event: Event): void {
    const { to } = (event.target as Element).closest<HTMLElement>('[data-to]')?.dataset ?? {};
    if (to === undefined) return;
    event.preventDefault();
    this.#controls.focus(to);
  }
}
