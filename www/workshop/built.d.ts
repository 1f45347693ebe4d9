/** What the build puts into this page, beside its own scripts. */
declare module 'workshop:schema' {
  const schema: {
    readonly ja: import('./schema.js').Schema;
    readonly en: import('./schema.js').Schema;
  };
  export default schema;
}

/** The script of the kit's worker. */
declare module 'workshop:worker' {
  const script: string;
  export default script;
}

/** A town's classic script, without its ruleset and its translation, which go between the parts. */
declare module 'workshop:script' {
  const parts: readonly string[];
  export default parts;
}

/** The kit as WebAssembly. */
declare module 'shodaku-kit/wasm' {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}
