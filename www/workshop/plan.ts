/** What a clerk says of a text, without TOML: the guide asks for it, and writes a ruleset from it. */
import { z } from 'zod/mini';
import data from './templates.json' with { type: 'json' };

/** A text in both languages; the English may be left out. */
export type Two = { readonly ja: string; readonly en: string };

/** What a condition of a template asks, one limb each. */
export type LimbTemplate = { readonly id: string } & (
  | { readonly stated: string }
  /** What is to be found. */
  | { readonly found: Two }
  | ({
      /** It in words, what to say where it is not so, and what to do. */
      readonly asks: Two;
      readonly message: Two;
      readonly remedy: Two;
    } & (
      | { readonly yes: string }
      | { readonly no: string }
      | { readonly one_of: readonly [field: string, values: readonly string[]] }
      | { readonly before: readonly [day: string, other: string] }
      /** Of a field of the ruleset's own. */
      | { readonly fact: true }
      /** Of one that has to be denied: what must not have happened. */
      | { readonly denied: Two }
      /** What is decided. */
      | { readonly decided: Two }
    ))
);

/** A condition that many texts have. */
export interface ConditionTemplate {
  readonly id: string;
  readonly for: readonly string[];
  readonly topic: string;
  readonly title: Two;
  readonly limbs: readonly LimbTemplate[];
}

/** A consultation. */
export interface Consultation {
  readonly id: string;
  readonly title: Two;
}

/** The conditions that many texts have on a consultation. */
export function templatesFor(procedure: string): readonly ConditionTemplate[] {
  // Of a consultation of the text's own: what is asked of any.
  const like = data.procedures.some(({ id }) => id === procedure) ? procedure : 'carriage';
  return (data.conditions as unknown as readonly ConditionTemplate[]).filter((one) =>
    one.for.includes(like),
  );
}

/** What may be said of a consultation. */
export const SAYS = ['silent', 'ban', 'consent', 'conditions', 'open'] as const;
/** What of a condition the text does not settle. */
export const UNSETTLED = ['applies', 'asks'] as const;
/** Who finds or decides. */
export const BY = ['officer', 'body'] as const;
/** What a condition of the text's own asks. */
export const OWN = ['finding', 'fact', 'matter', 'days', 'order', 'number', 'share'] as const;
/** What work a text reaches: all, that with personal or processed information, with personal alone. */
export const REACHES = ['all', 'information', 'personal'] as const;
/** Whether a condition of the text's own may have a proviso: what is found itself has none. */
export const mayHaveProviso = ({ asks }: Pick<Own, 'asks'>): boolean =>
  asks !== 'finding' && asks !== 'matter';
/** Which way a number is bounded. */
export const BOUND = ['at_most', 'at_least'] as const;
/** For which requests a condition is: also those of which a question is answered, or a shared field says so. */
export const WHEN = ['always', 'my_number', 'asked', 'chosen'] as const;
/** The cases without consent that many texts have. */
export const EXEMPT = ['instructed', 'law'] as const;
/** What shows a case that needs no consent, where it is the text's own. */
export const SHOWN = ['finding', 'fact'] as const;
/** What shows that something is within the reach of a clause: also that it is personal information. */
export const REACHED = ['personal', ...SHOWN] as const;
/** The duties that many texts have, in the words of all of them. */
export const DUTIES = ['secrecy', 'return', 'accident'] as const;
/** How many days may be put in order. */
export const MOST_DAYS = 8;

