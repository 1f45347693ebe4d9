/** What goes with a request and decides nothing: by label, to be read and added to. */
import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { say } from './words.js';
import type { DeskRequest } from './work.js';

type Context = DeskRequest['context'];

/** A text of a context as one line. */
export const contextText = (text: Context[string]): string =>
  typeof text === 'string' ? text : text.join(say('page.shared.comma'));

/** The list, in a fold; some labels are offered at one press. */
export function contextEditor(
  context: Context,
  offered: readonly string[],
  changed: () => void,
): TemplateResult {
  const labels = Object.keys(context);
  const left = offered.filter((label) => !(label in context));
  // With every key: what is drawn anew in between would put back what stood there before.
  const enter = (label: string) => (event: Event) => {
    context[label] = (event.target as HTMLInputElement).value;
    changed();
  };
  const leave = (label: string) => () => {
    if (context[label] !== '') return;
    delete context[label];
    changed();
  };
  const add = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const data = new FormData(form);
    const [label, text] = [data.get('label'), data.get('text')].map((one) => String(one).trim());
    if (!label || !text) return;
    context[label] = text;
    form.reset();
    changed();
  };
  const take = (label: string) => (event: Event) => {
    const fold = (event.target as Element).closest('details');
    const name = fold?.querySelector<HTMLInputElement>('[name="label"]');
    if (name) name.value = label;
    fold?.querySelector<HTMLInputElement>('[name="text"]')?.focus();
  };
  return html`
    <details class="fold" id="context">
      <summary class="fold__title">${say('page.desk.context.title')} <span class="fold__count">${labels.length}</span></summary>
      <p class="fold__lead">${say('page.desk.context.lead')}</p>
      <div class="review__head">
        ${labels.map(
          (label) => html`
            <label class="finding-note__part"
              >${label}<input class="field__control" autocomplete="off" maxlength="5000" .value=${live(contextText(context[label] ?? ''))} @input=${enter(label)} @change=${leave(label)}
            /></label>`,
        )}
      </div>
      ${
        left.length === 0
          ? nothing
          : html`
            <p class="papers__kinds context__offered">
              <span>${say('page.desk.context.offered')}</span>
              ${left.map((label) => html`<button class="button button--small" type="button" data-offered @click=${take(label)}>${label}</button>`)}
            </p>`
      }
      <form class="review__head" @submit=${add}>
        <label class="finding-note__part"
          >${say('page.desk.context.label')}<input class="field__control" autocomplete="off" name="label" maxlength="200"
        /></label>
        <label class="finding-note__part"
          >${say('page.desk.context.text')}<input class="field__control" autocomplete="off" name="text" maxlength="5000"
        /></label>
        <button class="button button--small">${say('page.desk.context.add')}</button>
      </form>
    </details>`;
}
