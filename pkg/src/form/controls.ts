/** A control of the host's: one of HTML's own, or a custom element that takes part in the form. */
export type Control = HTMLElement;

/** HTML's own controls. */
export type Native = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

export const NATIVE = 'input, select, textarea';
const NO_VALUE = new Set(['button', 'image', 'reset', 'submit']);
const TICKS = new Set(['checkbox', 'radio']);
/** What a control holds that says itself that it cannot be read. */
const UNREADABLE = '?';

// By shape, not by class: the form may be in another window, whose classes are others.

export function isNative(control: Element): control is Native {
  return control.matches(NATIVE);
}

/** Whether it is an element whose kind a script defines, and may not have defined yet. */
export function isCustom(element: Element): boolean {
  return element.localName.includes('-');
}

/** Whether it never submits a value of its own. */
export function hasNoValue(control: Control): boolean {
  return isNative(control) && NO_VALUE.has(control.type);
}

export function isHiddenInput(control: Element): boolean {
  return isNative(control) && control.type === 'hidden';
}

/**
 * What a person sees and reaches of a control: of a hidden one what stands beside it and sets it, as
 * date pickers and lists of others' making put it there. `undefined`: nothing.
 */
export function faceOf(control: Control): Control | undefined {
  const isHidden = isHiddenInput(control);
  if (!isHidden && control.getAttribute('aria-hidden') !== 'true') return control;
  for (const beside of [control.nextElementSibling, control.previousElementSibling]) {
    const face = beside && frontOf(beside);
    if (face) return face;
  }
  return isHidden ? undefined : control;
}

const WIDGET = '[role="combobox"], [role="listbox"], [role="spinbutton"], [role="textbox"]';

/** What of an element takes the focus in the place of a control: it has no name, nobody submits it. */
function frontOf(element: Element): Control | undefined {
  if (!isNative(element)) {
    return element.matches(WIDGET)
      ? (element as Control)
      : (element.querySelector<Control>(WIDGET) ?? undefined);
  }
  const isFront = element.name === '' && !isHiddenInput(element) && !hasNoValue(element);
  return isFront ? element : undefined;
}

/** Whether it submits something only where it is ticked. */
export function isTick(control: Control): boolean {
  if (isSelect(control)) return control.multiple;
  return isNative(control) ? TICKS.has(control.type) : isTicked(control) !== undefined;
}

/** Whether it is ticked; `undefined` where it is nothing to tick. */
export function isTicked(control: Control): boolean | undefined {
  if (isNative(control)) {
    return TICKS.has(control.type) ? (control as HTMLInputElement).checked : undefined;
  }
  const { checked } = control as { readonly checked?: unknown };
  return typeof checked === 'boolean' ? checked : undefined;
}

export function isFile(control: Control): boolean {
  return isNative(control) && control.type === 'file';
}

/** Whether it says itself that it cannot read what stands in it: then it submits nothing of it. */
export function isGarbled(control: Control): boolean {
  return isNative(control) && control.validity.badInput;
}

/** Whether it is left out when the form is submitted. */
export function isDisabled(control: Control): boolean {
  const { disabled } = control as { readonly disabled?: unknown };
  return control.matches(':disabled') || (isCustom(control) && disabled === true);
}

function isSelect(control: Element): control is HTMLSelectElement {
  return control.localName === 'select';
}

/** What a form is about to submit, while its own scripts are told of it. */
export interface Submitting {
  readonly form: HTMLFormElement;
  readonly data: FormData;
}

/** That a control does not say what it would submit. */
export class Unreadable extends Error {}

/** What controls would submit, looked at once: what it has read of a form it reads no more. */
export class Reader {
  readonly #forms = new Map<HTMLFormElement, FormData>();
  readonly #submitting: Submitting | undefined;

  constructor(submitting?: Submitting) {
    this.#submitting = submitting;
  }

  /**
   * What a control would submit; of files the names only. What is typed or chosen in always gives
   * one value, blank where nothing is submitted, so that each of several keeps its place.
   */
  values(control: Control): string[] {
    if (!isNative(control)) return isDisabled(control) ? [] : this.#submitted(control);
    if (isDisabled(control)) return isTick(control) ? [] : [''];
    if (isSelect(control)) {
      const chosen = [...control.options]
        .filter((option) => option.selected && !option.matches(':disabled'))
        .map((option) => option.value);
      return control.multiple || chosen.length > 0 ? chosen : [''];
    }
    if (TICKS.has(control.type)) return isTicked(control) ? [control.value] : [];
    if (isFile(control)) {
      return [...((control as HTMLInputElement).files ?? [])].map(({ name }) => name);
    }
    return [isGarbled(control) ? UNREADABLE : control.value];
  }

  /** Of a custom element only the form knows what it submits. */
  #submitted(control: Control): string[] {
    const name = control.getAttribute('name') ?? '';
    const form = formOf(control);
    if (form && name !== '') {
      const values = this.#data(form).getAll(name);
      if (values.length > 0) {
        return values.map((value) => (typeof value === 'string' ? value : value.name));
      }
      const kind = control.constructor as { readonly formAssociated?: unknown };
      if (kind.formAssociated === true || isTicked(control) === false) return [];
      const { value } = control as { readonly value?: unknown };
      if (value === '' || (Array.isArray(value) && value.length === 0)) return [];
    }
    throw new Unreadable(`<${control.localName}> does not say what it would submit`);
  }

  #data(form: HTMLFormElement): FormData {
    let data = this.#forms.get(form);
    if (!data) {
      data = this.#entries(form);
      this.#forms.set(form, data);
    }
    return data;
  }

  #entries(form: HTMLFormElement): FormData {
    try {
      return new FormData(form);
    } catch (error) {
      // While it is being submitted it cannot be asked, but then it says so itself.
      if (this.#submitting?.form === form) return this.#submitting.data;
      throw error;
    }
  }
}

/** The form that a control belongs to. */
export function formOf(control: Control): HTMLFormElement | null {
  if (isNative(control)) return control.form;
  const id = control.getAttribute('form');
  // Some elements write the attribute themselves, blank.
  if (!id) return control.closest('form');
  return (control.getRootNode() as Document | ShadowRoot).querySelector<HTMLFormElement>(
    `form[id="${CSS.escape(id)}"]`,
  );
}
