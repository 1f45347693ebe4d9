import type { Control } from './controls.js';

/** Whether a person can be led to a control: it is seen, or what hides it can be opened. */
export function isReachable(control: Control): boolean {
  return veilsOf(control).every((veil) => openerOf(veil) !== undefined);
}

/** Opens what hides a control, and moves the focus to it. */
export function reach(control: Control): void {
  // From outside in: what is within something closed cannot be opened.
  for (const veil of veilsOf(control).reverse()) openerOf(veil)?.();
  control.focus();
}

/** What hides a control: it, or what it is in. */
function veilsOf(control: Control): Element[] {
  const veils: Element[] = [];
  let inner: Element | undefined;
  for (let at: Element | null = control; at; at = at.parentElement) {
    if (isClosed(at, inner) || isHidden(at)) veils.push(at);
    inner = at;
  }
  return veils;
}

function isClosed(element: Element, inner: Element | undefined): element is HTMLDetailsElement {
  return (
    element.localName === 'details' &&
    !(element as HTMLDetailsElement).open &&
    inner !== undefined &&
    inner.localName !== 'summary'
  );
}

function isHidden(element: Element): boolean {
  if (element.getAttribute('hidden') === 'until-found') return true;
  return element.ownerDocument.defaultView?.getComputedStyle(element).display === 'none';
}

/** What opens it, if anything does: as a person would, by what the page has for that. */
function openerOf(veil: Element): (() => void) | undefined {
  if (veil.localName === 'details') {
    return () => {
      (veil as HTMLDetailsElement).open = true;
    };
  }
  if (veil.getAttribute('hidden') === 'until-found') {
    return () => {
      veil.dispatchEvent(new Event('beforematch', { bubbles: true }));
      veil.removeAttribute('hidden');
    };
  }
  if (veil.id === '') return undefined;
  const id = CSS.escape(veil.id);
  const opener = (veil.getRootNode() as ParentNode).querySelector<HTMLElement>(
    `[aria-controls~="${id}"], [data-bs-target="#${id}"], [data-target="#${id}"]`,
  );
  return opener && opener.getClientRects().length > 0 ? () => opener.click() : undefined;
}
