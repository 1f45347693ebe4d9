import { nearest } from '../input/nearest.js';
import type { Report } from '../types/report.js';
import { type Control, hasNoValue, isHiddenInput } from './controls.js';
import type { Found, Where } from './find.js';

/** What could not be checked: by field, or as a whole under `''`. */
export type Failures = ReadonlyMap<string, unknown>;

/** How a form is read, for whoever puts it together. It holds no answers. */
export interface FormReport {
  /** Which field is read from which controls. */
  readonly fields: readonly { readonly field: string; readonly controls: readonly string[] }[];
  /** Fields of the map or the markup that no control was found for, and the nearest name there is. */
  readonly notFound: readonly {
    readonly field: string;
    readonly where: string;
    readonly nearest?: string;
  }[];
  /** Controls that no field is read from. */
  readonly notRead: readonly string[];
  /** Fields that the applicant has to answer, and that neither the form nor the host does. */
  readonly notAsked: readonly string[];
  /** What could not be checked: a field, or `''` for the whole; with the nearest name there is. */
  readonly problems: readonly {
    readonly field: string;
    readonly message: string;
    readonly nearest?: string;
  }[];
}

/** Puts together how a form is read. */
export function formReport(
  { bound, missing, all }: Found,
  failures: Failures,
  report: Report | undefined,
): FormReport {
  const names = all.map((control) => control.getAttribute('name') ?? '').filter(Boolean);
  const read = new Set([...bound.values()].flatMap(({ controls }) => controls));
  return {
    fields: [...bound].map(([field, { controls }]) => ({ field, controls: controls.map(called) })),
    notFound: [...missing].map(([field, where]) => {
      const near = typeof where === 'string' ? nearest(where, names) : undefined;
      return { field, where: placeOf(where), ...(near !== undefined && { nearest: near }) };
    }),
    notRead: [
      ...new Set(
        all
          .filter((control) => !read.has(control) && !hasNoValue(control))
          .filter((control) => !isHiddenInput(control) && control.getAttribute('name'))
          .map(called),
      ),
    ],
    notAsked: (report?.stillNeeded.applicant ?? []).filter((field) => !bound.has(field)),
    problems: [...failures].map(([field, error]) => {
      const { message, nearest: near } = error as { message?: unknown; nearest?: string };
      return { field, message: String(message), ...(near !== undefined && { nearest: near }) };
    }),
  };
}

/** The same as rows of one table. */
export function rowsOf(report: FormReport): { field: string; control: string; problem: string }[] {
  const hint = (near: string | undefined) => (near === undefined ? '' : `; did you mean ${near}?`);
  const row = (field: string, control: string, problem = '') => ({ field, control, problem });
  return [
    ...report.fields.map(({ field, controls }) => row(field, controls.join(', '))),
    ...report.notFound.map(({ field, where, nearest: near }) =>
      row(field, where, `no such control${hint(near)}`),
    ),
    ...report.problems.map(({ field, message }) => row(field, '', message)),
    ...report.notAsked.map((field) => row(field, '', 'asked for, and nobody answers it')),
    ...report.notRead.map((control) => row('', control, 'not read')),
  ];
}

/** A control as its page calls it. */
function called(control: Control | Element): string {
  const name = control.getAttribute('name');
  if (name) return `${control.localName}[name="${name}"]`;
  return control.id === '' ? control.localName : `${control.localName}#${control.id}`;
}

function placeOf(where: Where): string {
  if (typeof where === 'string') return where;
  return 'nodeType' in where ? called(where) : [...where].map(called).join(', ');
}
