/** Blank fields: which a request cannot do without, and which will fail it once it is filed. */
import type { Report, Session } from 'shodaku';
import { fieldById } from '../shared/fields.js';
import type { Consultation } from './consultation.js';
import { controlOf } from './controls.js';
import { toMend } from './standing.js';

/**
 * The applicant's fields that a request cannot do without, blank or not: those that are asked for, and
 * those that would be if they were.
 */
export function requiredOf(session: Session, report: Report): Set<string> {
  const required = new Set(askedIn(report));
  const asked = session.ruleset.field.filter(({ supplier }) => supplier === 'applicant');
  const trial = session.copy();
  try {
    for (const { id } of asked) {
      const answer = trial.answers[id];
      if (answer === undefined || answer === null || required.has(id)) continue;
      trial.set(id, null);
      if (askedIn(trial.report()).includes(id)) required.add(id);
      trial.set(id, answer);
    }
    return required;
  } finally {
    trial.dispose();
  }
}

/**
 * What the applicant has left blank though a finding would rest on it: of what one control asks, one
 * field, and none that is asked for anyhow.
 */
export function evidenceOf({ evidence, stillNeeded }: Report, form: HTMLFormElement): string[] {
  const asked = new Set(stillNeeded.applicant.map((field) => controlOf(form, field)));
  return evidence.filter((field) => {
    const control = controlOf(form, field);
    const fresh = fieldById(field)?.supplier === 'applicant' && !asked.has(control);
    asked.add(control);
    return fresh;
  });
}

/** The applicant's fields that are asked for; filed, what has to be stated and is blank fails instead. */
const askedIn = (report: Report): string[] => [...report.stillNeeded.applicant, ...failing(report)];

/** What has to be stated, was filed blank, and so fails. */
const failing = (report: Report): string[] =>
  toMend(report)
    .filter(({ condition, severity }) => condition !== null && severity === 'error')
    .flatMap(({ fields }) => fields.slice(0, 1));

/** The blanks that are open in a draft, and fail the request as soon as it counts as filed. */
export function failingOnceFiled({ rules, session, stage }: Consultation): string[] {
  if (!session || stage === 'filed') return [];
  const { procedure, asOf, answers } = session;
  return [...new Set(failing(rules.check({ procedure, asOf, answers, stage: 'filed' })))];
}
