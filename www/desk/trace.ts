/** Why each condition is met, not met or unknown: limb by limb and part by part, down to the answers. */
import { html, nothing, type TemplateResult } from 'lit-html';
import type { Answers, Condition, ConditionReport, Engine, Issue, Limb, Ruleset } from 'shodaku';
import { fieldsOf } from 'shodaku/render';
import { fieldById, know, labelOf, valueInWords } from '../shared/fields.js';
import { icon } from '../shared/icons.js';
import { asHeading, language } from '../shared/language.js';
import { lackInWords } from './awaited.js';
import { type Judged, type Part, type Parts, partsOf } from './parts.js';
import { asked, denied } from './predicate.js';
import {
  isUnstated,
  type Standing,
  type Stood,
  standingIcon,
  standingName,
  standingOf,
} from './standing.js';
import type { Waiting } from './waiting.js';
import { say } from './words.js';

/** What a trace is of. */
export interface Traced extends Stood {
  readonly request: Judged;
  readonly waiting: Waiting;
}

/** The traces of a request's conditions: each is worked out once it is opened. */
export class Trace {
  readonly #engine: Engine;
  readonly #shown: () => void;
  /** The conditions whose folds are open. */
  readonly #open = new Set<string>();

  constructor(engine: Engine, shown: () => void) {
    this.#engine = engine;
    this.#shown = shown;
  }

  /** All conditions, each in a fold. */
  view(traced: Traced): TemplateResult {
    const { report, ruleset } = traced;
    return html`
      <details class="fold" id="trace">
        <summary class="fold__title">${say('page.desk.trace.title')}</summary>
        <p class="fold__lead">${say('page.desk.trace.lead')}</p>
        ${report.conditions.map((stands) => {
          const condition = ruleset.condition?.find(({ id }) => id === stands.condition);
          return condition ? this.#fold(traced, stands, condition) : nothing;
        })}
      </details>`;
  }

