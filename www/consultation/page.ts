/** The page as a whole: what is shown where, and what its own controls do. */
import { html, nothing, render, type TemplateResult } from 'lit-html';
import type { Receipt, Report } from 'shodaku';
import { askedBy, type Questions } from 'shodaku/render';
import { Announcer } from '../shared/announcer.js';
import { fieldById, fieldLinks, know, valueInWords } from '../shared/fields.js';
import { type Language, language } from '../shared/language.js';
import { duties, readings } from '../shared/notes.js';
import { part } from '../shared/part.js';
import { type Sample, samples } from '../shared/samples.js';
import { samplesPanel } from '../shared/samples-panel.js';
import { cannotCheck, failureBanner } from '../shared/verdict.js';
import { advice } from './advice.js';
import { evidenceOf, failingOnceFiled, requiredOf } from './blanks.js';
import { showClauses } from './clauses.js';
import { confirmation, type Receiver, type Sent } from './confirm.js';
import type { Consultation } from './consultation.js';
import { factElement, rulesetLine, showContract } from './contract.js';
import { controlOf, fillField, labelForm, typedValue } from './controls.js';
import { entriesOf } from './entries.js';
import { judged } from './judged.js';
import { kindsIn, showKind } from './kinds.js';
import { markFields } from './marks.js';
import { needed } from './needed.js';
import { officerView } from './official-view.js';
import { printing } from './printing.js';
import { progress } from './progress.js';
import { Reasons } from './reasons.js';
import { copy, receiptPanel, receiptText } from './receipt.js';
import { standings } from './standing.js';
import { Steps } from './steps.js';
import { newKey, send } from './submission.js';
import { errorsIn, summary } from './summary.js';
import { failureLine, forecast, verdictBanner, verdictLine } from './verdict.js';
import { say, speak } from './words.js';

type View = 'contractor' | 'confirm' | 'officer';
type Shown = TemplateResult | typeof nothing;

