/** A request tried under the ruleset that is being written: its form, and what comes of it. */
import { render as draw, html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import type { Engine, Issue, Regulation, Report, Session } from 'shodaku';
import { type Attached, attach } from 'shodaku/form';
import { type Rendered, render } from 'shodaku/render';
import { asksConditions } from '../shared/conditions.js';
import { icon } from '../shared/icons.js';
import { asHeading, language } from '../shared/language.js';
import { duties, readings } from '../shared/notes.js';
import { today } from '../shared/today.js';
import { verdictLook, verdictMeaning, verdictName } from '../shared/verdict.js';
import type { Built } from './kit.js';
import { say } from './words.js';

/** One request, filled in by whoever writes the ruleset. */
export class Trial {
  readonly #engine: Engine;
  readonly #choice = document.createElement('div');
  readonly #form = document.createElement('form');
  /** The verdict, in sight while one fills in. */
  readonly #verdict = document.createElement('div');
  /** What it rests on. */
  readonly #why = document.createElement('div');
  #built: Built | undefined;
  #rules: Regulation | undefined;
  #procedure = '';
  #filed = false;
  #asOf = today();
  #session: Session | undefined;
  #drawn: Rendered | undefined;
  #attached: Attached | undefined;
  /** Why the request could not be opened. */
  #failure = '';

  constructor(place: HTMLElement, engine: Engine) {
    this.#engine = engine;
    this.#form.addEventListener('submit', (event) => event.preventDefault());
    this.#verdict.className = 'trial__verdict';
    this.#why.className = 'trial__why';
    place.append(this.#choice, this.#verdict, this.#form, this.#why);
    this.#show();
  }

  /** Takes the ruleset as it is now; what was filled in stays. */
  take(built: Built): void {
    if (built.identity.sha256 === this.#built?.identity.sha256) return;
    this.#built = built;
    try {
      this.#rules = this.#engine.ruleset(built.json, built.translation ?? []);
    } catch (error) {
      this.#fail(error);
      return;
    }
    const { procedure } = this.#rules.ruleset;
    if (!procedure.some(({ id }) => id === this.#procedure)) {
      const asking = procedure.find(({ conditions = [] }) => conditions.length > 0);
      this.#procedure = (asking ?? procedure[0])?.id ?? '';
    }
    this.#open();
  }

  /** The language has changed. */
  speak(): void {
    if (this.#built) this.#open();
    else this.#show();
  }

  /** Opens the request, with the answers there are that the ruleset still asks for. */
  #open(): void {
    const rules = this.#rules;
    if (!rules) return;
    const known = new Map(rules.ruleset.field.map(({ id, type }) => [id, type]));
    const before = this.#session;
    const typeBefore = new Map(before?.ruleset.field.map(({ id, type }) => [id, type]));
    const answers = Object.fromEntries(
      Object.entries(before?.answers ?? {}).filter(([id]) => known.get(id) === typeBefore.get(id)),
    );
    this.#close();
    const stage = this.#filed ? 'filed' : 'draft';
    const request = { procedure: this.#procedure, asOf: this.#asOf, stage } as const;
    try {
      this.#session = this.#with(rules, { ...request, answers }) ?? rules.open(request);
    } catch (error) {
      this.#fail(error);
      return;
    }
    this.#failure = '';
    const drawn = render(this.#form, this.#session, {
      lang: language(),
      ...(this.#built && { questions: this.#built.questions }),
    });
    this.#drawn = drawn;
    this.#attached = attach(this.#form, this.#session, {
      lang: language(),
      map: drawn.map,
      summary: false,
      onchange: (report) => {
        drawn.update();
        this.#show(report);
      },
    });
  }

  /** A session with those answers; nothing where one of them is none any more. */
  #with(rules: Regulation, request: Parameters<Regulation['open']>[0]): Session | undefined {
    try {
      return rules.open(request);
    } catch {
      return undefined;
    }
  }

  #close(): void {
    this.#attached?.detach();
    this.#drawn?.remove();
    this.#session?.dispose();
    this.#attached = undefined;
    this.#drawn = undefined;
    this.#session = undefined;
  }

  #fail(error: unknown): void {
    this.#failure = (error as Error).message;
    this.#show();
  }

  #show(report?: Report): void {
    draw(this.#rules ? this.#choices(this.#rules) : nothing, this.#choice);
    const failure = html`<p class="workshop__problem" role="alert" lang="en">${this.#failure}</p>`;
    const empty = html`<p class="quiet">${say('page.workshop.try.nothing')}</p>`;
    draw(this.#failure ? failure : report ? verdictOf(report) : empty, this.#verdict);
    draw(report ? why(report) : nothing, this.#why);
  }

  #choices({ ruleset }: Regulation): TemplateResult {
    const choose = (event: Event) => {
      const form = (event.target as HTMLElement).closest('fieldset');
      const value = (name: string) =>
        form?.querySelector<HTMLInputElement>(`[name="${name}"]`)?.value ?? '';
      this.#procedure = value('procedure');
      this.#filed = value('stage') === 'filed';
      this.#asOf = value('as-of') || today();
      this.#open();
    };
    return html`
      <fieldset class="trial__choices" @change=${choose}>
        <legend class="visually-hidden">${say('page.workshop.try.request')}</legend>
        <label>${say('page.workshop.try.procedure')}<select class="field__control" name="procedure" id="procedure">
          ${ruleset.procedure.map(({ id, title }) => html`<option value=${id} .selected=${live(id === this.#procedure)}>${asHeading(title)}</option>`)}
        </select></label>
        <label>${say('page.workshop.try.stage')}<select class="field__control" name="stage">
          <option value="draft" .selected=${live(!this.#filed)}>${say('page.workshop.try.draft')}</option>
          <option value="filed" .selected=${live(this.#filed)}>${say('page.workshop.try.filed')}</option>
        </select></label>
        <label>${say('page.workshop.try.as_of')}<input class="field__control" type="date" name="as-of" .value=${this.#asOf}></label>
      </fieldset>`;
  }
}

function verdictOf({ verdict }: Report): TemplateResult {
  const look = verdictLook(verdict);
  return html`
    <p class="trial__name verdict--${look.tone}" data-verdict=${verdict}>${icon(look.icon)}<span>${verdictName(verdict)}</span></p>
    <p>${verdictMeaning(verdict)}</p>`;
}

function why(report: Report): TemplateResult {
  const { decidedBy } = report;
  // Where a route has settled it, no condition is asked for any more; what cannot be read is.
  const issues = report.issues.filter(
    ({ condition }) => condition === null || asksConditions(report),
  );
  return html`
    <h2>${say('page.shared.decided_by')}</h2>
    <ul class="workshop-list" id="grounds">
      ${decidedBy.map(({ clause, message }) => html`<li><span class="clause">${clause}</span> ${message}</li>`)}
    </ul>
    ${
      issues.length > 0
        ? html`
          <h2>${say('page.workshop.try.issues')}</h2>
          <ul class="workshop-list" id="issues">${issues.map(issueOf)}</ul>`
        : nothing
    }
    ${duties(report)} ${readings(report)}`;
}

const issueOf = ({ clauses, truth, message, remedy }: Issue): TemplateResult => html`
  <li class="workshop-list__item">
    <p><span class="state state--${truth}">${icon(truth === 'not_met' ? 'caution' : 'question')}${say(`page.shared.state.${truth}`)}</span>
      <span class="clause">${clauses.join(say('page.shared.comma'))}</span></p>
    <p>${message}</p>
    <p class="quiet">${remedy}</p>
  </li>`;
