/** What every entry has, however it starts the engine. */
export type { Documents, Engine } from './api/engine.js';
export type { In, Rules } from './api/regulation.js';
export type { Session } from './api/session.js';
export type {
  RequestSchema,
  SchemaIssue,
  SchemaOptions,
  SchemaWarning,
} from './api/standard-schema.js';
export { type ErrorCode, type Problem, ShodakuError } from './types/error.js';
export type * from './types/report.js';
export type * from './types/ruleset.js';
