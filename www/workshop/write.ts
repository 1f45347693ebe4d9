/** A plan as a ruleset in TOML, as one would write it by hand. */
import { consented, type Duty, type Plan, partOf, procedures, type Two } from './plan.js';
import data from './templates.json' with { type: 'json' };
import { allUnits, type Limb, type OwnField, type Unit, unitsOf } from './units.js';

const { texts } = data;

/** The ruleset of a plan that lacks nothing. */
export function rulesetOf(plan: Plan): string {
  const units = allUnits(plan);
  const text = (two: Two) =>
    plan.english && two.en
      ? `{ ja = ${value(two.ja)}, en = ${value(two.en)} }`
      : `{ ja = ${value(two.ja)} }`;
  const fields = units.flatMap(({ limbs }) => limbs.flatMap(({ field }) => field ?? []));
  return [
    header(plan, text),
    ...fields.map((one) => fieldOf(one, text)),
    ...units.filter(({ isSameDay }) => isSameDay).map((unit) => reading(unit, text)),
    ...routes(plan).map((one) => route(one, text)),
    ...units.map((unit) => condition(unit, text)),
    ...dutiesOf(plan).map((one) => duty(plan, one, text)),
    ...procedures.map(({ id, title }) => procedure(plan, id, title, text)),
  ].join('\n');
}

/** A value as TOML has it. */
export const value = (of: unknown): string => {
  if (Array.isArray(of)) return `[${of.map(value).join(', ')}]`;
  return JSON.stringify(of);
};

type Say = (two: Two) => string;

const lines = (...all: readonly (string | false)[]): string =>
  `${all.filter((line) => line !== false).join('\n')}\n`;

function header({ id, municipality, title, instrument, from }: Plan, text: Say): string {
  return lines(
    '[ruleset]',
    'format = 1',
    `id = ${value(id)}`,
    `version = ${value(from || 'undated')}`,
    `municipality = ${text(municipality)}`,
    `title = ${text(title)}`,
    `instrument = ${text(instrument)}`,
    from !== '' &&
      `in_force = { from = ${from}, decided_by = ["approval.planned_on", "request.filed_on", "asOf"] }`,
  );
}

function fieldOf({ id, type, supplier, label }: OwnField, text: Say): string {
  return lines(
    '[[field]]',
    `id = ${value(id)}`,
    `type = ${value(type)}`,
    `supplier = ${value(supplier)}`,
    supplier === 'applicant' && 'nature = "plan"',
    `label = ${text(label)}`,
  );
}

function reading({ id, clause }: Unit, text: Say): string {
  return lines(
    '[[reading]]',
    `id = ${value(id)}`,
    `clause = ${value(clause)}`,
    `taken = ${text(texts.same_day)}`,
    `alternative = ${text(texts.same_day_other)}`,
  );
}

interface Route {
  readonly id: string;
  readonly when: string;
  readonly verdict: string;
  readonly clause: string;
  readonly message: Two;
  readonly isClaimed: boolean;
}

/** The routes that some consultation has, each once. */
function routes(plan: Plan): Route[] {
  const isSilent = procedures.some(({ id }) => partOf(plan, id).says === 'silent');
  const speaks = procedures.some(({ id }) => partOf(plan, id).says !== 'silent');
  const { from, commencement, scope, isOfInformation } = plan;
  const always = '{ all = [] }';
  const none = { isClaimed: false, verdict: 'not_regulated' };
  const shared: Route[] = [
    ...(from !== '' && speaks
      ? [
          {
            ...none,
            id: 'not-in-force',
            when: '{ not = { in_force = true } }',
            clause: commencement,
            message: texts.not_in_force,
          },
        ]
      : []),
    ...(isOfInformation && speaks
      ? [
          {
            ...none,
            id: 'no-personal-information',
            when: '{ is = ["information.kind", "none"] }',
            clause: scope,
            message: texts.no_information,
          },
        ]
      : []),
    ...(isSilent
      ? [{ ...none, id: 'silent', when: always, clause: scope, message: texts.silent }]
      : []),
  ];
  const own = procedures.flatMap(({ id }): Route[] => {
    const { says, clause, instructed } = partOf(plan, id);
    return [
      ...(instructed !== '' && says !== 'silent'
        ? [
            {
              id: `${id}-instructed`,
              when: '{ yes = "instruction.given" }',
              verdict: 'exempt',
              clause: instructed,
              message: texts.instructed,
              // Where its absence means a ban, it must be known to be absent.
              isClaimed: says !== 'ban',
            },
          ]
        : []),
      ...(says === 'ban'
        ? [
            {
              id: `${id}-banned`,
              when: always,
              verdict: 'prohibited',
              clause,
              message: texts.banned,
              isClaimed: false,
            },
          ]
        : []),
    ];
  });
  return [...shared, ...own];
}