const two = z.object({ ja: z.string(), en: z.string() });
/** A day or a number that is compared. */
const term = z.object({
  /** A shared field; `own`, called by its label; `count`, the number given; empty until it is said. */
  field: z.string(),
  label: two,
});
/** What a text does not settle, in words: both ways to read it, and what is done meanwhile, if anything. */
const open = z.object({
  one: two,
  other: two,
  meanwhile: two,
  /** Of a condition: whether it applies, or what it asks. */
  of: z._default(z.enum(UNSETTLED), 'applies'),
});
const own = z.object({
  asks: z.enum(OWN),
  label: two,
  topic: z.string(),
  /** The days in their order; the number and what bounds it. */
  of: z._default(z.array(term), []),
  bound: z._default(z.enum(BOUND), 'at_most'),
  /** The days between, the number that bounds, or the part of a share and of what. */
  count: z._default(z.string(), ''),
  total: z._default(z.string(), ''),
  /** What may be found in its place; nothing where the text has no such proviso. */
  unless: z._default(z.nullable(two), null),
});
/** For which requests something is. */
const applying = {
  when: z._default(z.enum(WHEN), 'always'),
  /** The question that is asked, or the shared field and its value. */
  only: z._default(z.object({ asked: two, field: z.string(), value: z.string() }), {
    asked: { ja: '', en: '' },
    field: '',
    value: '',
  }),
};
const condition = z.object({
  /** A template's id, or one of its own. */
  id: z.string(),
  clause: z.string(),
  by: z.enum(BY),
  ...applying,
  /** What it asks, where it is no template's. */
  own: z.nullable(own),
  /** The limbs of the template that the text has not. */
  without: z._default(z.array(z.string()), []),
  /** What is to be found, by limb, where the text has other words. */
  wording: z._default(z.record(z.string(), two), {}),
  open: z._default(z.nullable(open), null),
});
const exception = z.object({
  /** One that many texts have, or one of its own. */
  id: z.string(),
  clause: z.string(),
  /** What has to be so, where it is its own. */
  own: z.nullable(two),
  /** Whether that is found, or the applicant says so. */
  asks: z._default(z.enum(SHOWN), 'fact'),
  open: z._default(z.nullable(open), null),
});
const duty = z.object({
  /** One that many texts have, or one of its own. */
  id: z.string(),
  clause: z.string(),
  /** What it says, where it is its own, and whether the text only advises it. */
  own: z.nullable(z.object({ message: two, isAdvice: z.boolean() })),
  /** What it says, where it is one that many texts have and the text has other words. */
  wording: z._default(z.nullable(two), null),
  /** The consultations that it binds; `null` for all that can end in consent. */
  of: z._default(z.nullable(z.array(z.string())), null),
  ...applying,
});
const part = z.pipe(
  z.object({
    /** `null` until it is said: that a text is silent is an answer too, and nobody's to assume. */
    says: z.nullable(z.enum(SAYS)),
    /** Where the ban or the consent stands, or what is not settled. */
    clause: z.string(),
    /** When it needs no consent. */
    exempt: z.optional(z.array(exception)),
    /** Where it stands that what is instructed needs none, in a file from before `exempt`. */
    instructed: z._default(z.string(), ''),
    by: z.enum(BY),
    /** Whether the consent itself has to be in writing. */
    isWritten: z._default(z.boolean(), false),
    /** What alone it reaches, where that stands, and what shows it; `null` where it reaches all. */
    reach: z._default(
      z.nullable(z.object({ clause: z.string(), own: two, asks: z.enum(REACHED) })),
      null,
    ),
    /** What is not settled of it, where nothing else is said of it. */
    open: z._default(z.nullable(open), null),
    conditions: z.array(condition),
  }),
  z.transform(({ instructed, exempt, ...rest }) => ({
    ...rest,
    exempt:
      exempt ??
      (instructed === ''
        ? []
        : [{ id: 'instructed', clause: instructed, own: null, asks: 'fact' as const, open: null }]),
  })),
);

/** The shape of a plan in a file; one from before has not all of it. */
export const planShape = z.pipe(
  z.object({
    id: z.string(),
    municipality: two,
    title: two,
    instrument: two,
    /** The day it took effect; empty where the text has none. */
    from: z.string(),
    /** Where that stands. */
    commencement: z.string(),
    /** Where it stands what the text is of. */
    scope: z.string(),
    /** What work it reaches, and where that stands. */
    reaches: z.optional(z.enum(REACHES)),
    /** Whether that is with information, in a file from before `reaches`. */
    isOfInformation: z._default(z.boolean(), false),
    outside: z.optional(z.string()),
    /** Which part of the text was read, where that is not all of it. */
    seen: z._default(z.nullable(two), null),
    english: z.boolean(),
    /** The consultations that only this text has. */
    consultations: z._default(z.array(z.object({ id: z.string(), title: two })), []),
    parts: z.record(z.string(), part),
    /** What binds whoever has consent. */
    duties: z._default(z.array(duty), []),
  }),
  z.transform(({ outside, reaches, isOfInformation, ...rest }) => ({
    ...rest,
    reaches: reaches ?? (isOfInformation ? ('information' as const) : ('all' as const)),
    outside: outside ?? rest.scope,
  })),
);

