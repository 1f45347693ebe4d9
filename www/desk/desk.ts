/** The frame: what is open, which view of it, and whether it has been saved. */
import { html, nothing, render, type TemplateResult } from 'lit-html';
import { type Engine, type Regulation, type Report, ShodakuError } from 'shodaku';
import { Announcer } from '../shared/announcer.js';
import { language } from '../shared/language.js';
import { part } from '../shared/part.js';
import { today } from '../shared/today.js';
import { shippedRules } from '../shared/towns.js';
import { WorkingFile } from './file.js';
import { help } from './help.js';
import { sourceOf } from './intake.js';
import { Intake } from './intake-view.js';
import { type Filter, list, type Row } from './list.js';
import { type PaperKind, papers } from './papers.js';
import { openRequest, Review } from './review.js';
import { start } from './start.js';
import { texts } from './texts.js';
import { say } from './words.js';
import {
  type DeskRequest,
  emptyRequest,
  emptyWork,
  isRefusal,
  type Refusal,
  readWork,
  type Work,
  written,
} from './work.js';

const views = ['start', 'list', 'review', 'papers', 'texts'] as const;
type View = (typeof views)[number];
/** The views of one request. */
const OF_ONE: ReadonlySet<View> = new Set(['review', 'papers']);

/** How many rows of the list are drawn at once. */
const DRAWN = 200;

/** The whole page. */
export class Desk {
  readonly #rules: ReadonlyMap<string, Regulation>;
  readonly #file = new WorkingFile();
  readonly #announcer = new Announcer(part('said'));
  #work: Work = emptyWork();
  #name = '';
  #view: View = 'start';
  #current: DeskRequest | undefined;
  #review: Review | undefined;
  #paper: PaperKind = 'confirmation';
  #unsaved = false;
  /** Why the last file was not opened. */
  #refusal: Refusal | undefined;
  #intake: Intake | undefined;
  /** Why nothing was taken in from the last file. */
  #notTaken = '';
  /** What each request came to, until it is changed or the language is. */
  #reports = new WeakMap<DeskRequest, Report>();
  #filter: Filter = 'all';
  #search = '';
  #drawn = DRAWN;

  constructor(engine: Engine) {
    this.#rules = new Map(shippedRules(engine).map((rules) => [rules.id, rules]));
    addEventListener('beforeunload', (event) => {
      if (this.#unsaved) event.preventDefault();
    });
    document.addEventListener('keydown', (event) => this.#press(event));
    this.#show();
  }

  /** Shows everything in another language. */
  speak(): void {
    this.#announcer.clear();
    this.#reports = new WeakMap();
    this.#review?.speak();
    this.#show();
  }

  #begin(rules: Regulation, procedure: string): void {
    const request = emptyRequest(rules.id, procedure, today());
    this.#work.requests.push(request);
    this.#changed();
    this.#open(request);
  }

  #open(request: DeskRequest): void {
    this.#current = request;
    this.#go('review');
  }

  #remove(request: DeskRequest): void {
    if (!confirm(say('page.desk.list.remove_sure'))) return;
    this.#work.requests = this.#work.requests.filter((other) => other !== request);
    if (this.#current === request) this.#current = undefined;
    this.#changed();
    this.#show();
  }