  /** The limbs of one condition. */
  limbs(traced: Traced, condition: Condition): TemplateResult {
    const { report, ruleset, request, answers, waiting } = traced;
    know(ruleset);
    const parts = partsOf(this.#engine, ruleset, request, condition, language());
    const stands = report.conditions.find((one) => one.condition === condition.id);
    const state = stands ? standingOf(traced, stands) : 'not_asked';
    const facts = { ruleset, answers, waiting, unusable: parts.unusable };
    return html`
      ${parts.when.map((part) => onlyIf(part, facts))}
      <ul class="trace__limbs">
        ${condition.limb.map((limb) => {
          const issue = report.issues.find(
            (one) => one.condition === condition.id && one.limb === limb.id,
          );
          return limbTrace(state, limb, issue, parts.limbs.get(limb.id), facts);
        })}
      </ul>`;
  }

  #fold(traced: Traced, stands: ConditionReport, condition: Condition): TemplateResult {
    const { id } = condition;
    const toggle = (event: Event) => {
      const { open } = event.target as HTMLDetailsElement;
      if (open === this.#open.has(id)) return;
      if (open) this.#open.add(id);
      else this.#open.delete(id);
      this.#shown();
    };
    return html`
      <details class="trace" data-trace=${id} ?open=${this.#open.has(id)} @toggle=${toggle}>
        <summary>${mark(standingOf(traced, stands))} ${stands.title} <span class="clause">${stands.clause}</span></summary>
        ${this.#open.has(id) ? this.limbs(traced, condition) : nothing}
      </details>`;
  }
}

/** What parts are shown with. */
interface Facts {
  readonly ruleset: Ruleset;
  readonly answers: Answers;
  readonly waiting: Waiting;
  readonly unusable: Parts['unusable'];
}

function limbTrace(
  condition: Standing,
  limb: Limb,
  issue: Issue | undefined,
  parts: { readonly when?: Part; readonly asks: Part } | undefined,
  facts: Facts,
): TemplateResult {
  const isJudged = condition !== 'not_applicable' && condition !== 'not_asked';
  // Of a limb that nothing stands against the report is silent: it is met, or beside the point.
  const clear: Standing =
    parts?.asks.truth === 'met' && parts.when?.truth !== 'not_met' ? 'met' : 'not_applicable';
  const told = issue && isUnstated(issue, facts.answers) ? 'unstated' : issue?.truth;
  const state = isJudged ? (told ?? clear) : condition;
  const evidence = (limb.supports ?? []).filter((id) =>
    facts.ruleset.field.some((one) => one.id === id),
  );
  const also = [
    ...(limb.otherwise ? [say('cli.explain.otherwise_open')] : []),
    ...(limb.if_recorded ? [say('cli.explain.if_recorded')] : []),
  ];
  return html`
    <li data-limb=${limb.id} data-state=${state}>
      <p>${mark(state)} ${issue ? html`${lackInWords(issue, facts.waiting).join(' ')} <span class="clause">${issue.clauses.join(say('page.shared.dot'))}</span>` : standingName(state)}</p>
      ${parts?.when ? onlyIf(parts.when, facts) : nothing}
      ${parts ? html`<ul class="trace__parts">${partTrace(parts.asks, facts)}</ul>` : nothing}
      ${also.map((words) => html`<p class="quiet">${words}</p>`)}
      ${evidence.length === 0 ? nothing : html`<p class="quiet">${say('cli.explain.supports')}</p>${answersTo(evidence, facts, false)}`}
    </li>`;
}

const onlyIf = (part: Part, facts: Facts): TemplateResult => html`
  <p class="quiet">${say('cli.explain.only_if')}</p>
  <ul class="trace__parts" data-when>${partTrace(part, facts)}</ul>`;

function partTrace(part: Part, facts: Facts): TemplateResult {
  const [only] = part.parts;
  // The opposite of what asks about fields is said in one line.
  const opposite = part.operator === 'not' && only ? denied(only) : undefined;
  const parts = opposite === undefined ? part.parts : [];
  const fields =
    parts.length > 0 ? [] : fieldsOf(part.asks, facts.ruleset.field).map(({ id }) => id);
  const why = part.truth === 'unknown' && parts.length === 0 ? part.because : [];
  const causes = why.map((cause) => say(`cli.because.${cause}`)).join(say('page.shared.comma'));
  return html`
    <li data-part=${part.operator} data-truth=${part.truth}>
      <p>${mark(part.truth)} ${nameOf(part)}${opposite ?? asked(part)}${causes === '' ? '' : say('page.desk.trace.because', { why: causes })}</p>
      ${fields.length === 0 ? nothing : answersTo(fields, facts, true)}
      ${parts.length === 0 ? nothing : html`<ul class="trace__parts">${parts.map((one) => partTrace(one, facts))}</ul>`}
    </li>`;
}

/** That nothing was answered, and where it is the applicant's to answer, that. */
const blank = (id: string): string =>
  say(
    fieldById(id)?.supplier === 'applicant' ? 'page.desk.trace.unfilled' : 'page.desk.trace.blank',
  );

/** What the text calls one way out of several. */
const nameOf = ({ way: { title, clause } }: Part): TemplateResult | typeof nothing =>
  title || clause
    ? html`<b>${title ? asHeading(title) : ''}</b> <span class="clause">${clause}</span> `
    : nothing;

/** What was answered; the one field that a part is about is named there. */
const answersTo = (
  fields: readonly string[],
  { answers, unusable }: Facts,
  isNamed: boolean,
): TemplateResult => html`
  <dl class="trace__answers">
    ${fields.map(
      (id) => html`
        <dt class=${fields.length === 1 && isNamed ? 'visually-hidden' : nothing}>${labelOf(id)}</dt>
        <dd>${valueInWords(id, answers[id]) || blank(id)} ${unusable.get(id) ?? ''}</dd>`,
    )}
  </dl>`;

const mark = (state: Standing): TemplateResult =>
  html`<span class="state state--${state}">${icon(standingIcon(state))}<span class="visually-hidden">${standingName(state)}</span></span>`;
