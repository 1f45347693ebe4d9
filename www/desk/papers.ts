/** 書類: the papers of one request, each a draft on a page as it is printed. */
import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { download } from '../shared/download.js';
import { icon } from '../shared/icons.js';
import { verdictName } from '../shared/verdict.js';
import { confirmation } from './confirmation.js';
import { outcomeName } from './decision.js';
import { documentOf } from './document.js';
import { AT_RIGHT, letter, type Matter } from './letters.js';
import { differs } from './standing.js';
import { say } from './words.js';
import type { Decision, LetterKind } from './work.js';

const DOCUMENT = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** The papers there are, in the order of the tabs. */
export const paperKinds = ['confirmation', 'approval', 'refusal', 'correction'] as const;
export type PaperKind = (typeof paperKinds)[number];

/** What the view shows, and what it can do. */
export interface Papers {
  readonly matter: Matter;
  readonly kind: PaperKind;
  readonly choose: (kind: PaperKind) => void;
  /** Called when a text or the sender has changed. */
  readonly changed: () => void;
}

/** What each letter says was decided. */
const OUTCOMES = { approval: 'approve', refusal: 'refuse', correction: 'correct' } as const;

/** The paper that a decision becomes; while there is none, what the review has come to. */
export const paperOf = ({ outcome }: Decision): PaperKind =>
  paperKinds.find((kind) => kind !== 'confirmation' && OUTCOMES[kind] === outcome) ??
  'confirmation';

/** What speaks against sending a letter: another decision or verdict, no reason, nothing to ask for. */
function cautionsOf(kind: PaperKind, { request, report, waiting }: Matter): string[] {
  if (kind === 'confirmation') return [];
  const { decision } = request;
  const cautions: string[] = [];
  if (decision.outcome !== OUTCOMES[kind]) {
    const outcome = outcomeName(decision.outcome);
    cautions.push(say('page.desk.paper.other_decision', { outcome }));
  }
  if (differs(report, { ...decision, outcome: OUTCOMES[kind] })) {
    const verdict = verdictName(report.verdict);
    cautions.push(say('page.desk.paper.other_verdict', { verdict }));
    if (decision.reason.trim() === '') cautions.push(say('page.desk.decision.differs'));
  }
  if (kind === 'correction' && (waiting.open.get('applicant') ?? []).length === 0) {
    const isFailing = report.issues.some(({ truth }) => truth === 'not_met');
    if (!isFailing) cautions.push(say('page.desk.paper.nothing_to_correct'));
  }
  return cautions;
}

function cautions(kind: PaperKind, matter: Matter): TemplateResult | typeof nothing {
  const all = cautionsOf(kind, matter);
  if (all.length === 0) return nothing;
  return html`
    <ul class="papers__cautions">
      ${all.map((one) => html`<li class="fact__problem">${icon('caution')}<span>${one}</span></li>`)}
    </ul>`;
}

/** The view. */
export function papers(these: Papers): TemplateResult {
  const { matter, kind, choose } = these;
  return html`
    ${kindsOf(kind, choose)}
    <div role="status">${cautions(kind, matter)}</div>
    <div class="papers__panes">
      ${kind === 'confirmation' ? nothing : edit(these, kind, textOf(kind, matter))}
      <section class="paper" id="paper" aria-label=${say('page.desk.paper.preview')}>${paper(kind, matter)}</section>
    </div>`;
}

/** The papers of several requests, and what can be done with them. */
export interface ManyPapers {
  readonly matters: readonly Matter[];
  readonly kind: PaperKind;
  readonly choose: (kind: PaperKind) => void;
  readonly back: () => void;
}

/** The papers of one kind, each on its own pages. */
export const manyPapers = ({ matters, kind, choose, back }: ManyPapers): TemplateResult => html`
  ${kindsOf(kind, choose)}
  <p class="papers__many">
    ${say('page.desk.paper.many', { count: matters.length })}
    <button class="button button--small" type="button" id="back" @click=${back}>${say('page.desk.paper.back')}</button>
  </p>
  ${matters.map(
    (matter) =>
      html`${cautions(kind, matter)}<section class="paper paper--one" aria-label=${matter.request.reference || say('page.desk.paper.preview')}>${paper(kind, matter)}</section>`,
  )}`;

const kindsOf = (kind: PaperKind, choose: (kind: PaperKind) => void): TemplateResult => html`
  <div class="papers__kinds" role="group" aria-label=${say('page.desk.paper.kinds')}>
    ${paperKinds.map(
      (one) => html`
        <button class="button button--small" type="button" data-paper=${one} aria-pressed=${one === kind} @click=${() => choose(one)}>${say(`page.desk.paper.${one}`)}</button>`,
    )}
    <button class="button button--small" type="button" id="print" @click=${() => print()}>${say('page.desk.paper.print')}</button>
  </div>`;

const textOf = (kind: LetterKind, matter: Matter): string =>
  matter.request.letters[kind] ?? letter(kind, matter);

const paper = (kind: PaperKind, matter: Matter): TemplateResult =>
  kind === 'confirmation'
    ? confirmation(matter)
    : html`<p class="paper__draft">${say('page.desk.paper.draft')}</p><p class="paper__text">${textOf(kind, matter).split('\n').map(line)}</p>`;

/** A line of a letter, as it stands on the paper. */
const line = (text: string): TemplateResult =>
  text.startsWith(AT_RIGHT)
    ? html`<span class="paper__right">${text.slice(AT_RIGHT.length)}</span>`
    : html`${text}
`;

/** Saves a letter for Word. */
function saveDocument({ request }: Matter, kind: LetterKind, text: string): void {
  const name = say('page.desk.paper.file_name', {
    paper: say(`page.desk.paper.${kind}`),
    number: request.reference || request.applicant,
  });
  const draft = AT_RIGHT + say('page.desk.paper.draft');
  download(documentOf(`${draft}\n${text}`, AT_RIGHT), name, DOCUMENT);
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
          aria-describedby="letter-right"
          .value=${live(text)}
          @input=${(event: Event) => {
            letters[kind] = (event.target as HTMLTextAreaElement).value;
            changed();
          }}
        ></textarea></label
      >
      <p class="quiet" id="letter-right">${say('page.desk.paper.at_right')}</p>
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
