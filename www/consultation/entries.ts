/** What the form would send: every value under its label, text exactly as it was typed. */

import { fieldById, labelOf as labelOfField } from '../shared/fields.js';
import { say } from './words.js';

/** One line of what is sent. */
export type Entry = readonly [label: string, words: string];

/** All that the form would send now, in its order. */
export function entriesOf(form: HTMLFormElement): Entry[] {
  const entries = new Map<string, { label: string; words: string[] }>();
  for (const control of form.elements) {
    if (control.matches(':disabled')) continue;
    if (control instanceof HTMLTextAreaElement) add(control, control.value);
    else if (control instanceof HTMLSelectElement) add(control, control.value && chosen(control));
    else if (control instanceof HTMLInputElement) add(control, entered(control));
  }
  return [...entries.values()].map(({ label, words }) => [
    label,
    words.join(say('page.shared.comma')),
  ]);

  function add(control: HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement, words: string) {
    if (words === '') return;
    const entry = entries.get(control.name) ?? { label: labelOf(control), words: [] };
    entry.words.push(words);
    entries.set(control.name, entry);
  }
}

const chosen = (select: HTMLSelectElement) => select.selectedOptions[0]?.text ?? '';

function entered(input: HTMLInputElement): string {
  switch (input.type) {
    case 'radio':
    case 'checkbox':
      return input.checked ? (input.closest('label')?.textContent?.trim() ?? input.value) : '';
    case 'file':
      return [...(input.files ?? [])].map(({ name }) => name).join('\n');
    default:
      return input.value;
  }
}

function labelOf(control: Element): string {
  // The form asks; what was answered stands under the short name, where that is known.
  const asked = control.closest('.field')?.querySelector<HTMLElement>('[data-label-of]');
  const field = asked?.dataset.labelOf ?? '';
  if (fieldById(field)) return labelOfField(field);
  const title = control.closest('.field, .group')?.querySelector('label.field__label, legend');
  const label = title?.querySelector('[data-label-of]') ?? title;
  return label?.textContent?.trim() ?? '';
}
