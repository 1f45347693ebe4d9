/** 取込み as one sees it: what was found in the file, which column is what, and what came of it. */
import { html, nothing, type TemplateResult } from 'lit-html';
import type { Regulation } from 'shodaku';
import { asHeading } from '../shared/language.js';
import { aboutRow, type Column, columnId, columnName, columnOfId, fieldsOfAll } from './columns.js';
import { type Chosen, columnsOf, type Outcome, type Source, type Trouble, take } from './intake.js';
import { procedureChoice } from './start.js';
import { say } from './words.js';
import type { DeskRequest } from './work.js';

/** How many rows and troubles are shown. */
const SHOWN = { rows: 3, troubles: 100 } as const;

/** One file on its way in. */
export class Intake {
  readonly #source: Source;
  readonly #all: ReadonlyMap<string, Regulation>;
  readonly #changed: () => void;
  readonly #done: (requests: readonly DeskRequest[]) => void;
  #columns: (Column | undefined)[];
  #chosen: Chosen | undefined;
  #outcome: Outcome | undefined;

  constructor(
    source: Source,
    all: ReadonlyMap<string, Regulation>,
    changed: () => void,
    done: (requests: readonly DeskRequest[]) => void,
  ) {
    this.#source = source;
    this.#all = all;
    this.#changed = changed;
    this.#done = done;
    this.#columns = source.kind === 'requests' ? [] : columnsOf(source, [...all.values()]);
  }

  view(): TemplateResult {
    const { rows, encoding, kind } = this.#source;
    if (this.#outcome) return this.#result(this.#outcome);
    return html`
      <section class="intake">
        <h2>${say('page.desk.intake.title')}</h2>
        <p id="found">${say('page.desk.intake.found_in_file', {
          kind: say(`page.desk.intake.${kind}`),
          encoding: encoding === 'utf-8' ? 'UTF-8' : 'Shift_JIS',
          count: rows.length,
        })}</p>
        <label class="finding-note__part"
          >${say('page.desk.intake.for_all')}${procedureChoice(
            'intake-procedure',
            [...this.#all.values()],
            this.#chosen ? `${this.#chosen.rules.id} ${this.#chosen.procedure}` : '',
            say('page.desk.intake.from_file'),
            (rules, procedure) => {
              this.#chosen = rules && { rules, procedure };
              this.#changed();
            },
          )}</label
        >
        ${this.#source.kind === 'requests' ? nothing : this.#mapping(this.#source.headings, this.#source.rows)}
        <button class="button button--main" type="button" id="take" @click=${this.#take}>${say('page.desk.intake.take')}</button>
      </section>`;
  }

  readonly #take = (): void => {
    this.#outcome = take(this.#source, this.#columns, this.#all, this.#chosen);
    this.#done(this.#outcome.requests);
    this.#changed();
  };

  #mapping(headings: readonly string[], rows: readonly (readonly string[])[]): TemplateResult {
    const rules = [...this.#all.values()];
    const fields = fieldsOfAll(rules);
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
                this.#columns[at] = columnOfId(id, rules);
                this.#changed();
              };
              return html`
                <tr data-heading=${heading}>
                  <td>${heading}</td>
                  <td>
                    <select class="field__control" aria-label=${say('page.shared.labelled', { label: say('page.desk.intake.column'), words: heading })} @change=${choose}>
                      <option value="" ?selected=${column === undefined}>${say('page.desk.intake.unmatched')}</option>
                      ${aboutRow.map((key) => option({ of: 'row', key }, column))}
                      ${fields.map((field) => option({ of: 'field', field }, column))}
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
      </div>`;
  }

  #result({ requests, refused, unreadable }: Outcome): TemplateResult {
    return html`
      <section class="intake">
        <h2>${say('page.desk.intake.result')}</h2>
        <p id="taken" role="status">${say('page.desk.intake.counted', {
          taken: requests.length,
          unreadable: unreadable.length,
          refused: refused.length,
        })}</p>
        ${troubles(say('page.desk.intake.refused_rows'), refused)}
        ${troubles(say('page.desk.intake.unreadable_values'), unreadable)}
      </section>`;
  }
}

const option = (one: Column, chosen: Column | undefined): TemplateResult =>
  html`<option value=${columnId(one)} ?selected=${columnId(one) === columnId(chosen)}>${asHeading({ ja: columnName(one) })}</option>`;

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
