/** A plan as conditions and limbs: what its ruleset asks. */
import fields from 'fields:shared';
import { comparison } from './compare.js';
import type { Lack } from './lacks.js';
import {
  type Applying,
  type Chosen,
  type ConditionTemplate,
  clauseOf,
  isConsented,
  type LimbTemplate,
  limbsOf,
  mayHaveProviso,
  type Open,
  type Own,
  type Part,
  type Plan,
  partOf,
  proceduresOf,
  type Two,
  templatesFor,
} from './plan.js';
import data from './templates.json' with { type: 'json' };

const { texts } = data;

/** A field of the ruleset's own. */
export interface OwnField {
  readonly id: string;
  readonly type: 'finding' | 'decision' | 'boolean' | 'text' | 'date' | 'integer';
  readonly supplier: 'officer' | 'body' | 'applicant';
  readonly nature: 'plan' | 'record' | undefined;
  readonly label: Two;
}

/** Where the guide asks for it: the input of its clause. */
export const conditionAt = (procedure: string, part: string): Lack => ({
  step: 'conditions',
  input: `${procedure}-${part}-clause`,
  asked: 'clause',
  procedure,
  part,
});

/** Where the guide asks what holds on a consultation. */
export const consultationAt = (procedure: string): Lack => ({
  step: 'consultations',
  input: `${procedure}-clause`,
  asked: 'clause',
  procedure,
});

/** One limb, as it is written. */
export interface Limb {
  readonly id: string;
  /** The operator and what it takes, as it is written. */
  readonly asks: readonly [operator: string, takes: unknown];
  readonly supports: readonly string[];
  readonly message: Two;
  readonly remedy: Two;
  /** The fields of the ruleset's own among those that it asks. */
  readonly own: readonly OwnField[];
  /** What of it the text does not settle. */
  readonly open?: OpenPoint | undefined;
  /** Whether it tells only once it is recorded. */
  readonly isRecorded?: boolean;
}

/** A point that the text does not settle, and the reading that says so. */
export interface OpenPoint {
  readonly at: Lack;
  readonly reading: string;
  readonly clause: string;
  readonly open: Open;
  readonly message: Two;
}

/** For which requests a condition is: how that is written. */
export interface When {
  readonly asks: Limb['asks'];
  /** The field of the ruleset's own that it asks. */
  readonly own: OwnField | undefined;
}

/** One condition. */
export interface Unit {
  readonly at: Lack;
  readonly id: string;
  readonly clause: string;
  readonly topic: string;
  readonly title: Two;
  /** Nothing where it always applies. */
  readonly when: When | undefined;
  readonly limbs: readonly Limb[];
}

/** Whether the text leaves open which of two things of one day came first, and nothing more. */
export const isSameDay = ({ asks: [operator, takes], open }: Limb): boolean =>
  !open &&
  (operator === 'in_order' || (operator === 'before' && (takes as unknown[]).length === 2));

const named = ({ ja, en }: Two, label: Two, option: Two): Two => ({
  ja: ja.replace('{label}', () => label.ja).replace('{option}', () => option.ja),
  en: en.replace('{label}', () => label.en).replace('{option}', () => option.en),
});

/** The fields and values that requests can be told apart by. */
export const CHOICES: readonly (readonly [field: string, value: string, label: Two])[] =
  Object.entries(fields).flatMap(([id, { type, label, options }]) => {
    if (type === 'boolean') return [[id, 'true', label] as const];
    return type !== 'choice' || !options
      ? []
      : options.map((one) => [id, one.value, named(texts.choice, label, one.label)] as const);
  });

/** For which requests a condition is. */
export function whenOf(town: string, id: string, { when, only }: Applying): When | undefined {
  if (when === 'always') return undefined;
  if (when === 'asked') {
    const fact = ownFact(`${town}.${id}-when`, only.asked, 'record');
    return { asks: ['yes', fact.id], own: fact };
  }
  const field = when === 'my_number' ? 'information.my_number' : only.field;
  const isChoice = fields[field]?.options !== undefined;
  return { asks: isChoice ? ['is', [field, only.value]] : ['yes', field], own: undefined };
}

/** What a text says of a point that it does not settle. */
export function openPoint(
  at: Lack,
  reading: string,
  clause: string,
  open: Open,
  words: Two,
): OpenPoint {
  const meanwhile = sentence(open.meanwhile);
  const said = (lang: 'ja' | 'en') => {
    const text = words[lang]
      .replace('{one}', () => open.one[lang])
      .replace('{other}', () => open.other[lang]);
    const isSaid = open.meanwhile[lang].trim() !== '';
    return isSaid ? text + filled(texts.meanwhile, meanwhile)[lang] : text;
  };
  return { at, reading, clause: clause.trim(), open, message: { ja: said('ja'), en: said('en') } };
}

/** What a limb asks, in the words of the text: what has to be so. */
export function asked(limb: LimbTemplate, { wording }: Pick<Chosen, 'wording'>): Two {
  if ('stated' in limb) return fields[limb.stated]?.label ?? texts.sample;
  return 'found' in limb ? (wording[limb.id] ?? limb.found) : limb.asks;
}