  #go(view: View): void {
    this.#review?.close();
    this.#review = undefined;
    this.#view = view;
    this.#show();
    part('view').focus();
    scrollTo(0, 0);
  }

  readonly #changed = (): void => {
    this.#unsaved = true;
    if (this.#current) this.#reports.delete(this.#current);
    this.#frame();
  };

  async #takeIn(file: File): Promise<void> {
    const source = await sourceOf(new Uint8Array(await file.arrayBuffer()));
    this.#notTaken = typeof source === 'string' ? say(`page.desk.not_taken.${source}`) : '';
    const changed = () => this.#show();
    this.#intake =
      typeof source === 'string'
        ? undefined
        : new Intake(source, this.#rules, changed, (requests) => {
            if (requests.length === 0) return;
            this.#work.requests.push(...requests);
            this.#unsaved = true;
          });
    this.#show();
  }

  readonly #save = async (): Promise<void> => {
    const name = this.#name || say('page.desk.file_name', { day: today() });
    const text = written(this.#work);
    if (!(await this.#file.save(text, name))) return;
    this.#name = name;
    // What was entered while the file was written is not in it.
    this.#unsaved = written(this.#work) !== text;
    this.#announcer.say(say('page.desk.saved'));
    this.#frame();
  };

  readonly #openFile = async (): Promise<void> => {
    if (this.#unsaved && !confirm(say('page.desk.unsaved_sure'))) return;
    const opened = await this.#file.open();
    if (!opened) return;
    const read = readWork(opened.text);
    if (isRefusal(read)) {
      this.#refusal = read;
      this.#go('start');
      return;
    }
    opened.take();
    this.#refusal = undefined;
    this.#work = read;
    this.#name = opened.name;
    this.#current = undefined;
    this.#unsaved = false;
    this.#go('list');
  };

  #press(event: KeyboardEvent): void {
    const view = views[Number(event.key) - 1];
    // Letters are keys only where nothing is typed or chosen.
    const at = (event.target as Element).closest('input, select, textarea');
    const plain = !at && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (plain && event.key === '?') this.#help();
    else if (plain && event.key === 'n') this.#review?.next();
    else if (plain && event.key === 'j') this.#step(1);
    else if (plain && event.key === 'k') this.#step(-1);
    else if (event.altKey && view && this.#isOpen(view)) this.#go(view);
    else if ((event.ctrlKey || event.metaKey) && event.key === 's') this.#save();
    else if ((event.ctrlKey || event.metaKey) && event.key === 'o') this.#openFile();
    else return;
    event.preventDefault();
  }

  /** Goes to the request after or before the one that is open. */
  #step(by: number): void {
    const { requests } = this.#work;
    const at = this.#current ? requests.indexOf(this.#current) : -1;
    const next = requests[at + by];
    if (at < 0 || !next || !OF_ONE.has(this.#view) || !this.#judge(next)) return;
    this.#current = next;
    this.#go(this.#view);
  }

  #help(): void {
    const dialog = part('help') as HTMLDialogElement;
    render(
      help(() => dialog.close()),
      dialog,
    );
    dialog.showModal();
  }

  #isOpen(view: View): boolean {
    return !OF_ONE.has(view) || this.#current !== undefined;
  }

  #show(): void {
    this.#frame();
    const place = part('view');
    if (this.#view === 'start') render(this.#start(), place);
    if (this.#view === 'list') render(this.#list(), place);
    if (this.#view === 'texts') render(texts([...this.#rules.values()]), place);
    const rules = this.#current && this.#rules.get(this.#current.ruleset);
    if (!this.#current || !rules || this.#review) return;
    if (this.#view === 'papers') render(this.#papers(rules, this.#current), place);
    if (this.#view !== 'review') return;
    render(nothing, place);
    this.#review = new Review(place, rules, this.#current, this.#changed);
  }

  /** What stands around the view. */
  #frame(): void {
    const requests = this.#work.requests.length;
    const name = this.#name || say('page.desk.no_name');
    render(
      html`${name} ${this.#unsaved ? html`<span class="desk-top__unsaved">● ${say('page.desk.unsaved')}</span>` : nothing}`,
      part('file'),
    );
    render(
      html`
        <button class="button button--small" type="button" data-open @click=${this.#openFile}>${say('page.desk.open')}</button>
        <button class="button button--small" type="button" id="save" ?disabled=${requests === 0} @click=${this.#save}>${say('page.desk.save')}</button>
        <button class="button button--small" type="button" id="help-open" @click=${() => this.#help()}>${say('page.desk.help.open')}</button>`,
      part('tools'),
    );
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
          ><span aria-hidden="true">${at + 1}</span> ${say(`page.desk.view.${view}`)}${view === 'list' && requests > 0 ? html` <span class="desk-rail__count">${requests}</span>` : nothing}</button>`,
      )}`,
      part('rail'),
    );
  }

  #papers(rules: Regulation, request: DeskRequest): TemplateResult {
    const session = openRequest(rules, request);
    const report = session.report({ lang: language() });
    const receipt = session.receipt();
    session.dispose();
    return papers({
      matter: { rules, request, report, sender: this.#work.sender },
      receipt,
      kind: this.#paper,
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

  #start(): TemplateResult {
    const refusal = this.#refusal;
    return start({
      rules: [...this.#rules.values()],
      begin: (rules, procedure) => this.#begin(rules, procedure),
      takeIn: (file) => this.#takeIn(file),
      intake: this.#intake?.view() ?? nothing,
      notTaken: this.#notTaken,
      open: this.#openFile,
      refused: refusal ? say(`page.desk.refused.${refusal.why}`, { at: refusal.at }) : '',
    });
  }

  #list(): TemplateResult {
    const rows = this.#work.requests.map(
      (request): Row => ({ request, judged: this.#judge(request) }),
    );
    return list({
      rows,
      filter: this.#filter,
      search: this.#search,
      drawn: this.#drawn,
      narrow: (filter, search) => {
        this.#filter = filter;
        this.#search = search;
        this.#drawn = DRAWN;
        this.#show();
      },
      drawMore: () => {
        this.#drawn += DRAWN;
        this.#show();
      },
      open: (request) => this.#open(request),
      remove: (request) => this.#remove(request),
    });
  }

  /** What a request comes to; nothing where no ruleset of this page can read it. */
  #judge(request: DeskRequest): Row['judged'] {
    const rules = this.#rules.get(request.ruleset);
    if (!rules) return undefined;
    const known = this.#reports.get(request);
    if (known) return { rules, report: known };
    try {
      const session = openRequest(rules, request);
      const report = session.report({ lang: language() });
      session.dispose();
      this.#reports.set(request, report);
      return { rules, report };
    } catch (error) {
      if (error instanceof ShodakuError && error.code !== 'engine_failed') return undefined;
      throw error;
    }
  }
}
