/** 一覧: every request in a line, narrowed, sorted, page by page, and written out. */
import { html, nothing, type TemplateResult } from 'lit-html';
import type { Regulation, Report } from 'shodaku';
import { know, labelOf } from '../shared/fields.js';
import { icon } from '../shared/icons.js';
import { asHeading, inLanguage } from '../shared/language.js';
import { supplierName } from '../shared/suppliers.js';
import { procedureOf } from '../shared/towns.js';
import { verdictLook, verdictName } from '../shared/verdict.js';
import { outcomeName } from './decision.js';
import type { Came, Judging } from './judging.js';
import { openFields, type Waiting, waitingFor } from './waiting.js';
import { say } from './words.js';
import type { DeskRequest } from './work.js';

/** How many rows a page has. */
const PAGE = 100;

/** How the list is narrowed. */
const filters = [
  'all',
  'not_approvable',
  'undetermined',
  'approvable',
  'unreadable',
  'undecided',
  'other',
] as const;
type Filter = (typeof filters)[number];
const sorts = ['reference', 'applicant', 'contract', 'verdict', 'decision'] as const;
type Sort = (typeof sorts)[number];

/** What can be done with the list. */
export interface Doing {
  readonly open: (request: DeskRequest) => void;
  readonly remove: (request: DeskRequest) => void;
  /** Writes these requests to a file. */
  readonly write: (as: 'csv' | 'xlsx' | 'jsonl', requests: readonly DeskRequest[]) => void;
  /** Prints the papers of these requests. */
  readonly print: (requests: readonly DeskRequest[]) => void;
}

/** The list, with how it is looked at. */
export class List {
  readonly #judging: Judging;
  readonly #doing: Doing;
  readonly #shown: () => void;
  #filter: Filter = 'all';
  #search = '';
  #sort: Sort | undefined;
  #descending = false;
  #page = 0;
  /** The request that was deleted last, and what it was called. */
  #removed: { readonly request: DeskRequest; readonly name: string } | undefined;

  constructor(judging: Judging, doing: Doing, shown: () => void) {
    this.#judging = judging;
    this.#doing = doing;
    this.#shown = shown;
  }

