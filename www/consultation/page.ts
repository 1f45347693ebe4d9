/** The page as a whole: what is shown where, and what its own controls do. */
import { nothing, render, type TemplateResult } from 'lit-html';
import type { Receipt, Report } from 'shodaku';
import { Announcer } from '../shared/announcer.js';
import { fieldById, know, valueInWords } from '../shared/fields.js';
import { type Language, language } from '../shared/language.js';
import { duties, readings } from '../shared/notes.js';
import { part } from '../shared/part.js';
import { type Sample, samples } from '../shared/samples.js';
import { samplesPanel } from '../shared/samples-panel.js';
import { cannotCheck, failureBanner, verdictName } from '../shared/verdict.js';
import { advice } from './advice.js';
import { showClauses } from './clauses.js';
import { confirmation, type Receiver, type Sent } from './confirm.js';
import type { Consultation } from './consultation.js';
import { factElement, rulesetLine, showContract } from './contract.js';
import { fillField, focusField, labelForm, typedValue } from './controls.js';
import { entriesOf } from './entries.js';
import { judged } from './judged.js';
import { kindsIn, showKind } from './kinds.js';
import { needed } from './needed.js';
import { officerView } from './official-view.js';
import { printing } from './printing.js';
import { progress } from './progress.js';
import { copy, receiptPanel, receiptText } from './receipt.js';
import { newKey, send } from './submission.js';
import { failureLine, verdictBanner, verdictLine } from './verdict.js';
import { say, speak } from './words.js';

type View = 'contractor' | 'confirm' | 'officer';
type Shown = TemplateResult | typeof nothing;

/** The page: it holds the views, and shows anew what has changed. */
export class Page {
  readonly form = part('form') as HTMLFormElement;
  #consultation: Consultation | undefined;
  /** Whether it is known if the engine runs. */
  #begun = false;
  #view: View = 'contractor';
  /** What has come of sending, while its confirmation is shown. */
  #sent: Sent | undefined;
  /** Of what is sent: kept until it has been received, however often it takes. */
  #key = newKey();
  #receiptOpen = false;
  #copied = false;
  /** The sample that is to go into the form once it is empty. */
  #next: Sample | undefined;
  #frame = 0;
  readonly #announcer = new Announcer(part('said'));

