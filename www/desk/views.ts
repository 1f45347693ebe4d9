/** The views, in the order of the rail. */
export const views = ['start', 'list', 'review', 'papers', 'comparison', 'texts'] as const;
export type View = (typeof views)[number];
