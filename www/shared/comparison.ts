/** The comparison: a column for each town, a group of rows for each question. */
import { html, nothing, type TemplateResult } from 'lit-html';
import type { ComparedCell, ComparedTopic, Comparison, Issue, Report } from 'shodaku';
import { asksConditions } from './conditions.js';
import { type Icon, icon } from './icons.js';
import { say } from './language.js';
import { duties, readings } from './notes.js';
import { supplierName, suppliers } from './suppliers.js';
import { verdictLook, verdictMeaning, verdictName } from './verdict.js';

/** How many of a list are shown before the rest is folded away. */
const SHOWN = 4;

/** A condition of a topic. */
export type Compared = ComparedCell['conditions'][number];

/** How a condition stands, as it is shown. */
export interface Shows {
  readonly state: string;
  readonly name: string;
  readonly icon: Icon;
}

/** What the table shows, and what it needs to know of the page. */
export interface Shown {
  readonly comparison: Comparison;
  /** What each column is called ({@link columnNames}). */
  readonly names: readonly string[];
  /** The label of a field under the ruleset of that column. */
  readonly label: (column: number, field: string) => string;
  /** Where on the page a fact is asked for; nothing where it is not. */
  readonly placeOf: (field: string) => string | undefined;
  /** How a condition stands, in the words that the page has for it elsewhere. */
  readonly standing: (column: number, report: Report, condition: Compared) => Shows;
  /** The address at which a condition is read beside its text; nothing where there is no such page. */
  readonly readAt?: (column: number, condition: string) => string | undefined;
  /** Whether only the topics that come out differently are shown. */
  readonly onlyDiffering: boolean;
  readonly showOnlyDiffering: (only: boolean) => void;
}

/** What the columns are called: a town, and where a text stands there more than once, its version. */
export function columnNames({ rulesets }: Comparison): string[] {
  return rulesets.map(({ municipality, ruleset: { id, version } }) => {
    const versions = rulesets.filter(({ ruleset }) => ruleset.id === id);
    return versions.length > 1 ? `${municipality} ${version}` : municipality;
  });
}

/** The whole comparison. */
export function table(shown: Shown): TemplateResult {
  const { comparison, names } = shown;
  const { rulesets, topics, differs } = comparison;
  const columns = rulesets.length;
  const rows = (title: unknown, cells: readonly unknown[], key: string) => html`
    <tbody class="compare__group" data-row=${key}>
      <tr><th class="compare__question" colspan=${columns} scope="rowgroup"><span>${title}</span></th></tr>
      <tr>
        ${cells.map((cell) => html`<td class="compare__cell">${cell}</td>`)}
      </tr>
    </tbody>`;
  const of = (show: (report: Report, column: number) => unknown) =>
    rulesets.map(({ report }, column) => (report ? show(report, column) : notAsked()));
  const listed = shown.onlyDiffering
    ? topics.filter(({ topic }) => differs.topics.includes(topic))
    : topics;
  const results = rulesets.some(({ report }) => (report?.results.length ?? 0) > 0);
  return html`
    <div class="compare__region" role="region" aria-labelledby="result-title" tabindex="0">
      <table class="compare">
        <thead>
          <tr>
            ${rulesets.map(
              ({ title }, at) =>
                html`<th class="compare__town" scope="col">${names[at]}<span class="clause">${title}</span></th>`,
            )}
          </tr>
        </thead>
        ${rows(
          say('report.verdict'),
          rulesets.map(({ report }) => (report ? verdict(report) : noProcedure())),
          'verdict',
        )}
        ${rows(say('page.shared.decided_by'), of(grounds), 'grounds')}
        ${rows(
          say('page.shared.comparison.failures'),
          of((report, column) => failures(report, column, shown)),
          'failures',
        )}
        ${rows(
          say('report.still_needed'),
          of((report, column) => needed(report, column, shown)),
          'needed',
        )}
        ${results ? rows(say('report.results'), of(derived), 'results') : nothing}
        ${listed.map((topic) =>
          rows(
            html`${topic.title}${differs.topics.includes(topic.topic) ? html` <span class="tag compare__differs">${say('page.shared.comparison.differs')}</span>` : nothing}`,
            topicCells(topic, shown),
            `topic-${topic.topic}`,
          ),
        )}
        ${rows(
          say('page.shared.comparison.notes'),
          of((report) => html`${duties(report)}${readings(report)}`),
          'notes',
        )}
      </table>
    </div>
    <label class="choice compare__only"
      ><input
        class="choice__input"
        type="checkbox"
        .checked=${shown.onlyDiffering}
        @change=${(event: Event) => shown.showOnlyDiffering((event.target as HTMLInputElement).checked)}
      /><span>${say('page.shared.comparison.only_differing')}</span></label
    >`;
}

const none = (): TemplateResult => html`<p class="quiet">${say('page.shared.comparison.none')}</p>`;

const notAsked = (): TemplateResult =>
  html`<p class="quiet">${say('page.shared.comparison.nothing_asked')}</p>`;

