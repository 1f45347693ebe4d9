/** What every entry has, however it starts the engine. */
export type { Documents, Engine } from './api/engine.js';
export type { Regulation } from './api/regulation.js';
export type { Session, SetResult } from './api/session.js';
export type {
  RequestSchema,
  SchemaIssue,
  SchemaOptions,
  SchemaWarning,
} from './api/standard-schema.js';
export { itemsOf, yesOrNo } from './input/typed.js';
export type * from './types/comparison.js';
export { type ErrorCode, type Problem, ShodakuError } from './types/error.js';
export type * from './types/predicate.js';
export type * from './types/receipt.js';
export type * from './types/regulation.js';
export type * from './types/report.js';
export type * from './types/request.js';
export type * from './types/ruleset.js';
export type * from './types/terms.js';
export type * from './types/text.js';
export type * from './types/to-pass.js';
export type * from './types/version.js';
