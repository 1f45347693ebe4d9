import { type Control, isHiddenInput, isNative, NATIVE } from './controls.js';

/** What may hold no block of text, or none that is not its own. */
const NO_BLOCKS =
  'button, dl, label, legend, ol, p, select, summary, table, tbody, tfoot, thead, tr, ul';
/** What is no part of a field, though it stands beside one. */
const NO_PART =
  'article, details, dialog, fieldset, form, h1, h2, h3, h4, h5, h6, hr, iframe, main, nav, section, table';
/** What holds a field whatever else is around. */
const CELL = 'dd, li, td, th';
const SENDS =
  'button:not([type="button"], [type="reset"]), input:is([type="submit"], [type="image"])';
/** What says of itself that it is about the field before it. */
const REMARK = ['error', 'feedback', 'help', 'hint', 'invalid', 'message', 'note', 'valid']
  .map((word) => `[class*="${word}" i]`)
  .concat('[role="alert"]', '[aria-live]', ':empty')
  .join(', ');
const INLINE = 'a, abbr, b, br, em, i, img, input, output, small, span, strong, svg, sub, sup, u';

/** Whether it may hold a block of text, whatever its look. */
export function holdsBlocks(element: Element): boolean {
  return !element.matches(NO_BLOCKS);
}

/** A field as it stands in the page: its controls, and what others are not part of it. */
interface Field {
  /** What a person sees of its controls. */
  readonly controls: readonly Control[];
  /** These and the controls behind them. */
  readonly own: ReadonlySet<Element>;
  readonly scope: Element;
  /** Every control that any field is read from. */
  readonly claimed: ReadonlySet<Element>;
}

/**
 * Puts an element after the whole of a field: after its controls with their labels, remarks and
 * frames, never between two of them, nor in a row or a table where it would take a place of its own.
 */
export function putAfterField(element: HTMLElement, field: Field): void {
  const at = frameOf(field);
  const { parentElement } = at;
  const cell = parentElement?.matches(CELL) ? parentElement : undefined;
  if (cell && isFrame(cell, at, field) && flows(cell)) {
    cell.append(element);
    return;
  }
  // What is placed by the frame would be moved by what is put into it.
  const sound = !at.parentElement || !flows(at.parentElement) || !isPositioned(at);
  if (!field.controls.some((control) => control === at) && flows(at) && sound) at.append(element);
  else putOutside(element, at, field);
  // Where there is not the width to be read in, further out.
  for (
    let frame = element.parentElement;
    frame && isNarrow(element);
    frame = element.parentElement
  ) {
    if (frame === field.scope || frame.matches(CELL) || !field.scope.contains(frame)) return;
    putOutside(element, frame, field);
  }
}

/** Puts an element after another, or after what that is in, where there is a place below it. */
function putOutside(element: HTMLElement, from: Element, field: Field): void {
  let at = from;
  for (let parent = at.parentElement; parent && !flows(parent); parent = at.parentElement) {
    // In a grid it takes a row of its own, in a row that does not wrap it would be squeezed in.
    if (parent === field.scope && !isRow(parent)) break;
    at = parent;
    if (at === field.scope) break;
  }
  if (at === field.scope) at.after(element);
  else lastPart(at, field).after(element);
}

/** How wide a message has to be to be read, in ems. */
const WIDTH = 10;

function isNarrow(element: Element): boolean {
  const [box] = element.getClientRects();
  const size = Number.parseFloat(styleOf(element)?.fontSize ?? '');
  return box !== undefined && box.width < WIDTH * size;
}

/** Whether what it holds stands in one row, whatever is put into it. */
export function isRow(element: Element): boolean {
  const style = styleOf(element);
  return (
    style?.display.endsWith('flex') === true &&
    style.flexDirection.startsWith('row') &&
    style.flexWrap === 'nowrap'
  );
}

/** The largest element that is this field and nothing else. */
function frameOf(field: Field): Element {
  const units = field.controls.map((control) => control.closest('label') ?? control);
  let at: Element = units.at(-1) as Element;
  let common: Element | null = at;
  while (common && !units.every((unit) => common?.contains(unit))) common = common.parentElement;
  if (common && common !== at) {
    if (common === field.scope || !isFrame(common, undefined, field)) return at;
    if (common.matches(CELL)) return common;
    at = common;
  }
  for (;;) {
    const parent: Element | null = at.parentElement;
    if (!parent || at === field.scope || parent === field.scope) return at;
    if (parent.matches(CELL) || !isFrame(parent, at, field)) return at;
    at = parent;
  }
}

