/** The official's view: what they find and decide, beside the descriptions that stand behind it. */
import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import type { Answer, Answers, Condition, Field, Report, Ruleset } from 'shodaku';
import { findingInWords, labelOf } from '../shared/fields.js';
import { icon } from '../shared/icons.js';
import { asHeading, inLanguage, say } from '../shared/language.js';
import { fieldsOf } from '../shared/predicate.js';
import { asksConditions } from '../shared/progress.js';

interface Part {
  field: Field;
  /** The descriptions that stand behind it. */
  supports: readonly string[];
}

interface Group {
  /** Absent for what comes before the conditions. */
  condition?: Condition;
  parts: Part[];
}

const isOfficial = ({ supplier }: Field) => supplier === 'officer' || supplier === 'body';

/** What the official supplies to a procedure, grouped by condition in the text's order, each field once. */
function officialGroups(ruleset: Ruleset, procedure: string): Group[] {
  const asked = ruleset.procedure.find(({ id }) => id === procedure);
  const seen = new Set<Field>();
  const take = (fields: Field[], supports: readonly string[]): Part[] =>
    fields
      .filter((field) => isOfficial(field) && !seen.has(field))
      .map((field) => {
        seen.add(field);
        return { field, supports };
      });

  const dates = ruleset.ruleset.in_force?.decided_by ?? [];
  const routes = (ruleset.route ?? []).filter(({ id }) => asked?.routes?.includes(id));
  const conditions = (ruleset.condition ?? []).filter(({ id }) => asked?.conditions?.includes(id));
  const groups: Group[] = [
    {
      parts: [
        ...take(
          ruleset.field.filter(({ id }) => dates.includes(id)),
          [],
        ),
        ...routes.flatMap(({ when }) => take(fieldsOf(when, ruleset.field), [])),
      ],
    },
    ...conditions.map((condition) => ({
      condition,
      parts: condition.limb.flatMap((limb) =>
        take(fieldsOf(limb, ruleset.field), limb.supports ?? []),
      ),
    })),
  ];
  return groups.filter(({ parts }) => parts.length > 0);
}

/** The fields of all those groups. */
export const officialFields = (ruleset: Ruleset, procedure: string): Field[] =>
  officialGroups(ruleset, procedure).flatMap(({ parts }) => parts.map(({ field }) => field));

/**
 * What a finding of a procedure rests on: the descriptions that stand behind it, or, where a limb
 * names none, whatever else its condition looks at. Nothing for what is no finding.
 */
export function restsOn(ruleset: Ruleset, procedure: string, finding: string): string[] {
  const asked = ruleset.procedure.find(({ id }) => id === procedure);
  const grounds = new Set<string>();
  for (const condition of ruleset.condition ?? []) {
    if (!asked?.conditions?.includes(condition.id)) continue;
    for (const limb of condition.limb) {
      const looksAt = fieldsOf(limb, ruleset.field);
      if (!looksAt.some(({ id, type }) => id === finding && type === 'finding')) continue;
      for (const id of limb.supports ?? givenTo(condition, ruleset)) grounds.add(id);
    }
  }
  return [...grounds];
}

/** What a condition looks at that no official supplies. */
const givenTo = ({ limb, when }: Condition, ruleset: Ruleset): string[] =>
  [...limb, ...limb.flatMap((one) => one.when ?? []), ...(when ? [when] : [])]
    .flatMap((predicate) => fieldsOf(predicate, ruleset.field))
    .filter((field) => !isOfficial(field))
    .map(({ id }) => id);

/** The fields of the groups that are asked about, as a report has it. */
export const askedOfOfficials = (ruleset: Ruleset, report: Report): Field[] =>
  officialGroups(ruleset, report.procedure)
    .filter(({ condition }) => !condition || isAsked(report, condition))
    .flatMap(({ parts }) => parts.map(({ field }) => field));

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
    <h2 id="officer-title">${say('職員の記録', "The official's record")}</h2>
    <p>
      ${say(
        '認定と決定を、要件ごとに記録します。記録がそろうと判定が確定しますが、承諾するかどうかは職員が判断します。',
        'Record findings and decisions, condition by condition. They settle the verdict; whether to approve remains for the official.',
      )}
    </p>
    ${officialGroups(view.ruleset, view.report.procedure)
      .filter(({ condition }) => !condition || isAsked(view.report, condition))
      .map(
        ({ condition, parts }) => html`
          <section class="group">
            <h3 class="group__title">
              ${condition ? asHeading(condition.title) : say('適用の前提', 'Before the conditions')}
              ${condition ? html`<span class="clause">${condition.clause}</span>` : nothing}
            </h3>
            ${parts.map((part) => record(view, part))}
          </section>`,
      )}`;
}

/** Whether a condition applies, as far as is known, and is asked about. */
function isAsked(report: Report, { id }: Condition): boolean {
  const judged = report.conditions.find(({ condition }) => condition === id);
  return judged !== undefined && asksConditions(report) && judged.applies !== false;
}

const record = (view: OfficerView, { field, supports }: Part): TemplateResult => html`
  <div class="record">
    ${supports.length === 0 ? nothing : standsBehind(view, supports)}
    ${view.withdrawn.has(field.id) ? withdrawn() : nothing}
    ${control(view, field)}
  </div>`;

const withdrawn = (): TemplateResult => html`
  <p class="record__withdrawn">
    ${icon('caution')}<span>${say('内容が変わったため、認定を取り消しました。', 'The finding was withdrawn: what it rested on has changed.')}</span>
  </p>`;

const standsBehind = (view: OfficerView, supports: readonly string[]): TemplateResult => html`
  <dl class="record__supports">
    ${supports.map((support) => {
      const written = view.written(support);
      return html`
        <dt>${labelOf(support)}</dt>
        <dd class=${written ? 'as-typed' : 'quiet'}>${written || say('（記載なし）', '(nothing written)')}</dd>`;
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
        ['approved', say('承認', 'Approved')],
        ['rejected', say('不承認', 'Rejected')],
        ['pending', say('審議中', 'Pending')],
        ['not_sought', say('求めない', 'Will not be sought')],
        [null, say('まだ', 'Not yet')],
      ]);
    case 'boolean':
      return choices(view, field, [
        [true, say('はい', 'Yes')],
        [false, say('いいえ', 'No')],
        [null, say('まだ', 'Not yet')],
      ]);
    case 'choice':
      return choices(view, field, [
        ...(field.options ?? []).map(({ value, label }): [Answer, string] => [
          value,
          inLanguage(label),
        ]),
        [null, say('まだ', 'Not yet')],
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
  const record = (event: Event) => view.record(field.id, (event.target as HTMLInputElement).value);
  const hint =
    field.type === 'date'
      ? say('例：2026-12-01、令和8年12月1日', 'e.g. 2026-12-01')
      : field.hint && inLanguage(field.hint);
  return html`
    <div class="field">
      <label class="field__label" for=${control}>${asHeading(field.label)}</label>
      ${hint ? html`<p class="field__hint">${hint}</p>` : nothing}
      ${
        field.type === 'text'
          ? html`<textarea class="field__control" id=${control} rows="3" data-record=${field.id} .value=${live(String(recorded ?? ''))} @change=${record}></textarea>`
          : html`<input class="field__control field__control--date" type="text" autocomplete="off" id=${control} data-record=${field.id} .value=${live(String(recorded ?? ''))} @change=${record} />`
      }
    </div>`;
}
