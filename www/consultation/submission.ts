/** Sending the form to the portal, with what was checked. */
import type { Consultation } from './consultation.js';

export function submit(form: HTMLFormElement, consultation: Consultation): void {
  const { contract, answers, receipt } = consultation.submission();
  const add = (name: string, value: string) => {
    const input = Object.assign(document.createElement('input'), { type: 'hidden', name, value });
    form.append(input);
    return input;
  };
  const added = [
    add('key', newKey()),
    add('contract', contract),
    add('answers', JSON.stringify(answers)),
    add('receipt', JSON.stringify(receipt)),
  ];
  // Past the listeners that show the confirmation.
  form.submit();
  for (const input of added) input.remove();
}

/** A name for what is sent that nobody can guess. `randomUUID` is missing where http is plain. */
const newKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