  constructor() {
    showKind(this.form);
    for (const button of document.querySelectorAll<HTMLElement>('[data-language]')) {
      button.addEventListener('click', () => this.#speak(button.dataset.language as Language));
    }
    for (const button of document.querySelectorAll<HTMLElement>('[data-view]')) {
      button.addEventListener('click', () => this.#see(button.dataset.view as View));
    }
    for (const radio of kindsIn(this.form)) {
      radio.addEventListener('change', () => this.#chooseKind());
    }
    // Before the form's own listeners: what is filed is judged as filed.
    window.addEventListener('submit', () => this.#file(), { capture: true });
    window.addEventListener('submit', (event) => this.#confirm(event));
    this.form.addEventListener('reset', () => {
      const sample = this.#next;
      this.#next = undefined;
      // The controls are emptied after this event.
      setTimeout(() => this.#startOver(sample));
    });
    // What is written may be in the receipt though it changes no judgement.
    this.form.addEventListener('input', () => this.#receiptOpen && this.changed());
    document.addEventListener('click', (event) => this.#follow(event));
    printing(this.form, () => this.#consultation);
  }

  /** Something changed: shown with the next frame. */
  readonly changed = (): void => {
    this.#copied = false;
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.#render();
    });
  };

  /** The engine is there: check the form from now on. */
  check(consultation: Consultation): void {
    this.#consultation = consultation;
    this.#begin();
    know(consultation.rules.ruleset);
    for (const id of ['ruleset', 'samples', 'views', 'actions']) part(id).hidden = false;
    this.#speak(language());
  }

  /** The engine is not there: say so, and leave the form to the portal. */
  fail(error: unknown): void {
    this.#consultation?.close();
    this.#consultation = undefined;
    this.#begin();
    this.#see('contractor');
    reportError(error);
  }

  /** From here on the verdict is this page's, not the one that was served. */
  #begin(): void {
    if (this.#begun) return;
    this.#begun = true;
    part('verdict').replaceChildren();
    part('bar').replaceChildren();
  }

  #render(): void {
    if (!this.#begun) return;
    const consultation = this.#consultation;
    const { report, advised, receipt } = judged(consultation, this.#receiptOpen);
    const words = report ? verdictName(report.verdict) : cannotCheck();
    this.#announcer.say(say('page.shared.labelled', { label: say('report.verdict'), words }));
    const show = (id: string, template: Shown) => render(template, part(id));
    show('verdict', report ? verdictBanner(report) : failureBanner());
    show('bar', report ? verdictLine(report) : failureLine());
    show('progress', report ? progress(report) : nothing);
    show('needed', report ? needed(report) : nothing);
    show('advice', advised ? advice(advised, consultation?.session?.answers ?? {}) : nothing);
    show('duties', report ? duties(report) : nothing);
    show('readings', report ? readings(report) : nothing);
    show('receipt', report ? this.#receipt(receipt) : nothing);
    show('ruleset', consultation ? rulesetLine(consultation.rules.ruleset) : nothing);
    show('samples', consultation ? this.#samples(consultation) : nothing);
    show('officer', consultation && report ? this.#officer(consultation, report) : nothing);
    show('confirm', this.#view === 'confirm' ? this.#confirmation(report) : nothing);
  }

  #receipt(receipt: Receipt | undefined): Shown {
    return receiptPanel(receipt, this.#openReceipt, this.#copied, this.#copyReceipt);
  }

  #samples({ rules }: Consultation): Shown {
    const name = ({ title }: Sample) => say(`page.consultation.sample.${title}`);
    const load = (sample: Sample) => this.#load(sample);
    return samplesPanel(rules.ruleset.procedure, samples, name, load);
  }

  #officer(consultation: Consultation, report: Report): Shown {
    if (this.#view !== 'officer') return nothing;
    return officerView({
      ruleset: consultation.rules.ruleset,
      report,
      answers: consultation.record,
      withdrawn: consultation.withdrawn,
      written: (field) => this.#written(field),
      record: (field, value) => consultation.write(field, value),
    });
  }

  #confirmation(report: Report | undefined): Shown {
    return confirmation({
      entries: entriesOf(this.form),
      report,
      sent: this.#sent,
      receiver: this.#receiver,
      back: () => this.#see('contractor'),
      send: () => this.#send(),
    });
  }

  /** Opens the consultation anew; without the engine there is nothing to open. */
  #open(): void {
    const consultation = this.#consultation;
    if (!consultation) return;
    try {
      consultation.open();
      showClauses(this.form, consultation.rules.ruleset, consultation.procedure);
    } catch (error) {
      this.fail(error);
    }
  }

  #speak(next: Language): void {
    speak(next);
    this.#announcer.clear();
    const consultation = this.#consultation;
    if (!consultation) {
      this.#render();
      return;
    }
    labelForm(this.form);
    showContract(consultation.contract, consultation.rules.ruleset);
    this.#open();
  }

  #see(view: View): void {
    this.#view = view;
    this.#sent = undefined;
    this.form.hidden = view !== 'contractor';
    part('confirm').hidden = view !== 'confirm';
    part('officer').hidden = view !== 'officer';
    for (const button of document.querySelectorAll<HTMLElement>('[data-view]')) {
      const pressed = button.dataset.view === (view === 'officer' ? 'officer' : 'contractor');
      button.setAttribute('aria-pressed', String(pressed));
    }
    this.#render();
  }

  #chooseKind(): void {
    showKind(this.form);
    this.#open();
  }

  #file(): void {
    if (!this.#consultation || this.#consultation.stage === 'filed') return;
    this.#consultation.stage = 'filed';
    this.#open();
  }

  /** Where the portal would send the form, this page shows what it would send. */
  #confirm(event: Event): void {
    if (event.defaultPrevented) return;
    event.preventDefault();
    this.#see('confirm');
    part('confirm-title').focus();
  }

  get #receiver(): Receiver {
    if (location.protocol === 'file:') return 'none';
    return this.#consultation ? 'portal' : 'unchecked';
  }

  /** Sends the form with what was checked; the single file has nowhere to send it. */
  async #send(): Promise<void> {
    this.#sent = { state: 'sending' };
    this.#render();
    const consultation = this.#consultation;
    if (this.#receiver !== 'portal' || !consultation) return;
    const outcome = await send(this.form, consultation, this.#key);
    this.#sent = outcome;
    this.#render();
    if (outcome.state !== 'received') return;
    this.#key = newKey();
    location.assign(outcome.address);
  }

  #load(sample: Sample): void {
    this.#next = sample;
    this.form.reset();
  }

  /** From an empty form: with nothing, or with a sample. */
  #startOver(sample: Sample | undefined): void {
    this.#key = newKey();
    const consultation = this.#consultation;
    consultation?.clear(sample);
    if (sample) {
      for (const radio of kindsIn(this.form)) radio.checked = radio.value === sample.procedure;
    }
    showKind(this.form);
    if (consultation) showContract(consultation.contract, consultation.rules.ruleset);
    this.#open();
    for (const [field, value] of Object.entries(sample?.answers ?? {})) {
      fillField(this.form, field, value);
    }
    if (sample) consultation?.recordSample(sample);
    this.#see('contractor');
  }

  /** What stands written for a field, in words: by the applicant, or in the contract. */
  #written(field: string): string {
    const fact = this.#consultation?.contract.facts[field];
    return fact === undefined ? typedValue(this.form, field) : valueInWords(field, fact);
  }

  /** A link to a field leads to it wherever it stands. */
  #follow(event: Event): void {
    const link = (event.target as Element).closest<HTMLElement>('[data-goto]');
    const field = link?.dataset.goto;
    if (!field) return;
    event.preventDefault();
    const supplier = fieldById(field)?.supplier;
    if (supplier === 'contract') {
      factElement(field)?.focus();
    } else if (supplier === 'applicant') {
      this.#see('contractor');
      focusField(this.form, field);
    } else {
      this.#see('officer');
      document.querySelector<HTMLElement>(`[data-record="${CSS.escape(field)}"]`)?.focus();
    }
  }

  readonly #openReceipt = (open: boolean): void => {
    if (this.#receiptOpen === open) return;
    this.#receiptOpen = open;
    this.changed();
  };

  readonly #copyReceipt = async (receipt: Receipt, shown: HTMLElement): Promise<void> => {
    this.#copied = await copy(receiptText(receipt), shown);
    this.#render();
  };
}
