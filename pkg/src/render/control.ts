import { Reader } from '../form/controls.js';
import { read } from '../form/read.js';
import { yesOrNo } from '../input/typed.js';
import type { Questions } from '../types/questions.js';
import type { Answer } from '../types/request.js';
import type { Field } from '../types/ruleset.js';
import type { Lang } from '../types/terms.js';
import { heading, type Say, saying, Texts } from './texts.js';

/** How to show a field. */
export interface ControlOptions {
  /** The language; Japanese if absent. */
  readonly lang?: Lang;
  /** The short question and the example, by the field's id. */
  readonly questions?: Questions;
  /** Whether a request cannot do without it. */
  readonly required?: boolean;
  /** Whether to say who supplies it, and of a hint that it is told to the applicant. */
  readonly supplier?: boolean;
}

/** One of several values to choose from; `''` is the absence of an answer. */
interface Choice {
  readonly value: string;
  readonly label: Say;
}

type Input = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

const BLOCK = 'rendered-field';
/** The option by which a text itself says that none of the others applies. */
const NONE = 'none';
let count = 0;

/** One field as a control of a page, marked for `attach`. */
export class FieldControl {
  readonly field: Field;
  /** The control with its label and all that is said of it. */
  readonly element: HTMLElement;
  /** The controls themselves. */
  readonly inputs: readonly Input[];
  readonly #texts: Texts;
  readonly #showing: ControlOptions;
  readonly #id: string;
  /** The ids of what describes the control. */
  readonly #described: string[] = [];
  /** That none applies, where the text has an option of its own for it: shown if it was answered so. */
  #spare: HTMLElement | undefined;

  constructor(document: Document, field: Field, options: ControlOptions = {}) {
    count += 1;
    this.field = field;
    this.#texts = new Texts(document, options.lang ?? 'ja');
    this.#showing = options;
    this.#id = `rendered-${count}`;
    const choices = choicesOf(field);
    const [element, inputs] = choices ? this.#group(choices) : this.#single();
    element.dataset.rendered = field.id;
    this.element = element;
    this.inputs = inputs;
    for (const input of inputs) {
      input.name = field.id;
      input.dataset.shodakuField = field.id;
    }
  }

  /** What stands in the control, as an answer. */
  get answer(): Answer {
    if (this.field.type === 'choices') return chosen(this.#ticked().map(({ value }) => value));
    const answer = read({ controls: this.inputs }, this.field.type, false, new Reader());
    return answer === '' ? null : answer;
  }

  /** Puts an answer into the control; no event tells of it. */
  fill(answer: Answer): void {
    const values = valuesOf(this.field, answer);
    for (const input of this.inputs) {
      if (isTick(input)) input.checked = values.includes(input.value);
      else input.value = values.join('\n');
    }
    if (this.#spare) this.#spare.hidden = !values.includes('');
  }

  /** Shows everything in that language; what was entered stays. */
  speak(lang: Lang): void {
    this.#texts.speak(lang);
  }

  /** Puts the focus into the control; where text is typed, the caret after so many letters. */
  focus(caret?: number): void {
    const [input] = [...this.#ticked(), ...this.inputs];
    input?.focus();
    const typed = input && 'setSelectionRange' in input && !isTick(input) ? input : undefined;
    if (caret !== undefined) typed?.setSelectionRange(caret, caret);
  }

  #ticked(): HTMLInputElement[] {
    return this.inputs.filter(isTick).filter(({ checked }) => checked);
  }

  #group(choices: readonly Choice[]): [HTMLElement, HTMLInputElement[]] {
    const many = this.field.type === 'choices';
    const inputs = choices.map(({ value }) => {
      const input = this.#texts.make('input', `${BLOCK}__tick`);
      input.type = many ? 'checkbox' : 'radio';
      input.value = value;
      // So that a reset of the form leads back to it.
      input.defaultChecked = !many && value === '';
      return input;
    });
    const labels = choices.map(({ label }, at) =>
      this.#texts.make('label', `${BLOCK}__choice`, [
        ...inputs.slice(at, at + 1),
        this.#texts.make('span', '', label),
      ]),
    );
    if (many && choices.some(({ value }) => value === NONE)) {
      this.#spare = labels.at(-1);
      if (this.#spare) this.#spare.hidden = true;
    }
    const column = many ? ` ${BLOCK}__choices--column` : '';
    const element = this.#texts.make('fieldset', `${BLOCK} ${BLOCK}--choices`, [
      this.#label('legend'),
      ...this.#notes(),
      this.#texts.make('div', `${BLOCK}__choices${column}`, labels),
      this.#messages(),
    ]);
    this.#describe(element);
    if (many) element.addEventListener('input', ({ target }) => exclude(inputs, target), true);
    return [element, inputs];
  }

  #single(): [HTMLElement, Input[]] {
    const label = this.#label('label');
    const input = this.#input();
    const { unit } = this.field;
    input.id = this.#id;
    label.htmlFor = this.#id;
    const box = unit
      ? this.#texts.make('span', `${BLOCK}__measured`, [
          input,
          this.#texts.make('span', '', saying(unit)),
        ])
      : input;
    const element = this.#texts.make('div', BLOCK, [
      label,
      ...this.#notes(),
      box,
      this.#messages(),
    ]);
    this.#describe(input);
    return [element, [input]];
  }

  #input(): Input {
    const { type, options = [] } = this.field;
    if (type === 'choice' || type === 'decision') {
      const option = ({ value, label }: Choice) => {
        const option = this.#texts.make('option', '', label);
        option.value = value;
        return option;
      };
      const none: Choice = { value: '', label: ({ render }) => render.choose };
      const all: readonly Choice[] =
        type === 'choice'
          ? options.map(({ value, label }) => ({ value, label: heading(label) }))
          : decisions;
      return this.#texts.make('select', `${BLOCK}__control`, [none, ...all].map(option));
    }
    if (type === 'text' || type === 'items') {
      const area = this.#texts.make('textarea', `${BLOCK}__control`);
      area.rows = 2;
      return area;
    }
    const input = this.#texts.make('input', `${BLOCK}__control ${BLOCK}__control--${type}`);
    input.type = 'text';
    input.autocomplete = 'off';
    if (type === 'integer') input.inputMode = 'numeric';
    return input;
  }

  #label<K extends 'label' | 'legend'>(tag: K): HTMLElementTagNameMap[K] {
    const { id, label, supplier } = this.field;
    const { questions, required, supplier: named } = this.#showing;
    const question = questions?.[id]?.question;
    const part = (name: string, say: Say) => this.#texts.make('span', `${BLOCK}__${name}`, say);
    const parts = [part('name', heading(label))];
    if (required) parts.push(part('required', ({ render }) => render.required));
    if (named) parts.push(part('supplier', (words) => words.supplier[supplier]));
    if (question) parts.push(part('question', saying(question)));
    return this.#texts.make(
      tag,
      `${BLOCK}__label`,
      parts.flatMap((one) => [one, ' ']),
    );
  }

  #notes(): HTMLElement[] {
    const { id, type, hint, supplier } = this.field;
    const example = this.#showing.questions?.[id]?.example;
    const says: Say[] = [];
    if (hint) {
      // Where other people's fields stand too, somebody else than the applicant reads it.
      const told = this.#showing.supplier && supplier === 'applicant';
      const say = saying(hint);
      says.push(
        told ? (words) => words.render.to_applicant.replace('{hint}', () => say(words)) : say,
      );
    }
    if (type === 'items') says.push(({ render }) => render.items);
    const shown: Say | undefined = example
      ? saying(example)
      : type === 'date' || type === 'fiscal_year'
        ? ({ render }) => render[type]
        : undefined;
    if (shown) {
      says.push((words) => words.render.example.replace('{example}', () => shown(words)));
    }
    return says.map((say, at) => {
      const note = this.#texts.make('p', `${BLOCK}__note`, say);
      note.id = `${this.#id}-${at}`;
      this.#described.push(note.id);
      return note;
    });
  }

  #messages(): HTMLElement {
    const place = this.#texts.make('div', '');
    place.dataset.shodakuMessage = this.field.id;
    return place;
  }

  #describe(element: HTMLElement): void {
    if (this.#described.length > 0) {
      element.setAttribute('aria-describedby', this.#described.join(' '));
    }
  }
}