export type Plan = z.infer<typeof planShape>;
export type Part = z.infer<typeof part>;
export type Chosen = z.infer<typeof condition>;
export type Applying = Pick<Chosen, 'when' | 'only'>;
export type Own = z.infer<typeof own>;
export type Term = z.infer<typeof term>;
export type Exception = z.infer<typeof exception>;
export type Duty = z.infer<typeof duty>;
export type Open = z.infer<typeof open>;

/** A text that is not written yet. */
export const BLANK: { ja: string; en: string } = { ja: '', en: '' };

/** That something is for all requests. */
export const ALWAYS: Applying = { when: 'always', only: { asked: BLANK, field: '', value: '' } };

/** The condition that something has not been done yet, which many texts have. */
export const BEFOREHAND = 'not-yet';

/** A condition that many texts have, or one of its own, as it is taken up. */
export const taken = (id: string, own: Own | null): Chosen => ({
  id,
  own,
  clause: '',
  by: 'officer',
  ...ALWAYS,
  without: [],
  wording: {},
  open: null,
});

/** A point of which it is not said yet how it can be read; nothing passes by it unasked. */
export const EMPTY_OPEN: Open = { one: BLANK, other: BLANK, meanwhile: BLANK, of: 'asks' };

const NOTHING: Part = {
  says: null,
  clause: '',
  exempt: [],
  by: 'officer',
  isWritten: false,
  reach: null,
  open: null,
  conditions: [],
};

/** A plan of which nothing is said. */
export const EMPTY_PLAN: Plan = {
  id: '',
  municipality: BLANK,
  title: BLANK,
  instrument: BLANK,
  from: '',
  commencement: '',
  scope: '',
  reaches: 'all',
  outside: '',
  seen: null,
  english: false,
  consultations: [],
  parts: {},
  duties: [],
};

/** The consultations of a plan, in the order in which a ruleset has them. */
export const proceduresOf = (plan: Plan): readonly Consultation[] => [
  ...data.procedures,
  ...plan.consultations,
];

/** What is said of a consultation. */
export const partOf = (plan: Plan, procedure: string): Part => plan.parts[procedure] ?? NOTHING;

/** Whether it can end in consent. */
export const isConsented = ({ says }: Part): boolean => says === 'consent' || says === 'conditions';

/** Where a condition stands: beside a bare consent, where that stands if nothing else is said. */
export const clauseOf = ({ says, clause }: Part, one: Chosen): string =>
  one.clause.trim() || (says === 'consent' ? clause.trim() : '');

/** The consultations that can end in consent: duties are theirs, where nothing else is said. */
export const consented = (plan: Plan): string[] =>
  proceduresOf(plan)
    .map(({ id }) => id)
    .filter((id) => isConsented(partOf(plan, id)));

/** The consultations that a duty binds. */
export const boundBy = (plan: Plan, { of }: Duty): string[] =>
  of === null
    ? consented(plan)
    : proceduresOf(plan).flatMap(({ id }) => (of.includes(id) ? [id] : []));

/** What is cited where a text has no clause for it: all of it. */
export const WHOLE = '全文';

/** Every clause of consent, conditions and duties, in the order in which they were given. */
export const clausesOf = (plan: Plan): string[] => {
  const conditions = proceduresOf(plan).flatMap(({ id }) => {
    const part = partOf(plan, id);
    return [part.clause.trim(), ...part.conditions.map((one) => clauseOf(part, one))];
  });
  const all = [...conditions, ...plan.duties.map(({ clause }) => clause.trim())];
  return [...new Set(all)].filter((clause) => clause !== '');
};

/** The limbs of a template that the text has. */
export const limbsOf = ({ limbs }: ConditionTemplate, { without }: Chosen): LimbTemplate[] =>
  limbs.filter(({ id }) => !without.includes(id));

/** The number of the next part of its own that has none yet. */
export const nextOwn = (parts: readonly { readonly id: string }[]): string =>
  `own-${Math.max(0, ...parts.map(({ id }) => Number(/^own-(\d+)$/.exec(id)?.[1] ?? 0))) + 1}`;