  view(requests: readonly DeskRequest[]): TemplateResult {
    const removed = this.#removed;
    const isGone = removed && !requests.includes(removed.request);
    const said = html`<p id="removed" role="status">${isGone ? say('page.desk.list.removed', { name: removed.name }) : nothing}</p>`;
    if (requests.length === 0) {
      return html`${said}<p class="quiet">${say('page.desk.list.empty')}</p>`;
    }
    const found = this.#found(requests);
    const counts = new Map<Filter, number>([['all', found.length]]);
    const narrowed: DeskRequest[] = [];
    let open = 0;
    for (const request of found) {
      const came = this.#judging.known(request);
      if (came === undefined) open += 1;
      const belongs = belongsTo(request, came);
      for (const one of belongs) counts.set(one, (counts.get(one) ?? 0) + 1);
      if (this.#filter === 'all' || belongs.includes(this.#filter)) narrowed.push(request);
    }
    const sorted = this.#sorted(narrowed);
    const pages = Math.max(1, Math.ceil(sorted.length / PAGE));
    this.#page = Math.min(this.#page, pages - 1);
    const from = this.#page * PAGE;
    return html`
      ${said}
      <div class="list__filters">
        <div class="papers__kinds" role="group" aria-label=${say('page.desk.list.filters')}>
          ${filters.map(
            (one) => html`
              <button class="button button--small" type="button" data-filter=${one} aria-pressed=${one === this.#filter} @click=${() => this.#look(() => (this.#filter = one))}>${nameOf(one)} ${counts.get(one) ?? 0}</button>`,
          )}
        </div>
        <label class="finding-note__part"
          >${say('page.desk.list.search')}<input class="field__control" type="search" id="search" .value=${this.#search} @input=${(event: Event) => this.#look(() => (this.#search = (event.target as HTMLInputElement).value))}
        /></label>
        ${open > 0 ? html`<p id="judging">${say('page.desk.list.judging', { done: found.length - open, all: found.length })}</p>` : nothing}
      </div>
      ${this.#table(sorted.slice(from, from + PAGE), from)}
      ${pages > 1 ? this.#pager(pages, sorted.length, from) : nothing}
      ${this.#files(sorted)}`;
  }

  #remove(request: DeskRequest, name: string): void {
    this.#removed = { request, name };
    this.#doing.remove(request);
  }

  #look(change: () => void): void {
    change();
    this.#page = 0;
    this.#shown();
  }

  #found(requests: readonly DeskRequest[]): readonly DeskRequest[] {
    const wanted = plain(this.#search);
    if (wanted === '') return requests;
    return requests.filter(({ reference, applicant, contract, context }) =>
      [reference, applicant, contract, ...Object.values(context).flat()].some((text) =>
        plain(text).includes(wanted),
      ),
    );
  }

  #sorted(requests: readonly DeskRequest[]): readonly DeskRequest[] {
    const sort = this.#sort;
    if (!sort) return requests;
    const key = (request: DeskRequest): string => {
      if (sort === 'decision') return request.decision.outcome;
      if (sort !== 'verdict') return request[sort];
      const came = this.#judging.known(request);
      return came && came !== 'unknown' ? came.verdict : '';
    };
    const keyed = requests.map((request) => [key(request), request] as const);
    const order = new Intl.Collator('ja', { numeric: true });
    keyed.sort(([one], [other]) => order.compare(one, other));
    if (this.#descending) keyed.reverse();
    return keyed.map(([, request]) => request);
  }

  #pager(pages: number, count: number, from: number): TemplateResult {
    const to = (page: number) => () => {
      this.#page = Math.min(Math.max(0, page), pages - 1);
      this.#shown();
      document.querySelector('.list')?.scrollIntoView();
    };
    const [first, last] = [this.#page === 0, this.#page === pages - 1];
    const button = (
      name: 'first_page' | 'previous' | 'next' | 'last',
      off: boolean,
      page: number,
    ) => html`
      <button class="button button--small" type="button" data-page=${name} ?disabled=${off} @click=${to(page)}>${say(`page.desk.list.${name}`)}</button>`;
    return html`
      <nav class="list__pages" aria-label=${say('page.desk.list.pages')}>
        ${button('first_page', first, 0)} ${button('previous', first, this.#page - 1)}
        <span id="page">${say('page.desk.list.page', { from: from + 1, to: Math.min(from + PAGE, count), count })}</span>
        ${button('next', last, this.#page + 1)} ${button('last', last, pages - 1)}
      </nav>`;
  }

  #files(requests: readonly DeskRequest[]): TemplateResult {
    const { write, print } = this.#doing;
    const count = requests.length;
    return html`
      <div class="papers__kinds list__files" role="group" aria-label=${say('page.desk.list.write')}>
        <span>${say('page.desk.list.write_these', { count })}</span>
        ${(['csv', 'xlsx', 'jsonl'] as const).map(
          (as) =>
            html`<button class="button button--small" type="button" data-write=${as} ?disabled=${count === 0} @click=${() => write(as, requests)}>${say(`page.desk.list.as.${as}`)}</button>`,
        )}
        <button class="button button--small" type="button" data-print ?disabled=${count === 0} @click=${() => print(requests)}>${say('page.desk.list.print')}</button>
      </div>`;
  }

  #table(requests: readonly DeskRequest[], from: number): TemplateResult {
    const head = (sort: Sort, name: string) => {
      const isSorted = this.#sort === sort;
      const order = isSorted ? (this.#descending ? 'descending' : 'ascending') : nothing;
      const press = () =>
        this.#look(() => {
          this.#descending = isSorted && !this.#descending;
          this.#sort = sort;
        });
      return html`<th scope="col" aria-sort=${order}><button class="list__open" type="button" data-sort=${sort} @click=${press}>${name}${isSorted ? html`<span aria-hidden="true"> ${this.#descending ? '▼' : '▲'}</span>` : nothing}</button></th>`;
    };
    return html`
      <div class="list" role="region" tabindex="0" aria-label=${say('page.desk.view.list')}>
        <table class="list__table">
          <thead>
            <tr>
              ${head('reference', say('page.desk.request.reference'))}
              ${head('applicant', say('page.desk.request.applicant'))}
              ${head('contract', say('page.desk.request.contract'))}
              <th scope="col">${say('page.desk.list.procedure')}</th>
              ${head('verdict', say('report.verdict'))}
              <th scope="col">${say('page.desk.list.waits')}</th>
              <th scope="col">${say('page.desk.list.first')}</th>
              ${head('decision', say('page.desk.decision.title'))}
              <th scope="col"><span class="visually-hidden">${say('page.desk.list.actions')}</span></th>
            </tr>
          </thead>
          <tbody>
            ${requests.map((request, at) => this.#line(request, from + at + 1))}
          </tbody>
        </table>
      </div>`;
  }

