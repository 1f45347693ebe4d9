/** 審査: one request, its form drawn from the ruleset, and what it comes to. */
import questions from 'questions:shipped';
import { html, nothing, render, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import type { Answer, Engine, Regulation, Report, Session } from 'shodaku';
import { type Attached, attach } from 'shodaku/form';
import { render as draw, type Rendered } from 'shodaku/render';
import { stateName } from '../shared/conditions.js';
import { icon } from '../shared/icons.js';
import { asHeading, inLanguage, language } from '../shared/language.js';
import { duties, readings } from '../shared/notes.js';
import { supplierName } from '../shared/suppliers.js';
import { procedureOf } from '../shared/towns.js';
import { verdictLook, verdictName } from '../shared/verdict.js';
import { broughtInWords } from './brought.js';
import { contextEditor } from './context.js';
import { decisionForm } from './decision.js';
import { filed, openRequest } from './filed.js';
import { FindingNotes } from './notes.js';
import { otherwise, restsOnReading } from './other-reading.js';
import { otherVerdicts } from './other-reading-view.js';
import { sourcePane } from './source-pane.js';
import { countOf, waitsFor } from './standing.js';
import { type Task, taskList, tasksOf } from './tasks.js';
import { Trace } from './trace.js';
import { say } from './words.js';
import type { DeskRequest } from './work.js';

/** The view of one request. */
export class Review {
  readonly #engine: Engine;
  readonly #place: HTMLElement;
  readonly #rules: Regulation;
  readonly #request: DeskRequest;
  readonly #changed: () => void;
  readonly #notes: FindingNotes;
  readonly #trace: Trace;
  readonly #fields = document.createElement('form');
  #session: Session;
  #drawn: Rendered;
  #attached: Attached;
  #report: Report;
  /** The task that is shown alone, by id; all of them where there is none. */
  #chosen: string | undefined;
  /** The task of the field one is at, or was at last. */
  #near: string | undefined;
  /** Where the list of tasks has room, and where the source has room beside it. */
  readonly #listed = matchMedia('(width >= 64rem)');
  readonly #wide = matchMedia('(width >= 75rem)');
  readonly #listening = new AbortController();
  /** Whether what happens now is the view's own doing, and no change of the request. */
  #begun = false;

  constructor(
    engine: Engine,
    place: HTMLElement,
    rules: Regulation,
    request: DeskRequest,
    changed: () => void,
    task: string | undefined,
  ) {
    this.#engine = engine;
    this.#chosen = task;
    this.#place = place;
    this.#rules = rules;
    this.#request = request;
    this.#changed = changed;
    this.#notes = new FindingNotes(request, changed);
    this.#trace = new Trace(engine, () => this.#show());
    this.#fields.noValidate = true;
    this.#fields.addEventListener('submit', (event) => event.preventDefault());
    this.#fields.addEventListener('focusin', (event) => this.#come(event.target as Element));
    for (const room of [this.#listed, this.#wide]) {
      room.addEventListener('change', () => this.#show(), { signal: this.#listening.signal });
    }
    this.#session = openRequest(rules, request);
    this.#report = this.#session.report({ lang: language() });
    this.#drawn = this.#draw();
    this.#attached = this.#attach();
    this.#begun = true;
    this.#show();
  }

  /** Shows everything in another language; what was entered stays. */
  speak(): void {
    this.#begun = false;
    this.#attached.detach();
    this.#drawn.speak(language());
    this.#attached = this.#attach();
    this.#report = this.#session.report({ lang: language() });
    this.#begun = true;
    this.#show();
  }

  /** The task that is shown alone, by id. */
  get task(): string | undefined {
    return this.#chosen;
  }

  /** Goes to the next field that somebody still has to fill in. */
  next(): void {
    this.#goToNext([...waitsFor(this.#report).values()].flat());
  }

  #goToNext(wanted: readonly string[]): void {
    const { fields } = this.#drawn;
    const at = document.activeElement?.closest<HTMLElement>('[data-rendered]')?.dataset.rendered;
    const from = at === undefined ? 0 : fields.indexOf(at) + 1;
    const next = [...fields.slice(from), ...fields.slice(0, from)].find((id) =>
      wanted.includes(id),
    );
    if (next === undefined) return;
    const tasks = tasksOf(this.#session.ruleset, this.#report);
    const isShown = tasks.some(({ id, fields }) => id === this.#chosen && fields.includes(next));
    if (this.#chosen !== undefined && !isShown) {
      this.#chosen = tasks.find(({ fields }) => fields.includes(next))?.id;
      this.#show();
    }
    this.#drawn.focus(next);
  }

  /**
   * Records a finding, or takes it back: of the field one is at. Where that is none, goes to the next
   * that is awaited.
   */
  find(found: boolean | undefined): void {
    const at = document.activeElement?.closest<HTMLElement>('[data-rendered]');
    const isFinding = (id: string | undefined) =>
      this.#session.ruleset.field.some((field) => field.id === id && field.type === 'finding');
    if (!at || !isFinding(at.dataset.rendered)) {
      this.#goToNext((waitsFor(this.#report).get('officer') ?? []).filter(isFinding));
      return;
    }
    const value = found === undefined ? '' : String(found);
    at.querySelector<HTMLInputElement>(`input[type="radio"][value="${value}"]`)?.click();
  }

  /** Looks at the task of a field that one comes to. */
  #come(at: Element): void {
    const field = at.closest<HTMLElement>('[data-rendered]')?.dataset.rendered;
    const tasks = tasksOf(this.#session.ruleset, this.#report);
    const task = tasks.find(({ fields }) => field !== undefined && fields.includes(field));
    if (!task || task.id === this.#near || this.#chosen !== undefined) return;
    this.#near = task.id;
    this.#show();
  }

  /** Ends the view. */
  close(): void {
    this.#listening.abort();
    this.#begun = false;
    this.#attached.detach();
    this.#drawn.remove();
    this.#session.dispose();
    render(nothing, this.#place);
  }

  #draw(): Rendered {
    const known = questions[this.#rules.id];
    return draw(this.#fields, this.#session, {
      lang: language(),
      beside: this.#notes.beside,
      ...(known && { questions: known }),
    });
  }

  #attach(): Attached {
    return attach(this.#fields, this.#session, {
      lang: language(),
      map: this.#drawn.map,
      summary: false,
      onchange: (report) => {
        this.#drawn.update();
        if (!report || !this.#begun) return;
        this.#report = report;
        this.#keep();
        this.#show();
      },
    });
  }

  /** Keeps what was entered, without what is blank. */
  #keep(): void {
    const { ruleset, answers } = this.#session;
    const isAnswer = ([id, answer]: [string, Answer]) => {
      const type = ruleset.field.find((field) => field.id === id)?.type;
      const isNone = typeof answer === 'object' && answer?.length === 0 && type === 'items';
      return answer !== undefined && answer !== null && answer !== '' && !isNone;
    };
    const kept = Object.fromEntries(Object.entries(answers).filter(isAnswer));
    // The form is also read again where nothing was entered.
    if (JSON.stringify(kept) === JSON.stringify(this.#request.answers)) return;
    this.#request.answers = kept as DeskRequest['answers'];
    this.#changed();
  }

  /** Judges for another day. */
  #judgeOn(asOf: string): void {
    if (!/^\d{4}-\d\d-\d\d$/.test(asOf) || asOf === this.#request.asOf) return;
    this.#request.asOf = asOf;
    this.#begun = false;
    this.#attached.detach();
    this.#drawn.remove();
    this.#session.dispose();
    this.#session = openRequest(this.#rules, this.#request);
    this.#drawn = this.#draw();
    this.#attached = this.#attach();
    this.#report = this.#session.report({ lang: language() });
    this.#begun = true;
    this.#changed();
    this.#show();
  }

  #show(): void {
    const request = this.#request;
    const report = this.#report;
    const procedure = procedureOf(this.#rules, request.procedure);
    const isConsultation = procedure?.kind !== 'checklist';
    const { ruleset } = this.#session;
    const judged = filed(request);
    const traced = { report, ruleset, request: judged };
    const tasks = tasksOf(ruleset, report);
    // Where the list has no room, there is no way back from one task.
    const isKnown = tasks.some(({ id }) => id === this.#chosen);
    if (!this.#listed.matches || !isKnown) this.#chosen = undefined;
    this.#drawn.only(tasks.find(({ id }) => id === this.#chosen)?.fields);
    this.#notes.show();
    const changed = () => {
      this.#changed();
      this.#show();
    };
    const enter = (key: 'reference' | 'applicant' | 'contract') => (event: Event) => {
      request[key] = (event.target as HTMLInputElement).value;
      this.#changed();
    };
    const named = (key: 'reference' | 'applicant' | 'contract') => html`
      <label class="finding-note__part"
        >${say(`page.desk.request.${key}`)}<input class="field__control" autocomplete="off" maxlength="1000" data-request=${key} .value=${live(request[key])} @input=${enter(key)}
      /></label>`;
    const { municipality, title } = this.#rules.ruleset.ruleset;
    render(
      html`
        ${this.#strip(report)}
        <h2 class="review__title">
          ${inLanguage(municipality)} <span aria-hidden="true">▸</span> ${procedure ? asHeading(procedure.title) : ''}
          <span class="clause">${inLanguage(title)}</span>
        </h2>
        ${request.brought ? html`<p id="brought" class=${request.brought.differs.length > 0 ? 'fact__problem' : 'quiet'}>${broughtInWords(request)}</p>` : nothing}
        <div class="review__head">
          ${named('reference')} ${named('applicant')} ${named('contract')}
          <label class="finding-note__part"
            >${say('page.desk.request.as_of')}<input
              class="field__control"
              id="as-of"
              type="date"
              .value=${live(request.asOf)}
              @change=${(event: Event) => this.#judgeOn((event.target as HTMLInputElement).value)}
          /></label>
        </div>
        ${contextEditor(request.context, changed)}
        <div class="review__panes">
          ${taskList(report, { tasks, chosen: this.#chosen, choose: (id) => this.#choose(id) })}
          <div class="review__main">
            ${this.#fields}
            ${otherVerdicts(otherwise(this.#engine, ruleset, judged, report))}
            ${isConsultation ? decisionForm(report, request.decision, changed) : nothing}
            ${this.#trace.view(traced)}
            ${duties(report)} ${readings(report)}
          </div>
          ${this.#wide.matches ? sourcePane(this.#lookedAt(tasks), traced, this.#trace) : nothing}
        </div>`,
      this.#place,
    );
  }

  #strip(report: Report): TemplateResult {
    const look = verdictLook(report.verdict);
    const waits = [...waitsFor(report)].filter(([, fields]) => fields.length > 0);
    return html`
      <section class="strip" aria-label=${say('report.verdict')}>
        <p class="strip__verdict verdict--${look.tone}" data-verdict=${report.verdict}>${icon(look.icon)}${verdictName(report.verdict)}</p>
        ${restsOnReading(report, this.#session.ruleset) ? html`<p class="tag" id="rests-on-reading">${say('page.desk.trace.reading')}</p>` : nothing}
        <p class="strip__counts">
          ${(['met', 'not_met', 'unknown'] as const).map(
            (state) =>
              html`<span data-count=${state} ?data-none=${countOf(report, state) === 0}>${stateName(state)} ${countOf(report, state)}</span>`,
          )}
        </p>
        ${
          waits.length === 0
            ? nothing
            : html`<p class="strip__counts">
          ${waits.map(([supplier, fields]) => html`<span data-waits=${supplier}>${say('page.desk.waits', { who: supplierName(supplier), count: fields.length })}</span>`)}
        </p>`
        }
        ${report.evidence.length > 0 ? html`<p class="strip__counts"><span data-evidence>${say('page.desk.evidence.count', { count: report.evidence.length })}</span></p>` : nothing}
        <button class="button button--small" type="button" data-next ?disabled=${waits.length === 0} @click=${() => this.next()}>${say('page.desk.next')}</button>
      </section>`;
  }

  /** The task that is looked at: the one chosen, else that of the field one is at or was at last. */
  #lookedAt(tasks: readonly Task[]): Task | undefined {
    return (
      tasks.find(({ id }) => id === (this.#chosen ?? this.#near)) ??
      tasks.find(({ stands }) => stands !== undefined)
    );
  }

  /** Shows one task alone, or all of them, and goes to its first question. */
  #choose(id: string | undefined): void {
    this.#chosen = id;
    this.#near = id ?? this.#near;
    this.#show();
    const task = tasksOf(this.#session.ruleset, this.#report).find((one) => one.id === id);
    if (!task) return;
    const drawn = this.#drawn.fields.filter((field) => task.fields.includes(field));
    const open = drawn.find((field) => this.#isOpen(field)) ?? drawn[0];
    if (open !== undefined) this.#drawn.focus(open);
    else document.getElementById('source')?.focus();
  }

  #isOpen(field: string): boolean {
    const selector = `[data-rendered="${CSS.escape(field)}"]`;
    return this.#fields.querySelector(selector)?.closest('[hidden]') === null;
  }
}