function route({ id, when, verdict, clause, message, isClaimed }: Route, text: Say): string {
  return lines(
    '[[route]]',
    `id = ${value(id)}`,
    `when = ${when}`,
    `verdict = ${value(verdict)}`,
    `clause = ${value(clause)}`,
    `message = ${text(message)}`,
    isClaimed && 'claimed = true',
  );
}

function condition(unit: Unit, text: Say): string {
  const { id, clause, topic, title, message, remedy, limbs, isSameDay } = unit;
  const limb = ({ id, asks: [operator, takes], supports }: Limb) =>
    lines(
      '',
      '[[condition.limb]]',
      `id = ${value(id)}`,
      `${operator} = ${value(takes)}`,
      supports.length > 0 && `supports = ${value(supports)}`,
    );
  return (
    lines(
      '[[condition]]',
      `id = ${value(id)}`,
      `clause = ${value(clause)}`,
      `topic = ${value(topic)}`,
      `title = ${text(title)}`,
      `message = ${text(message)}`,
      `remedy = ${text(remedy)}`,
      isSameDay && `reading = ${value(id)}`,
    ) + limbs.map(limb).join('')
  );
}

/** The duties of a plan, in the order of the text as it was given; none where nothing is consented. */
const dutiesOf = (plan: Plan): readonly Duty[] => (consented(plan).length > 0 ? plan.duties : []);

/** A duty of the text's own, or the line that takes up one that many texts have. */
function duty(plan: Plan, { id, clause, own }: Duty, text: Say): string {
  if (!own) {
    return lines(
      '[[common]]',
      `is = ${value(id)}`,
      `procedures = ${value(consented(plan))}`,
      `clause = ${value(clause)}`,
    );
  }
  return lines(
    '[[duty]]',
    `id = ${value(id)}`,
    `clause = ${value(clause)}`,
    `message = ${text(own.message)}`,
    own.isAdvice && 'advisory = true',
  );
}

/** The routes of a consultation, in the order in which they are looked at. */
function routesOf(plan: Plan, id: string): string[] {
  const { says, instructed } = partOf(plan, id);
  if (says === 'silent') return ['silent'];
  return [
    ...(plan.from !== '' ? ['not-in-force'] : []),
    ...(plan.isOfInformation ? ['no-personal-information'] : []),
    ...(instructed !== '' ? [`${id}-instructed`] : []),
    ...(says === 'ban' ? [`${id}-banned`] : []),
  ];
}

function procedure(plan: Plan, id: string, title: Two, text: Say): string {
  const conditions = unitsOf(plan, id).map((unit) => unit.id);
  const listed = routesOf(plan, id);
  const duties = consented(plan).includes(id) ? plan.duties.filter(({ own }) => own) : [];
  return lines(
    '[[procedure]]',
    `id = ${value(id)}`,
    `title = ${text(title)}`,
    listed.length > 0 && `routes = ${value(listed)}`,
    conditions.length > 0 && `conditions = ${value(conditions)}`,
    duties.length > 0 && `duties = ${value(duties.map((one) => one.id))}`,
  );
}
