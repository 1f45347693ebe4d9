/** What stands above the form: the contract, as the portal would fill it, and the text. */

import { html, type TemplateResult } from 'lit-html';
import type { Ruleset } from 'shodaku';
import type { Contract } from '../shared/contracts.js';
import { valueInWords } from '../shared/fields.js';
import { inLanguage } from '../shared/language.js';
import { say } from './words.js';

/** Where each fact of the contract stands on the page. */
export const factElement = (field: string): HTMLElement | null =>
  document.getElementById(field.replace(/[._]/g, '-'));

/** Writes a contract into the summary. */
export function showContract(contract: Contract, ruleset: Ruleset): void {
  const show = (id: string, words: string) => {
    const element = document.getElementById(id);
    if (element) element.textContent = words;
  };
  show('user', contract.contractor);
  show('contract-number', contract.number);
  show('contract-subject', contract.subject);
  show('contract-client', inLanguage(ruleset.ruleset.municipality));
  show('contract-contractor', contract.contractor);
  show('contract-period', contract.period);
  for (const { id, supplier } of ruleset.field) {
    const element = supplier === 'contract' ? factElement(id) : null;
    if (element)
      element.textContent =
        valueInWords(id, contract.facts[id]) || say('page.consultation.contract.none');
  }
}

/** The text that the form is checked against. */
export function rulesetLine({ ruleset }: Ruleset): TemplateResult {
  const { title, instrument, version } = ruleset;
  const versioned = { instrument: inLanguage(instrument), version };
  return html`
    ${say('page.consultation.ruleset')}: ${inLanguage(title)}
    <span class="clause">${say('page.consultation.version', versioned)}</span>`;
}