/** What is chosen from by ticks; the others are typed, or chosen from a list. */
function choicesOf({ type, options = [] }: Field): Choice[] | undefined {
  const none = (label: Say): Choice => ({ value: '', label });
  switch (type) {
    case 'boolean':
      return [
        { value: 'true', label: ({ render }) => render.yes },
        { value: 'false', label: ({ render }) => render.no },
        none(({ render }) => render.blank),
      ];
    case 'finding':
      return [
        { value: 'true', label: ({ render }) => render.found },
        { value: 'false', label: ({ render }) => render.not_found },
        none(({ render }) => render.not_yet),
      ];
    case 'choices':
      return [
        ...options.map(({ value, label }) => ({ value, label: heading(label) })),
        none(({ render }) => render.none),
      ];
    default:
      return undefined;
  }
}

const decisions: readonly Choice[] = (
  ['approved', 'rejected', 'pending', 'not_sought'] as const
).map((value) => ({ value, label: ({ decision }) => decision[value] }));

/** The answer of the boxes that are ticked: that none applies is one, that none is ticked is not. */
export function chosen(values: readonly string[]): Answer {
  if (values.length === 0) return null;
  return values.filter((value) => value !== '');
}

/** What an answer is in a control: what is ticked there, or what is typed, line by line. */
function valuesOf({ type }: Field, answer: Answer): readonly string[] {
  const blank = answer === null || answer === undefined || answer === '';
  if (type === 'choices') {
    if (blank) return [];
    const list = typeof answer === 'object' ? answer : [String(answer)];
    return list.length > 0 ? list : [''];
  }
  if (blank) return [''];
  if (typeof answer === 'object') return answer;
  const yes = type === 'boolean' || type === 'finding';
  return [String(yes && typeof answer === 'string' ? yesOrNo(answer) : answer)];
}

function isTick(input: Input): input is HTMLInputElement {
  return input.type === 'radio' || input.type === 'checkbox';
}

/** That none applies and that one does exclude each other. */
function exclude(boxes: readonly HTMLInputElement[], target: EventTarget | null): void {
  const ticked = boxes.find((box) => box === target && box.checked);
  for (const box of boxes) {
    if (ticked && box !== ticked && (ticked.value === '' || box.value === '')) box.checked = false;
  }
}