/** What the address says after `#` for the confirmation. */
const CONFIRM = 'confirm';
/** Whether it is to be tried out: with samples, and with the official's view beside. */
const isTrial = (): boolean => new URLSearchParams(location.search).has('sample');

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
  /** Whether the request was held back: what is to be mended is listed until it is. */
  #held = false;
  /** Whether a submission is meant to confirm, from whatever step. */
  #confirming = false;
  /** Whether something stands in the form that has not been sent. */
  #unsent = false;
  readonly #steps: Steps;
  readonly #reasons: Reasons;
  readonly #questions: Questions;
  readonly #announcer = new Announcer(part('said'));

  constructor(questions: Questions) {
    this.#questions = questions;
    showKind(this.form);
    this.#reasons = new Reasons();
    this.#steps = new Steps(this.form, (step) => this.#go(step));
    // What is to be confirmed may have gone with the page that showed it.
    if (location.hash === `#${CONFIRM}`) history.replaceState(null, '', `#${this.#steps.first}`);
    this.#steps.show(location.hash.slice(1));
    part('backward').addEventListener('click', () => this.#move(-1));
    window.addEventListener('hashchange', () => this.#route());
    // The browser puts back what stood in the form only now, and tells of nothing.
    window.addEventListener('pageshow', () => this.#chooseKind());
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
    window.addEventListener('submit', (event) => this.#file(event), { capture: true });
    window.addEventListener('submit', (event) => this.#confirm(event));
    this.form.addEventListener('reset', () => {
      const sample = this.#next;
      this.#next = undefined;
      // The controls are emptied after this event.
      setTimeout(() => this.#startOver(sample));
    });
    // What is written may be in the receipt though it changes no judgement.
    this.form.addEventListener('input', () => {
      this.#unsent = true;
      if (this.#receiptOpen) this.changed();
    });
    // Nothing is stored: whoever leaves or reloads is asked first.
    window.addEventListener('beforeunload', (event) => this.#unsent && event.preventDefault());
    document.addEventListener('click', (event) => this.#follow(event));
    part('same-reason').addEventListener('change', () => this.#open());
    printing(this.form, () => this.#consultation);
    this.#turn();
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
    for (const id of ['ruleset', 'grounds', 'actions']) part(id).hidden = false;
    for (const id of ['samples', 'views']) part(id).hidden = !isTrial();
    part('try').hidden = isTrial();
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
    this.#held &&= report !== undefined && errorsIn(report).length > 0;
    const evidence = report ? evidenceOf(report, this.form) : [];
    const words = report ? forecast(report.verdict) : cannotCheck();
    this.#announcer.say(say('page.shared.labelled', { label: say('report.verdict'), words }));
    const show = (id: string, template: Shown) => render(template, part(id));
    show('verdict', report ? verdictBanner(report) : failureBanner());
    show('bar', report ? verdictLine(report) : failureLine());
    show('progress', report ? progress(report, this.#held || this.#view === 'confirm') : nothing);
    show('needed', report ? needed(report, evidence, isTrial()) : nothing);
    show('advice', advised ? advice(advised, consultation?.session?.answers ?? {}) : nothing);
    show('duties', report ? duties(report) : nothing);
    show('readings', report ? readings(report) : nothing);
    show('receipt', report ? this.#receipt(receipt) : nothing);
    show('ruleset', consultation ? rulesetLine(consultation.rules.ruleset) : nothing);
    if (isTrial()) show('samples', consultation ? this.#samples(consultation) : nothing);
    show('officer', consultation && report ? this.#officer(consultation, report) : nothing);
    show('confirm', this.#view === 'confirm' ? this.#confirmation(report, evidence) : nothing);
    part('summary').hidden = !this.#held || this.#view !== 'contractor';
    show('summary', this.#held && report ? summary(report) : nothing);
    this.#mark(report, evidence);
  }

  /** Says at the fields, in the list of steps and before the end what is wanted where. */
  #mark(report: Report | undefined, evidence: readonly string[]): void {
    const consultation = this.#consultation;
    const session = consultation?.session;
    const seen = this.#view === 'confirm' ? CONFIRM : this.#steps.current;
    if (!consultation || !session || !report) {
      markFields(this.form, new Set(), new Set());
      this.#steps.mark(seen, new Map());
      render(nothing, part('filing'));
      return;
    }
    const required = requiredOf(session, report);
    const { supported } = askedBy(session.ruleset, session.procedure);
    markFields(this.form, required, new Set(supported.keys()));
    const failing = failingOnceFiled(consultation);
    const blank = [...report.stillNeeded.applicant, ...evidence];
    this.#steps.mark(seen, standings(this.form, this.#steps, report, blank));
    const shown = failing.length > 0 && this.#steps.current === this.#steps.last;
    part('filing').hidden = !shown;
    render(
      shown
        ? html`${say('page.consultation.form.filing', { count: failing.length })} ${fieldLinks(failing)}`
        : nothing,
      part('filing'),
    );
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

  #confirmation(report: Report | undefined, evidence: readonly string[]): Shown {
    return confirmation({
      entries: entriesOf(this.form),
      report,
      evidence,
      sent: this.#sent,
      receiver: this.#receiver,
      back: () => {
        this.#go(this.#steps.last);
        this.#steps.focus();
      },
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
    this.#turn();
    this.#announcer.clear();
    const consultation = this.#consultation;
    if (!consultation) {
      this.#render();
      return;
    }
    labelForm(this.form, this.#questions);
    showContract(consultation.contract, consultation.rules.ruleset);
    this.#open();
  }

  #see(view: View): void {
    this.#view = view;
    this.#sent = undefined;
    this.form.hidden = view !== 'contractor';
    if (view !== 'contractor') part('summary').hidden = true;
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
    this.#reasons.settle();
    this.#turn();
    this.#open();
    this.#render();
  }

  /** The address has changed, by a link or by the browser's own ways back and forward. */
  #route(): void {
    const id = location.hash.slice(1);
    if (id === CONFIRM) {
      if (this.#view !== 'confirm') this.#askToConfirm();
      return;
    }
    if (!id.startsWith('step-') && id !== '') return;
    this.#show(id);
    this.#steps.focus();
  }

  /** Shows a step, and says so in the address: the browser leads back to the one before. */
  #go(id: string): void {
    if (location.hash !== `#${id}`) history.pushState(null, '', `#${id}`);
    this.#show(id);
  }

  #show(id: string): void {
    this.#steps.show(id);
    this.#turn();
    this.#see('contractor');
  }

  #move(by: -1 | 1): void {
    const next = this.#steps.beside(by);
    if (next === undefined) return;
    this.#go(next);
    this.#steps.focus();
  }

  /** Says on the buttons where they lead. */
  #turn(): void {
    const next = this.#steps.beside(1);
    part('forward').textContent =
      next === undefined
        ? say('page.consultation.form.confirm')
        : say('page.consultation.form.next', { step: this.#steps.title(next) });
    part('backward').hidden = this.#steps.beside(-1) === undefined;
  }

  /** As the button of the last step does. */
  #askToConfirm(): void {
    this.#confirming = true;
    this.form.requestSubmit();
    this.#confirming = false;
  }

  /** Before anything is filed there are the steps that are left; what is filed is judged as filed. */
  #file(event: Event): void {
    if (!this.#confirming && this.#steps.beside(1) !== undefined) {
      event.preventDefault();
      event.stopImmediatePropagation();
      this.#move(1);
      return;
    }
    if (!this.#consultation || this.#consultation.stage === 'filed') return;
    this.#consultation.stage = 'filed';
    this.#open();
  }

  /** Where the portal would send the form, this page shows what it would send. */
  #confirm(event: Event): void {
    event.preventDefault();
    const { report } = judged(this.#consultation, false);
    this.#held = report !== undefined && errorsIn(report).length > 0;
    if (this.#held) {
      if (location.hash === `#${CONFIRM}`)
        history.replaceState(null, '', `#${this.#steps.current}`);
      this.#see('contractor');
      part('summary').focus();
      return;
    }
    if (location.hash !== `#${CONFIRM}`) history.pushState(null, '', `#${CONFIRM}`);
    this.#see('confirm');
    part('confirm-title').focus();
    part('tasks').scrollIntoView();
  }

  get #receiver(): Receiver {
    return this.#consultation ? 'portal' : 'unchecked';
  }

  /** Sends the form with what was checked. */
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
    this.#unsent = false;
    // Whoever comes back comes to the form, not to where it is sent again.
    history.replaceState(null, '', `#${this.#steps.first}`);
    location.assign(outcome.address);
  }

  #load(sample: Sample): void {
    this.#next = sample;
    this.form.reset();
  }

  /** From an empty form: with nothing, or with a sample. */
  #startOver(sample: Sample | undefined): void {
    this.#key = newKey();
    this.#unsent = false;
    const consultation = this.#consultation;
    consultation?.clear(sample);
    if (sample) {
      for (const radio of kindsIn(this.form)) radio.checked = radio.value === sample.procedure;
    }
    showKind(this.form);
    this.#held = false;
    const reasons = ['subcontract.reason', 'takeout.reason'].map((id) => sample?.answers[id]);
    this.#reasons.same = reasons.every((reason) => reason === undefined);
    if (consultation) showContract(consultation.contract, consultation.rules.ruleset);
    this.#open();
    for (const [field, value] of Object.entries(sample?.answers ?? {})) {
      fillField(this.form, field, value);
    }
    if (sample) consultation?.recordSample(sample);
    this.#go(this.#steps.first);
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
      (part('contract') as HTMLDetailsElement).open = true;
      factElement(field)?.focus();
    } else if (supplier === 'applicant') {
      const control = controlOf(this.form, field);
      if (!control) return;
      this.#go(this.#steps.of(control));
      control.focus();
      control.closest('.field')?.scrollIntoView({ block: 'nearest' });
    } else if (isTrial()) {
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
