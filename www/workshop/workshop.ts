/** The workshop: what is written on one side, what comes of it on the other. */
import { html, nothing, render, type TemplateResult } from 'lit-html';
import type { Engine } from 'shodaku';
import { Announcer } from '../shared/announcer.js';
import { download } from '../shared/download.js';
import { icon } from '../shared/icons.js';
import { language } from '../shared/language.js';
import { part } from '../shared/part.js';
import { changes } from './changes.js';
import { completeRuleset } from './completion.js';
import { copy, eraseCopy, keepCopy } from './copy.js';
import { Editor } from './editor.js';
import { exportsView } from './exports-view.js';
import { type Findings, findings, outcome, type Place } from './findings.js';
import { guide, placeOf } from './guide.js';
import type { Guided } from './guided.js';
import {
  type Built,
  type Change,
  type Checked,
  type Drift,
  type Found,
  Kit,
  type Lacking,
  type Movement,
  type Passage,
  type Refused,
  Stopped,
  type Stray,
  type Tested,
  type Why,
} from './kit.js';
import { lacks, type Step } from './lacks.js';
import { clausesOf, EMPTY_PLAN, type Plan } from './plan.js';
import { source } from './source.js';
import { tests } from './tests.js';
import { Trial } from './trial.js';
import { say } from './words.js';
import { EMPTY, TAKEN, textOf, type Work, withFiles, workIn } from './work.js';
import { askedAt, rulesetOf } from './write.js';

const WRITES = ['guide', 'ruleset', 'cases'] as const;
const SEES = ['check', 'source', 'try', 'test', 'diff', 'export'] as const;
type Writes = (typeof WRITES)[number];
type Sees = (typeof SEES)[number];

/** A view that can be opened. */
interface View {
  readonly view: string;
  readonly name: string;
  readonly isOpen: boolean;
  readonly open: () => void;
}

/** How long the typing has to pause before the kit is asked, in milliseconds. */
const PAUSE = 300;

/** What came of the texts as they are. */
interface Known {
  readonly built?: Built;
  readonly problems: readonly Found[];
  readonly passages: readonly Passage[];
  readonly drift: Drift | null;
  readonly strays: readonly Stray[];
  readonly untried?: Checked['untried'];
  readonly tested?: Tested | Refused;
  readonly changed?: { readonly changes: readonly Change[] } | Refused;
  readonly movement?: Movement | Refused;
  readonly stopped?: Exclude<Why, 'newer'>;
}

const NOTHING: Known = { problems: [], passages: [], drift: null, strays: [] };

/** The page. */
export class Workshop {
  readonly #kit = new Kit();
  readonly #ruleset: Editor;
  readonly #cases: Editor;
  readonly #trial: Trial;
  readonly #announcer = new Announcer(part('said'));
  #writes: Writes = 'guide';
  #step: Step = 'text';
  /** The steps that were gone on from. */
  readonly #left = new Set<Step>();
  #plan: Plan = EMPTY_PLAN;
  /** The text as it is published. */
  #source = '';
  /** What the guide wrote last. */
  #written = EMPTY.written;
  /** The clauses of the answers, in the order of the text. */
  #order: readonly string[] = [];
  #sees: Sees = 'check';
  #known: Known = NOTHING;
  /** What was added to the cases last. */
  #added: Lacking | undefined;
  /** Counts what the kit was asked for: the latest alone is shown. */
  #run = 0;
  #isRunning = false;
  /** Whether what is being written is asked of already. */
  #isOwn = false;
  #pause: ReturnType<typeof setTimeout> | undefined;
  /** The work as it was saved or opened. */
  #saved = textOf(EMPTY);
  /** An earlier version: what changed since is told, and a ruleset may be based on it. */
  #older = { file: '', text: '' };
  /** Requests, in place of the cases, of which is told what becomes of them. */
  #archive = { file: '', text: '' };
  #isKept = copy() !== null;
  /** A copy of earlier work that nobody has taken or erased yet. */
  #earlier = copy();
  #isNotCopied = false;
  #refused = '';

