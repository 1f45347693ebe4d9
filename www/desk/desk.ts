/** The frame: which view of the work is shown, and what moves between them. */
import { html, nothing, render, type TemplateResult } from 'lit-html';
import type { Engine, Regulation } from 'shodaku';
import { Announcer } from '../shared/announcer.js';
import { language } from '../shared/language.js';
import { OwnRulesets } from '../shared/own.js';
import { part } from '../shared/part.js';
import { today } from '../shared/today.js';
import { shippedRules } from '../shared/towns.js';
import { ComparisonView } from './comparison-view.js';
import { type Copy, copies, eraseCopy } from './copies.js';
import { withDays } from './days.js';
import { filed, openRequest } from './filed.js';
import { help } from './help.js';
import { Judging } from './judging.js';
import { Keys } from './keys.js';
import type { Matter } from './letters.js';
import { List } from './list.js';
import { notices } from './notices.js';
import { OpenedWork } from './opened.js';
import { otherwise } from './other-reading.js';
import { manyPapers, type PaperKind, paperOf, papers } from './papers.js';
import type { Program } from './program.js';
import { Review } from './review.js';
import { DRAWN_EVERY } from './slices.js';
import { start } from './start.js';
import { TakingIn } from './taking-in.js';
import { texts } from './texts.js';
import { type View, views } from './views.js';
import { waitingFor } from './waiting.js';
import { say } from './words.js';
import { type DeskRequest, emptyRequest, type Refusal } from './work.js';
import { writeList, writeTemplate } from './write.js';

/** The views of one request. */
const OF_ONE: ReadonlySet<View> = new Set(['review', 'papers', 'comparison']);
/** How often the day is looked at, in milliseconds. */
const MINUTE = 60_000;

/** The whole page. */
export class Desk {
  readonly #engine: Engine;
  readonly #shipped: readonly Regulation[];
  readonly #own: OwnRulesets;
  #rules: ReadonlyMap<string, Regulation> = new Map();
  readonly #program: Program;
  readonly #work = new OpenedWork(() => this.#frame());
  readonly #judging = new Judging(() => this.#rules);
  readonly #list: List;
  readonly #takingIn: TakingIn;
  readonly #comparison: ComparisonView;
  readonly #announcer = new Announcer(part('said'));
  readonly #keys: Keys;
  #view: View = 'start';
  /** What is chosen to begin with: kept over whatever is shown anew. */
  #beginning = '';
  #review: Review | undefined;
  /** The task that is shown alone: from request to request, and over what is undone. */
  #task: string | undefined;
  /** The paper that was chosen; that of the decision where none was. */
  #paper: PaperKind | undefined;
  /** The requests whose papers are printed together. */
  #many: readonly DeskRequest[] = [];
  #day = today();
  #copies: readonly Copy[] = [];

