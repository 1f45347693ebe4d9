import type { Answer } from '../types/request.js';
import { type Control, formOf, hasNoValue, isCustom, isNative, NATIVE } from './controls.js';

/**
 * Where a field's controls are: their `name`, or a selector within the form; the control or a
 * container; or several of these elements. Names and selectors are looked up again whenever the
 * page changes.
 */
export type Where = string | Element | Iterable<Element>;

/** Where a field's controls are, and how the host's values become an answer. */
export interface Mapping {
  readonly control: Where;
  /**
   * Makes the answer of the values the controls would submit now, and of the controls themselves.
   * Needed where the host has its own codes, or where the answer has to be computed. What is typed
   * or chosen in gives one value each, in the order of the page, what is ticked only if it is.
   */
  readonly read: (values: readonly string[], controls: readonly HTMLElement[]) => Answer;
}

/** Field id → where its controls are. */
export type FieldMap = { readonly [field: string]: Where | Mapping };

/** The controls of one field. */
export interface Bound {
  readonly controls: readonly Control[];
  readonly read?: Mapping['read'];
}

/** What there is in the page. */
export interface Found {
  readonly bound: ReadonlyMap<string, Bound>;
  /** Fields that have no control, by where it should be. */
  readonly missing: ReadonlyMap<string, Where>;
  /** Every control of the form. */
  readonly all: readonly Control[];
}

const ATTRIBUTE = 'data-shodaku-field';

/** Finds the controls of every field named in the markup or in the map. */
export function find(root: Element, map: FieldMap): Found {
  const outside = associated(root);
  const all = [...controlsIn(root), ...outside];
  const bound = new Map<string, Bound>();
  const missing = new Map<string, Where>();

  for (const [field, elements] of marked(root, outside)) add(field, elements, elements);
  for (const [field, entry] of Object.entries(map)) {
    const { control: where, read } = isMapping(entry) ? entry : { control: entry };
    add(field, where, elementsAt(where), read);
  }
  return { bound, missing, all };

  function add(field: string, where: Where, elements: readonly Element[], read?: Mapping['read']) {
    const controls = new Set(elements.flatMap(controlsOf).flatMap(grouped));
    bound.delete(field);
    missing.delete(field);
    if (controls.size === 0) missing.set(field, where);
    else bound.set(field, { controls: [...controls], ...(read && { read }) });
  }

  function elementsAt(where: Where): Element[] {
    if (typeof where !== 'string') {
      // What was replaced is not in the page any more: nobody submits it.
      const elements = isElement(where) ? [where] : [...where];
      return elements.filter((element) => element.isConnected || !root.isConnected);
    }
    const named = all.filter((control) => control.getAttribute('name') === where);
    if (named.length > 0) return named;
    try {
      return [
        ...root.querySelectorAll(where),
        ...outside.filter((control) => control.matches(where)),
      ];
    } catch {
      return [];
    }
  }

  /** Of a radio button, all that exclude one another. */
  function grouped(control: Control): Control[] {
    const name = control.getAttribute('name');
    if (!name || !isNative(control) || control.type !== 'radio') return [control];
    const form = formOf(control);
    return all.filter(
      (other) =>
        isNative(other) && other.type === 'radio' && other.name === name && other.form === form,
    );
  }
}

/** The elements named in the markup, by field; one may name several. */
function marked(root: Element, outside: readonly Control[]): Map<string, Element[]> {
  const found = new Map<string, Element[]>();
  const add = (mark: Element, element: Element) => {
    for (const field of (mark.getAttribute(ATTRIBUTE) ?? '').split(/\s+/u)) {
      if (field !== '') found.set(field, [...(found.get(field) ?? []), element]);
    }
  };
  for (const element of root.querySelectorAll(`[${ATTRIBUTE}]`)) add(element, element);
  for (const control of outside) {
    const mark = control.closest(`[${ATTRIBUTE}]`);
    if (mark) add(mark, control);
  }
  return found;
}

/** The controls that an element is or holds. */
function controlsOf(element: Element): Control[] {
  const inside = element.matches(NATIVE) ? [element as Control] : controlsIn(element);
  if (inside.length > 0 || !isCustom(element)) return inside.filter((one) => !hasNoValue(one));
  return [element as Control];
}

/** The controls in an element: a custom element counts where it has a name and holds none of HTML's. */
function controlsIn(root: Element): Control[] {
  return [...root.querySelectorAll<Control>(`${NATIVE}, [name]`)].filter(
    (element) => isNative(element) || (isCustom(element) && !element.querySelector(NATIVE)),
  );
}

/** Controls elsewhere in the page that belong to the form: by `form="…"`, or as the parser left it. */
function associated(root: Element): Control[] {
  if (root.localName !== 'form') return [];
  const page = root.getRootNode() as Document | ShadowRoot | Element;
  return [...page.querySelectorAll<Control>(`${NATIVE}, [name][form]`)].filter(
    (control) =>
      (isNative(control) || isCustom(control)) &&
      formOf(control) === root &&
      !root.contains(control),
  );
}

// By shape, not by class: the form may be in another window, whose classes are others.

function isMapping(entry: Where | Mapping): entry is Mapping {
  return typeof entry === 'object' && 'read' in entry && 'control' in entry;
}

function isElement(where: Exclude<Where, string>): where is Element {
  return 'nodeType' in where;
}
