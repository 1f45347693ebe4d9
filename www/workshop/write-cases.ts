/** The cases of a plan: each route decides one, and each limb is met, not met and unknown in one. */
import { type Answers, after, type Bound, breaking, meeting, opening, truthOf } from './compare.js';
import { boundBy, type Plan, partOf, proceduresOf, type Two } from './plan.js';
import data from './templates.json' with { type: 'json' };
import { type Limb, MY_NUMBER, supplierOf, type Unit, unitsOf } from './units.js';
import { beyond, exemptOf, openOf } from './ways.js';
import { value } from './write.js';

const { cases: names } = data;

/** What a case changes of its base, and what follows. */
interface Case {
  readonly name: Two;
  /** `null` leaves a field blank. */
  readonly set?: Answers;
  readonly more?: string;
  readonly expect: string;
}

/** The cases, in TOML. */
export function casesOf(plan: Plan): string {
  return proceduresOf(plan)
    .flatMap(({ id, title }) => {
      const about = (name: Two, places: Readonly<Record<string, string>> = {}): Two => ({
        ja: filled(name.ja, { ...places, procedure: title.ja }),
        en: filled(name.en, { ...places, procedure: title.en }),
      });
      return [
        baseOf(id, asOf(plan), baseAnswers(plan, id)),
        ...casesOn(plan, id, about).map((one) => caseOf(plan, id, one)),
      ];
    })
    .join('\n');
}

const filled = (text: string, places: Readonly<Record<string, string>>): string =>
  text.replace(/\{(\w+)\}/g, (_, place: string) => places[place] ?? '');

/** The day on which a request is judged. */
const asOf = ({ from }: Plan): string => after(from || '2026-04-01', 60);

/** The days of answers; all else are texts, flags, numbers and lists. */
const answer = (of: unknown): string =>
  typeof of === 'string' && /^\d{4}-\d\d-\d\d$/.test(of) ? of : value(of);

const APPROVAL = 'approval.planned_on';
const FILING = 'request.filed_on';
/** No approval comes before its request. */
const APPROVED: Bound = {
  low: FILING,
  high: APPROVAL,
  least: (low) => low,
  most: (high) => high,
  isOpen: false,
  isOfDays: true,
};

/** Answers of which everything is in place. */
function baseAnswers(plan: Plan, id: string): Answers {
  if (partOf(plan, id).says === 'silent') return {};
  const units = unitsOf(plan, id);
  const limbs = units.flatMap(({ limbs }) => limbs);
  const bounds = limbs.flatMap(({ bounds }) => bounds);
  const day = after(asOf(plan), 10);
  const tops = bounds.flatMap(({ low, high, most }) =>
    typeof low === 'string' && typeof high === 'number' ? [most(high)] : [],
  );
  const compared = bounds.flatMap(({ low, high, isOfDays }) =>
    [low, high]
      .filter((term) => typeof term === 'string')
      .map((field) => [field, isOfDays ? day : Math.min(10, ...tops)]),
  );
  return meeting([...bounds, APPROVED], {
    ...(plan.from !== '' && { [APPROVAL]: day }),
    ...(plan.isOfInformation && { 'information.kind': 'personal' }),
    ...Object.fromEntries(
      [...beyond(plan, id), ...exemptOf(plan, id)].map(({ field, no }) => [field, no]),
    ),
    ...Object.fromEntries(limbs.flatMap(({ one }) => (one ? [[one.field, one.good]] : []))),
    ...Object.fromEntries(
      units.flatMap(({ when }) => (when ? [[when.field, when.yes] as const] : [])).reverse(),
    ),
    ...Object.fromEntries(compared),
  });
}

function baseOf(id: string, asOf: string, answers: Answers): string {
  const entries = Object.entries(answers).map(([field, of]) => `${value(field)} = ${answer(of)}\n`);
  const table = entries.length > 0 ? `\n[base.answers]\n${entries.join('')}` : '';
  return `[[base]]\nname = ${value(id)}\nprocedure = ${value(id)}\nasOf = ${asOf}\n${table}`;
}