const noProcedure = (): TemplateResult => html`
  <p class="compare__verdict verdict--open" data-verdict="none">${icon('dash')}<span>${verdictName('not_regulated')}</span></p>
  <p>${say('page.shared.comparison.no_permission')}</p>`;

function verdict(report: Report): TemplateResult {
  const look = verdictLook(report.verdict);
  return html`
    <p class="compare__verdict verdict--${look.tone}" data-verdict=${report.verdict}>
      ${icon(look.icon)}<span>${verdictName(report.verdict)}</span>
    </p>
    <p>${verdictMeaning(report.verdict)}</p>`;
}

function grounds(report: Report): TemplateResult {
  if (report.decidedBy.length === 0 && report.couldClaim.length === 0) return none();
  return html`
    ${folded(
      report.decidedBy.map(
        ({ clause, message }) => html`<li><span class="clause">${clause}</span> ${message}</li>`,
      ),
    )}
    ${report.couldClaim.map(
      ({ clause, message }) => html`
        <p class="verdict__claim"><span class="clause">${clause}</span> ${say('page.shared.if_it_applies')}: ${message}</p>`,
    )}`;
}

/** A list whose end is folded away where it is long. */
function folded(items: readonly TemplateResult[]): TemplateResult | typeof nothing {
  if (items.length === 0) return nothing;
  const rest = items.slice(SHOWN);
  return html`
    <ul class="compare__list">${items.slice(0, SHOWN)}</ul>
    ${
      rest.length === 0
        ? nothing
        : html`
          <details class="compare__more">
            <summary>${say('page.shared.comparison.more', { count: rest.length })}</summary>
            <ul class="compare__list">${rest}</ul>
          </details>`
    }`;
}

function failures(report: Report, column: number, shown: Shown): TemplateResult {
  const failing = asksConditions(report)
    ? report.issues.filter(({ truth }) => truth === 'not_met')
    : [];
  if (failing.length === 0) return none();
  const item = ({ clauses, message, remedy, fields }: Issue) => html`
    <li>
      <span class="clause">${clauses.join(say('page.shared.comma'))}</span> ${message}
      <span class="quiet">${remedy}</span> ${ways(fields, column, shown)}
    </li>`;
  return html`${folded(failing.map(item))}`;
}

/** The ways to those fields that the form has; the others, being nobody's facts, are left out. */
function ways(fields: readonly string[], column: number, shown: Shown) {
  const known = fields.filter((field) => shown.placeOf(field) !== undefined);
  if (known.length === 0) return nothing;
  return html`<span class="field-links">${known.map((field) => way(field, column, shown))}</span>`;
}

function way(field: string, column: number, shown: Shown): TemplateResult {
  const [label, place] = [shown.label(column, field), shown.placeOf(field)];
  return place === undefined
    ? html`<span>${label}</span>`
    : html`<a class="field-link" href=${`#${place}`} data-to=${field}>${label}</a>`;
}

function needed(report: Report, column: number, shown: Shown): TemplateResult {
  const from = suppliers.filter((supplier) => report.stillNeeded[supplier].length > 0);
  if (from.length === 0) return none();
  return html`${from.map((supplier) => {
    const fields = report.stillNeeded[supplier];
    return html`
      <details class="compare__more" data-supplier=${supplier}>
        <summary>${supplierName(supplier)} <span class="needed__count compare__count">${say('page.shared.count', { count: fields.length })}</span></summary>
        <ul class="compare__list">${fields.map((field) => html`<li>${way(field, column, shown)}</li>`)}</ul>
      </details>`;
  })}`;
}

function derived(report: Report): TemplateResult {
  if (report.results.length === 0) return none();
  return html`${folded(
    report.results.map(
      ({ clause, value, truth }) => html`
        <li>
          <span class="clause">${clause}</span> ${value}
          ${truth === 'met' ? nothing : html`<span class="quiet">${say('page.shared.comparison.open')}</span>`}
        </li>`,
    ),
  )}`;
}

const topicCells = ({ cells }: ComparedTopic, { comparison, standing, readAt }: Shown) =>
  cells.map((cell, at) => {
    const report = comparison.rulesets[at]?.report;
    if (!cell || !report) return notAsked();
    return conditions(
      cell,
      (condition) => standing(at, report, condition),
      (condition) => readAt?.(at, condition),
    );
  });

function conditions(
  cell: ComparedCell,
  standing: (condition: Compared) => Shows,
  readAt: (condition: string) => string | undefined,
): TemplateResult {
  if (cell.conditions.length === 0) return notAsked();
  return html`
    <ul class="compare__list compare__conditions">
      ${cell.conditions.map((condition) => {
        const stands = standing(condition);
        const address = readAt(condition.condition);
        return html`
          <li data-condition=${condition.condition} data-state=${stands.state}>
            <span class="state state--${stands.state}">${icon(stands.icon)}${stands.name}</span>
            <span class="progress__title">${condition.title}</span>
            ${address === undefined ? html`<span class="clause">${condition.clause}</span>` : html`<a class="clause" href=${address}>${condition.clause}</a>`}
          </li>`;
      })}
    </ul>`;
}
