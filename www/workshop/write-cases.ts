/** The cases of a plan: each route decides one, and each limb is met, not met and unknown in one. */
import { consented, type Plan, partOf, procedures, type Two } from './plan.js';
import data from './templates.json' with { type: 'json' };
import { type Days, daysOf, type Limb, type Unit, unitsOf } from './units.js';
import { value } from './write.js';

const { cases: names } = data;

type Answers = Readonly<Record<string, unknown>>;

/** What a case changes of its base, and what follows. */
interface Case {
  readonly name: Two;
  readonly set?: Answers;
  readonly blank?: string;
  readonly more?: string;
  readonly expect: string;
}

/** The cases, in TOML. */
export function casesOf(plan: Plan): string {
  return procedures
    .flatMap(({ id, title }) => {
      const about = (name: Two, places: Readonly<Record<string, string>> = {}): Two => ({
        ja: filled(name.ja, { ...places, procedure: title.ja }),
        en: filled(name.en, { ...places, procedure: title.en }),
      });
      return [base(plan, id), ...casesOn(plan, id, about).map((one) => caseOf(plan, id, one))];
    })
    .join('\n');
}

const filled = (text: string, places: Readonly<Record<string, string>>): string =>
  text.replace(/\{(\w+)\}/g, (_, place: string) => places[place] ?? '');

/** The days of answers; all else are texts, flags and lists. */
const answer = (of: unknown): string =>
  typeof of === 'string' && /^\d{4}-\d\d-\d\d$/.test(of) ? of : value(of);

/** A request in which everything is in place. */
function base(plan: Plan, id: string): string {
  const { says, instructed } = partOf(plan, id);
  const { asOf, approved } = daysOf(plan);
  const speaks = says !== 'silent';
  const answers: Answers = {
    ...(speaks && plan.from !== '' && { 'approval.planned_on': approved }),
    ...(speaks && plan.isOfInformation && { 'information.kind': 'personal' }),
    ...(speaks && instructed !== '' && { 'instruction.given': false }),
    ...Object.assign(
      {},
      ...unitsOf(plan, id).flatMap(({ limbs }) => limbs.map(({ good }) => good)),
    ),
  };
  const entries = Object.entries(answers).map(([field, of]) => `${value(field)} = ${answer(of)}\n`);
  const table = entries.length > 0 ? `\n[base.answers]\n${entries.join('')}` : '';
  return `[[base]]\nname = ${value(id)}\nprocedure = ${value(id)}\nasOf = ${asOf}\n${table}`;
}

type About = (name: Two, places?: Readonly<Record<string, string>>) => Two;

function casesOn(plan: Plan, id: string, about: About): Case[] {
  const { says, instructed } = partOf(plan, id);
  const days = daysOf(plan);
  const decided = (verdict: string, by: string) =>
    `verdict = "${verdict}", decided_by = ${value(by)}`;
  if (says === 'silent') {
    return [{ name: about(names.silent), expect: decided('not_regulated', 'silent') }];
  }
  // Those that many texts have stand behind the text's own.
  const duties = [
    ...plan.duties.filter(({ own }) => own),
    ...plan.duties.filter(({ own }) => !own),
  ];
  const bound = consented(plan).includes(id) ? duties.map((one) => one.id) : [];
  const arise = bound.length > 0 ? `, duties = ${value(bound)}` : '';
  const first: Case =
    says === 'ban'
      ? { name: about(names.banned), expect: decided('prohibited', `${id}-banned`) }
      : { name: about(names.good), expect: `verdict = "approvable"${arise}` };
  return [
    first,
    ...(plan.from !== '' ? [beforeForce(about, days, decided)] : []),
    ...(plan.isOfInformation
      ? [
          {
            name: about(names.no_information),
            set: { 'information.kind': 'none' },
            expect: decided('not_regulated', 'no-personal-information'),
          },
        ]
      : []),
    ...(instructed !== ''
      ? [
          {
            name: about(names.instructed),
            set: { 'instruction.given': true },
            expect: decided('exempt', `${id}-instructed`),
          },
        ]
      : []),
    ...unitsOf(plan, id).flatMap((unit) =>
      unit.limbs.flatMap((limb) => casesOfLimb(unit, limb, about)),
    ),
  ];
}

function beforeForce(
  about: About,
  { before }: Days,
  decided: (verdict: string, by: string) => string,
): Case {
  return {
    name: about(names.not_in_force),
    set: { 'approval.planned_on': before },
    more: `asOf = ${before}\n`,
    expect: decided('not_regulated', 'not-in-force'),
  };
}

function casesOfLimb({ id, clause }: Unit, limb: Limb, about: About): Case[] {
  const name = `${id}.${limb.id}`;
  const places = { clause, limb: name };
  const open = Object.keys(limb.open)[0] ?? '';
  const isBlank = limb.open[open] === '';
  const needed = limb.needed === '' ? '' : `, needed = [${value(limb.needed)}]`;
  return [
    {
      name: about(names.fails, places),
      ...(limb.isStated ? { blank: open } : { set: limb.bad }),
      expect: `verdict = "not_approvable", fails = [${value(name)}]`,
    },
    {
      name: about(names.open, places),
      ...(isBlank ? { blank: open } : { set: limb.open }),
      ...(limb.isStated && { more: 'stage = "draft"\n' }),
      expect: `verdict = "undetermined", unknown = [${value(`${name}: ${limb.because}`)}]${needed}`,
    },
  ];
}

function caseOf({ english }: Plan, id: string, { name, set, blank, more, expect }: Case): string {
  const changes = Object.entries(set ?? {}).map(([field, of]) => `${value(field)} = ${answer(of)}`);
  return [
    '[[case]]\n',
    `name = ${value(name.ja)}\n`,
    english ? `en = ${value(name.en)}\n` : '',
    `base = ${value(id)}\n`,
    more ?? '',
    changes.length > 0 ? `set = { ${changes.join(', ')} }\n` : '',
    blank ? `blank = [${value(blank)}]\n` : '',
    `expect = { ${expect} }\n`,
  ].join('');
}
