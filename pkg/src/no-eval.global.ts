/** The same as `global.ts`, without WebAssembly. */
export * from './element.js';
export * from './form/attach.js';
export * from './no-eval.js';
