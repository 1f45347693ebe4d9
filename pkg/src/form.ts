/**
 * Live warnings in a form of the host's own: `attach(form, session)`.
 *
 * @packageDocumentation
 */
export { attach } from './form/attach.js';
export type { FieldMap, Mapping, Where } from './form/find.js';
export type { FormReport } from './form/form-report.js';
export type { Attached, AttachOptions, Blocking, Opening } from './form/options.js';
export type { Message, Render } from './form/slot.js';
