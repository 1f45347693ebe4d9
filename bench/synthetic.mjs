// Rulesets of any size, made from one small template; the engine takes them as any stranger's.

const text = (ja) => ({ ja });
/** A condition holds so many limbs, as those of real texts may. */
const LIMBS = 10;

/** A ruleset whose limbs ask one after the other of all its fields whether they are stated. */
export function ruleset({ id = 'grown', fields, limbs }) {
  const conditions = Array.from({ length: Math.ceil(limbs / LIMBS) }, (_, at) => ({
    id: `c${at}`,
    clause: `第${at + 1}条`,
    topic: 'scope',
    title: text('記載'),
    message: text('書かれていません。'),
    remedy: text('書いてください。'),
    limb: Array.from({ length: Math.min(LIMBS, limbs - at * LIMBS) }, (_, within) => ({
      id: `l${within}`,
      stated: field(id, (at * LIMBS + within) % fields),
    })),
  }));
  return {
    ruleset: {
      format: 1,
      id,
      version: '2026-04-01',
      municipality: text('架空の町'),
      title: text('架空の要綱'),
      instrument: text('架空'),
      source: text('架空'),
      in_force: { from: '2026-04-01', decided_by: ['asOf'] },
    },
    field: Array.from({ length: fields }, (_, at) => ({
      id: field(id, at),
      type: 'text',
      supplier: 'applicant',
      nature: 'plan',
      label: text(`項目${at + 1}`),
    })),
    condition: conditions,
    procedure: [
      { id: 'ask', title: text('協議'), conditions: conditions.map((condition) => condition.id) },
    ],
  };
}

/** The request that passes. */
export const request = ({ id = 'grown', fields }) => ({
  procedure: 'ask',
  asOf: '2026-11-22',
  stage: 'filed',
  answers: Object.fromEntries(Array.from({ length: fields }, (_, at) => [field(id, at), '記載'])),
});

export const field = (id, at) => `${id}.f${at}`;
