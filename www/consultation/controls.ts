/** The controls of the portal's form, by the fields they are for. */
import type { Answer } from 'shodaku';
import type { Questions } from 'shodaku/render';
import { fieldById, valueInWords } from '../shared/fields.js';
import { asHeading, inLanguage } from '../shared/language.js';

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** Puts the ruleset's words, in the page's language, on the form's own labels: the question, if there is one. */
export function labelForm(root: ParentNode, questions: Questions): void {
  const fill = (attribute: string, text: (key: string) => string | undefined) => {
    for (const element of root.querySelectorAll(`[${attribute}]`)) {
      const words = text(element.getAttribute(attribute) ?? '');
      if (words !== undefined) element.textContent = words;
    }
  };
  const words = (id: string, part: 'hint' | 'unit') => {
    const text = fieldById(id)?.[part];
    return text && (part === 'unit' ? inLanguage(text) : asHeading(text));
  };
  const asked = (id: string) => {
    const question = questions[id]?.question ?? fieldById(id)?.label;
    return question && asHeading(question);
  };
  fill('data-label-of', asked);
  fill('data-hint-of', (id) => words(id, 'hint'));
  fill('data-unit-of', (id) => words(id, 'unit'));
  fill('data-option-of', (key) => {
    const [id = '', value] = key.split('=');
    const option = fieldById(id)?.options?.find((each) => each.value === value);
    return option && asHeading(option.label);
  });
}

/** The controls of a field. */
const controlsOf = (root: ParentNode, id: string): Control[] => [
  ...root.querySelectorAll<Control>(`[data-shodaku-field~="${CSS.escape(id)}"]`),
];

const isToggle = (control: Control): control is HTMLInputElement =>
  control instanceof HTMLInputElement && (control.type === 'radio' || control.type === 'checkbox');

/** What the form holds for a field, as it was typed. */
export function typedValue(root: ParentNode, id: string): string {
  const controls = controlsOf(root, id);
  const values = controls
    .filter((control) => !isToggle(control) || control.checked)
    .map((control) => control.value);
  const field = fieldById(id);
  if (field?.type === 'boolean')
    return values.map((value) => valueInWords(id, value === 'true')).join('');
  if (field?.options)
    return valueInWords(
      id,
      values.filter((value) => value !== ''),
    );
  return values.join('\n');
}

/** Fills a field the way a hand would: set the controls, then say so. */
export function fillField(root: ParentNode, id: string, value: Answer): void {
  const chosen = (Array.isArray(value) ? value : [value]).map(String);
  for (const control of controlsOf(root, id)) {
    if (isToggle(control)) {
      const checked = chosen.includes(control.value);
      if (control.checked === checked) continue;
      control.checked = checked;
    } else {
      control.value = chosen.join('\n');
    }
    control.dispatchEvent(new Event('input', { bubbles: true }));
    control.dispatchEvent(new Event('change', { bubbles: true }));
  }
}

/** Where the keyboard is to go for a field, if it is asked. */
export function controlOf(root: ParentNode, id: string): Control | undefined {
  const controls = controlsOf(root, id).filter((control) => !control.matches(':disabled'));
  return controls.find((each) => isToggle(each) && each.checked) ?? controls[0];
}
