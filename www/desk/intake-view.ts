/** 取込み as one sees it: what was found in the file, which column is what, and what came of it. */
import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import type { Regulation } from 'shodaku';
import { download } from '../shared/download.js';
import { asHeading } from '../shared/language.js';
import { procedureOf } from '../shared/towns.js';
import { partsInWords } from './brought.js';
import {
  aboutRow,
  type Column,
  columnId,
  columnName,
  columnOf,
  columnOfId,
  fieldsOfAll,
} from './columns.js';
import { type Encoding, encodings } from './decode.js';
import type { Judging } from './judging.js';
import { type Mapping, mappingText } from './mapping.js';
import type { Requests, Table } from './source.js';
import { procedureChoice } from './start.js';
import { type Chosen, type Outcome, Taking, type Trouble } from './take.js';
import { templateOf } from './template.js';
import { say } from './words.js';
import type { DeskRequest } from './work.js';

/** How many rows and troubles are shown. */
const SHOWN = { rows: 3, troubles: 100 } as const;

/** What the page does with a file on its way in. */
export interface Around {
  readonly all: ReadonlyMap<string, Regulation>;
  readonly judging: Judging;
  /** Headings that were settled before. */
  readonly mapping: Mapping | undefined;
  readonly shown: () => void;
  readonly taken: (requests: readonly DeskRequest[]) => void;
  /** Reads the file again in another encoding. */
  readonly reread: (encoding: Encoding) => void;
}

/** One file on its way in. */
export class Intake {
  readonly #source: Table | Requests;
  readonly #around: Around;
  #columns: (Column | undefined)[];
  #chosen: Chosen | undefined;
  /** The columns whose list of choices was looked at: some hundred choices for each would be slow. */
  readonly #looked = new Set<number>();
  #taking: Taking | undefined;
  #done = false;

  constructor(source: Table | Requests, around: Around) {
    this.#source = source;
    this.#around = around;
    const all = [...around.all.values()];
    this.#columns =
      source.kind === 'requests' ? [] : source.headings.map((it) => columnOf(it, all));
    const template = source.kind === 'requests' ? undefined : templateOf(source.rows[0]?.[0]);
    const rules = around.all.get(template?.ruleset ?? '');
    if (template && rules && procedureOf(rules, template.procedure)) {
      this.#chosen = { rules, procedure: template.procedure };
    }
    if (around.mapping) this.map(around.mapping);
  }

  /** Takes headings as they were settled before. */
  map({ headings }: Mapping): void {
    if (this.#source.kind === 'requests') return;
    const all = [...this.#around.all.values()];
    this.#columns = this.#source.headings.map((heading, at) => {
      const id = headings[heading];
      return id === undefined ? this.#columns[at] : columnOfId(id, heading, all);
    });
  }

