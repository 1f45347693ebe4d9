/** How each step stands: whether something in it is to be mended, or yet to be written. */
import type { Issue, Report } from 'shodaku';
import { asksConditions } from '../shared/conditions.js';
import { fieldById } from '../shared/fields.js';
import type { Standing, Steps } from './steps.js';

/** What is to be mended, in the text's order: nothing of conditions that are not asked about. */
export const toMend = (report: Report): Issue[] =>
  report.issues.filter(
    ({ condition, severity }) =>
      severity !== 'info' && (condition === null || asksConditions(report)),
  );

/** The field at which an issue is mended: the applicant's, if it concerns one. */
export const fieldOf = ({ fields }: Issue): string | undefined =>
  fields.find((id) => fieldById(id)?.supplier === 'applicant') ?? fields[0];

/** How the steps stand, by their ids. */
export function standings(
  form: HTMLFormElement,
  steps: Steps,
  report: Report,
  blank: readonly string[],
): Map<string, Standing> {
  const standing = new Map<string, Standing>();
  for (const step of form.querySelectorAll('.step')) standing.set(step.id, 'done');
  const mark = (field: string | undefined, as: Standing) => {
    const control = form.querySelector(`[data-shodaku-field~="${CSS.escape(field ?? '')}"]`);
    if (control) standing.set(steps.of(control), as);
  };
  for (const field of blank) mark(field, 'open');
  for (const issue of toMend(report)) mark(fieldOf(issue), 'mend');
  // Of what nobody judges something is to be there.
  for (const [id, stands] of standing) {
    const own = form.querySelectorAll<HTMLInputElement>(`#${id} input[name]:not(${JUDGED})`);
    const begun = own.length === 0 || [...own].some(({ value }) => value !== '');
    if (!begun && stands === 'done') standing.set(id, 'open');
  }
  return standing;
}

const JUDGED = '[data-shodaku-field], [name="kind"]';
