import type { FieldMap } from '../form/find.js';
import type { Questions } from '../types/questions.js';
import type { Field } from '../types/ruleset.js';
import type { Lang, Supplier } from '../types/terms.js';

/** How to draw a form. */
export interface RenderOptions {
  /** The language; Japanese if absent. */
  readonly lang?: Lang;
  /** Whose fields are drawn; everybody's if absent. */
  readonly by?: readonly Supplier[];
  /** How the fields are asked: `shodaku/questions/….json` of the same name as the ruleset. */
  readonly questions?: Questions;
  /** What the page puts with a field of its own: it opens and folds with it. */
  readonly beside?: (field: Field) => Element | undefined;
}

/** A form that was drawn. */
export interface Rendered {
  /** The ids of the fields that are drawn, in their order. */
  readonly fields: readonly string[];
  /** What `attach` has to be given as its `map`: how the boxes of a list are read. */
  readonly map: FieldMap;
  /** Opens and folds fields as the answers have it now: for `onchange` of `attach`. */
  update(): void;
  /** Puts the session's answers into the controls; no event tells of it. */
  fill(): void;
  /** Puts the focus into the control of a field, opening it if it was folded or left out. */
  focus(field: string): void;
  /** Shows those fields alone, by id; `undefined`: all of them again. What was typed stays. */
  only(fields: readonly string[] | undefined): void;
  /** Shows everything in that language; what was typed stays. */
  speak(lang: Lang): void;
  /** Takes the form out of the page. The session stays open. */
  remove(): void;
}

/** The names of the options. */
export const OPTIONS = ['lang', 'by', 'questions', 'beside'];