/** The conditions of a consultation; none where it has none. */
export function unitsOf(plan: Plan, procedure: string): Unit[] {
  const part = partOf(plan, procedure);
  if (!isConsented(part)) return [];
  const conditions = part.conditions.map((one) => ({ ...one, clause: clauseOf(part, one) }));
  const chosen = conditions.flatMap((one) => {
    if (one.own) return [ownUnit(plan.id, procedure, one, one.own)];
    const template = templatesFor(procedure).find(({ id }) => id === one.id);
    return template ? [templateUnit(plan.id, procedure, one, template)] : [];
  });
  const given = part.says === 'consent' ? [consent(plan, procedure, part)] : [];
  const written =
    part.says === 'conditions' && part.isWritten ? [inWriting(plan, procedure, part)] : [];
  const all = [...given, ...chosen, ...written];
  return all.reduce<Unit[]>(joined, []);
}

/** What one clause says of one matter is one condition. */
function joined(units: readonly Unit[], next: Unit): Unit[] {
  const at = units.findIndex(
    ({ clause, topic, when }) =>
      clause === next.clause &&
      topic === next.topic &&
      when?.asks.join() === next.when?.asks.join(),
  );
  const first = units[at];
  if (!first) return [...units, next];
  const { title, limbs } = first;
  const { ja, en } = texts.joined;
  return units.with(at, {
    ...first,
    title: { ja: title.ja + ja + next.title.ja, en: title.en + en + next.title.en },
    limbs: [...limbs, ...next.limbs.map((limb) => ({ ...limb, id: `${next.id}-${limb.id}` }))],
  });
}

/** What a consultation is called. */
const titleOf = (plan: Plan, procedure: string): Two =>
  proceduresOf(plan).find(({ id }) => id === procedure)?.title ?? texts.sample;

function consent(plan: Plan, procedure: string, { clause, by, isWritten }: Part): Unit {
  const id = `${procedure}-consent`;
  const title = filled(isWritten ? texts.consent_written : texts.consent, titleOf(plan, procedure));
  const says = { message: filled(texts.consented, title), remedy: filled(texts.consult, title) };
  return {
    at: consultationAt(procedure),
    id,
    clause: clause.trim(),
    topic: 'consent',
    title,
    when: undefined,
    limbs: [decided('given', `decision.${id}`, by, title, says)],
  };
}

/** That the consent is in writing, where the conditions lead to it: it tells once it is given. */
function inWriting(plan: Plan, procedure: string, { clause }: Part): Unit {
  const id = `${procedure}-written`;
  const label = filled(texts.written_record, titleOf(plan, procedure));
  const field = { ...ownFact(`${plan.id}.${id}`, label, 'record'), supplier: 'officer' as const };
  const says = { message: texts.written_lacks, remedy: texts.written_mend };
  const limb = said('given', ['yes', field.id], says);
  return {
    at: consultationAt(procedure),
    id,
    clause: clause.trim(),
    topic: 'consent',
    title: label,
    when: undefined,
    limbs: [{ ...limb, own: [field], isRecorded: true }],
  };
}

/** The limbs of a condition, as far as the text settles them. */
function settled(limbs: Limb[], at: Lack, id: string, { clause, open }: Chosen): Limb[] {
  if (!open) return limbs;
  const point = openPoint(at, `${id}-open`, clause, open, texts.open);
  if (open.of === 'applies') return limbs.map((limb) => ({ ...limb, open: point }));
  const asks = ['else_reading', { any: [] }] as const;
  const says = { message: point.message, remedy: texts.open_mend };
  return [...limbs, { ...said('open', asks, says), open: point }];
}

function ownUnit(town: string, procedure: string, chosen: Chosen, own: Own): Unit {
  const id = `${procedure}-${chosen.id}`;
  const at = conditionAt(procedure, chosen.id);
  return {
    at,
    id,
    clause: chosen.clause,
    topic: own.topic,
    title: own.label,
    when: whenOf(town, id, chosen),
    // What it asks is said in its own words alone: where that is open, nothing else is left of it.
    limbs:
      chosen.open?.of === 'asks'
        ? settled([], at, id, chosen)
        : settled([withProviso(ownLimb(town, id, chosen, own), id, chosen, own)], at, id, chosen),
  };
}

/** The limb, or what may be found in its place. */
function withProviso(limb: Limb, id: string, { by }: Chosen, own: Own): Limb {
  const { unless } = own;
  if (!mayHaveProviso(own) || !unless) return limb;
  const other = found('instead', `${id}-instead`, by, unless, []);
  const any = [limb, other].map(({ asks: [operator, takes] }) => ({ [operator]: takes }));
  return { ...limb, asks: ['any', any], own: [...limb.own, ...other.own] };
}

