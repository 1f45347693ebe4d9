/** 取込み: the three ways to begin. */
import { html, nothing, type TemplateResult } from 'lit-html';
import type { Regulation } from 'shodaku';
import { asHeading, inLanguage } from '../shared/language.js';
import type { Town } from '../shared/towns.js';
import { say } from './words.js';

/** What can be begun. */
export interface Beginnings {
  readonly towns: readonly Town[];
  readonly begin: (rules: Regulation, procedure: string) => void;
  readonly open: () => void;
  /** Why the last file was not opened. */
  readonly refused: string;
}

/** The view that one begins with. */
export function start(these: Beginnings): TemplateResult {
  const all = these.towns.flatMap(({ rulesets }) => rulesets);
  const begin = (event: SubmitEvent) => {
    event.preventDefault();
    const chosen = new FormData(event.target as HTMLFormElement).get('procedure');
    const [id, procedure] = String(chosen).split(' ');
    const rules = all.find((one) => one.id === id);
    if (rules && procedure) these.begin(rules, procedure);
  };
  return html`
    <div class="start">
      <form class="start__way" @submit=${begin}>
        <h2>${say('page.desk.start.one')}</h2>
        <p>${say('page.desk.start.one_lead')}</p>
        <label class="finding-note__part start__field"
          >${say('page.desk.start.procedure')}<select class="field__control" name="procedure" id="procedure">
            ${these.towns.map(options)}
          </select></label
        >
        <button class="button button--main" id="begin">${say('page.desk.start.begin')}</button>
      </form>
      <section class="start__way">
        <h2>${say('page.desk.start.open')}</h2>
        <p>${say('page.desk.start.open_lead')}</p>
        ${these.refused === '' ? nothing : html`<p class="fact__problem" role="alert" id="refused">${these.refused}</p>`}
        <button class="button" type="button" data-open @click=${these.open}>${say('page.desk.open')}</button>
      </section>
    </div>`;
}

function options({ name, rulesets }: Town): TemplateResult {
  return html`
    <optgroup label=${inLanguage(name)}>
      ${['consultation', 'checklist'].flatMap((wanted) =>
        rulesets.flatMap((rules) =>
          rules.ruleset.procedure
            .filter(({ kind = 'consultation' }) => kind === wanted)
            .map(
              ({ id, title, kind }) =>
                html`<option value=${`${rules.id} ${id}`}>${inLanguage(name)} ▸ ${kind === 'checklist' ? say('page.desk.start.checklist', { title: asHeading(title) }) : asHeading(title)}</option>`,
            ),
        ),
      )}
    </optgroup>`;
}