  #line(request: DeskRequest, number: number): TemplateResult {
    const { open } = this.#doing;
    const judged = this.#judging.report(request);
    const name = request.reference || say('page.desk.list.nth', { number });
    return html`
      <tr data-request=${request.id}>
        <td>${judged === 'unknown' ? name : html`<button class="list__open" type="button" @click=${() => open(request)}>${name}</button>`}</td>
        <td>${request.applicant}</td>
        <td>${request.contract}</td>
        ${judged === 'unknown' ? html`<td>${request.ruleset} ${request.procedure}</td><td colspan="3">${say('page.desk.list.unreadable')}</td>` : standing(request, judged)}
        <td data-name=${say('page.desk.decision.title')}>${outcomeName(request.decision.outcome)}</td>
        <td><button class="button button--small button--text" type="button" aria-label=${say('page.desk.list.remove_of', { name })} @click=${() => this.#remove(request, name)}>${say('page.desk.list.remove')}</button></td>
      </tr>`;
  }
}

const plain = (text: string): string => text.normalize('NFKC').toLowerCase();

/** A filter in words. */
const nameOf = (filter: Filter): string =>
  filter === 'not_approvable' || filter === 'undetermined' || filter === 'approvable'
    ? say(`verdict.${filter}`)
    : say(`page.desk.list.filter.${filter}`);

/** To which filters a request belongs. */
function belongsTo(request: DeskRequest, came: Came | 'unknown' | undefined): Filter[] {
  const belongs: Filter[] = request.decision.outcome === '' ? ['undecided'] : [];
  if (came === undefined) return belongs;
  if (came === 'unknown') return [...belongs, 'unreadable'];
  const { verdict, unreadable } = came;
  if (unreadable) belongs.push('unreadable');
  if (verdict === 'not_approvable' || verdict === 'prohibited' || verdict === 'incomplete') {
    belongs.push('not_approvable');
  } else if (verdict === 'approvable' || verdict === 'exempt' || verdict === 'complete') {
    belongs.push('approvable');
  } else {
    belongs.push(verdict === 'undetermined' ? 'undetermined' : 'other');
  }
  return belongs;
}

function standing(
  request: DeskRequest,
  { rules, report }: { readonly rules: Regulation; readonly report: Report },
): TemplateResult {
  const procedure = procedureOf(rules, request.procedure);
  const look = verdictLook(report.verdict);
  know(rules.ruleset);
  const waiting = waitingFor(rules, request, report);
  const waits = [
    ...waiting.pending.map((id) => say('page.desk.awaited.answer', { field: labelOf(id) })),
    ...[...waiting.open]
      .filter(([, fields]) => fields.length > 0)
      .map(([who, fields]) =>
        say('page.desk.waits', { who: supplierName(who), count: fields.length }),
      ),
  ];
  return html`
    <td>${inLanguage(rules.ruleset.ruleset.municipality)} ▸ ${procedure ? asHeading(procedure.title) : request.procedure}</td>
    <td data-verdict=${report.verdict}><span class="list__verdict verdict--${look.tone}">${icon(look.icon)}${verdictName(report.verdict)}</span></td>
    <td data-name=${say('page.desk.list.waits')}>${waits.join(say('page.shared.comma'))}</td>
    <td class="list__first" data-name=${say('page.desk.list.first')}>${firstOf(report, waiting)}</td>`;
}

/** What stands in the way first: what fails; else the answer or the field that is awaited; else what is open. */
function firstOf({ issues, decidedBy, verdict }: Report, waiting: Waiting): string {
  const failing = issues.find(({ truth }) => truth === 'not_met');
  if (failing) return failing.message;
  if (verdict !== 'undetermined') return '';
  const [pending] = waiting.pending;
  if (pending !== undefined) return say('page.desk.awaited.answer', { field: labelOf(pending) });
  const open = openFields(waiting);
  const field =
    decidedBy.flatMap(({ fields }) => fields).find((id) => open.includes(id)) ?? open[0];
  const who = [...waiting.open].find(([, fields]) => fields.some((id) => id === field))?.[0];
  if (who && field) {
    return say('page.desk.list.blank', { who: supplierName(who), field: labelOf(field) });
  }
  return issues[0]?.message ?? decidedBy[0]?.message ?? '';
}
