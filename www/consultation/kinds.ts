/** The kinds of request: each has groups and fields of its own. */

/** The kind that is chosen in the form. */
export const kindOf = (form: HTMLFormElement): string => String(new FormData(form).get('kind'));

/** The controls that choose it. */
export const kindsIn = (form: HTMLFormElement): HTMLInputElement[] => [
  ...form.querySelectorAll<HTMLInputElement>('[name="kind"]'),
];

/** Shows what is of the chosen kind, the form's fields among it; the others are neither shown nor sent. */
export function showKind(form: HTMLFormElement): void {
  const kind = kindOf(form);
  // Until the page is complete the browser may yet put values back; not into what is disabled.
  const complete = document.readyState === 'complete';
  for (const element of document.querySelectorAll<HTMLElement>('[data-kinds]')) {
    const fits = element.dataset.kinds?.split(' ').includes(kind) ?? true;
    element.hidden = !fits;
    const controls = element.querySelectorAll<HTMLInputElement>('input, select, textarea');
    for (const control of controls) control.disabled = complete && !fits;
  }
}
