/** The work that is open: what was done to it, and whether it is kept. */
import { today } from '../shared/today.js';
import { type Copy, eraseCopy, keepCopy } from './copies.js';
import { WorkingFile } from './file.js';
import { History } from './history.js';
import { Tabs, type Told } from './tabs.js';
import { say } from './words.js';
import {
  type DeskRequest,
  emptyWork,
  isRefusal,
  type Refusal,
  readWork,
  type Sender,
  type Work,
  written,
} from './work.js';

/** How long after a change a copy is made, in milliseconds. */
const COPIED_AFTER = 1000;

/** What is typed into, letter by letter. */
const TYPED = 'textarea, input:not([type="radio"], [type="checkbox"])';

/** What another tab did to the same work. */
export type Elsewhere = 'edited' | { readonly saved: Work };

/** One work, from its file to its file. */
export class OpenedWork {
  readonly #file = new WorkingFile();
  readonly #history = new History();
  readonly #tabs: Tabs;
  readonly #shown: () => void;
  #work = emptyWork();
  #name = '';
  #unsaved = false;
  #savedAt: Date | undefined;
  #refusal: Refusal | undefined;
  #failure = '';
  #elsewhere: Elsewhere | undefined;
  #copying = false;
  #copiedAt: Date | undefined;
  #copy: ReturnType<typeof setTimeout> | undefined;
  #current: DeskRequest | undefined;