function ownLimb(town: string, id: string, { by }: Chosen, own: Own): Limb {
  const { asks, label, of } = own;
  if (asks === 'finding') return found('found', id, by, label, []);
  if (asks === 'matter') {
    const matter = { ...ownFact(`${town}.${id}`, label, 'plan'), type: 'text' as const };
    return { ...stated('stated', matter.id, label), own: [matter] };
  }
  const says = { message: filled(texts.lacks_fact, label), remedy: filled(texts.mend, label) };
  if (asks === 'fact') {
    const fact = ownFact(`${town}.${id}`, label, 'plan');
    return { ...said('holds', ['yes', fact.id], says), own: [fact] };
  }
  const isOfDays = asks === 'days' || asks === 'order';
  const named = of.map(({ field, label }, at) =>
    field === 'own'
      ? {
          id: `${town}.${id}-${at + 1}`,
          type: isOfDays ? ('date' as const) : ('integer' as const),
          supplier: 'applicant' as const,
          // What a number is held against stands already; a day may have passed.
          nature: isOfDays || at > 0 ? ('record' as const) : ('plan' as const),
          label,
        }
      : field,
  );
  const ids = named.map((one) => (typeof one === 'string' ? one : one.id));
  return {
    ...said('holds', comparison(own, ids), says),
    own: named.filter((one) => typeof one !== 'string'),
  };
}

function templateUnit(
  town: string,
  procedure: string,
  chosen: Chosen,
  template: ConditionTemplate,
): Unit {
  const id = `${procedure}-${template.id}`;
  const at = conditionAt(procedure, template.id);
  const limbs = limbsOf(template, chosen);
  // What is stated stands behind what is found.
  const supports = limbs.flatMap((limb) => ('stated' in limb ? [limb.stated] : []));
  return {
    at,
    id,
    clause: chosen.clause,
    topic: template.topic,
    title: template.title,
    when: whenOf(town, id, chosen),
    limbs: settled(
      limbs.map((limb) => limbOf(limb, town, id, chosen, supports)),
      at,
      id,
      chosen,
    ),
  };
}

type Says = { readonly message: Two; readonly remedy: Two };

/** A text that ends as a sentence does. */
export const sentence = ({ ja, en }: Two): Two => ({
  ja: ja.trim().replace(/(?<![。．！？])$/, '。'),
  en: en.trim().replace(/(?<=[^.!?])$/, '.'),
});

/** A text with a label in its place. */
export const filled = ({ ja, en }: Two, label: Two): Two => ({
  ja: ja.replace('{label}', () => label.ja),
  en: en.replace('{label}', () => label.en),
});

function limbOf(
  limb: LimbTemplate,
  town: string,
  condition: string,
  chosen: Chosen,
  supports: readonly string[],
): Limb {
  const { id } = limb;
  const label = asked(limb, chosen);
  if ('found' in limb) return found(id, `${condition}-${id}`, chosen.by, label, supports);
  if ('stated' in limb) return stated(id, limb.stated, label);
  if ('fact' in limb) {
    const fact = ownFact(`${town}.${condition}-${id}`, label, 'plan');
    return { ...said(id, ['yes', fact.id], limb), own: [fact] };
  }
  if ('denied' in limb) {
    const fact = ownFact(`${town}.${condition}-${id}`, limb.denied, 'record');
    return { ...said(id, ['no', fact.id], limb), own: [fact] };
  }
  if ('decided' in limb) {
    return decided(id, `decision.${condition}-${id}`, chosen.by, limb.decided, limb);
  }
  if ('yes' in limb) return said(id, ['yes', limb.yes], limb);
  if ('no' in limb) return said(id, ['no', limb.no], limb);
  if ('one_of' in limb) return said(id, ['one_of', limb.one_of], limb);
  return said(id, ['before', limb.before], limb);
}

/** A limb on a matter that has to be stated. */
const stated = (id: string, field: string, label: Two): Limb =>
  said(id, ['stated', field], {
    message: filled(texts.lacks_stated, label),
    remedy: filled(texts.mend_stated, label),
  });

/** A limb, and what is said of it. */
const said = (id: string, asks: Limb['asks'], { message, remedy }: Says): Limb => ({
  id,
  asks,
  supports: [],
  message,
  remedy,
  own: [],
});

/** A limb on what an official finds, or another body decides. */
function found(
  id: string,
  name: string,
  by: Chosen['by'],
  label: Two,
  supports: readonly string[],
): Limb {
  const says = { message: filled(texts.lacks, label), remedy: filled(texts.mend, label) };
  if (by === 'body') return decided(id, `decision.${name}`, by, label, says);
  return {
    ...said(id, ['found', `finding.${name}`], says),
    supports,
    own: [finding(`finding.${name}`, label)],
  };
}

function decided(id: string, name: string, by: Chosen['by'], label: Two, says: Says): Limb {
  const own = { id: name, type: 'decision' as const, supplier: by, nature: undefined, label };
  return { ...said(id, ['decided', name], says), own: [own] };
}

/** What an official finds, as a field. */
export const finding = (id: string, label: Two): OwnField => ({
  id,
  type: 'finding',
  supplier: 'officer',
  nature: undefined,
  label,
});

/** What the applicant says of themselves, as a field. */
export const ownFact = (id: string, label: Two, nature: OwnField['nature']): OwnField => ({
  id,
  type: 'boolean',
  supplier: 'applicant',
  nature,
  label,
});
