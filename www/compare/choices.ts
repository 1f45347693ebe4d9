/** What is asked, and of whom. */
import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import type { Procedure } from 'shodaku';
import { asHeading, inLanguage } from '../shared/language.js';
import type { Town } from '../shared/towns.js';
import { say } from './words.js';

/** What can be chosen, what is, and how it is changed. */
export interface Choices {
  readonly procedures: readonly Procedure[];
  readonly procedure: string;
  readonly choose: (procedure: string) => void;
  readonly towns: readonly Town[];
  readonly isIn: (town: Town) => boolean;
  readonly take: (town: Town, isIn: boolean) => void;
  /** The panel of the reader's own rulesets. */
  readonly own: TemplateResult;
  readonly filed: boolean;
  readonly file: (filed: boolean) => void;
}

const isOn = (event: Event) => (event.target as HTMLInputElement).checked;

/** The first group of the form. */
export function choices(these: Choices): TemplateResult {
  return html`
    <fieldset class="group">
      <legend class="group__title">${say('page.compare.choice.title')}</legend>
      <div class="field">
        <label class="field__label" for="procedure">${say('page.compare.choice.procedure')}</label>
        <select
          class="field__control"
          id="procedure"
          @change=${(event: Event) => these.choose((event.target as HTMLSelectElement).value)}
        >
          ${options(these, say('page.compare.choice.consultations'), ({ kind }) => kind !== 'checklist')}
          ${options(these, say('page.compare.choice.checklists'), ({ kind }) => kind === 'checklist')}
        </select>
      </div>
      <fieldset class="field field--choices" id="towns">
        <legend class="field__label">${say('page.compare.choice.municipalities')}</legend>
        <div class="field__choices">
          ${these.towns.map(
            (town) => html`
              <label class="choice"
                ><input
                  class="choice__input"
                  type="checkbox"
                  name="town"
                  .checked=${these.isIn(town)}
                  @change=${(event: Event) => these.take(town, isOn(event))}
                /><span>${inLanguage(town.name)}</span></label
              >`,
          )}
        </div>
      </fieldset>
      ${these.own}
      <label class="choice"
        ><input
          class="choice__input"
          type="checkbox"
          id="filed"
          .checked=${these.filed}
          @change=${(event: Event) => these.file(isOn(event))}
        /><span>${say('page.compare.choice.filed')}</span></label
      >
    </fieldset>`;
}

function options(
  { procedures, procedure: chosen }: Choices,
  label: string,
  belongs: (procedure: Procedure) => boolean,
): TemplateResult | typeof nothing {
  const these = procedures.filter(belongs);
  if (these.length === 0) return nothing;
  return html`
    <optgroup label=${label}>
      ${these.map(
        ({ id, title }) =>
          html`<option value=${id} .selected=${live(id === chosen)}>${asHeading(title)}</option>`,
      )}
    </optgroup>`;
}
