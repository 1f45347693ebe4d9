/** Every ruleset that is shipped, with its English; the build puts them in. */
declare module 'rulesets:shipped' {
  const shipped: readonly { readonly ruleset: object; readonly translation: object }[];
  export default shipped;
}
