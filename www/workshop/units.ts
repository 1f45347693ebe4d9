/** A plan as conditions and limbs: what its ruleset asks, and what answers each limb. */
import {
  type Chosen,
  type LimbTemplate,
  type Part,
  type Plan,
  partOf,
  procedures,
  type Two,
  templatesFor,
} from './plan.js';
import data from './templates.json' with { type: 'json' };

const { texts } = data;

/** A field of the ruleset's own. */
export interface OwnField {
  readonly id: string;
  readonly type: 'finding' | 'decision' | 'boolean';
  readonly supplier: 'officer' | 'body' | 'applicant';
  readonly label: Two;
}

/** One limb: how it is written, and its answers. */
export interface Limb {
  readonly id: string;
  /** The operator and what it takes, as it is written. */
  readonly asks: readonly [operator: string, takes: unknown];
  readonly supports: readonly string[];
  readonly field: OwnField | undefined;
  /** What meets it. */
  readonly good: Readonly<Record<string, unknown>>;
  /** What does not, and why it is unknown otherwise. */
  readonly bad: Readonly<Record<string, unknown>>;
  readonly open: Readonly<Record<string, unknown>>;
  readonly because: 'missing' | 'finding' | 'decision' | 'reading';
  /** Who has to supply what is unknown; nobody where the text leaves it open. */
  readonly needed: string;
  /** Whether it is a matter to be stated, of which a blank says something once it is filed. */
  readonly isStated: boolean;
}

/** One condition. */
export interface Unit {
  readonly id: string;
  readonly clause: string;
  readonly topic: string;
  readonly title: Two;
  readonly message: Two;
  readonly remedy: Two;
  readonly limbs: readonly Limb[];
  /** Whether the text leaves open which of two things of one day came first. */
  readonly isSameDay: boolean;
}

/** The days on which the cases of a plan play. */
export interface Days {
  readonly asOf: string;
  readonly approved: string;
  readonly starts: string;
  /** A day before the text took effect. */
  readonly before: string;
}

/** The days of the cases. */
export function daysOf({ from }: Plan): Days {
  const first = from || '2026-04-01';
  const after = (days: number) =>
    new Date(Date.parse(first) + days * 86_400_000).toISOString().slice(0, 10);
  return { asOf: after(60), approved: after(70), starts: after(100), before: after(-1) };
}

/** The conditions of a consultation; none where it has no conditions. */
export function unitsOf(plan: Plan, procedure: string): Unit[] {
  const part = partOf(plan, procedure);
  const days = daysOf(plan);
  if (part.says === 'consent') return [consent(procedure, part)];
  if (part.says !== 'conditions') return [];
  return part.conditions.flatMap((chosen) => {
    if (chosen.own) return [ownUnit(plan.id, procedure, chosen, chosen.own)];
    const template = templatesFor(procedure).find(({ id }) => id === chosen.id);
    if (!template) return [];
    const id = `${procedure}-${template.id}`;
    const { topic, title, message, remedy, limbs } = template;
    return {
      id,
      clause: chosen.clause,
      topic,
      title,
      message,
      remedy,
      limbs: limbs.map((limb) => limbOf(limb, plan.id, id, chosen, days)),
      isSameDay: limbs.some(({ before }) => before),
    };
  });
}

/** All consultations, each with its conditions. */
export const allUnits = (plan: Plan): Unit[] => procedures.flatMap(({ id }) => unitsOf(plan, id));

function consent(procedure: string, { clause, by }: Part): Unit {
  const id = `${procedure}-consent`;
  return {
    id,
    clause,
    topic: 'consent',
    title: texts.consent,
    message: texts.consented,
    remedy: texts.consult,
    limbs: [decided('given', `decision.${id}`, by, texts.consent)],
    isSameDay: false,
  };
}

function ownUnit(
  town: string,
  procedure: string,
  { id: name, clause, by }: Chosen,
  { asks, label, topic }: NonNullable<Chosen['own']>,
): Unit {
  const id = `${procedure}-${name}`;
  const filled = ({ ja, en }: Two): Two => ({
    ja: ja.replace('{label}', () => label.ja),
    en: en.replace('{label}', () => label.en),
  });
  return {
    id,
    clause,
    topic,
    title: label,
    message: filled(asks === 'fact' ? texts.lacks_fact : texts.lacks),
    remedy: filled(texts.mend),
    limbs: [
      asks === 'fact' ? fact('holds', `${town}.${id}`, label) : found('found', id, by, label, []),
    ],
    isSameDay: false,
  };
}

function limbOf(
  template: LimbTemplate,
  town: string,
  condition: string,
  { by }: Chosen,
  { approved, starts }: Days,
): Limb {
  const { id, stated, yes, no, one_of, before, supports = [] } = template;
  const own = `${condition}-${id}`;
  if (template.fact) return fact(id, `${town}.${own}`, template.fact);
  if (template.decided) return decided(id, `decision.${own}`, by, template.decided);
  if (stated !== undefined) {
    const sample = data.lists.includes(stated) ? [texts.item.ja] : texts.sample.ja;
    return { ...said(id, ['stated', stated], stated, sample, ''), isStated: true };
  }
  if (yes !== undefined) return said(id, ['yes', yes], yes, true, false);
  if (no !== undefined) return said(id, ['no', no], no, false, true);
  if (one_of) {
    const [field, values] = one_of;
    const wrong = (data.wrong as Readonly<Record<string, string>>)[field];
    return said(id, ['one_of', one_of], field, values[0], wrong);
  }
  if (before) {
    const [first, second] = before;
    return {
      ...said(id, ['before', before], second, starts, approved),
      good: { [first]: approved, [second]: starts },
      // The day before the approval, and the very day.
      bad: { [second]: approved, [first]: starts },
      open: { [second]: approved },
      because: 'reading',
      needed: '',
    };
  }
  return found(id, own, by, template.found ?? texts.consent, supports);
}

/** A limb on a fact that the applicant states. */
function said(id: string, asks: Limb['asks'], field: string, good: unknown, bad: unknown): Limb {
  return {
    id,
    asks,
    supports: [],
    field: undefined,
    good: { [field]: good },
    bad: { [field]: bad },
    open: { [field]: '' },
    because: 'missing',
    needed: `applicant: ${field}`,
    isStated: false,
  };
}

/** A limb on such a fact that this text alone asks for. */
function fact(id: string, name: string, label: Two): Limb {
  const field: OwnField = { id: name, type: 'boolean', supplier: 'applicant', label };
  return { ...said(id, ['yes', name], name, true, false), field };
}

/** A limb on what an official finds, or another body decides. */
function found(
  id: string,
  name: string,
  by: Chosen['by'],
  label: Two,
  supports: readonly string[],
): Limb {
  if (by === 'body') return decided(id, `decision.${name}`, by, label);
  const field: OwnField = { id: `finding.${name}`, type: 'finding', supplier: 'officer', label };
  return {
    ...said(id, ['found', field.id], field.id, true, false),
    supports,
    field,
    because: 'finding',
    needed: `officer: ${field.id}`,
  };
}

function decided(id: string, name: string, by: Chosen['by'], label: Two): Limb {
  const field: OwnField = { id: name, type: 'decision', supplier: by, label };
  return {
    ...said(id, ['decided', name], name, 'approved', 'rejected'),
    field,
    because: 'decision',
    needed: `${by}: ${name}`,
  };
}
