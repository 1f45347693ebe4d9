/** The request being filled in: one session of the engine, opened anew when what is asked changes. */
import type { Answer, Answers, Receipt, Regulation, Report, Session, Stage } from 'shodaku';
import { type Attached, attach } from 'shodaku/form';
import { type Contract, type ContractId, contracts } from '../shared/contracts.js';
import { language } from '../shared/language.js';
import type { Sample } from '../shared/samples.js';
import { today } from '../shared/today.js';
import { kindOf } from './kinds.js';
import { officialFields, restsOn } from './official-fields.js';

/** What the official and other bodies have recorded on one procedure. */
interface OfficialRecord {
  readonly answers: Map<string, Answer>;
  /** Of each finding, what it rested on when it was recorded. */
  readonly grounds: Map<string, string>;
  /** Findings that were taken back because what they rested on has changed since. */
  readonly withdrawn: Set<string>;
}

/** One request at a time, the form it is filled in with, and the record the officials keep of it. */
export class Consultation {
  stage: Stage = 'draft';
  session: Session | undefined;
  readonly rules: Regulation;
  readonly #form: HTMLFormElement;
  readonly #changed: () => void;
  #contract: ContractId = 'screening';
  /** By procedure: what was found of one request says nothing about another. */
  readonly #records = new Map<string, OfficialRecord>();
  #attached: Attached | undefined;
  /** While a session is opened it does not have the whole form yet. */
  #opening = false;
  /** The controls somebody has finished with: they go on being spoken about after a new start. */
  readonly #touched = new Set<Element>();

  constructor(rules: Regulation, form: HTMLFormElement, changed: () => void) {
    this.rules = rules;
    this.#form = form;
    this.#changed = changed;
    form.addEventListener('change', ({ target }) => {
      if (target instanceof Element && target.matches('[data-shodaku-field]'))
        this.#touched.add(target);
    });
    // After the form's own listeners: the session has what was entered.
    for (const type of ['input', 'change', 'compositionend', 'focusout']) {
      form.addEventListener(type, () => this.#withdraw());
    }
  }

  /** The kind that is chosen in the form. */
  get procedure(): string {
    return kindOf(this.#form);
  }

  get contract(): Contract {
    return contracts[this.#contract];
  }

  /** What has been recorded on the procedure that is chosen. */
  get record(): Answers {
    return Object.fromEntries(this.#record.answers);
  }

  /** The findings on it that were taken back, because what they rested on has changed. */
  get withdrawn(): ReadonlySet<string> {
    return this.#record.withdrawn;
  }

  get #record(): OfficialRecord {
    // While another kind is being chosen, the session is still on the one before.
    const procedure = this.session?.procedure ?? this.procedure;
    let record = this.#records.get(procedure);
    if (!record) {
      record = { answers: new Map(), grounds: new Map(), withdrawn: new Set() };
      this.#records.set(procedure, record);
    }
    return record;
  }

  /** Opens a session on what is asked now and lets it watch the form. */
  open(): void {
    this.close();
    const answers = { ...this.contract.facts, ...this.record };
    const { procedure, stage } = this;
    this.session = this.rules.open({ procedure, stage, asOf: today(), answers });
    this.#opening = true;
    this.#attached = attach(this.#form, this.session, {
      lang: language(),
      // The page holds back what would be wrong to file, and says so in its own summary.
      summary: false,
      onchange: this.#changed,
      onerror: this.#changed,
    });
    for (const control of this.#touched)
      control.dispatchEvent(new Event('change', { bubbles: true }));
    this.#opening = false;
    this.#withdraw();
    this.#changed();
  }

  close(): void {
    this.#attached?.detach();
    this.session?.dispose();
    this.#attached = undefined;
    this.session = undefined;
  }

  /** Records an act of the official, or takes it back. */
  write(field: string, value: Answer): void {
    this.#keep(field, value);
    this.#attached?.refresh();
    this.#changed();
  }

  /** Starts over: no record of anything, and a sample's contract where there is one. */
  clear(sample?: Sample): void {
    this.stage = 'draft';
    this.#records.clear();
    this.#touched.clear();
    if (sample) this.#contract = sample.contract;
  }

  /** Records what the official of a sample has, on the request as it now stands in the form. */
  recordSample(sample: Sample): void {
    for (const [field, value] of Object.entries(sample.record ?? {})) this.#keep(field, value);
    if (sample.found) {
      for (const { id, type } of officialFields(this.rules.ruleset, this.procedure)) {
        if (type === 'finding') this.#keep(id, true);
      }
    }
    this.#attached?.refresh();
    this.#changed();
  }

  /** What goes with the form to the portal: the applicant's own answers, and their receipt. */
  submission(): { contract: string; answers: Answers; receipt: Receipt } {
    const asked = new Set(
      this.rules.ruleset.field
        .filter(({ supplier }) => supplier === 'applicant')
        .map(({ id }) => id),
    );
    const given = Object.entries(this.session?.answers ?? {});
    const answers = Object.fromEntries(given.filter(([field]) => asked.has(field)));
    const { number, facts } = this.contract;
    const session = this.rules.open({
      procedure: this.procedure,
      stage: 'filed',
      asOf: today(),
      answers: { ...answers, ...facts },
    });
    try {
      return { contract: number, answers, receipt: session.receipt() };
    } finally {
      session.dispose();
    }
  }

  report(): Report | undefined {
    return this.session?.report({ lang: language() });
  }

  #keep(field: string, value: Answer): void {
    const { answers, grounds, withdrawn } = this.#record;
    withdrawn.delete(field);
    if (value === null || value === '') {
      answers.delete(field);
      grounds.delete(field);
    } else {
      answers.set(field, value);
      grounds.set(field, this.#ground(field));
    }
    this.session?.set(field, value);
  }

  /** What stands in the request now behind a finding. */
  #ground(finding: string): string {
    const answers = this.session?.answers ?? {};
    const fields = restsOn(this.rules.ruleset, this.session?.procedure ?? '', finding);
    return JSON.stringify(fields.map((field) => answers[field] ?? null));
  }

  /** Takes back every finding whose ground is no longer what it was. */
  #withdraw(): void {
    if (!this.session || this.#opening) return;
    const { answers, grounds, withdrawn } = this.#record;
    const gone = [...grounds].filter(([finding, ground]) => this.#ground(finding) !== ground);
    if (gone.length === 0) return;
    for (const [finding] of gone) {
      answers.delete(finding);
      grounds.delete(finding);
      withdrawn.add(finding);
      this.session.set(finding, null);
    }
    this.#attached?.refresh();
    this.#changed();
  }
}
