/** Printing: the paper is made when the page is printed, of what it shows then. */
import { nothing, render } from 'lit-html';
import { labelOf, valueInWords } from '../shared/fields.js';
import { inLanguage } from '../shared/language.js';
import { part } from '../shared/part.js';
import { evidenceOf } from './blanks.js';
import type { Consultation } from './consultation.js';
import { type Entry, entriesOf } from './entries.js';
import { judged } from './judged.js';
import { askedOfOfficials } from './official-fields.js';
import { sheet } from './sheet.js';

/** Prints what is being consulted on, if anything is. */
export function printing(form: HTMLFormElement, current: () => Consultation | undefined): void {
  const show = (shown: boolean) => {
    const consultation = current();
    render(shown && consultation ? paper(form, consultation) : nothing, part('sheet'));
  };
  part('print').addEventListener('click', () => print());
  window.addEventListener('beforeprint', () => show(true));
  window.addEventListener('afterprint', () => show(false));
  matchMedia('print').addEventListener('change', ({ matches }) => show(matches));
}

function paper(form: HTMLFormElement, consultation: Consultation) {
  const { ruleset } = consultation.rules;
  const { report, receipt } = judged(consultation, true);
  const recorded = (report ? askedOfOfficials(ruleset, report) : [])
    .map(({ id }): Entry => [labelOf(id), valueInWords(id, consultation.record[id])])
    .filter(([, words]) => words !== '');
  const procedure = ruleset.procedure.find(({ id }) => id === consultation.procedure);
  return sheet({
    ruleset,
    contract: consultation.contract,
    procedure: procedure ? inLanguage(procedure.title) : '',
    entries: entriesOf(form),
    record: recorded,
    report,
    evidence: report ? evidenceOf(report, form) : [],
    receipt,
  });
}
