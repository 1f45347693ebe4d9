/** The page that compares: facts entered once, a column for each municipality. */
import { html, nothing, render, type TemplateResult } from 'lit-html';
import {
  type Answers,
  type Comparison,
  type Engine,
  load,
  type Procedure,
  type Regulation,
} from 'shodaku';
import { icon } from '../shared/icons.js';
import { asHeading, inLanguage, type Language, language, say, speak } from '../shared/language.js';
import { samplesPanel } from '../shared/samples-panel.js';
import { cannotCheck, failureBanner, verdictLook, verdictName } from '../shared/verdict.js';
import { answerOf, control, type Entered, enteredOf, idOf } from './controls.js';
import { type Fact, factGroups } from './facts.js';
import { OwnRulesets } from './own.js';
import { type Facts, requests } from './samples.js';
import { table } from './table.js';
import { proceduresOf, rulesOf, shippedRules, type Town, townsOf } from './towns.js';

const part = (id: string): HTMLElement => {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page has no #${id}`);
  return element;
};

/** Today in Japan: the engine has no clock. */
const today = (): string => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Tokyo' }).format();

type Shown = TemplateResult | typeof nothing;

class Page {
  readonly #engine: Engine;
  readonly #shipped: readonly Regulation[];
  readonly #own: OwnRulesets;
  #towns: readonly Town[] = [];
  #procedures: readonly Procedure[] = [];
  /** The towns that are left out, by name. */
  readonly #left = new Set<string>();
  /** By field: kept when another procedure or town is chosen. */
  readonly #entered = new Map<string, Entered>();
  /** What is asked most often. */
  #procedure = 'subcontract';
  #filed = false;
  #onlyDiffering = false;
  #frame = 0;
  #announced = '';
  #pause: ReturnType<typeof setTimeout> | undefined;

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
    part('form').addEventListener('submit', (event) => event.preventDefault());
    document.addEventListener('click', (event) => follow(event));
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
    part('said').textContent = '';
    this.#announced = '';
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
    render(samplesPanel(this.#procedures, requests, this.#load), part('samples'));
    this.#announce(failed ? cannotCheck() : verdicts(comparison));
  }

  /** Nothing where no town is chosen. */
  #compare(towns: readonly Town[], facts: ReadonlyMap<string, Fact>): Comparison | undefined {
    const rulesets = towns.flatMap((town) => rulesOf(town, this.#procedure) ?? []);
    if (rulesets.length === 0) return undefined;
    const answers: { [field: string]: Answers[string] } = {};
    for (const [id, { field }] of facts) {
      const entered = this.#entered.get(id);
      if (entered !== undefined) answers[id] = answerOf(field, entered);
    }
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
        .map(({ fields, message, remedy }) => [fields[0], `${message}${say('', ' ')}${remedy}`]),
    );
    const askedBy = (fact: Fact): string => {
      if (fact.towns.length === towns.length) return '';
      const names = fact.towns.map(({ name }) => inLanguage(name));
      return say(`${names.join('・')}が尋ねる項目`, `Asked by ${names.join(', ')}`);
    };
    return html`
      ${this.#choices()}
      ${groups.map(
        ({ title, facts, own }) => html`
          <fieldset class="group">
            <legend class="group__title">${title}</legend>
            ${facts.map((fact) =>
              control({
                fact,
                entered: this.#entered.get(fact.field.id),
                askedBy: own ? '' : askedBy(fact),
                problem: unreadable.get(fact.field.id),
                enter: (entered) => {
                  if (entered === undefined) this.#entered.delete(fact.field.id);
                  else this.#entered.set(fact.field.id, entered);
                  this.#changed();
                },
              }),
            )}
          </fieldset>`,
      )}
      <div class="form__actions">
        <button class="button" type="button" data-clear @click=${this.#clear}>${say('入力をすべて消す', 'Clear everything')}</button>
      </div>`;
  }

  /** What is asked, and of whom. */
  #choices(): TemplateResult {
    const isOn = (event: Event) => (event.target as HTMLInputElement).checked;
    return html`
      <fieldset class="group">
        <legend class="group__title">${say('比べるもの', 'What to compare')}</legend>
        <div class="field">
          <label class="field__label" for="procedure">${say('手続', 'Procedure')}</label>
          <select
            class="field__control"
            id="procedure"
            @change=${(event: Event) => {
              this.#procedure = (event.target as HTMLSelectElement).value;
              this.#changed();
            }}
          >
            ${this.#options(say('協議', 'Consultations'), ({ kind }) => kind !== 'checklist')}
            ${this.#options(say('確認表', 'Checklists'), ({ kind }) => kind === 'checklist')}
          </select>
        </div>
        <fieldset class="field field--choices" id="towns">
          <legend class="field__label">${say('市区町村', 'Municipalities')}</legend>
          <div class="field__choices">
            ${this.#towns.map(
              (town) => html`
                <label class="choice"
                  ><input
                    class="choice__input"
                    type="checkbox"
                    name="town"
                    .checked=${!this.#left.has(town.name.ja)}
                    @change=${(event: Event) => {
                      if (isOn(event)) this.#left.delete(town.name.ja);
                      else this.#left.add(town.name.ja);
                      this.#changed();
                    }}
                  /><span>${inLanguage(town.name)}</span></label
                >`,
            )}
          </div>
        </fieldset>
        ${this.#own.panel()}
        <label class="choice"
          ><input
            class="choice__input"
            type="checkbox"
            id="filed"
            .checked=${this.#filed}
            @change=${(event: Event) => {
              this.#filed = isOn(event);
              this.#changed();
            }}
          /><span>${say('提出したものとして判定する', 'Judge it as filed')}</span></label
        >
      </fieldset>`;
  }

  #options(label: string, belongs: (procedure: Procedure) => boolean): Shown {
    const these = this.#procedures.filter(belongs);
    if (these.length === 0) return nothing;
    return html`
      <optgroup label=${label}>
        ${these.map(
          ({ id, title }) =>
            html`<option value=${id} ?selected=${id === this.#procedure}>${asHeading(title)}</option>`,
        )}
      </optgroup>`;
  }

  #result(comparison: Comparison | undefined, facts: ReadonlyMap<string, Fact>): TemplateResult {
    if (!comparison) {
      return html`<p class="quiet">${say('比べる市区町村を選んでください。', 'Choose municipalities to compare.')}</p>`;
    }
    const columns = this.#chosen.map((town) => rulesOf(town, this.#procedure)?.ruleset.field ?? []);
    return table({
      comparison,
      label: (column, id) => {
        const field = columns[column]?.find((field) => field.id === id);
        return field ? asHeading(field.label) : id;
      },
      facts,
      onlyDiffering: this.#onlyDiffering,
      showOnlyDiffering: (only) => {
        this.#onlyDiffering = only;
        this.#changed();
      },
    });
  }

  readonly #clear = (): void => {
    this.#entered.clear();
    this.#changed();
  };

  readonly #load = ({ procedure, answers }: Facts): void => {
    this.#procedure = procedure;
    this.#left.clear();
    this.#entered.clear();
    for (const group of factGroups(this.#towns, procedure)) {
      for (const { field } of group.facts) {
        const entered = enteredOf(field, answers[field.id]);
        if (entered !== undefined && entered !== '') this.#entered.set(field.id, entered);
      }
    }
    this.#changed();
  };

  /** Says new verdicts to those who do not see them, once the typing has paused. */
  #announce(words: string): void {
    if (words === this.#announced) return;
    this.#announced = words;
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => {
      part('said').textContent = words;
    }, 1500);
  }
}

/** Every verdict, in words. */
function verdicts(comparison: Comparison | undefined): string {
  const said = (comparison?.rulesets ?? []).map(({ municipality, report }) => {
    const words = report ? verdictName(report.verdict) : say('定めなし', 'no such procedure');
    return `${municipality}${say('：', ': ')}${words}`;
  });
  return said.join(say('、', ', '));
}

/** The phone's one line. */
function bar(comparison: Comparison | undefined): Shown {
  if (!comparison) return nothing;
  return html`
    <span class="bar__towns">
      ${comparison.rulesets.map(({ municipality, report }) => {
        const look = report
          ? verdictLook(report.verdict)
          : ({ icon: 'dash', tone: 'open' } as const);
        const words = report ? verdictName(report.verdict) : say('定めなし', 'No such procedure');
        return html`<span class="bar__verdict verdict--${look.tone}">${icon(look.icon)}${municipality}<span class="visually-hidden">${words}</span></span>`;
      })}
    </span>
    <a class="bar__link" href="#result">${say('結果を見る', 'Results')}</a>`;
}

/** A link to a fact leads to its control. */
function follow(event: Event): void {
  const link = (event.target as Element).closest<HTMLElement>('[data-to]');
  const target = link?.dataset.to && document.getElementById(idOf(link.dataset.to));
  if (!target) return;
  event.preventDefault();
  const focus = target.matches('fieldset') ? target.querySelector<HTMLElement>('input') : target;
  focus?.focus();
}

let page: Page | undefined;
for (const button of document.querySelectorAll<HTMLElement>('[data-language]')) {
  button.addEventListener('click', () => {
    speak(button.dataset.language as Language);
    for (const other of document.querySelectorAll<HTMLElement>('[data-language]')) {
      other.setAttribute('aria-pressed', String(other === button));
    }
    if (page) page.speak();
    else if (failed) render(failureBanner(), part('comparison'));
  });
}

let failed = false;
try {
  page = new Page(await load());
} catch (error) {
  failed = true;
  part('comparison').replaceChildren();
  render(failureBanner(), part('comparison'));
  reportError(error);
}
