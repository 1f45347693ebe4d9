/** 審査: one request, its form drawn from the ruleset, and what it comes to. */
import questions from 'questions:shipped';
import { html, nothing, render, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import type { Answer, Engine, Regulation, Report, Session } from 'shodaku';
import { type Attached, attach } from 'shodaku/form';
import { render as draw, type Rendered } from 'shodaku/render';
import { know } from '../shared/fields.js';
import { asHeading, inLanguage, language } from '../shared/language.js';
import { duties, readings } from '../shared/notes.js';
import { procedureOf } from '../shared/towns.js';
import { awaited } from './awaited.js';
import { broughtInWords } from './brought.js';
import { contextEditor } from './context.js';
import { withDays } from './days.js';
import { decisionForm } from './decision.js';
import { filed, openRequest } from './filed.js';
import { FindingNotes } from './notes.js';
import { otherwise } from './other-reading.js';
import { otherVerdicts } from './other-reading-view.js';
import { Remarks } from './remarks.js';
import { lastDecider, lastFinder } from './signers.js';
import { sourcePane } from './source-pane.js';
import { strip } from './strip.js';
import { suggested } from './suggested.js';
import { type Task, taskList, tasksOf } from './tasks.js';
import { Trace, type Traced } from './trace.js';
import { openFields, type Waiting, waitingFor } from './waiting.js';
import { say } from './words.js';
import type { DeskRequest } from './work.js';

/** The view of one request. */
export class Review {
  readonly #engine: Engine;
  readonly #place: HTMLElement;
  readonly #rules: Regulation;
  /** The texts of other towns. */
  readonly #others: readonly Regulation[];
  readonly #request: DeskRequest;
  readonly #changed: () => void;
  readonly #notes: FindingNotes;
  readonly #remarks = new Remarks();
  /** Who decided last in this work. */
  readonly #decider: string;
  readonly #trace: Trace;
  readonly #fields = document.createElement('form');
  #session: Session;
  #drawn: Rendered;
  #attached: Attached;
  #report: Report;
  /** The task that is shown alone, by id; all of them where there is none. */
  #chosen: string | undefined;
  /** The field one is at, or was at last, and its task. */
  #at: string | undefined;
  #near: string | undefined;
  #waiting: Waiting;
  /** Whether what is needed on another way alone is shown in the form. */
  #showsElsewhere = false;
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
    others: readonly Regulation[],
    request: DeskRequest,
    all: readonly DeskRequest[],
    changed: () => void,
    task: string | undefined,
  ) {
    this.#engine = engine;
    this.#chosen = task;
    this.#place = place;
    this.#rules = rules;
    this.#others = others;
    this.#request = request;
    this.#changed = changed;
    this.#notes = new FindingNotes(request, lastFinder(request, all), changed);
    this.#decider = lastDecider(request, all);
    this.#trace = new Trace(engine, () => this.#show());
    this.#fields.noValidate = true;
    this.#fields.addEventListener('submit', (event) => event.preventDefault());
    this.#fields.addEventListener('focusin', (event) => this.#come(event.target as Element));
    for (const room of [this.#listed, this.#wide]) {
      room.addEventListener('change', () => this.#show(), { signal: this.#listening.signal });
    }
    this.#session = openRequest(rules, request);
    this.#report = this.#session.report({ lang: language() });
    this.#waiting = waitingFor(rules, request, this.#report);
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

  /** Goes on from where one is, or was at last, to the next field that can be filled in now. */
  next(): void {
    this.#goToNext(openFields(this.#waiting));
  }

  #goToNext(wanted: readonly string[]): void {
    const { fields } = this.#drawn;
    const from = this.#at === undefined ? 0 : fields.indexOf(this.#at) + 1;
    const next = [...fields.slice(from), ...fields.slice(0, from)].find((id) =>
      wanted.includes(id),
    );
    if (next !== undefined) this.#goTo(next);
  }

  /** Goes to a field; where one task is shown alone, to that of the field. */
  #goTo(field: string): void {
    const tasks = tasksOf(this.#session.ruleset, this.#report);
    const isShown = tasks.some(({ id, fields }) => id === this.#chosen && fields.includes(field));
    if (this.#chosen !== undefined && !isShown) {
      this.#chosen = tasks.find(({ fields }) => fields.includes(field))?.id;
      this.#show();
    }
    this.#drawn.focus(field);
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
      this.#goToNext((this.#waiting.open.get('officer') ?? []).filter(isFinding));
      return;
    }
    const value = found === undefined ? '' : String(found);
    at.querySelector<HTMLInputElement>(`input[type="radio"][value="${value}"]`)?.click();
  }

  /** Looks at the task of a field that one comes to. */
  #come(at: Element): void {
    const field = at.closest<HTMLElement>('[data-rendered]')?.dataset.rendered;
    this.#at = field ?? this.#at;
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
      beside: (field) => {
        const place = document.createElement('div');
        place.append(this.#remarks.beside(field), this.#notes.beside(field) ?? '');
        return place;
      },
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
    const answers = withDays(this.#rules, ruleset, request.answers);
    this.#waiting = waitingFor(this.#rules, request, report);
    const traced = { report, ruleset, request: judged, answers, waiting: this.#waiting };
    know(ruleset);
    const tasks = tasksOf(ruleset, report);
    // Where the list has no room, there is no way back from one task.
    const isKnown = tasks.some(({ id }) => id === this.#chosen);
    if (!this.#listed.matches || !isKnown) this.#chosen = undefined;
    this.#drawn.only(tasks.find(({ id }) => id === this.#chosen)?.fields);
    this.#notes.show();
    this.#remarks.show(traced, this.#waiting);
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
        ${strip({ stood: traced, waiting: this.#waiting, next: () => this.next(), more: this.#more(tasks, traced) })}
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
        ${contextEditor(request.context, suggested(this.#rules, request.procedure, this.#others), changed)}
        ${awaited({
          waiting: this.#waiting,
          shown: this.#showsElsewhere,
          show: (shown) => {
            if (shown === this.#showsElsewhere) return;
            this.#showsElsewhere = shown;
            this.#show();
          },
          go: (field) => this.#goTo(field),
        })}
        <div class=${this.#showsElsewhere ? 'review__panes review__panes--whole' : 'review__panes'}>
          ${this.#listed.matches ? taskList(traced, { tasks, current: this.#chosen, all: true, choose: (id) => this.#choose(id) }) : nothing}
          <div class="review__main">
            ${this.#fields}
            ${otherVerdicts(otherwise(this.#engine, ruleset, judged, report))}
            ${isConsultation ? decisionForm(report, request.decision, this.#decider, changed) : nothing}
            ${this.#trace.view(traced)}
            ${duties(report)} ${readings(report)}
          </div>
          ${this.#wide.matches ? sourcePane(this.#lookedAt(tasks), traced, this.#trace) : nothing}
        </div>`,
      this.#place,
    );
  }

  /** What has no room beside the form: the list of tasks, and what stands beside one. */
  #more(tasks: readonly Task[], traced: Traced): TemplateResult | typeof nothing {
    if (this.#wide.matches) return nothing;
    const looked = this.#lookedAt(tasks) ?? tasks[0];
    const choose = (id: string | undefined) => {
      this.#closeMore();
      this.#choose(id);
    };
    return html`
      ${this.#listed.matches ? nothing : taskList(traced, { tasks, current: looked?.id, all: false, choose })}
      ${sourcePane(looked, traced, this.#trace)}`;
  }

  #closeMore(): void {
    this.#place.querySelector('#more')?.removeAttribute('open');
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
    return this.#fields.querySelector(selector)?.checkVisibility() === true;
  }
}