type About = (name: Two, places?: Readonly<Record<string, string>>) => Two;

function casesOn(plan: Plan, id: string, about: About): Case[] {
  const { says } = partOf(plan, id);
  const decided = (verdict: string, by: string) =>
    `verdict = "${verdict}", decided_by = ${value(by)}`;
  const bound = plan.duties.filter((one) => boundBy(plan, one).includes(id));
  const arise = listed(
    'duties',
    bound.map((one) => one.id),
  );
  if (says === 'silent') {
    return [{ name: about(names.silent), expect: decided('not_regulated', 'silent') + arise }];
  }
  const judging = new Judging(unitsOf(plan, id), baseAnswers(plan, id));
  const open = openOf(plan, id);
  const whole = judging.expect({}, 'filed');
  const first: Case = open
    ? { name: about(names.open_text), expect: decided('undetermined', open.reading) }
    : says === 'ban'
      ? { name: about(names.banned), expect: decided('prohibited', `${id}-banned`) }
      : { name: about(judging.isOpen ? names.open_text : names.good), expect: whole };
  return [
    { ...first, expect: first.expect + arise },
    ...(plan.from !== '' ? [beforeForce(plan.from, judging, about)] : []),
    ...(plan.isOfInformation
      ? [
          {
            name: about(names.no_information),
            set: { 'information.kind': 'none' },
            expect:
              decided('not_regulated', 'no-personal-information') + judging.limbs({}, 'filed'),
          },
        ]
      : []),
    ...[...beyond(plan, id), ...exemptOf(plan, id)].flatMap((way): Case[] => {
      const { clause, field, yes, own, verdict } = way;
      const isBeyond = verdict === 'not_regulated';
      const known = isBeyond
        ? names.beyond
        : verdict === 'undetermined'
          ? names.open_exception
          : says === 'ban'
            ? names.lifted
            : names.excepted;
      const needed = value(`${own?.supplier ?? 'applicant'}: ${field}`);
      const open = `verdict = "undetermined", needed = [${needed}]`;
      return [
        {
          name: about(known, { clause }),
          set: { [field]: yes },
          expect: decided(verdict, way.id) + judging.limbs({ [field]: yes }, 'filed'),
        },
        ...(says === 'ban' || isBeyond
          ? [
              {
                name: about(isBeyond ? names.beyond_open : names.excepted_open, { clause }),
                set: { [field]: null },
                expect: open + judging.limbs({}, 'filed'),
              },
            ]
          : []),
      ];
    }),
    ...judging.units.flatMap((unit) =>
      unit.limbs.flatMap((limb) => casesOfLimb(unit, limb, judging, about)),
    ),
  ];
}

function beforeForce(from: string, judging: Judging, about: About): Case {
  const before = after(from, -1);
  // The request comes before its approval then too.
  const set = {
    [APPROVAL]: before,
    ...(FILING in judging.answers && { [FILING]: after(from, -2) }),
  };
  return {
    name: about(names.not_in_force),
    set,
    more: `asOf = ${before}\n`,
    expect: `verdict = "not_regulated", decided_by = "not-in-force"${judging.limbs(set, 'filed')}`,
  };
}

type Stage = 'draft' | 'filed';

/** What the limbs of a consultation come to, beside each other. */
class Judging {
  readonly units: readonly Unit[];
  readonly answers: Answers;

  constructor(units: readonly Unit[], answers: Answers) {
    this.units = units;
    this.answers = answers;
  }

