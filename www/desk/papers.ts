/** 書類: the papers of one request, each a draft on a page as it is printed. */
import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import type { Receipt } from 'shodaku';
import { confirmation } from './confirmation.js';
import { documentOf } from './document.js';
import { download } from './file.js';
import { letter, type Matter } from './letters.js';
import { say } from './words.js';
import type { LetterKind } from './work.js';

const DOCUMENT = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** The papers there are, in the order of the tabs. */
export const paperKinds = ['confirmation', 'approval', 'refusal', 'correction'] as const;
export type PaperKind = (typeof paperKinds)[number];

/** What the view shows, and what it can do. */
export interface Papers {
  readonly matter: Matter;
  readonly receipt: Receipt;
  readonly kind: PaperKind;
  readonly choose: (kind: PaperKind) => void;
  /** Called when a text or the sender has changed. */
  readonly changed: () => void;
}

/** The view. */
export function papers(these: Papers): TemplateResult {
  const { matter, receipt, kind, choose } = these;
  const text =
    kind === 'confirmation' ? '' : (matter.request.letters[kind] ?? letter(kind, matter));
  return html`
    <div class="papers__kinds" role="group" aria-label=${say('page.desk.paper.kinds')}>
      ${paperKinds.map(
        (one) => html`
          <button class="button button--small" type="button" data-paper=${one} aria-pressed=${one === kind} @click=${() => choose(one)}>${say(`page.desk.paper.${one}`)}</button>`,
      )}
      <button class="button button--small" type="button" id="print" @click=${() => print()}>${say('page.desk.paper.print')}</button>
    </div>
    <div class="papers__panes">
      ${kind === 'confirmation' ? nothing : edit(these, kind, text)}
      <section class="paper" id="paper" aria-label=${say('page.desk.paper.preview')}>
        ${
          kind === 'confirmation'
            ? confirmation(matter, receipt)
            : html`<p class="paper__draft">${say('page.desk.paper.draft')}</p><p class="paper__text">${text}</p>`
        }
      </section>
    </div>`;
}

/** Saves a letter for Word. */
function saveDocument({ request }: Matter, kind: LetterKind, text: string): void {
  const name = say('page.desk.paper.file_name', {
    paper: say(`page.desk.paper.${kind}`),
    number: request.number || request.applicant,
  });
  // What no file's name may hold.
  const safe = name.replace(/[\\/:*?"<>|]/g, '_');
  download(documentOf(text, say('page.desk.paper.draft')), safe, DOCUMENT);
}

function edit({ matter, changed }: Papers, kind: LetterKind, text: string): TemplateResult {
  const { request, sender } = matter;
  const { letters } = request;
  const enter = (key: keyof typeof sender) => (event: Event) => {
    sender[key] = (event.target as HTMLInputElement).value;
    changed();
  };
  return html`
    <div class="papers__edit">
      ${(['name', 'office', 'contact'] as const).map(
        (key) => html`
          <label class="finding-note__part"
            >${say(`page.desk.sender.${key}`)}<input class="field__control" autocomplete="off" data-sender=${key} .value=${live(sender[key])} @input=${enter(key)}
          /></label>`,
      )}
      <label class="finding-note__part"
        >${say('page.desk.paper.words')}<textarea
          class="field__control"
          id="letter"
          rows="24"
          .value=${live(text)}
          @input=${(event: Event) => {
            letters[kind] = (event.target as HTMLTextAreaElement).value;
            changed();
          }}
        ></textarea></label
      >
      <button
        class="button button--small"
        type="button"
        id="again"
        ?disabled=${letters[kind] === undefined}
        @click=${() => {
          delete letters[kind];
          changed();
        }}
      >${say('page.desk.paper.again')}</button>
      <button class="button button--small" type="button" id="document" @click=${() => saveDocument(matter, kind, text)}>${say('page.desk.paper.document')}</button>
    </div>`;
}
