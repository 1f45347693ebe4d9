/** The official's view: what they find and decide, beside the descriptions that stand behind it. */
import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import type { Answer, Answers, Field, Report, Ruleset } from 'shodaku';
import { findingInWords, labelOf } from '../shared/fields.js';
import { icon } from '../shared/icons.js';
import { asHeading, capital, inLanguage } from '../shared/language.js';
import { askedGroups, type Part } from './official-fields.js';
import { say } from './words.js';

const decisions = ['approved', 'rejected', 'pending', 'not_sought'] as const;

/** What the official's view shows, and where it goes. */
export interface OfficerView {
  ruleset: Ruleset;
  report: Report;
  answers: Answers;
  /** The findings that were taken back, because what they rested on has changed. */
  withdrawn: ReadonlySet<string>;
  /** What the applicant wrote, in words. */
  written: (field: string) => string;
  record: (field: string, value: Answer) => void;
}

/** The official's view, condition by condition. */
export function officerView(view: OfficerView): TemplateResult {
  return html`
    <h2 id="officer-title">${say('page.consultation.official.title')}</h2>
    <p>
      ${say('page.consultation.official.lead')}
    </p>
    ${askedGroups(view.ruleset, view.report).map(
      ({ condition, parts }) => html`
          <section class="group">
            <h3 class="group__title">
              ${condition ? asHeading(condition.title) : say('page.consultation.official.before')}
              ${condition ? html`<span class="clause">${condition.clause}</span>` : nothing}
            </h3>
            ${parts.map((part) => record(view, part))}
          </section>`,
    )}`;
}

const record = (view: OfficerView, { field, supports }: Part): TemplateResult => html`
  <div class="record">
    ${supports.length === 0 ? nothing : standsBehind(view, supports)}
    ${view.withdrawn.has(field.id) ? withdrawn() : nothing}
    ${control(view, field)}
  </div>`;

const withdrawn = (): TemplateResult => html`
  <p class="record__withdrawn">
    ${icon('caution')}<span>${say('page.consultation.official.withdrawn')}</span>
  </p>`;

const standsBehind = (view: OfficerView, supports: readonly string[]): TemplateResult => html`
  <dl class="record__supports">
    ${supports.map((support) => {
      const written = view.written(support);
      return html`
        <dt>${labelOf(support)}</dt>
        <dd class=${written ? 'as-typed' : 'quiet'}>${written || say('page.consultation.official.nothing_written')}</dd>`;
    })}
  </dl>`;

function control(view: OfficerView, field: Field): TemplateResult {
  switch (field.type) {
    case 'finding':
      return choices(view, field, [
        [true, findingInWords(true)],
        [false, findingInWords(false)],
        [null, findingInWords(null)],
      ]);
    case 'decision':
      return choices(view, field, [
        ...decisions.map((name): [Answer, string] => [name, capital(say(`decision.${name}`))]),
        [null, say('page.shared.not_yet')],
      ]);
    case 'boolean':
      return choices(view, field, [
        [true, say('page.shared.yes')],
        [false, say('page.shared.no')],
        [null, say('page.shared.not_yet')],
      ]);
    case 'choice':
      return choices(view, field, [
        ...(field.options ?? []).map(({ value, label }): [Answer, string] => [
          value,
          inLanguage(label),
        ]),
        [null, say('page.shared.not_yet')],
      ]);
    default:
      return entry(view, field);
  }
}

function choices(view: OfficerView, field: Field, values: [Answer, string][]): TemplateResult {
  const recorded = view.answers[field.id] ?? null;
  return html`
    <fieldset class="field field--choices">
      <legend class="field__label">${asHeading(field.label)}</legend>
      ${field.hint ? html`<p class="field__hint">${inLanguage(field.hint)}</p>` : nothing}
      <div class="field__choices">
        ${values.map(
          ([value, name]) => html`
            <label class="choice">
              <input
                class="choice__input"
                type="radio"
                name=${`record.${field.id}`}
                data-record=${field.id}
                .checked=${live(recorded === value)}
                @change=${() => view.record(field.id, value)}
              /><span>${name}</span>
            </label>`,
        )}
      </div>
    </fieldset>`;
}

function entry(view: OfficerView, field: Field): TemplateResult {
  const control = `record-${field.id}`;
  const recorded = view.answers[field.id];
  // With every key: what is drawn anew in between would put back what stood there before.
  const record = (event: Event) => view.record(field.id, (event.target as HTMLInputElement).value);
  const hint =
    field.type === 'date' ? say('page.shared.date_example') : field.hint && inLanguage(field.hint);
  return html`
    <div class="field">
      <label class="field__label" for=${control}>${asHeading(field.label)}</label>
      ${hint ? html`<p class="field__hint">${hint}</p>` : nothing}
      ${
        field.type === 'text'
          ? html`<textarea class="field__control" id=${control} rows="3" data-record=${field.id} .value=${live(String(recorded ?? ''))} @input=${record}></textarea>`
          : html`<input class="field__control field__control--date" type="text" autocomplete="off" id=${control} data-record=${field.id} .value=${live(String(recorded ?? ''))} @input=${record} />`
      }
    </div>`;
}