  /** Changes after which a limb comes to something else: the one that changes the fewest others. */
  change(
    unit: Unit,
    limb: Limb,
    isMeant: (truth: string) => boolean,
    stage: Stage,
  ): Answers | undefined {
    const { one, bounds, instead } = limb;
    const { when } = unit;
    const applies = when && this.answers[when.field] !== when.yes ? { [when.field]: when.yes } : {};
    const alone: Answers[] = one
      ? [one.bad, null].map((of) => ({ [one.field]: of }))
      : [...breaking(bounds, this.answers), ...opening(bounds, this.answers)];
    const changes = instead
      ? alone.flatMap((set) => [instead.bad, null].map((of) => ({ ...set, [instead.field]: of })))
      : alone;
    return changes
      .map((set) => ({ ...applies, ...set }))
      .filter((set) => {
        const answers = { ...this.answers, ...set };
        // Of an approval before its request neither day is known.
        return (
          truthOf([APPROVED], answers) !== 'not_met' && isMeant(truth(unit, limb, answers, stage))
        );
      })
      .map((set) => [set, this.#others(set, stage)] as const)
      .sort(([, few], [, many]) => few - many)[0]?.[0];
  }

  /** Whether something is open though everything is in place. */
  get isOpen(): boolean {
    return this.#all(this.answers, 'filed').some(([, truth]) => isOpen(truth));
  }

  #others(set: Answers, stage: Stage): number {
    return this.#all({ ...this.answers, ...set }, stage).filter(([, truth]) => truth !== 'met')
      .length;
  }

  #all(answers: Answers, stage: Stage): [name: string, truth: string, limb: Limb, unit: Unit][] {
    return this.units.flatMap((unit) =>
      unit.limbs.map((limb): [string, string, Limb, Unit] => [
        `${unit.id}.${limb.id}`,
        truth(unit, limb, answers, stage),
        limb,
        unit,
      ]),
    );
  }

  /** The limbs that are not met, and that are unknown, with these changes. */
  limbs(set: Answers, stage: Stage): string {
    const all = this.#all({ ...this.answers, ...set }, stage);
    const fails = all.filter(([, truth]) => truth === 'not_met').map(([name]) => name);
    const open = all.filter(([, truth]) => isOpen(truth)).map((one) => `${one[0]}: ${one[1]}`);
    return listed('fails', fails) + listed('unknown', open);
  }

  /** What a case with these changes has to expect, where the conditions decide. */
  expect(set: Answers, stage: Stage): string {
    const answers = { ...this.answers, ...set };
    const all = this.#all(answers, stage);
    const open = all.filter(([, truth]) => isOpen(truth));
    const needed = open.flatMap(([, , limb, { when }]) =>
      [
        ...(when ? [when.field] : []),
        // What is known not to be stated is no blank.
        ...(withInstead(limb, answers, stage) === 'not_met' ? [] : fieldsOf(limb)),
      ]
        .filter((field) => isBlank(answers[field]))
        .map((field) => `${supplierOf(limb, field)}: ${field}`),
    );
    const isRefused = all.some(([, truth]) => truth === 'not_met');
    const verdict = isRefused ? 'not_approvable' : open.length > 0 ? 'undetermined' : 'approvable';
    return `verdict = "${verdict}"${this.limbs(set, stage)}${listed('needed', needed)}`;
  }
}

const listed = (key: string, of: readonly string[]): string =>
  of.length > 0 ? `, ${key} = ${value([...new Set(of)])}` : '';

const isOpen = (truth: string): boolean => truth !== 'not_met' && truth !== 'met';

const isBlank = (of: unknown): boolean => of === null || of === undefined;

const fieldsOf = ({ one, bounds, instead }: Limb): string[] => [
  ...(one ? [one.field] : []),
  ...bounds.flatMap(({ low, high }) => [low, high]).filter((term) => typeof term === 'string'),
  ...(instead ? [instead.field] : []),
];

/** Why something is unknown, in the order in which that is said. */
const CAUSES = ['missing', 'finding', 'decision', 'reading'];

/** What a limb comes to. */
function truth({ when }: Unit, limb: Limb, answers: Answers, stage: Stage): string {
  const applies = when ? answers[when.field] : undefined;
  if (when && !isBlank(applies) && applies !== when.yes) return 'met';
  const asked = settled(limb, answers, stage);
  if (!when || !isBlank(applies) || asked === 'met') return asked;
  // Whether it applies is not known.
  return asked === 'not_met' ? 'missing' : causes(asked, 'missing');
}

