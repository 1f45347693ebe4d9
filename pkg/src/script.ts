import type { Regulation } from './api/regulation.js';
import { type Dress, define } from './element.js';
import styles from './form.css';
import { load } from './index.js';
import type { Ruleset } from './types/ruleset.js';

/**
 * What a classic script of one town does: defines `<shodaku-check>` with the town's ruleset, or adds
 * that to those of other towns, styles what it shows, and puts one where the script stands if it says
 * for which form:
 *
 * ```html
 * <script src="hirono.js" data-procedure="subcontract" data-for="form-id"></script>
 * ```
 *
 * It may run twice, as pages that redraw themselves let it.
 */
export function begin(ruleset: Ruleset, translation: object): void {
  const script = document.currentScript;
  define(rules(ruleset, translation), undefined, dress);
  dress(document);
  if (!script?.dataset.for) return;
  const element = document.createElement('shodaku-check');
  element.setAttribute('ruleset', ruleset.ruleset.id);
  for (const attribute of script.attributes) {
    const [, name] = /^data-(.+)$/.exec(attribute.name) ?? [];
    if (name) element.setAttribute(name, attribute.value);
  }
  const asks = (other: Element) =>
    ['for', 'procedure', 'ruleset'].every(
      (name) => other.getAttribute(name) === element.getAttribute(name),
    );
  if (![...document.querySelectorAll('shodaku-check')].some(asks)) script.after(element);
}

async function rules(ruleset: Ruleset, translation: object): Promise<Regulation[]> {
  const engine = await load();
  return [engine.ruleset(ruleset, translation)];
}

const dressed = new WeakSet<Document | ShadowRoot>();

/**
 * A sheet of the script's own: no policy forbids it, and the page's markup stays as it is. Where a
 * page has none, an element does what its policy lets it; without either, it is said all the same.
 */
const dress: Dress = (root) => {
  if (dressed.has(root)) return;
  dressed.add(root);
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(styles);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  } catch {
    const style = document.createElement('style');
    style.textContent = styles;
    (root === document ? document.head : root).append(style);
  }
};
