/** The receipt: hashes of what was judged, to be filed beside the request. */
import { html, type TemplateResult } from 'lit-html';
import type { Receipt } from 'shodaku';
import { say } from './words.js';

/** A receipt as it is filed. */
export const receiptText = (receipt: Receipt): string => JSON.stringify(receipt, null, 2);

/** The fold with the receipt. `receipt` is there once somebody has opened the fold: making it means hashing. */
export function receiptPanel(
  receipt: Receipt | undefined,
  opened: (open: boolean) => void,
  copied: boolean,
  copy: (receipt: Receipt, shown: HTMLElement) => void,
): TemplateResult {
  const press = (event: Event) => {
    const shown = (event.target as HTMLElement).closest('details')?.querySelector('pre');
    if (receipt && shown) copy(receipt, shown);
  };
  return html`
    <details class="fold" @toggle=${(event: Event) => opened((event.target as HTMLDetailsElement).open)}>
      <summary class="fold__title">${say('page.consultation.receipt.title')}</summary>
      <p class="fold__lead">
        ${say('page.consultation.receipt.lead')}
      </p>
      <pre class="receipt" tabindex="0" role="region" aria-label=${say('page.consultation.receipt.title')}>${receipt ? receiptText(receipt) : ''}</pre>
      <p class="receipt__actions">
        <button class="button button--small" type="button" ?disabled=${!receipt} @click=${press}>${say('page.consultation.receipt.copy')}</button>
        <span role="status">${copied ? say('page.consultation.receipt.copied') : ''}</span>
      </p>
    </details>`;
}

/** Copy, by the clipboard where it is allowed and by a selection where it is not. */
export async function copy(text: string, shown: HTMLElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const selection = getSelection();
    selection?.selectAllChildren(shown);
    return document.execCommand('copy');
  }
}
