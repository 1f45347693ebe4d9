/**
 * A form drawn from a ruleset: `render(place, session)`.
 *
 * @packageDocumentation
 */
export type { FieldMap, Mapping, Where } from './form/find.js';
export { type ControlOptions, FieldControl } from './render/control.js';
export { type Asked, askedBy, type Group, type Subject } from './render/groups.js';
export type { Rendered, RenderOptions } from './render/options.js';
export { fieldsOf } from './render/predicate.js';
export { render } from './render/render.js';
export type { Question, Questions } from './types/questions.js';
