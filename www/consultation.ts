/** The request being filled in: one session of the engine, opened anew when what is asked changes. */
import type { Answer, Answers, Report, Rules, Session, Stage } from 'shodaku';
import { type Attached, attach } from 'shodaku/form';
import { type Contract, type ContractId, contracts } from './contracts.js';
import { language } from './language.js';
import { officialFields } from './officer.js';
import type { Sample } from './samples.js';

/** Today in Japan: the engine has no clock. */
const today = (): string => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Tokyo' }).format();

export class Consultation {
  stage: Stage = 'draft';
  session: Session | undefined;
  readonly rules: Rules;
  readonly #form: HTMLFormElement;
  readonly #changed: () => void;
  #contract: ContractId = 'screening';
  /** What the official and other bodies have recorded. */
  #record = new Map<string, Answer>();
  #attached: Attached | undefined;
  /** The controls somebody has finished with: they go on being spoken about after a new start. */
  readonly #touched = new Set<Element>();

  constructor(rules: Rules, form: HTMLFormElement, changed: () => void) {
    this.rules = rules;
    this.#form = form;
    this.#changed = changed;
    form.addEventListener('change', ({ target }) => {
      if (target instanceof Element && target.matches('[data-shodaku-field]'))
        this.#touched.add(target);
    });
  }

  /** The kind that is chosen in the form. */
  get procedure(): string {
    return String(new FormData(this.#form).get('kind'));
  }

  get contract(): Contract {
    return contracts[this.#contract];
  }

  get record(): Answers {
    return Object.fromEntries(this.#record);
  }

  /** Opens a session on what is asked now and lets it watch the form. */
  open(): void {
    this.close();
    const answers = { ...this.contract.facts, ...this.record };
    const { procedure, stage } = this;
    this.session = this.rules.open({ procedure, stage, asOf: today(), answers });
    this.#attached = attach(this.#form, this.session, {
      lang: language(),
      blocking: 'errors',
      onchange: this.#changed,
      onerror: this.#changed,
    });
    for (const control of this.#touched)
      control.dispatchEvent(new Event('change', { bubbles: true }));
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
    if (value === null || value === '') this.#record.delete(field);
    else this.#record.set(field, value);
    this.session?.set(field, value);
    this.#attached?.refresh();
    this.#changed();
  }

  /** Starts over: an empty record, and a sample's contract where there is one. */
  clear(sample?: Sample): void {
    this.stage = 'draft';
    this.#record.clear();
    this.#touched.clear();
    if (!sample) return;
    this.#contract = sample.contract;
    for (const [field, value] of Object.entries(sample.record ?? {}))
      this.#record.set(field, value);
    if (!sample.found) return;
    for (const { id, type } of officialFields(this.rules.ruleset, sample.procedure)) {
      if (type === 'finding') this.#record.set(id, true);
    }
  }

  report(): Report | undefined {
    return this.session?.report({ lang: language() });
  }
}
