import { itemsOf, yesOrNo } from '../input/typed.js';
import type { Answer } from '../types/request.js';
import type { FieldType } from '../types/ruleset.js';

/** One of the host's own controls. */
export type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** Where a field's controls are: their `name`, the control or a container, or several of them. */
export type Where = string | Element | Iterable<Element>;

/** Where a field's controls are, and how the host's values become an answer. */
export interface Mapping {
  readonly control: Where;
  /**
   * Makes the answer of the values the controls would submit now. Needed where the host has its
   * own codes, or a date in three lists.
   */
  readonly read: (values: readonly string[]) => Answer;
}

/** Field id → where its controls are. */
export type FieldMap = { readonly [field: string]: Where | Mapping };

/** The controls of one field. */
export interface Bound {
  readonly controls: readonly Control[];
  readonly read?: Mapping['read'];
}

const ATTRIBUTE = 'data-shodaku-field';
const CONTROLS = 'input, select, textarea';
const NO_VALUE = new Set(['button', 'image', 'reset', 'submit']);
/** What a control holds that says itself that it cannot be read. */
const UNREADABLE = '?';

/** Finds the controls of every field named in the markup or in the map. */
export function find(root: Element, map: FieldMap): Map<string, Bound> {
  const found = new Map<string, Bound>();
  const outside = associated(root);
  const all = [...root.querySelectorAll<Control>(CONTROLS), ...outside];
  const marked = new Map<string, Element[]>();
  for (const element of root.querySelectorAll(`[${ATTRIBUTE}]`)) {
    const field = element.getAttribute(ATTRIBUTE) ?? '';
    marked.set(field, [...(marked.get(field) ?? []), element]);
  }
  for (const control of outside) {
    const field = control.closest(`[${ATTRIBUTE}]`)?.getAttribute(ATTRIBUTE);
    if (field != null) marked.set(field, [...(marked.get(field) ?? []), control]);
  }
  for (const [field, elements] of marked) add(field, elements);
  for (const [field, entry] of Object.entries(map)) {
    const { control, read } = isMapping(entry) ? entry : { control: entry };
    if (typeof control === 'string') {
      add(
        field,
        all.filter((one) => one.getAttribute('name') === control),
        read,
      );
    } else {
      add(field, isElement(control) ? [control] : [...control], read);
    }
  }
  return found;

  function add(field: string, elements: readonly Element[], read?: Mapping['read']) {
    const controls = elements.flatMap(controlsIn).filter(hasValue);
    if (controls.length > 0) found.set(field, { controls, ...(read && { read }) });
  }
}

/** Reads the answer in a field's controls. `touched`: the user has changed one of them. */
export function read(
  { controls, read }: Bound,
  type: FieldType | undefined,
  touched: boolean,
): Answer {
  const live = controls.filter((control) => !control.matches(':disabled'));
  const values = live.flatMap(valuesOf);
  if (read) return read(values);
  const entered = values.filter((value) => value.trim() !== '');
  const ticked = live.length > 0 && live.every(isTick);
  switch (type) {
    case 'boolean':
    case 'finding':
      return booleanOf(live, entered, touched);
    case 'choices':
      // Nothing ticked is silence, until the user has been there: then it is the answer "none".
      return entered.length > 0 || (ticked && touched) ? entered : null;
    case 'items':
      return ticked ? entered : entered.flatMap(itemsOf);
    case 'text':
      return entered.join('\n');
    default:
      return entered[0] ?? null;
  }
}

function booleanOf(
  controls: readonly Control[],
  entered: readonly string[],
  touched: boolean,
): Answer {
  const [only] = controls;
  const [value] = entered;
  if (controls.length === 1 && only?.type === 'checkbox') {
    return (only as HTMLInputElement).checked || (touched ? false : null);
  }
  if (value === undefined) return null;
  if (only?.type === 'file') return true;
  return yesOrNo(value);
}

/** What the control would submit; of files the names only. */
function valuesOf(control: Control): string[] {
  if (isSelect(control)) {
    return Array.from(control.options)
      .filter((option) => option.selected && !option.matches(':disabled'))
      .map((option) => option.value);
  }
  if (isInput(control)) {
    if (control.type === 'radio' || control.type === 'checkbox') {
      return control.checked ? [control.value] : [];
    }
    if (control.type === 'file') return Array.from(control.files ?? [], ({ name }) => name);
  }
  return [control.validity.badInput ? UNREADABLE : control.value];
}

function isTick(control: Control): boolean {
  return isSelect(control) ? control.multiple : ['checkbox', 'radio'].includes(control.type);
}

function isSelect(control: Control): control is HTMLSelectElement {
  return control.localName === 'select';
}

function isInput(control: Control): control is HTMLInputElement {
  return control.localName === 'input';
}

function hasValue(control: Control): boolean {
  return !NO_VALUE.has(control.type);
}

function controlsIn(element: Element): Control[] {
  return element.matches(CONTROLS)
    ? [element as Control]
    : [...element.querySelectorAll<Control>(CONTROLS)];
}

/** Controls elsewhere in the page that belong to the form: by `form="…"`, or as the parser left it. */
function associated(root: Element): Control[] {
  if (root.localName !== 'form') return [];
  return [...root.ownerDocument.querySelectorAll<Control>(CONTROLS)].filter(
    (control) => control.form === root && !root.contains(control),
  );
}

// By shape, not by class: the form may be in another window, whose classes are others.

function isMapping(entry: Where | Mapping): entry is Mapping {
  return typeof entry === 'object' && 'read' in entry && 'control' in entry;
}

function isElement(where: Exclude<Where, string>): where is Element {
  return 'nodeType' in where;
}