  view(): TemplateResult {
    if (this.#done && this.#taking) return result(this.#taking.outcome, this.#source.rows.length);
    if (this.#taking) return this.#progress(this.#taking);
    const { rows, encoding, kind } = this.#source;
    const found = { kind: say(`page.desk.intake.${kind}`), count: rows.length };
    return html`
      <section class="intake">
        <h2>${say('page.desk.intake.title')}</h2>
        <p id="found">${say('page.desk.intake.found_in_file', found)}</p>
        ${encoding ? this.#encoding(encoding) : nothing}
        <label class="finding-note__part"
          >${say('page.desk.intake.for_all')}${procedureChoice(
            'intake-procedure',
            [...this.#around.all.values()],
            this.#chosen ? `${this.#chosen.rules.id} ${this.#chosen.procedure}` : '',
            say('page.desk.intake.from_file'),
            (rules, procedure) => {
              this.#chosen = rules && { rules, procedure };
              this.#around.shown();
            },
          )}</label
        >
        ${this.#source.kind === 'requests' ? nothing : this.#mapping(this.#source)}
        <button class="button button--main" type="button" id="take" @click=${this.#take}>${say('page.desk.intake.take')}</button>
      </section>`;
  }

  readonly #take = async (): Promise<void> => {
    const { all, judging, shown, taken } = this.#around;
    const taking = new Taking(this.#source, this.#columns, all, this.#chosen, judging);
    this.#taking = taking;
    await taking.run(shown);
    this.#done = true;
    taken(taking.outcome.requests);
  };

  #progress(taking: Taking): TemplateResult {
    const all = this.#source.rows.length;
    const { read } = taking.outcome;
    return html`
      <section class="intake">
        <h2>${say('page.desk.intake.reading')}</h2>
        <p id="progress">${say('page.desk.intake.read', { read, all })}</p>
        <progress max=${all} value=${read} aria-labelledby="progress"></progress>
        <button class="button" type="button" id="stop" @click=${() => taking.stop()}>${say('page.desk.intake.stop')}</button>
      </section>`;
  }

  #encoding(encoding: Encoding): TemplateResult {
    const choose = (event: Event) =>
      this.#around.reread((event.target as HTMLSelectElement).value as Encoding);
    return html`
      <label class="finding-note__part"
        >${say('page.desk.intake.encoding')}<select class="field__control" id="encoding" @change=${choose}>
          ${Object.entries(encodings).map(([one, name]) => html`<option value=${one} .selected=${live(one === encoding)}>${name}</option>`)}
        </select></label
      >`;
  }

  #mapping({ headings, rows }: Table): TemplateResult {
    const rules = [...this.#around.all.values()];
    const fields = fieldsOfAll(rules);
    const all = (heading: string, column: Column | undefined) => html`
      ${column?.of === 'note' ? option(column, column) : nothing}
      ${option({ of: 'context', label: heading }, column)}
      ${aboutRow.map((key) => option({ of: 'row', key }, column))}
      ${fields.map((field) => option({ of: 'field', field }, column))}`;
    const save = () => {
      const ids = headings.map((heading, at) => [heading, columnId(this.#columns[at])] as const);
      download(mappingText(Object.fromEntries(ids)), say('page.desk.intake.mapping_name'));
    };
    return html`
      <div class="list" role="region" tabindex="0" aria-label=${say('page.desk.intake.columns')}>
        <table class="list__table">
          <thead>
            <tr>
              <th scope="col">${say('page.desk.intake.heading')}</th>
              <th scope="col">${say('page.desk.intake.column')}</th>
              <th scope="col">${say('page.desk.intake.values')}</th>
            </tr>
          </thead>
          <tbody>
            ${headings.map((heading, at) => {
              const column = this.#columns[at];
              const choose = (event: Event) => {
                const id = (event.target as HTMLSelectElement).value;
                this.#columns[at] = columnOfId(id, heading, rules);
                this.#around.shown();
              };
              const look = () => {
                if (this.#looked.has(at)) return;
                this.#looked.add(at);
                this.#around.shown();
              };
              return html`
                <tr data-heading=${heading}>
                  <td>${heading}</td>
                  <td>
                    <select class="field__control" aria-label=${say('page.shared.labelled', { label: say('page.desk.intake.column'), words: heading })} @pointerdown=${look} @focus=${look} @change=${choose}>
                      <option value="" .selected=${live(column === undefined)}>${say('page.desk.intake.unmatched')}</option>
                      ${this.#looked.has(at) ? all(heading, column) : column ? option(column, column) : nothing}
                    </select>
                  </td>
                  <td>${rows
                    .slice(0, SHOWN.rows)
                    .map((row) => row[at] ?? '')
                    .join(say('page.shared.comma'))}</td>
                </tr>`;
            })}
          </tbody>
        </table>
      </div>
      <p><button class="button button--small" type="button" id="save-mapping" @click=${save}>${say('page.desk.intake.save_mapping')}</button> ${say('page.desk.intake.save_mapping_lead')}</p>`;
  }
}

function result({ requests, refused, unreadable, read }: Outcome, all: number): TemplateResult {
  return html`
    <section class="intake">
      <h2>${say('page.desk.intake.result')}</h2>
      <p id="taken" role="status">${say('page.desk.intake.counted', {
        taken: requests.length,
        unreadable: unreadable.length,
        refused: refused.length,
      })}${read < all ? say('page.desk.intake.stopped', { read, all }) : nothing}</p>
      ${receipts(requests)}
      ${troubles(say('page.desk.intake.refused_rows'), refused)}
      ${troubles(say('page.desk.intake.unreadable_values'), unreadable)}
    </section>`;
}

/** What became of the receipts that came with requests. */
function receipts(requests: readonly DeskRequest[]): TemplateResult | typeof nothing {
  const brought = requests.flatMap((request) => (request.brought ? [request] : []));
  if (brought.length === 0) return nothing;
  const differing = brought.filter(({ brought }) => brought && brought.differs.length > 0);
  return html`
    <p id="receipts">${say('page.desk.intake.receipts', { same: brought.length - differing.length, other: differing.length })}</p>
    <ul class="intake__troubles">
      ${differing
        .slice(0, SHOWN.troubles)
        .map(
          ({ reference, applicant, brought }) =>
            html`<li>${say('page.shared.labelled', { label: reference || applicant, words: partsInWords(brought?.differs ?? []) })}</li>`,
        )}
    </ul>`;
}

const option = (one: Column, chosen: Column | undefined): TemplateResult =>
  html`<option value=${columnId(one)} .selected=${live(columnId(one) === columnId(chosen))}>${asHeading({ ja: columnName(one) })}</option>`;

function troubles(title: string, all: readonly Trouble[]): TemplateResult | typeof nothing {
  if (all.length === 0) return nothing;
  const more = all.length - SHOWN.troubles;
  return html`
    <h3>${title}</h3>
    <ul class="intake__troubles">
      ${all
        .slice(0, SHOWN.troubles)
        .map(
          ({ row, column, value, write }) =>
            html`<li>${say('page.desk.intake.trouble', { row, column, value, write })}</li>`,
        )}
      ${more > 0 ? html`<li>${say('page.desk.intake.more', { count: more })}</li>` : nothing}
    </ul>`;
}
