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

/** The fields that rulesets share, by their ids. */
declare module 'fields:shared' {
  const fields: Readonly<
    Record<
      string,
      {
        readonly type: string;
        readonly supplier: string;
        readonly label: { readonly ja: string; readonly en: string };
        readonly options?: readonly {
          readonly value: string;
          readonly label: { readonly ja: string; readonly en: string };
        }[];
      }
    >
  >;
  export default fields;
}

declare module 'duties:shared' {
  /** What the duties say that rulesets share, with `{town}` for the municipality. */
  const duties: {
    readonly said: Readonly<Record<string, { readonly ja: string; readonly en: string }>>;
    /** What a municipality is called, by the last letter of its name. */
    readonly town: Readonly<Record<string, { readonly ja: string; readonly en: string }>>;
  };
  export default duties;
}
