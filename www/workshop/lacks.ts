/** What a plan still lacks, each by the step and the input that asks for it. */
import {
  type Applying,
  boundBy,
  type Chosen,
  clauseOf,
  isConsented,
  limbsOf,
  type Open,
  type Own,
  type Part,
  type Plan,
  partOf,
  proceduresOf,
  type Two,
  templatesFor,
} from './plan.js';

/** The steps, in order. */
export const STEPS = ['text', 'consultations', 'conditions', 'duties', 'done'] as const;
export type Step = (typeof STEPS)[number];

/** What an input asks for. */
export type Asked =
  | 'id'
  | 'municipality'
  | 'title'
  | 'instrument'
  | 'commencement'
  | 'scope'
  | 'outside'
  | 'seen'
  | 'name'
  | 'says'
  | 'clause'
  | 'exempt'
  | 'conditions'
  | 'label'
  | 'limbs'
  | 'day'
  | 'number'
  | 'called'
  | 'count'
  | 'instead'
  | 'message'
  | 'one'
  | 'other'
  | 'meanwhile'
  | 'reach'
  | 'question'
  | 'answer'
  | 'of';

/** Something that is lacking. */
export interface Lack {
  readonly step: Step;
  /** The input that asks for it. */
  readonly input: string;
  readonly asked: Asked;
  /** The consultation that it is of, and the condition or duty. */
  readonly procedure?: string;
  readonly part?: string;
}

/** An id as rulesets have them, of no more than 40 letters. */
const ID = /^[a-z0-9][a-z0-9_-]{0,39}$/;
/** Whether that may be the id of a ruleset. */
export const isId = (text: string): boolean => ID.test(text);

/** Whether that is a whole number from `least` to `most`. */
export const isCount = (text: string, least: number, most: number): boolean =>
  /^\d{1,12}$/.test(text) && Number(text) >= least && Number(text) <= most;

/** What the numbers of an own condition may be; none where it has no such number. */
export function countsOf({ asks, of }: Own): { readonly least: number; readonly most: number }[] {
  if (asks === 'days') return [{ least: 1, most: 3650 }];
  if (asks === 'number' && of[1]?.field === 'count') return [{ least: 0, most: 10 ** 9 }];
  if (asks === 'share') {
    const share = { least: 1, most: 1000 };
    return [share, share];
  }
  return [];
}

/** What is still to be said. */
export function lacks(plan: Plan): Lack[] {
  const blank: Blank = ({ ja, en }) => {
    if (ja.trim() === '') return [''];
    return plan.english && en.trim() === '' ? ['-en'] : [];
  };
  const found: Lack[] = [];
  const text = (asked: Asked, lacks: boolean) => {
    if (lacks) found.push({ step: 'text', input: `plan-${asked}`, asked });
  };
  for (const asked of ['municipality', 'title', 'instrument'] as const) {
    for (const line of blank(plan[asked])) {
      found.push({ step: 'text', input: `plan-${asked}${line}`, asked });
    }
  }
  text('id', !isId(plan.id));
  text('commencement', plan.from !== '' && plan.commencement.trim() === '');
  for (const line of plan.seen ? blank(plan.seen) : []) {
    found.push({ step: 'text', input: `plan-seen${line}`, asked: 'seen' });
  }
  const all = proceduresOf(plan).map(({ id, title }) => ({ id, title, part: partOf(plan, id) }));
  for (const { id, title, part } of all) {
    for (const line of blank(title)) {
      const input = `${id}-name${line}`;
      found.push({ step: 'consultations', input, asked: 'name', procedure: id });
    }
    found.push(...ofPart(id, part, blank));
  }
  for (const { id, part } of all) {
    if (part.says === 'conditions' && part.conditions.length === 0) {
      const input = `${id}-add`;
      found.push({ step: 'conditions', input, asked: 'conditions', procedure: id });
    }
    if (isConsented(part)) {
      found.push(...part.conditions.flatMap((one) => ofCondition(id, part, one, blank)));
    }
  }
  for (const one of plan.duties) {
    const { id, clause, own } = one;
    const of = { step: 'duties', part: id } as const;
    const isBinding = boundBy(plan, one).length > 0;
    if (one.of !== null && !isBinding) found.push({ ...of, input: `duty-${id}-of`, asked: 'of' });
    // From before nothing could end in consent any more, it is left as it is.
    if (one.of === null && !isBinding) continue;
    const words = own?.message ?? one.wording;
    for (const line of words ? blank(words) : []) {
      found.push({ ...of, input: `duty-${id}-message${line}`, asked: 'message' });
    }
    if (clause.trim() === '') found.push({ ...of, input: `duty-${id}-clause`, asked: 'clause' });
    ofWhen(one, blank, (name, asked) => found.push({ ...of, input: `duty-${id}-${name}`, asked }));
  }
  return found;
}

