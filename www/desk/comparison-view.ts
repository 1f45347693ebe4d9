/** 比較: the request in hand under other texts, or other versions of its own. */
import { html, type TemplateResult } from 'lit-html';
import type { ComparedTopic, Comparison, Engine, Regulation, Report } from 'shodaku';
import { columnNames, type Shown, table } from '../shared/comparison.js';
import { asHeading, inLanguage, language } from '../shared/language.js';
import { columnsOf, OneTown } from '../shared/one-town.js';
import { procedureOf } from '../shared/towns.js';
import { verdictName } from '../shared/verdict.js';
import { withDays } from './days.js';
import { filed } from './filed.js';
import { standingIcon, standingName, standingOf } from './standing.js';
import { say } from './words.js';
import type { DeskRequest } from './work.js';

/** The texts that a request is held against, and which of them is looked at. */
export class ComparisonView {
  readonly #engine: Engine;
  readonly #shown: () => void;
  /** The texts that are left out, by id and version. */
  readonly #left = new Set<string>();
  #onlyDiffering = true;
  readonly #one: OneTown;

  constructor(engine: Engine, shown: () => void) {
    this.#engine = engine;
    this.#shown = shown;
    this.#one = new OneTown(shown);
  }

  view(
    rules: Regulation,
    request: DeskRequest,
    report: Report,
    others: readonly Regulation[],
  ): TemplateResult {
    const { procedure } = request;
    const possible = others.filter((one) => procedureOf(one, procedure) !== undefined);
    const chosen = possible.filter((one) => !this.#left.has(nameOf(one)));
    const compared = [rules, ...chosen];
    const whole = this.#engine.compare(compared, filed(request), { lang: language() });
    const comparison = differingFirst(whole);
    const names = columnNames(comparison);
    const columns = this.#one.columns(names);
    const shown: Shown = {
      comparison: columnsOf(comparison, columns),
      names: columns.map((column) => names[column] ?? ''),
      label: (column: number, id: string) => {
        const field = compared[columns[column] ?? 0]?.ruleset.field.find((one) => one.id === id);
        return field ? asHeading(field.label) : id;
      },
      placeOf: () => undefined,
      standing: (column, report, condition) => {
        const text = compared[columns[column] ?? 0] ?? rules;
        const { ruleset } = text;
        const answers = withDays(text, ruleset, request.answers);
        const standing = standingOf({ report, ruleset, answers }, condition);
        return { state: standing, name: standingName(standing), icon: standingIcon(standing) };
      },
      onlyDiffering: this.#onlyDiffering,
      showOnlyDiffering: (only: boolean) => {
        this.#onlyDiffering = only;
        this.#shown();
      },
    };
    return html`
      <h2 class="review__title" id="result-title">${say('page.desk.comparison.title')}</h2>
      <p>${say('page.desk.comparison.lead', { verdict: verdictName(report.verdict) })}</p>
      <fieldset class="field field--choices comparison__texts" id="texts">
        <legend class="field__label">${say('page.shared.comparison.texts')}</legend>
        <div class="field__choices">${possible.map((one) => this.#choice(one, [rules, ...possible]))}</div>
      </fieldset>
      ${this.#one.steps(names)}
      ${table(shown)}`;
  }

  #choice(rules: Regulation, all: readonly Regulation[]): TemplateResult {
    const name = nameOf(rules);
    const change = (event: Event) => {
      if ((event.target as HTMLInputElement).checked) this.#left.delete(name);
      else this.#left.add(name);
      this.#shown();
    };
    const { municipality, version } = rules.ruleset.ruleset;
    const isOne = all.filter((one) => one.id === rules.id).length === 1;
    return html`
      <label class="choice"
        ><input class="choice__input" type="checkbox" name="text" value=${name} .checked=${!this.#left.has(name)} @change=${change} /><span>${inLanguage(municipality)} ${isOne ? '' : version}</span></label
      >`;
  }
}

const nameOf = ({ id, version }: Regulation): string => `${id} ${version}`;

function differingFirst(comparison: Comparison): Comparison {
  const { topics, differs } = comparison;
  const isDiffering = ({ topic }: ComparedTopic) => differs.topics.includes(topic);
  const ordered = [...topics.filter(isDiffering), ...topics.filter((one) => !isDiffering(one))];
  return { ...comparison, topics: ordered };
}