  constructor(engine: Engine, sha256: string) {
    this.#engine = engine;
    this.#program = { engine: engine.version, sha256 };
    this.#shipped = shippedRules(engine);
    this.#own = new OwnRulesets(engine, () => {
      this.#gather();
      this.#show();
    });
    this.#gather();
    this.#list = new List(
      this.#judging,
      {
        open: (request) => this.#open(request),
        remove: (request) => this.#remove(request),
        write: (as, requests) => writeList(as, requests, this.#rules),
        print: (requests) => this.#printMany(requests),
      },
      () => this.#show(),
    );
    this.#takingIn = new TakingIn(
      () => this.#rules,
      this.#judging,
      () => this.#show(),
      (requests) => {
        if (requests.length > 0) this.#work.list([...this.#work.requests, ...requests]);
      },
    );
    this.#comparison = new ComparisonView(engine, () => this.#show());
    this.#keys = new Keys({
      view: (view) => this.#isOpen(view) && this.#go(view),
      step: (by) => this.#step(by),
      next: () => this.#review?.next(),
      find: (found) => this.#review?.find(found),
      search: () => this.#search(),
      help: () => this.#help(),
      back: () => this.#back(),
      open: this.#openFile,
      save: this.#save,
      undo: this.#undo,
      print: () => this.#print(),
    });
    setInterval(() => this.#frame(), MINUTE);
    document.addEventListener('visibilitychange', () => this.#frame());
    this.#lookForCopies();
    this.#show();
  }

  /** Shows everything in another language. */
  speak(): void {
    this.#announcer.clear();
    this.#review?.speak();
    this.#show();
  }

  #gather(): void {
    const all = [...this.#shipped, ...this.#own.rules];
    this.#rules = new Map(all.map((rules) => [rules.id, rules]));
    this.#judging.forgetAll();
  }

  #begin(rules: Regulation, procedure: string): void {
    const request = emptyRequest(rules.id, procedure, today());
    this.#work.list([...this.#work.requests, request]);
    this.#open(request);
  }

  #open(request: DeskRequest): void {
    this.#work.current = request;
    this.#task = undefined;
    this.#go('review');
  }

  #remove(request: DeskRequest): void {
    this.#work.list(this.#work.requests.filter((other) => other !== request));
    this.#show();
  }

  #go(view: View): void {
    if (this.#review) this.#task = this.#review.task;
    this.#review?.close();
    this.#review = undefined;
    this.#many = [];
    if (view !== this.#view) this.#paper = undefined;
    this.#view = view;
    this.#show();
    part('view').focus();
    scrollTo(0, 0);
  }

  readonly #changed = (): void => {
    if (this.#work.current) this.#judging.forget(this.#work.current);
    this.#work.changed();
  };

  readonly #save = async (): Promise<void> => {
    if (this.#work.requests.length === 0) return;
    if (await this.#work.save()) this.#announcer.say(say('page.desk.saved'));
  };

  readonly #openFile = async (): Promise<void> => {
    const came = await this.#work.open();
    if (came) this.#go(came === 'opened' ? 'list' : 'start');
  };

  readonly #undo = (): void => {
    if (!this.#work.canUndo) return;
    const request = this.#work.undo();
    if (request) this.#judging.forget(request);
    if (request && this.#work.requests.includes(request)) this.#work.current = request;
    // What is drawn holds what was undone.
    this.#go(
      request && OF_ONE.has(this.#view) ? this.#view : this.#work.current ? this.#view : 'list',
    );
  };

  async #lookForCopies(): Promise<void> {
    try {
      this.#copies = await copies();
    } catch {
      // A browser that keeps nothing has no copies.
    }
    if (this.#view === 'start') this.#show();
  }

  /** Goes to the request after or before the one that is open. */
  #step(by: number): void {
    const { requests, current } = this.#work;
    const at = current ? requests.indexOf(current) : -1;
    const next = requests[at + by];
    if (at < 0 || !next || !OF_ONE.has(this.#view)) return;
    if (this.#judging.report(next) === 'unknown') return;
    this.#work.current = next;
    this.#go(this.#view);
  }

  #search(): void {
    if (this.#view !== 'list') this.#go('list');
    document.getElementById('search')?.focus();
  }

  #back(): void {
    if (this.#view === 'papers' || this.#view === 'comparison') this.#go('review');
    else if (this.#view === 'review') this.#go('list');
    else if (this.#many.length > 0) this.#go('list');
  }

  #print(): void {
    if (this.#view !== 'papers' && this.#isOpen('papers') && this.#many.length === 0) {
      this.#go('papers');
    }
    print();
  }

  #printMany(requests: readonly DeskRequest[]): void {
    this.#many = requests;
    this.#show();
  }

  #help(): void {
    const dialog = part('help') as HTMLDialogElement;
    const show = () =>
      render(
        help({
          program: this.#program,
          letters: this.#keys.letters,
          useLetters: (use) => {
            this.#keys.letters = use;
          },
          close: () => dialog.close(),
        }),
        dialog,
      );
    show();
    if (!dialog.open) dialog.showModal();
  }

  #isOpen(view: View): boolean {
    return !OF_ONE.has(view) || this.#work.current !== undefined;
  }

  /** The view there is room for: that of one request needs one. */
  #show(): void {
    if (!this.#isOpen(this.#view)) this.#view = 'list';
    this.#frame();
    const place = part('view');
    const { current } = this.#work;
    if (this.#many.length > 0) render(this.#together(), place);
    else if (this.#view === 'start') render(this.#start(), place);
    else if (this.#view === 'list') this.#showList(place);
    else if (this.#view === 'texts') {
      render(texts([...this.#rules.values()], this.#program, this.#own), place);
    }
    if (!current || this.#review || this.#many.length > 0 || !OF_ONE.has(this.#view)) return;
    const judged = this.#judging.report(current);
    if (judged === 'unknown') return;
    const { rules, report } = judged;
    if (this.#view === 'papers') render(this.#papers(rules, current), place);
    if (this.#view === 'comparison') {
      const others = [...this.#shipped, ...this.#own.rules, ...this.#own.versions].filter(
        (one) => one !== rules,
      );
      render(this.#comparison.view(rules, current, report, others), place);
    }
    if (this.#view !== 'review') return;
    render(nothing, place);
    this.#review = new Review(
      this.#engine,
      place,
      rules,
      [...this.#rules.values()].filter((one) => one !== rules),
      current,
      this.#work.requests,
      this.#changed,
      this.#task,
    );
  }

  #showList(place: HTMLElement): void {
    const draw = () => render(this.#list.view(this.#work.requests), place);
    draw();
    let drawn = performance.now();
    this.#judging.all(this.#work.requests, (done) => {
      if (this.#view !== 'list' || this.#many.length > 0) return;
      if (!done && performance.now() - drawn < DRAWN_EVERY) return;
      drawn = performance.now();
      draw();
    });
  }

  /** What stands around the view. */
  #frame(): void {
    this.#notices();
    const { name, unsaved, savedAt, copiedAt, requests, canUndo } = this.#work;
    const time = (at: Date) => at.toLocaleTimeString(language(), { timeStyle: 'short' });
    render(
      html`${name || say('page.desk.no_name')}
        ${unsaved ? html`<span class="desk-top__unsaved">● ${say('page.desk.unsaved')}</span>` : nothing}
        ${!unsaved && savedAt ? html`<span id="saved">${say('page.desk.saved_at', { at: time(savedAt) })}</span>` : nothing}
        ${copiedAt ? html`<span id="copied">${say('page.desk.copies.at', { at: time(copiedAt) })}</span>` : nothing}`,
      part('file'),
    );
    render(
      html`
        <button class="button button--small" type="button" data-open @click=${this.#openFile}>${say('page.desk.open')}</button>
        <button class="button button--small" type="button" id="save" ?disabled=${requests.length === 0} @click=${this.#save}>${say('page.desk.save')}</button>
        <button class="button button--small" type="button" id="undo" ?disabled=${!canUndo} @click=${this.#undo}>${say('page.desk.undo')}</button>
        <button class="button button--small" type="button" id="help-open" aria-label=${say('page.desk.help.title')} @click=${() => this.#help()}>${say('page.desk.help.open')}</button>`,
      part('tools'),
    );
    const count = requests.length;
    render(
      html`${views.map(
        (view, at) => html`
          <button
            class="desk-rail__view"
            type="button"
            data-view=${view}
            aria-current=${view === this.#view ? 'page' : nothing}
            ?disabled=${!this.#isOpen(view)}
            @click=${() => this.#go(view)}
          ><span aria-hidden="true">${at + 1}</span> ${say(`page.desk.view.${view}`)}${view === 'list' && count > 0 ? html` <span class="desk-rail__count">${count}</span>` : nothing}</button>`,
      )}`,
      part('rail'),
    );
  }

  #notices(): void {
    const day = today();
    const old = day === this.#day ? [] : this.#work.requests.filter((one) => this.#isOfOldDay(one));
    // Where nothing was judged for the day before there is nothing to ask.
    if (old.length === 0) this.#day = day;
    const { failure, elsewhere } = this.#work;
    render(
      notices({
        failure,
        elsewhere,
        takeElsewhere: () => {
          this.#work.takeElsewhere();
          this.#go('list');
        },
        stayHere: () => this.#work.stayHere(),
        newDay: day === this.#day ? undefined : day,
        ofOldDay: old.length,
        takeDay: (judge) => this.#takeDay(day, judge ? old : []),
      }),
      part('notices'),
    );
  }

  #isOfOldDay({ asOf, decision }: DeskRequest): boolean {
    return asOf === this.#day && decision.outcome === '';
  }

  #takeDay(day: string, requests: readonly DeskRequest[]): void {
    this.#day = day;
    for (const request of requests) {
      request.asOf = day;
      this.#judging.forget(request);
    }
    if (requests.length > 0) this.#work.changed();
    this.#go(this.#view);
  }

  #matter(rules: Regulation, request: DeskRequest): Matter {
    const session = openRequest(rules, request);
    const report = session.report({ lang: language() });
    const receipt = session.receipt();
    const turnsOn = otherwise(this.#engine, session.ruleset, filed(request), report);
    const answers = withDays(rules, session.ruleset, request.answers);
    session.dispose();
    const waiting = waitingFor(rules, request, report);
    const sender = this.#work.senderOf(rules.ruleset.ruleset.municipality.ja);
    return {
      rules,
      request,
      report,
      answers,
      waiting,
      turnsOn,
      receipt,
      sender,
      program: this.#program,
    };
  }

  #papers(rules: Regulation, request: DeskRequest): TemplateResult {
    return papers({
      matter: this.#matter(rules, request),
      kind: this.#paper ?? paperOf(request.decision),
      choose: (kind) => {
        this.#paper = kind;
        this.#show();
      },
      changed: () => {
        this.#changed();
        this.#show();
      },
    });
  }

  /** The papers of many requests, one after the other. */
  #together(): TemplateResult {
    const matters = this.#many.flatMap((request) => {
      const rules = this.#rules.get(request.ruleset);
      const known = rules && this.#judging.judge(request) !== 'unknown';
      return known ? [this.#matter(rules, request)] : [];
    });
    return manyPapers({
      matters,
      kind: this.#paper ?? 'confirmation',
      choose: (kind) => {
        this.#paper = kind;
        this.#show();
      },
      back: () => this.#go('list'),
    });
  }

  #start(): TemplateResult {
    const { refusal, copying } = this.#work;
    return start({
      rules: [...this.#rules.values()],
      chosen: this.#beginning,
      choose: (chosen) => {
        this.#beginning = chosen;
      },
      begin: (rules, procedure) => this.#begin(rules, procedure),
      takeIn: (file) => this.#takingIn.take(file),
      template: writeTemplate,
      intake: this.#takingIn.view(),
      notTaken: this.#takingIn.said,
      open: this.#openFile,
      refused: refusal ? refusalInWords(refusal) : '',
      copies: this.#copies,
      openCopy: (copy) => {
        this.#go(this.#work.openCopy(copy) ? 'list' : 'start');
      },
      eraseCopy: async (copy) => {
        await eraseCopy(copy.id);
        await this.#lookForCopies();
      },
      copying,
      copy: async (make) => {
        await this.#work.copy(make);
        await this.#lookForCopies();
      },
    });
  }
}

function refusalInWords(refusal: Refusal): string {
  switch (refusal.why) {
    case 'damaged_text':
      return say('page.desk.refused.damaged_text', refusal);
    case 'damaged_value':
      return refusal.request === 0
        ? say('page.desk.refused.damaged_head', refusal)
        : say('page.desk.refused.damaged_value', refusal);
    case 'later':
      return say('page.desk.refused.later', refusal);
    case 'foreign':
      return say('page.desk.refused.foreign');
  }
}