/** What it comes to where it applies, as far as the text settles that. */
function settled(limb: Limb, answers: Answers, stage: Stage): string {
  if (limb.open?.open.of === 'asks') return 'reading';
  const own = withInstead(limb, answers, stage);
  return limb.open && own === 'not_met' ? 'reading' : own;
}

const causes = (...all: readonly string[]): string => {
  const named = all.flatMap((one) => one.split(', '));
  return CAUSES.filter((cause) => named.includes(cause)).join(', ');
};

/** What it comes to, or what may be found in its place. */
function withInstead(limb: Limb, answers: Answers, stage: Stage): string {
  const own = alone(limb, answers, stage);
  const { instead } = limb;
  if (!instead || own === 'met') return own;
  const of = answers[instead.field];
  if (!isBlank(of)) return of === instead.good ? 'met' : own;
  return causes(own, instead.because);
}

/** What it comes to without what may be found in its place. */
function alone({ one, bounds, asks, isRecorded }: Limb, answers: Answers, stage: Stage): string {
  if (!one) return truthOf(bounds, answers);
  const of = answers[one.field];
  // Once it is filed, a matter that is not stated is known not to be.
  if (isBlank(of) && isRecorded) return 'met';
  if (isBlank(of)) return asks[0] === 'stated' && stage === 'filed' ? 'not_met' : one.because;
  return of === one.bad ? 'not_met' : 'met';
}

function casesOfLimb(unit: Unit, limb: Limb, judging: Judging, about: About): Case[] {
  const places = { clause: unit.clause, limb: `${unit.id}.${limb.id}` };
  const fails = judging.change(unit, limb, (truth) => truth === 'not_met', 'filed');
  const stage = limb.asks[0] === 'stated' ? 'draft' : 'filed';
  const open = judging.change(unit, limb, isOpen, stage);
  const more = stage === 'draft' ? { more: 'stage = "draft"\n' } : {};
  const { when } = unit;
  const elsewhere = when && { ...(fails ?? open), [when.field]: when.no };
  const unknown = when && { ...(fails ?? open), [when.field]: null };
  const other = when?.field === MY_NUMBER ? names.elsewhere_my_number : names.elsewhere;
  return [
    ...(fails
      ? [{ name: about(names.fails, places), set: fails, expect: judging.expect(fails, 'filed') }]
      : []),
    ...(open
      ? [
          {
            name: about(limb.open ? names.open_limb : names.open, places),
            set: open,
            ...more,
            expect: judging.expect(open, stage),
          },
        ]
      : []),
    ...(fails && limb.instead
      ? [
          {
            name: about(names.instead, places),
            set: { ...fails, [limb.instead.field]: limb.instead.good },
            expect: judging.expect({ ...fails, [limb.instead.field]: limb.instead.good }, 'filed'),
          },
        ]
      : []),
    ...(elsewhere
      ? [
          {
            name: about(other, places),
            set: elsewhere,
            expect: judging.expect(elsewhere, 'filed'),
          },
        ]
      : []),
    ...(unknown
      ? [
          {
            name: about(names.elsewhere_open, places),
            set: unknown,
            expect: judging.expect(unknown, 'filed'),
          },
        ]
      : []),
  ];
}

function caseOf({ english }: Plan, id: string, { name, set = {}, more, expect }: Case): string {
  const changes = Object.entries(set)
    .filter(([, of]) => of !== null)
    .map(([field, of]) => `${value(field)} = ${answer(of)}`);
  const blank = Object.keys(set).filter((field) => set[field] === null);
  return [
    '[[case]]\n',
    `name = ${value(name.ja)}\n`,
    english ? `en = ${value(name.en)}\n` : '',
    `base = ${value(id)}\n`,
    more ?? '',
    changes.length > 0 ? `set = { ${changes.join(', ')} }\n` : '',
    blank.length > 0 ? `blank = ${value(blank)}\n` : '',
    `expect = { ${expect} }\n`,
  ].join('');
}
