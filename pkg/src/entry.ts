/** What every entry has, however it starts the engine. */
export type { Documents, Engine } from './engine.js';
export { type ErrorCode, type Problem, ShodakuError } from './error.js';
export type { In, Rules } from './rules.js';
export type * from './ruleset.js';
export type { Session } from './session.js';
export type {
  RequestSchema,
  SchemaIssue,
  SchemaOptions,
  SchemaWarning,
} from './standard-schema.js';
export type * from './types.js';
