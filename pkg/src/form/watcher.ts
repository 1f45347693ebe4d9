/** Notices when the host changes the part of the page that holds a form. */
export class Watcher {
  readonly #observer: MutationObserver;
  #scope: Element | undefined;

  constructor(changed: () => void) {
    this.#observer = new MutationObserver((records) => {
      if (records.some(isHosts)) changed();
    });
  }

  /** Watches this part of the page, and no other any more. */
  watch(scope: Element): void {
    if (scope === this.#scope) return;
    this.#scope = scope;
    this.#observer.disconnect();
    this.#observer.observe(scope, {
      attributeFilter: ['data-shodaku-field', 'disabled', 'form', 'id', 'name', 'type'],
      childList: true,
      subtree: true,
    });
  }

  stop(): void {
    this.#observer.disconnect();
  }
}

/** Whether a change of the page is the host's. */
function isHosts({ target, type, addedNodes, removedNodes }: MutationRecord): boolean {
  if (isOwn(target)) return false;
  // Text that changes, such as a count of characters, changes no control unless it is its value.
  return (
    type !== 'childList' ||
    (target as Element).matches('option, textarea') ||
    [...addedNodes, ...removedNodes].some((node) => node.nodeType === 1 && !isOwn(node))
  );
}

function isOwn(node: Node): boolean {
  const element = node.nodeType === 1 ? (node as Element) : node.parentElement;
  return element?.closest('[data-shodaku-own]') != null;
}