/** Which lines of a text are to be filled in: one or none. */
type Blank = (two: Two) => readonly ('' | '-en')[];

function ofPart(id: string, part: Part, blank: Blank): Lack[] {
  const { says, clause, exempt } = part;
  const of = { step: 'consultations', procedure: id } as const;
  if (says === null) return [{ ...of, input: `${id}-says`, asked: 'says' }];
  if (says === 'silent') return [];
  const { open, reach, isWritten } = part;
  const asksClause = (says !== 'conditions' || isWritten) && clause.trim() === '';
  return [
    ...(asksClause ? [{ ...of, input: `${id}-clause`, asked: 'clause' } as const] : []),
    ...ofOpen(says === 'open' ? open : null, blank).map(
      ([name, asked]): Lack => ({ ...of, input: `${id}-open-${name}`, asked }),
    ),
    ...(reach && reach.asks !== 'personal' ? blank(reach.own) : []).map(
      (line): Lack => ({ ...of, input: `${id}-reach-label${line}`, asked: 'reach' }),
    ),
    ...(reach?.clause.trim() === ''
      ? [{ ...of, input: `${id}-reach-clause`, asked: 'clause' } as const]
      : []),
    ...exempt.flatMap((one): Lack[] => [
      ...(one.own ? blank(one.own) : []).map((line): Lack => {
        const input = `${id}-exempt-${one.id}-label${line}`;
        return { ...of, input, part: one.id, asked: 'exempt' };
      }),
      ...(one.clause.trim() === ''
        ? [
            {
              ...of,
              input: `${id}-exempt-${one.id}-clause`,
              part: one.id,
              asked: 'clause',
            } as const,
          ]
        : []),
      ...ofOpen(one.open, blank).map(([name, asked]): Lack => {
        const input = `${id}-exempt-${one.id}-open-${name}`;
        return { ...of, input, part: one.id, asked };
      }),
    ]),
  ];
}

/** What is still to be said of a point that the text does not settle. */
function ofOpen(open: Open | null, blank: Blank): [name: string, asked: Asked][] {
  if (!open) return [];
  return [
    ...(['one', 'other'] as const).flatMap((asked) =>
      blank(open[asked]).map((line): [string, Asked] => [`${asked}${line}`, asked]),
    ),
    ...(open.meanwhile.ja.trim() === '' ? [] : blank(open.meanwhile)).map(
      (line): [string, Asked] => [`meanwhile${line}`, 'meanwhile'],
    ),
  ];
}

type Push = (name: string, asked: Asked) => void;

function ofCondition(procedure: string, part: Part, one: Chosen, blank: Blank): Lack[] {
  const { id, own, wording, without, open } = one;
  const found: Lack[] = [];
  const push: Push = (name, asked) =>
    found.push({
      step: 'conditions',
      input: `${procedure}-${id}-${name}`,
      asked,
      procedure,
      part: id,
    });
  const template = templatesFor(procedure).find((one) => one.id === id);
  if (own) ofOwn(own, blank, push);
  if (template && one.open?.of !== 'asks' && limbsOf(template, one).length === 0) {
    push(`limb-${template.limbs[0]?.id}`, 'limbs');
  }
  for (const [limb, words] of Object.entries(wording)) {
    if (without.includes(limb)) continue;
    for (const line of blank(words)) push(`wording-${limb}${line}`, 'label');
  }
  if (clauseOf(part, one) === '') push('clause', 'clause');
  ofWhen(one, blank, push);
  for (const [name, asked] of ofOpen(open, blank)) push(`open-${name}`, asked);
  return found;
}

function ofWhen({ when, only }: Applying, blank: Blank, push: Push): void {
  for (const line of when === 'asked' ? blank(only.asked) : []) push(`asked${line}`, 'question');
  if (when === 'chosen' && only.field === '') push('chosen', 'answer');
}

function ofOwn(own: Own, blank: Blank, push: Push): void {
  for (const line of blank(own.label)) push(`label${line}`, 'label');
  for (const line of own.unless ? blank(own.unless) : []) push(`unless${line}`, 'instead');
  const isOfDays = own.asks === 'days' || own.asks === 'order';
  for (const [at, { field, label }] of own.of.entries()) {
    if (field === '') push(`of-${at}`, isOfDays ? 'day' : 'number');
    for (const line of field === 'own' ? blank(label) : []) push(`called-${at}${line}`, 'called');
  }
  for (const [at, { least, most }] of countsOf(own).entries()) {
    const key = at === 0 ? 'count' : 'total';
    if (!isCount(own[key], least, most)) push(key, 'count');
  }
}