  constructor(engine: Engine) {
    const changed = () => this.#changed();
    this.#ruleset = new Editor(part('ruleset'), {
      label: () => say('page.workshop.write.ruleset'),
      changed,
      complete: completeRuleset,
    });
    this.#cases = new Editor(part('cases'), {
      label: () => say('page.workshop.write.cases'),
      changed,
    });
    this.#trial = new Trial(part('trial'), engine);
    addEventListener('beforeunload', (event) => {
      if (this.#isUnsaved) event.preventDefault();
    });
    this.#render();
  }

  /** Shows everything anew: the language has changed. */
  speak(): void {
    this.#announcer.clear();
    this.#ruleset.speak();
    this.#cases.speak();
    this.#trial.speak();
    this.#render();
    // The kit says it in the language of the page.
    this.#ask();
  }

  get #work(): Work {
    return {
      ruleset: this.#ruleset.text,
      cases: this.#cases.text,
      source: this.#source,
      plan: this.#plan,
      written: this.#written,
    };
  }

  get #isUnsaved(): boolean {
    return textOf(this.#work) !== this.#saved;
  }

  /** Something was written. */
  #changed(): void {
    if (!this.#isOwn) {
      clearTimeout(this.#pause);
      this.#pause = setTimeout(() => this.#ask(), PAUSE);
      this.#isRunning = true;
    }
    if (this.#isKept && this.#earlier === null) this.#isKept = this.#copied();
    this.#render();
  }

  /** Asks the kit what comes of the texts, step by step, and shows each as it comes. */
  async #ask(): Promise<void> {
    clearTimeout(this.#pause);
    this.#run += 1;
    const run = this.#run;
    this.#isRunning = true;
    try {
      await this.#arrange();
      if (run !== this.#run) return;
      for await (const known of this.#answers(this.#work)) {
        if (run !== this.#run) return;
        this.#take(known);
      }
    } catch (error) {
      if (run !== this.#run) return;
      if (!(error instanceof Stopped) || error.why === 'newer') throw error;
      this.#take({ ...this.#known, stopped: error.why });
    }
    this.#isRunning = false;
    this.#render();
    this.#announcer.say(outcome(this.#findings));
  }

  async *#answers(work: Work): AsyncGenerator<Known> {
    const { ruleset, source } = work;
    const isEnglish = language() === 'en';
    const older = this.#older.text;
    let known = NOTHING;
    if (source.trim() === '' && ruleset.trim() === '') this.#kit.stop();
    if (source.trim() !== '') {
      const passages = await this.#kit.ask('passages', ruleset, older, source);
      const drift = await this.#kit.ask('drift', ruleset, older, source);
      const strays = await this.#kit.ask('strays', ruleset, older, source);
      known = { ...known, passages, drift, strays };
    }
    if (ruleset.trim() === '') {
      yield known;
      return;
    }
    const built = await this.#kit.ask('build', ruleset, older, isEnglish);
    if ('problems' in built) {
      yield { ...known, problems: built.problems };
      return;
    }
    known = { ...known, built };
    yield known;
    const cases = (await this.#ownCases(ruleset)) ?? work.cases;
    const tested = await this.#kit.ask('test', ruleset, older, cases, isEnglish);
    known = { ...known, tested };
    yield known;
    if (older !== '') {
      const changed = await this.#kit.ask('differences', ruleset, older, isEnglish);
      known = { ...known, changed };
      yield known;
      const archive = this.#archive.text;
      const own = archive === '' ? cases : '';
      const movement = await this.#kit.ask('moved', ruleset, older, own, archive, isEnglish);
      known = { ...known, movement };
      yield known;
    }
    const { problems, untried } = await this.#kit.ask('check', ruleset, older, isEnglish);
    yield { ...known, problems, untried };
  }

  /** Puts what the guide wrote in the order of the text, as long as its clauses are others than before. */
  async #arrange(): Promise<void> {
    while (!this.#isByHand && this.#written.ruleset !== '') {
      const clauses = clausesOf(this.#plan);
      if (clauses.toSorted().join('\n') === this.#order.toSorted().join('\n')) return;
      const order = await this.#kit.ask('ordered', JSON.stringify(clauses));
      // Of what is no text the kit says nothing.
      if (order.length < clauses.length) return;
      this.#order = order;
      this.#unasked(() => {
        if (!this.#isByHand) this.#rewrite();
      });
    }
  }

  /** Writes something of which the kit is being asked already. */
  #unasked(write: () => void): void {
    this.#isOwn = true;
    write();
    this.#isOwn = false;
  }

  /** Writes the cases of what the guide wrote, where they are not written yet, and gives them. */
  async #ownCases(ruleset: string): Promise<string | undefined> {
    if (this.#isByHand || this.#written.ruleset === '' || this.#written.cases !== '') return;
    const isEnglish = language() === 'en';
    const made = await this.#kit.ask('lacking', ruleset, this.#older.text, '', isEnglish);
    if ('problems' in made || this.#written.ruleset !== ruleset) return;
    this.#written = { ruleset, cases: made.text };
    this.#unasked(() => this.#cases.write(made.text));
    return made.text;
  }

  /** Adds to the cases those that lack, after what is written there; it can be undone. */
  async #add(): Promise<void> {
    const { ruleset, cases } = this.#work;
    const isEnglish = language() === 'en';
    // What is still asked gives way, and is asked anew of what is written then.
    clearTimeout(this.#pause);
    this.#run += 1;
    const run = this.#run;
    try {
      const older = this.#older.text;
      const added = await this.#kit.ask('lacking', ruleset, older, cases, isEnglish);
      if (run !== this.#run || 'problems' in added) return;
      this.#added = added;
      this.#cases.write(`${cases}${added.text}`);
      await this.#ask();
    } catch (error) {
      if (run !== this.#run) return;
      if (!(error instanceof Stopped) || error.why === 'newer') throw error;
      this.#take({ ...this.#known, stopped: error.why });
    }
  }

  #take(known: Known): void {
    this.#known = known;
    if (known.built) this.#trial.take(known.built);
    this.#ruleset.show(known.problems);
    const { tested } = known;
    this.#cases.show(tested && 'problems' in tested ? tested.problems : []);
    this.#render();
  }

  get #findings(): Findings {
    const { problems, untried, stopped } = this.#known;
    return {
      isEmpty: this.#ruleset.text.trim() === '',
      isRunning: this.#isRunning,
      problems,
      untried,
      stopped,
      place: this.#place('ruleset'),
    };
  }

  get #guided(): Guided {
    const go = (step: Step) => {
      this.#left.add(this.#step);
      this.#step = step;
      this.#render();
    };
    const { passages } = this.#known;
    return {
      plan: this.#plan,
      lacks: lacks(this.#plan),
      clauses: passages.map(({ clause }) => clause),
      uncited:
        passages.length > 0 && this.#known.built
          ? passages.filter(({ by }) => by.length === 0).map(({ clause }) => clause)
          : undefined,
      step: this.#step,
      isByHand: this.#isByHand,
      set: (plan) => {
        const isByHand = this.#isByHand;
        this.#plan = plan;
        if (!isByHand) this.#rewrite();
        this.#changed();
      },
      wasLeft: this.#left.has(this.#step),
      go: (step) => {
        go(step);
        // A step begins at its beginning, for who reads it aloud too.
        part('write').focus();
        part('write').scrollIntoView();
      },
      goTo: ({ step, input }) => {
        go(step);
        document.getElementById(input)?.focus();
      },
      strays: this.#known.strays.map(({ clause }) => clause),
      problems: this.#known.problems.length,
      seeCheck: () => {
        this.#sees = 'check';
        this.#render();
        part('see').focus();
      },
      seeSource: () => {
        this.#sees = 'source';
        this.#render();
        document.getElementById('source')?.focus();
      },
      rewrite: () => this.#rewrite(),
    };
  }

  /** Whether somebody has changed what the guide wrote, or has written without it. */
  get #isByHand(): boolean {
    const { ruleset, cases } = this.#written;
    return this.#ruleset.text !== ruleset || this.#cases.text !== cases;
  }

  /** Whether what stands there is from answers that were whole once, and are not now. */
  get #isStale(): boolean {
    return this.#written.ruleset !== '' && !this.#isByHand && lacks(this.#plan).length > 0;
  }

  /** Writes what the guide was told, once that lacks nothing; it can be undone. */
  #rewrite(): void {
    if (lacks(this.#plan).length > 0) return;
    const ruleset = rulesetOf(this.#plan, this.#order);
    if (ruleset === this.#written.ruleset && !this.#isByHand) return;
    // Its cases follow, once the kit has read it.
    this.#written = { ruleset, cases: '' };
    this.#ruleset.write(ruleset);
    this.#cases.write('');
  }

  /** The places of a text; of a ruleset that the guide wrote, the input that asks for it. */
  #place(of: 'ruleset' | 'cases'): Place {
    return (line, column) => {
      const asked =
        of === 'ruleset' && !this.#isByHand && !this.#isStale && this.#written.ruleset !== ''
          ? askedAt(this.#plan, line, this.#order)
          : undefined;
      const go = () => {
        this.#writes = asked ? 'guide' : of;
        if (asked) return this.#guided.goTo(asked);
        this.#render();
        (of === 'ruleset' ? this.#ruleset : this.#cases).go(line, column);
      };
      const name = asked
        ? placeOf(this.#plan, asked)
        : say('page.workshop.check.place', { line, column });
      return { name, go };
    };
  }

  #render(): void {
    const { built, tested } = this.#known;
    render(this.#file(), part('file'));
    render(this.#tools(), part('tools'));
    render(this.#notices(), part('notices'));
    const write = (view: Writes) => ({
      view,
      name: say(`page.workshop.write.${view}`),
      isOpen: view === this.#writes,
      open: () => {
        this.#writes = view;
      },
    });
    const see = (view: Sees) => ({
      view,
      name: say(`page.workshop.see.${view}`),
      isOpen: view === this.#sees,
      open: () => {
        this.#sees = view;
      },
    });
    render(this.#views(WRITES.map(write)), part('write-views'));
    render(this.#views(SEES.map(see)), part('see-views'));
    part('ruleset').hidden = this.#writes !== 'ruleset';
    part('cases').hidden = this.#writes !== 'cases';
    part('keys').hidden = this.#writes === 'guide';
    render(this.#writes === 'guide' ? guide(this.#guided) : nothing, part('write-view'));
    part('trial').hidden = this.#sees !== 'try';
    const { ruleset, cases } = this.#work;
    const views: Record<Sees, () => TemplateResult | typeof nothing> = {
      check: () => findings(this.#findings),
      source: () =>
        source({
          text: this.#source,
          passages: this.#known.passages,
          strays: this.#known.strays,
          isBuilt: built !== undefined,
          drift: this.#known.drift,
          set: (text) => {
            this.#source = text;
            this.#changed();
          },
        }),
      try: () => nothing,
      test: () =>
        tests({
          tested,
          added: this.#added,
          place: this.#place('cases'),
          add: () => this.#add(),
        }),
      diff: () =>
        changes({
          file: this.#older.file,
          archive: this.#archive.file,
          found: this.#known.changed,
          movement: this.#known.movement,
          choose: async (file) => {
            this.#older = { file: file.name, text: await file.text() };
            this.#ask();
          },
          chooseArchive: async (file) => {
            this.#archive = { file: file.name, text: await file.text() };
            this.#ask();
          },
        }),
      export: () =>
        exportsView({
          built: this.#isStale ? undefined : built,
          isStale: this.#isStale,
          toml: ruleset,
          cases,
          isKept: this.#isKept,
          keep: (isKept) => this.#keep(isKept),
        }),
    };
    // Beside what it is said of, in every view.
    const stale = html`<div class="notice" id="stale"><p>${icon('caution')}<span>${say('page.workshop.guide.stale')}</span></p></div>`;
    render(html`${this.#isStale ? stale : nothing}${views[this.#sees]()}`, part('see-view'));
  }

  /** The views of one side, and the way to each. */
  #views(views: readonly View[]): TemplateResult {
    const to = (open: () => void) => () => {
      open();
      this.#render();
    };
    return html`${views.map(
      ({ view, name, isOpen, open }) =>
        html`<button class="workshop-views__view" type="button" data-view=${view} aria-current=${isOpen ? 'true' : nothing} @click=${to(open)}>${name}</button>`,
    )}`;
  }

  #file(): TemplateResult | typeof nothing {
    return this.#isUnsaved
      ? html`<span class="workshop-top__unsaved" id="unsaved">● ${say('page.workshop.unsaved')}</span>`
      : nothing;
  }

  #tools(): TemplateResult {
    const open = (event: Event) => {
      const input = event.target as HTMLInputElement;
      this.#open([...(input.files ?? [])]);
      input.value = '';
    };
    return html`
      <label class="button button--small workshop-open">${say('page.workshop.open')}<input class="workshop-open__file" id="open" type="file" multiple accept=${TAKEN} @change=${open}></label>
      <button class="button button--small" type="button" id="save" @click=${() => this.#save()}>${say('page.workshop.save')}</button>`;
  }

  #notices(): TemplateResult | typeof nothing {
    const refused = html`<div class="notice"><p>${icon('caution')}<span>${say('page.workshop.refused', { file: this.#refused })}</span></p></div>`;
    const take = () => {
      const work = workIn(this.#earlier ?? '');
      this.#earlier = null;
      if (work) this.#show(work);
      else this.#render();
    };
    const erase = () => {
      eraseCopy();
      this.#earlier = null;
      this.#isKept = false;
      this.#render();
    };
    const earlier = html`
      <div class="notice" id="earlier">
        <p>${icon('info')}<span>${say('page.workshop.keep.there')}</span></p>
        <button class="button button--small" type="button" data-copy="take" @click=${take}>${say('page.workshop.keep.take')}</button>
        <button class="button button--small" type="button" data-copy="erase" @click=${erase}>${say('page.workshop.keep.erase')}</button>
      </div>`;
    const notCopied = html`<div class="notice" id="not-copied"><p>${icon('caution')}<span>${say('page.workshop.keep.failed')}</span></p></div>`;
    return html`${this.#refused ? refused : nothing}${this.#isNotCopied ? notCopied : nothing}${this.#earlier === null ? nothing : earlier}`;
  }

  #save(): void {
    const text = textOf(this.#work);
    download(text, `${this.#known.built?.identity.id ?? 'shodaku'}.workshop.json`);
    this.#saved = text;
    this.#render();
  }

  async #open(files: readonly File[]): Promise<void> {
    const work = await withFiles(this.#work, files);
    this.#refused = typeof work === 'string' ? work : '';
    if (typeof work === 'string') this.#render();
    else if (!this.#isUnsaved || confirm(say('page.workshop.replace'))) this.#show(work);
  }

  #show(work: Work): void {
    this.#saved = textOf(work);
    this.#source = work.source;
    this.#plan = work.plan;
    this.#written = work.written;
    this.#ruleset.open(work.ruleset);
    this.#cases.open(work.cases);
    // What was written without the guide is seen where it was written.
    if (this.#isByHand && this.#writes === 'guide') this.#writes = 'ruleset';
    this.#render();
  }

  #keep(isKept: boolean): void {
    this.#earlier = null;
    this.#isKept = isKept && this.#copied();
    if (!isKept) eraseCopy();
    this.#render();
  }

  /** Keeps a copy; where the browser does not, that is said. */
  #copied(): boolean {
    const isCopied = keepCopy(textOf(this.#work));
    this.#isNotCopied = !isCopied;
    return isCopied;
  }
}
