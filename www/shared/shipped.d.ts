/** Every ruleset that is shipped, with its English; the build puts them in. */
declare module 'rulesets:shipped' {
  const shipped: readonly { readonly ruleset: object; readonly translation: object }[];
  export default shipped;
}

/** How the fields of every shipped ruleset are asked, by the ruleset's id; the build puts them in. */
declare module 'questions:shipped' {
  const questions: { readonly [ruleset: string]: import('shodaku/render').Questions };
  export default questions;
}
