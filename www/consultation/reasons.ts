/** One reason is asked once: what stands for it elsewhere takes its words, until somebody parts them. */
import { part } from '../shared/part.js';

type Area = HTMLTextAreaElement;

const FIELD = 'data-shodaku-field';
const MESSAGE = 'data-shodaku-message';

/** Why it is necessary, and the reasons of single kinds, which as a rule are the same. */
export class Reasons {
  readonly #necessity = part('purpose-necessity') as Area;
  readonly #others = ['subcontract-reason', 'takeout-reason'].map((id) => part(id) as Area);
  readonly #same = part('same-reason') as HTMLInputElement;
  readonly #fields: readonly string[];

  constructor() {
    this.#fields = [this.#necessity, ...this.#others].map((one) => one.getAttribute(FIELD) ?? '');
    this.#same.addEventListener('change', () => this.#bind());
    this.#necessity.addEventListener('input', () => this.#copy());
    this.settle();
  }

  /** Whether they are the same, as what stands in the controls has it. */
  settle(): void {
    const own = this.#others.filter(({ disabled, value }) => !disabled && value !== '');
    this.#same.checked &&= own.every(({ value }) => value === this.#necessity.value);
    this.#bind();
  }

  /** Whether one reason is to stand for all. */
  set same(same: boolean) {
    this.#same.checked = same;
    this.#bind();
  }

  /** Of the same reason one control is both fields; what is sent under the other name follows it. */
  #bind(): void {
    const same = this.#same.checked;
    const [necessity = '', ...others] = this.#fields;
    const asked = others.filter((_, at) => !this.#others[at]?.disabled);
    mark(this.#necessity, same ? [necessity, ...asked].join(' ') : necessity);
    for (const [at, other] of this.#others.entries()) {
      mark(other, same && !other.disabled ? '' : (others[at] ?? ''));
      const field = other.closest<HTMLElement>('.field');
      if (field) field.hidden = same || other.disabled;
    }
    this.#copy();
  }

  #copy(): void {
    if (!this.#same.checked) return;
    for (const other of this.#others) other.value = this.#necessity.value;
  }
}

/** Names the fields of a control, and those whose messages stand with it. */
function mark(control: Area, fields: string): void {
  control.setAttribute(FIELD, fields);
  control.closest('.field')?.querySelector(`[${MESSAGE}]`)?.setAttribute(MESSAGE, fields);
}
