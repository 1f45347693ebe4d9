/** What a clerk says of a text, without TOML: the guide asks for it, and writes a ruleset from it. */
import { z } from 'zod/mini';
import data from './templates.json' with { type: 'json' };

/** A text in both languages; the English may be left out. */
export type Two = { readonly ja: string; readonly en: string };

/** What a condition of a template asks, one limb each. */
export interface LimbTemplate {
  readonly id: string;
  readonly stated?: string;
  readonly yes?: string;
  readonly no?: string;
  readonly one_of?: readonly [field: string, values: readonly string[]];
  readonly before?: readonly [day: string, other: string];
  /** What is to be found. */
  readonly found?: Two;
  /** What is to be decided. */
  readonly decided?: Two;
  /** What the applicant states, in a field of the ruleset's own. */
  readonly fact?: Two;
  readonly supports?: readonly string[];
}

/** A condition that many texts have. */
export interface ConditionTemplate {
  readonly id: string;
  readonly for: readonly string[];
  readonly topic: string;
  readonly title: Two;
  readonly message: Two;
  readonly remedy: Two;
  readonly limbs: readonly LimbTemplate[];
}

/** The consultations there are, in the order in which a ruleset has them. */
export const procedures: readonly { readonly id: string; readonly title: Two }[] = data.procedures;

/** The conditions that many texts have on a consultation. */
export const templatesFor = (procedure: string): readonly ConditionTemplate[] =>
  (data.conditions as unknown as readonly ConditionTemplate[]).filter((one) =>
    one.for.includes(procedure),
  );

/** What may be said of a consultation. */
export const SAYS = ['silent', 'ban', 'consent', 'conditions'] as const;
/** Who finds or decides. */
export const BY = ['officer', 'body'] as const;
/** What a condition of the town's own asks. */
export const OWN = ['finding', 'fact'] as const;
/** The duties that many texts have (`[[common]]`). */
export const DUTIES = ['secrecy', 'return', 'accident'] as const;

const two = z.object({ ja: z.string(), en: z.string() });
const condition = z.object({
  /** A template's id, or one of its own. */
  id: z.string(),
  clause: z.string(),
  by: z.enum(BY),
  /** What it asks, where it is no template's. */
  own: z.nullable(z.object({ asks: z.enum(OWN), label: two, topic: z.string() })),
});
const duty = z.object({
  /** One that many texts have, or one of its own. */
  id: z.string(),
  clause: z.string(),
  /** What it says, where it is its own, and whether the text only advises it. */
  own: z.nullable(z.object({ message: two, isAdvice: z.boolean() })),
});
const part = z.object({
  /** `null` until it is said: that a text is silent is an answer too, and nobody's to assume. */
  says: z.nullable(z.enum(SAYS)),
  /** Where the ban or the consent stands. */
  clause: z.string(),
  /** Where it stands that what the municipality instructs needs none; empty where it does not. */
  instructed: z.string(),
  by: z.enum(BY),
  conditions: z.array(condition),
});

/** The shape of a plan in a file. */
export const planShape = z.object({
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
  /** Whether work without personal information is outside it. */
  isOfInformation: z.boolean(),
  english: z.boolean(),
  parts: z.record(z.string(), part),
  /** What binds whoever has consent; a file may be older than they. */
  duties: z._default(z.array(duty), []),
});

export type Plan = z.infer<typeof planShape>;
export type Part = z.infer<typeof part>;
export type Chosen = z.infer<typeof condition>;
export type Duty = z.infer<typeof duty>;

const NOTHING: Part = { says: null, clause: '', instructed: '', by: 'officer', conditions: [] };

/** A plan of which nothing is said. */
export const EMPTY_PLAN: Plan = {
  id: '',
  municipality: { ja: '', en: '' },
  title: { ja: '', en: '' },
  instrument: { ja: '', en: '' },
  from: '',
  commencement: '',
  scope: '',
  isOfInformation: true,
  english: false,
  parts: Object.fromEntries(procedures.map(({ id }) => [id, NOTHING])),
  duties: [],
};

/** What is said of a consultation. */
export const partOf = (plan: Plan, procedure: string): Part => plan.parts[procedure] ?? NOTHING;

/** The consultations that can end in consent: duties are theirs. */
export const consented = (plan: Plan): string[] =>
  procedures
    .map(({ id }) => id)
    .filter((id) => {
      const { says } = partOf(plan, id);
      return says === 'consent' || says === 'conditions';
    });

/** An id as rulesets have them, of no more than 40 letters. */
const ID = /^[a-z0-9][a-z0-9_-]{0,39}$/;

/** What is still to be said, by the names of its inputs. */
export function blanks(plan: Plan): string[] {
  const lacks = (two: Two) => two.ja.trim() === '' || (plan.english && two.en.trim() === '');
  const blank: string[] = [];
  if (!ID.test(plan.id)) blank.push('id');
  for (const key of ['municipality', 'title', 'instrument'] as const) {
    if (lacks(plan[key])) blank.push(key);
  }
  if (plan.from !== '' && plan.commencement.trim() === '') blank.push('commencement');
  if (plan.scope.trim() === '') blank.push('scope');
  for (const { id } of procedures) {
    const { says, clause, conditions } = partOf(plan, id);
    if (says === null) blank.push(`${id}.says`);
    if ((says === 'ban' || says === 'consent') && clause.trim() === '') blank.push(`${id}.clause`);
    if (says !== 'conditions') continue;
    if (conditions.length === 0) blank.push(`${id}.conditions`);
    for (const one of conditions) {
      if (one.clause.trim() === '') blank.push(`${id}.${one.id}.clause`);
      if (one.own && lacks(one.own.label)) blank.push(`${id}.${one.id}.label`);
    }
  }
  for (const { id, clause, own } of plan.duties) {
    if (clause.trim() === '') blank.push(`duty.${id}.clause`);
    if (own && lacks(own.message)) blank.push(`duty.${id}.message`);
  }
  return blank;
}