/** Whether an element holds one field alone. `inner`: the part of it that is known to. */
function isFrame(element: Element, inner: Element | undefined, field: Field): boolean {
  const isFieldset = element.localName === 'fieldset';
  if ((element.matches(NO_PART) && !isFieldset) || element.matches('body, [role="tabpanel"]')) {
    return false;
  }
  if (hasOthers(element, field) || element.querySelector(SENDS)) return false;
  const children = [...element.children];
  const from = inner ? children.indexOf(inner) : -1;
  return children.every((child, at) =>
    inner && at > from && child.localName !== 'label'
      ? isPart(child, field) || isHook(child, field) || (isRow(element) && isTrim(child))
      : child === inner || !child.matches(NO_PART),
  );
}

/** Whether it holds buttons and nothing else, as widgets have them at their end. */
function isTrim(element: Element): boolean {
  const buttons = [...element.querySelectorAll('button')];
  if (buttons.length === 0 || element.querySelector(SENDS)) return false;
  const text = (parts: readonly Element[]) =>
    parts.map(({ textContent }) => textContent?.replace(/\s/gu, '')).join('');
  return text([element]) === text(buttons);
}

/** Whether it takes no room: a list that opens hangs there. */
function isHook(element: Element, field: Field): boolean {
  const [box] = element.getClientRects();
  return box?.height === 0 && !hasOthers(element, field);
}

/** Whether it holds a control that is not the field's. */
function hasOthers(element: Element, field: Field): boolean {
  return [...element.querySelectorAll(NATIVE)].some((one) => isOther(one, field));
}

function isOther(control: Element, { own, claimed }: Field): boolean {
  if (!isNative(control) || isHiddenInput(control) || own.has(control)) return false;
  if (control.type === 'button' || control.type === 'reset') return false;
  // What has no name is part of some widget: nobody submits it.
  return control.name !== '' || claimed.has(control);
}

/** Whether what follows a field is part of it. */
function isPart(element: Element, field: Field): boolean {
  if (element.matches(NATIVE)) return !isOther(element, field);
  if (element.matches(SENDS) || element.matches(NO_PART) || hasOthers(element, field)) return false;
  const { controls } = field;
  if (element.localName === 'label') {
    const { control } = element as HTMLLabelElement;
    return control !== null && field.own.has(control);
  }
  if (element.querySelector(`label, ${SENDS}`))
    return controls.some((one) => element.contains(one));
  if (element.matches(`[data-shodaku-own], button, ${INLINE}, ${REMARK}`)) return true;
  const names = ['aria-describedby', 'aria-errormessage', 'aria-details'];
  return (
    controls.some((control) => element.contains(control)) ||
    (element.id !== '' &&
      controls.some((control) =>
        names.some((name) => control.getAttribute(name)?.split(/\s+/u).includes(element.id)),
      ))
  );
}

/** The last of what follows and is part of the field, or stands in one line with it. */
function lastPart(at: Element, field: Field): ChildNode {
  let last: ChildNode = at;
  for (let next = at.nextSibling; next; next = next.nextSibling) {
    if (next.nodeType === 3) {
      if (next.textContent?.trim()) last = next;
    } else if (next.nodeType === 1) {
      const element = next as Element;
      if (styleOf(element)?.display === 'none') continue;
      if (!isPart(element, field) && !isInline(element)) break;
      last = next;
      if (element.localName === 'br') break;
    }
  }
  return last;
}

/** Whether a block after it would break the line that it stands in. */
function isInline(element: Element): boolean {
  return styleOf(element)?.display.startsWith('inline') === true;
}

function isPositioned(element: Element): boolean {
  return !['', 'static'].includes(styleOf(element)?.position ?? '');
}

/** Whether a block put into it goes below what it holds, and not beside it. */
function flows(element: Element): boolean {
  if (!holdsBlocks(element)) return false;
  const style = styleOf(element);
  const display = style?.display ?? '';
  if (display.endsWith('flex')) return style?.flexDirection.startsWith('column') === true;
  if (display.endsWith('grid')) return !/\s/u.test(style?.gridTemplateColumns ?? '');
  return !/^(inline|contents|table|table-row.*|ruby.*)$/u.test(display);
}

function styleOf(element: Element): CSSStyleDeclaration | undefined {
  return element.ownerDocument.defaultView?.getComputedStyle(element);
}
