import { defineElement } from './element.js';
import styles from './form.css';
import { load } from './index.js';

/**
 * What a classic script of one town does: defines `<shodaku-check>` with the town's ruleset, styles
 * what it shows, and puts one where the script stands if it says for which form:
 *
 * ```html
 * <script src="hirono.js" data-procedure="subcontract" data-for="form-id"></script>
 * ```
 */
export function begin(ruleset: object, translation: object): void {
  style(document);
  defineElement(load().then((engine) => [engine.ruleset(ruleset, translation)]));
  const script = document.currentScript;
  if (!script?.dataset.for) return;
  const element = document.createElement('shodaku-check');
  for (const attribute of script.attributes) {
    const [, name] = /^data-(.+)$/.exec(attribute.name) ?? [];
    if (name) element.setAttribute(name, attribute.value);
  }
  script.after(element);
}

/** A sheet of the script's own: no policy forbids it, and the page's markup stays as it is. */
function style(document: Document): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}
