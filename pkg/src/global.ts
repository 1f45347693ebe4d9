/** Everything in one classic script: `shodaku.load()`, `shodaku.attach()`, `shodaku.defineElement()`. */
export * from './element.js';
export * from './form/attach.js';
export * from './index.js';
