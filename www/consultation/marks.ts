/** Beside each label, what its field is for: that it is required, or what a finding rests on. */
import { say } from './words.js';

/** Marks the labels of the form's fields; nothing is marked while nothing is known. */
export function markFields(
  form: HTMLFormElement,
  required: ReadonlySet<string>,
  evidence: ReadonlySet<string>,
): void {
  for (const label of form.querySelectorAll<HTMLElement>('[data-label-of]')) {
    const fields = fieldsAt(label);
    const need = fields.some((id) => required.has(id)) ? 'required' : undefined;
    const mark = need ?? (fields.some((id) => evidence.has(id)) ? 'evidence' : undefined);
    let element = label.parentElement?.querySelector<HTMLElement>('.field__need');
    if (!element) {
      element = document.createElement('span');
      label.after(' ', element);
    }
    element.className = `field__need field__need--${mark ?? 'none'}`;
    const words = mark ? say(`page.consultation.form.${mark}`) : '';
    if (element.textContent !== words) element.textContent = words;
  }
}

/** The fields of the control that a label is of: it may be several. */
function fieldsAt(label: HTMLElement): string[] {
  const control = label.closest('.field')?.querySelector<HTMLElement>('[data-shodaku-field]');
  return (control?.dataset.shodakuField || label.dataset.labelOf || '').split(' ');
}
