/** ?: what the verdicts mean, what this page does not decide, and the keys. */
import { html, type TemplateResult } from 'lit-html';
import { verdictMeaning, verdictName } from '../shared/verdict.js';
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
  ['Alt+1 … 5', 'view'],
  ['N', 'next'],
  ['J / K', 'step'],
  ['?', 'help'],
] as const;

/** The help, in a dialog. */
export const help = (close: () => void): TemplateResult => html`
  <h2>${say('page.desk.help.title')}</h2>
  <h3>${say('page.desk.help.verdicts')}</h3>
  <dl class="help__list">
    ${verdicts.map((verdict) => html`<dt>${verdictName(verdict)}</dt><dd>${verdictMeaning(verdict)}</dd>`)}
  </dl>
  <h3>${say('page.desk.help.not')}</h3>
  <p>${say('page.desk.help.not_lead')}</p>
  <h3>${say('page.desk.help.keys')}</h3>
  <p>${say('page.desk.help.keys_lead')}</p>
  <dl class="help__list">
    ${keys.map(([key, does]) => html`<dt>${key}</dt><dd>${say(`page.desk.help.key.${does}`)}</dd>`)}
  </dl>
  <button class="button" type="button" @click=${close}>${say('page.desk.help.close')}</button>`;