  /** `shown` is called when what is said of the work has changed. */
  constructor(shown: () => void) {
    this.#shown = shown;
    this.#tabs = new Tabs((told) => this.#hear(told));
    this.#watch();
    addEventListener('beforeunload', (event) => {
      if (this.#unsaved) event.preventDefault();
    });
  }

  get requests(): readonly DeskRequest[] {
    return this.#work.requests;
  }

  /** Who sends the letters of a municipality. */
  senderOf(municipality: string): Sender {
    const { senders } = this.#work;
    const known = senders.find((sender) => sender.municipality === municipality);
    if (known) return known;
    const sender = { municipality, name: '', office: '', contact: '' };
    senders.push(sender);
    return sender;
  }

  get name(): string {
    return this.#name;
  }

  get unsaved(): boolean {
    return this.#unsaved;
  }

  get savedAt(): Date | undefined {
    return this.#savedAt;
  }

  /** Why the last file was not opened. */
  get refusal(): Refusal | undefined {
    return this.#refusal;
  }

  /** Why the last attempt to keep something failed, as the browser says it. */
  get failure(): string {
    return this.#failure;
  }

  get elsewhere(): Elsewhere | undefined {
    return this.#elsewhere;
  }

  /** Whether copies are made in the browser, and when the last one was. */
  get copying(): boolean {
    return this.#copying;
  }

  get copiedAt(): Date | undefined {
    return this.#copiedAt;
  }

  get canUndo(): boolean {
    return !this.#history.isEmpty;
  }

  /** The request in hand. */
  get current(): DeskRequest | undefined {
    return this.#current;
  }

  set current(request: DeskRequest | undefined) {
    this.#current = request;
    this.#watch();
  }

  /** Puts other requests in the place of those there are. */
  list(requests: readonly DeskRequest[]): void {
    this.#history.listed(this.#work.requests);
    this.#work.requests = [...requests];
    if (this.#current && !requests.includes(this.#current)) this.current = undefined;
    this.#touch();
  }

  /** The request in hand or the sender was changed. */
  changed(): void {
    this.#history.changed(document.activeElement?.matches(TYPED) ?? false);
    this.#touch();
  }

  /** Takes the last change back; the request it was in, if it was in one. */
  undo(): DeskRequest | undefined {
    const request = this.#history.undo(this.#work);
    if (this.#current && !this.#work.requests.includes(this.#current)) this.#current = undefined;
    this.#touch();
    this.#unsaved = !this.#history.isKept;
    this.#watch();
    this.#shown();
    return request;
  }

  /** Whether it was saved. */
  async save(): Promise<boolean> {
    const name = this.#name || say('page.desk.file_name', { day: today() });
    const text = written(this.#work);
    const { here } = this.#history;
    const replace = () => confirm(say('page.desk.replace_sure', { name }));
    const saved = await this.#trying(() => this.#file.save(text, name, replace));
    if (saved === undefined) return false;
    this.#name = saved;
    this.#savedAt = new Date();
    this.#history.kept(here);
    // What was entered while the file was written is not in it.
    this.#unsaved = written(this.#work) !== text;
    this.#elsewhere = undefined;
    this.#tabs.tell({ id: this.#work.id, did: 'saved', text });
    this.#shown();
    return true;
  }

  /** Opens a file that is chosen; whether something else is open now, or was refused. */
  async open(): Promise<'opened' | 'refused' | undefined> {
    if (!this.#mayLeave()) return undefined;
    const opened = await this.#trying(() => this.#file.open());
    if (!opened) return undefined;
    const read = readWork(opened.text);
    if (isRefusal(read)) {
      this.#refusal = read;
      return 'refused';
    }
    opened.take();
    this.#take(read, opened.name, false);
    return 'opened';
  }

  /** Opens a copy that the browser kept; whether it is open now. */
  openCopy({ text, name }: Copy): boolean {
    if (!this.#mayLeave()) return false;
    const read = readWork(text);
    if (isRefusal(read)) {
      this.#refusal = read;
      return false;
    }
    this.#file.forget();
    this.#take(read, name, true);
    return true;
  }

  /** Takes what another tab has saved in place of what is open here. */
  takeElsewhere(): void {
    if (typeof this.#elsewhere !== 'object') return;
    this.#take(this.#elsewhere.saved, this.#name, false);
  }

  /** Goes on with what is open here. */
  stayHere(): void {
    this.#elsewhere = undefined;
    this.#shown();
  }

  /** Begins or ends making copies in the browser; ended, the copy is erased. */
  async copy(copying: boolean): Promise<void> {
    this.#copying = copying;
    this.#copiedAt = undefined;
    if (copying) await this.#makeCopy();
    else await this.#trying(() => eraseCopy(this.#work.id));
    this.#shown();
  }

  #take(work: Work, name: string, unsaved: boolean): void {
    this.#refusal = undefined;
    this.#elsewhere = undefined;
    this.#work = work;
    this.#name = name;
    this.#unsaved = unsaved;
    this.#savedAt = undefined;
    this.#copiedAt = undefined;
    this.#history.clear(!unsaved);
    this.current = undefined;
  }

  #touch(): void {
    if (!this.#unsaved) this.#tabs.tell({ id: this.#work.id, did: 'edited' });
    this.#unsaved = true;
    if (this.#copying) {
      clearTimeout(this.#copy);
      this.#copy = setTimeout(() => this.#makeCopy(), COPIED_AFTER);
    }
    this.#shown();
  }

  async #makeCopy(): Promise<void> {
    const { id, requests } = this.#work;
    const [at, text] = [new Date(), written(this.#work)];
    const name = this.#name || say('page.desk.no_name');
    const kept = await this.#trying(async () => {
      await keepCopy({ id, name, text, count: requests.length, at });
      return true;
    });
    // Whoever has ended it meanwhile wants none.
    if (kept && this.#copying) this.#copiedAt = at;
    else if (kept) await eraseCopy(id);
    this.#shown();
  }

  /** What the browser does with files may fail; that is shown, and the work stays open. */
  async #trying<T>(act: () => Promise<T>): Promise<T | undefined> {
    try {
      const done = await act();
      this.#failure = '';
      return done;
    } catch (error) {
      this.#failure = error instanceof Error ? error.message : String(error);
      this.#shown();
      return undefined;
    }
  }

  #hear(told: Told): void {
    if (told.id !== this.#work.id) return;
    if (told.did === 'edited') {
      this.#elsewhere ??= 'edited';
    } else {
      const read = readWork(told.text);
      if (!isRefusal(read)) this.#elsewhere = { saved: read };
    }
    this.#shown();
  }

  #watch(): void {
    this.#history.watch(this.#current, this.#work);
  }

  #mayLeave(): boolean {
    return !this.#unsaved || confirm(say('page.desk.unsaved_sure'));
  }
}
