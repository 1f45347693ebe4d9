/** What settles a request before its conditions: bans lifted, consent not needed, text that is silent or open. */
import type { Lack } from './lacks.js';
import { type Exception, type Plan, partOf, proceduresOf, type Two } from './plan.js';
import data from './templates.json' with { type: 'json' };
import {
  consultationAt,
  filled,
  finding,
  type Limb,
  type OpenPoint,
  type OwnField,
  openPoint,
  ownFact,
  unitsOf,
} from './units.js';

const { texts } = data;

/** What settles a request before its conditions: a case without consent or ban, or one beyond reach. */
export interface Way {
  /** Where the guide asks for it. */
  readonly at: Lack;
  readonly id: string;
  readonly clause: string;
  readonly verdict: 'exempt' | 'undetermined' | 'not_regulated';
  /** What shows it, as it is written. */
  readonly asks: Limb['asks'];
  /** The field of the ruleset's own that it asks. */
  readonly own: OwnField | undefined;
  readonly message: Two;
  /** The reading that leaves it open. */
  readonly reading?: string | undefined;
  /** What of it the text does not settle. */
  readonly open?: OpenPoint | undefined;
}

/** The reading that stands for the part of a text that was not read. */
export const EXCERPT = 'excerpt';

/** What lies beyond the reach of what a text says of a consultation: there it is silent. */
export function beyond(plan: Plan, procedure: string): Way[] {
  const { says, reach } = partOf(plan, procedure);
  if (says === null || says === 'silent' || !reach) return [];
  const id = `${procedure}-beyond`;
  const { asks, clause } = reach;
  const label = asks === 'personal' ? texts.personal : reach.own;
  const shown = {
    personal: () => ({
      asks: ['not', { is: ['information.kind', 'personal'] }] as const,
      own: undefined,
    }),
    finding: () => {
      const own = finding(`finding.${procedure}-reach`, label);
      return { asks: ['is', [own.id, false]] as const, own };
    },
    fact: () => {
      const own = ownFact(`${plan.id}.${procedure}-reach`, label, 'record');
      return { asks: ['no', own.id] as const, own };
    },
  };
  return [
    {
      at: { ...consultationAt(procedure), input: `${procedure}-reach-clause` },
      id,
      clause: clause.trim(),
      // What the rest of the text says of it nobody knows.
      ...(plan.seen
        ? { verdict: 'undetermined' as const, reading: EXCERPT }
        : { verdict: 'not_regulated' as const }),
      ...shown[asks](),
      message: filled(plan.seen ? texts.beyond_seen : texts.beyond, label),
    },
  ];
}

/** When a consultation needs no consent, or its ban does not reach it. */
export function exemptOf(plan: Plan, procedure: string): Way[] {
  const { says, exempt } = partOf(plan, procedure);
  if (says === null || says === 'silent') return [];
  // What lifts a ban by law is found: the law that an applicant names may be another than the text's.
  const asks = ({ id, own, asks }: Exception): Exception['asks'] =>
    !own && id === 'law' && says === 'ban' ? 'finding' : asks;
  return exempt.map((one) =>
    exemption(plan.id, procedure, { ...one, asks: asks(one) }, says === 'ban'),
  );
}

function exemption(
  town: string,
  procedure: string,
  { id: name, clause, own, asks, open }: Exception,
  isBanned: boolean,
): Way {
  const id = `${procedure}-${own ? `exempt-${name}` : name}`;
  const isInstructed = name === 'instructed';
  const label = own ?? (isInstructed ? texts.by_instruction : texts.law);
  const input = `${procedure}-exempt-${name}-clause`;
  const at = { ...consultationAt(procedure), input, part: name };
  const point = open
    ? openPoint(at, `${id}-open`, clause, open, filled(texts.open_where, label))
    : undefined;
  const settles = isInstructed
    ? texts[isBanned ? 'lifted_instructed' : 'instructed']
    : filled(texts[isBanned ? 'lifted' : 'excepted'], label);
  const way = {
    at,
    id,
    clause: clause.trim(),
    verdict: point ? ('undetermined' as const) : ('exempt' as const),
    message: point?.message ?? settles,
    reading: point?.reading,
    open: point,
  };
  if (isInstructed && asks === 'fact') {
    return { ...way, asks: ['yes', 'instruction.given'], own: undefined };
  }
  if (asks === 'finding') {
    const own = finding(`finding.${id}`, label);
    return { ...way, asks: ['found', own.id], own };
  }
  if (!own && procedure === 'third_party') {
    return { ...way, asks: ['is', ['third_party.basis', 'law']], own: undefined };
  }
  // Nobody is advised to make it so.
  const fact = ownFact(`${town}.${id}`, label, 'record');
  return { ...way, asks: ['yes', fact.id], own: fact };
}

/** What holds on a consultation, where the text does not settle that. */
export function openOf(plan: Plan, procedure: string): OpenPoint | undefined {
  const { says, open, clause } = partOf(plan, procedure);
  return says === 'open' && open
    ? openPoint(consultationAt(procedure), `${procedure}-open`, clause, open, texts.open)
    : undefined;
}

/** All points that the text does not settle. */
export const openPoints = (plan: Plan): OpenPoint[] => [
  ...new Map(
    proceduresOf(plan)
      .flatMap(({ id }) => [
        openOf(plan, id),
        ...exemptOf(plan, id).map(({ open }) => open),
        ...unitsOf(plan, id).flatMap(({ limbs }) => limbs.map(({ open }) => open)),
      ])
      .flatMap((one) => (one ? [[one.reading, one] as const] : [])),
  ).values(),
];
