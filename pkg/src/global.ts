/** Everything in one classic script: `shodaku.load()`, `shodaku.attach()`. */
export * from './form.js';
export * from './index.js';
