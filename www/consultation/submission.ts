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
    add('key', crypto.randomUUID()),
    add('contract', contract),
    add('answers', JSON.stringify(answers)),
    add('receipt', JSON.stringify(receipt)),
  ];
  // Past the listeners that show the confirmation.
  form.submit();
  for (const input of added) input.remove();
}
