/** はじめる: the three ways to begin. */
import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import type { Regulation } from 'shodaku';
import { asHeading, inLanguage, language } from '../shared/language.js';
import { townsOf } from '../shared/towns.js';
import type { Copy } from './copies.js';
import { say } from './words.js';

/** What can be begun. */
export interface Beginnings {
  readonly rules: readonly Regulation[];
  /** The procedure that was chosen, as `ruleset procedure`; empty where none was. */
  readonly chosen: string;
  readonly choose: (chosen: string) => void;
  readonly begin: (rules: Regulation, procedure: string) => void;
  /** Takes requests in from a file. */
  readonly takeIn: (file: File) => void;
  /** Saves a table to hand out. */
  readonly template: (as: 'csv' | 'xlsx', rules: Regulation, procedure: string) => void;
  /** Opens earlier work. */
  readonly open: () => void;
  /** Why the last file was not opened. */
  readonly refused: string;
  /** Why nothing was taken in from the last file, or what it was taken for. */
  readonly notTaken: string;
  /** The file on its way in. */
  readonly intake: TemplateResult | typeof nothing;
  /** Copies in the browser: those there are, and whether they are made. */
  readonly copies: readonly Copy[];
  readonly openCopy: (copy: Copy) => void;
  readonly eraseCopy: (copy: Copy) => void;
  readonly copying: boolean;
  readonly copy: (copying: boolean) => void;
}

/** The view that one begins with. */
export function start(these: Beginnings): TemplateResult {
  const chosen = (form: HTMLFormElement | null, then: Beginnings['begin']) => {
    const value = form ? new FormData(form).get('procedure') : '';
    const [id, procedure] = String(value).split(' ');
    const rules = these.rules.find((one) => one.id === id);
    if (rules && procedure) then(rules, procedure);
  };
  const begin = (event: SubmitEvent) => {
    event.preventDefault();
    chosen(event.target as HTMLFormElement, these.begin);
  };
  const template = (as: 'csv' | 'xlsx') => (event: Event) =>
    chosen((event.target as HTMLElement).closest('form'), (rules, procedure) =>
      these.template(as, rules, procedure),
    );
  const drop = (event: DragEvent) => {
    event.preventDefault();
    const file = event.dataTransfer?.files[0];
    if (file) these.takeIn(file);
  };
  return html`
    <div class="start" @dragover=${(event: Event) => event.preventDefault()} @drop=${drop}>
      <form class="start__way" @submit=${begin}>
        <h2>${say('page.desk.start.one')}</h2>
        <p>${say('page.desk.start.one_lead')}</p>
        <label class="finding-note__part start__field"
          >${say('page.desk.start.procedure')}${procedureChoice(
            'procedure',
            these.rules,
            these.chosen,
            '',
            (rules, procedure) => these.choose(rules ? `${rules.id} ${procedure}` : ''),
          )}</label
        >
        <button class="button button--main" id="begin">${say('page.desk.start.begin')}</button>
        <p>${say('page.desk.start.template_lead')}</p>
        <p class="papers__kinds">
          ${(['xlsx', 'csv'] as const).map((as) => html`<button class="button button--small" type="button" data-template=${as} @click=${template(as)}>${say(`page.desk.template.as.${as}`)}</button>`)}
        </p>
      </form>
      <section class="start__way">
        <h2>${say('page.desk.start.take')}</h2>
        <p>${say('page.desk.start.take_lead')}</p>
        ${problem('not-taken', these.notTaken)}
        <label class="finding-note__part start__field"
          >${say('page.desk.start.file')}<input
            class="field__control field__control--file"
            id="intake"
            type="file"
            accept=".csv,.tsv,.txt,.xlsx,.xlsm,.json,.jsonl"
            @change=${(event: Event) => {
              const input = event.target as HTMLInputElement;
              const [file] = input.files ?? [];
              if (file) these.takeIn(file);
              input.value = '';
            }}
        /></label>
      </section>
      <section class="start__way">
        <h2>${say('page.desk.start.open')}</h2>
        <p>${say('page.desk.start.open_lead')}</p>
        ${problem('refused', these.refused)}
        <button class="button" type="button" data-open @click=${these.open}>${say('page.desk.open')}</button>
      </section>
      ${copiesView(these)}
    </div>
    ${these.intake}`;
}

function copiesView({ copies, openCopy, eraseCopy, copying, copy }: Beginnings): TemplateResult {
  return html`
    <section class="start__way" id="copies">
      <h2>${say('page.desk.copies.title')}</h2>
      <label class="choice"
        ><input class="choice__input" type="checkbox" id="copying" .checked=${copying} @change=${(event: Event) => copy((event.target as HTMLInputElement).checked)} /><span>${say('page.desk.copies.make')}</span></label
      >
      <p>${say('page.desk.copies.lead')}</p>
      ${
        copies.length === 0
          ? nothing
          : html`
            <ul class="start__copies">
              ${copies.map((one) => {
                const { name, count, at } = one;
                const places = { name, count, at: at.toLocaleString(language()) };
                return html`
                  <li>
                    <span>${say('page.desk.copies.one', places)}</span>
                    <button class="button button--small" type="button" data-copy="open" @click=${() => openCopy(one)}>${say('page.desk.copies.open')}</button>
                    <button class="button button--small" type="button" data-copy="erase" @click=${() => eraseCopy(one)}>${say('page.desk.copies.erase')}</button>
                  </li>`;
              })}
            </ul>`
      }
    </section>`;
}

const problem = (id: string, words: string): TemplateResult | typeof nothing =>
  words === '' ? nothing : html`<p class="fact__problem" role="alert" id=${id}>${words}</p>`;

/** The choice of a town's procedure; `none`: that it is left open. */
export function procedureChoice(
  id: string,
  rules: readonly Regulation[],
  chosen = '',
  none = '',
  choose: (rules: Regulation | undefined, procedure: string) => void = () => {},
): TemplateResult {
  const change = (event: Event) => {
    const [ruleset, procedure = ''] = (event.target as HTMLSelectElement).value.split(' ');
    choose(
      rules.find((one) => one.id === ruleset),
      procedure,
    );
  };
  return html`
    <select class="field__control" name="procedure" id=${id} @change=${change}>
      ${none === '' ? nothing : html`<option value="" .selected=${live(chosen === '')}>${none}</option>`}
      ${townsOf(rules).map(
        ({ name, rulesets }) => html`
          <optgroup label=${inLanguage(name)}>
            ${['consultation', 'checklist'].flatMap((wanted) =>
              rulesets.flatMap((one) =>
                one.ruleset.procedure
                  .filter(({ kind = 'consultation' }) => kind === wanted)
                  .map(({ id, title, kind }) => {
                    const value = `${one.id} ${id}`;
                    const named =
                      kind === 'checklist'
                        ? say('page.desk.start.checklist', { title: asHeading(title) })
                        : asHeading(title);
                    return html`<option value=${value} .selected=${live(value === chosen)}>${inLanguage(name)} ▸ ${named}</option>`;
                  }),
              ),
            )}
          </optgroup>`,
      )}
    </select>`;
}
