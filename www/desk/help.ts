/** ?: what the verdicts mean, what this page does not decide, and the keys. */
import { html, type TemplateResult } from 'lit-html';
import { verdictMeaning, verdictName } from '../shared/verdict.js';
import type { Program } from './program.js';
import { standingName } from './standing.js';
import { say } from './words.js';

const verdicts = [
  'approvable',
  'not_approvable',
  'undetermined',
  'exempt',
  'prohibited',
  'not_regulated',
  'complete',
  'incomplete',
] as const;

const keys = [
  ['Ctrl+O', 'open'],
  ['Ctrl+S', 'save'],
  ['Ctrl+P', 'print'],
  ['Ctrl+Z', 'undo'],
  ['Alt+1 … 6', 'view'],
  ['N', 'next'],
  ['Y / X / U', 'find'],
  ['J / K', 'step'],
  ['/', 'search'],
  ['?', 'help'],
  ['Esc', 'back'],
] as const;

/** What the help shows, and what can be set in it. */
export interface Help {
  readonly program: Program;
  /** Whether single letters are keys. */
  readonly letters: boolean;
  readonly useLetters: (use: boolean) => void;
  readonly close: () => void;
}

/** The help, in a dialog. */
export const help = ({ program, letters, useLetters, close }: Help): TemplateResult => html`
  <h2 tabindex="-1" autofocus>${say('page.desk.help.title')}</h2>
  <h3>${say('page.desk.help.way')}</h3>
  <ol>
    ${(['first', 'second', 'third', 'fourth', 'fifth'] as const).map((step) => html`<li>${say(`page.desk.help.step.${step}`)}</li>`)}
  </ol>
  <h3>${say('page.desk.help.verdicts')}</h3>
  <dl class="help__list">
    ${verdicts.map((verdict) => html`<dt>${verdictName(verdict)}</dt><dd>${verdictMeaning(verdict)}</dd>`)}
  </dl>
  <h3>${say('page.desk.paper.state')}</h3>
  <dl class="help__list">
    ${(['unstated', 'so_far'] as const).map((one) => html`<dt>${standingName(one)}</dt><dd>${say(`page.desk.standing.why.${one}`)}</dd>`)}
  </dl>
  <h3>${say('page.desk.help.not')}</h3>
  <p>${say('page.desk.help.not_lead')}</p>
  <h3>${say('page.desk.help.intake')}</h3>
  <p>${say('page.desk.help.intake_lead')}</p>
  <h3>${say('page.desk.help.keep')}</h3>
  <p>${say('page.desk.help.keep_lead')}</p>
  <h3>${say('page.desk.help.keys')}</h3>
  <label class="choice"
    ><input class="choice__input" type="checkbox" id="letters" .checked=${letters} @change=${(event: Event) => useLetters((event.target as HTMLInputElement).checked)} /><span>${say('page.desk.help.letters')}</span></label
  >
  <dl class="help__list">
    ${keys.map(([key, does]) => html`<dt>${key}</dt><dd>${say(`page.desk.help.key.${does}`)}</dd>`)}
  </dl>
  <p class="hash">${program.engine} SHA-256 ${program.sha256}</p>
  <button class="button" type="button" @click=${close}>${say('page.desk.help.close')}</button>`;
