// Rulesets and requests made to take long: of any size, and within every limit but perhaps one.

const text = (ja = '文') => ({ ja });
const times = (count, make) => Array.from({ length: count }, (_, at) => make(at));
const field = (id, type) => ({
  id,
  type,
  supplier: type === 'finding' || type === 'decision' ? 'officer' : 'applicant',
  nature: 'plan',
  label: text(),
});
const flags = (count) => times(count, (at) => field(`f${at}`, 'boolean'));
const lists = [field('part', 'items'), field('whole', 'items')];
const KIND = {
  ...field('kind', 'choice'),
  options: times(64, (at) => ({ value: `k${at}`, label: text() })),
};
const BY_KIND = { varies_by: 'kind' };

/** A ruleset of one condition with these limbs, and of one procedure that lists all there is. */
function town({ fields, routes = [], limbs, header, procedure }) {
  return {
    ruleset: {
      format: 1,
      id: 'town',
      version: '1',
      municipality: text(),
      title: text(),
      instrument: text(),
      ...header,
    },
    field: fields,
    route: routes,
    condition: [
      {
        id: 'c',
        clause: '第1条',
        topic: 'scope',
        title: text(),
        message: text(),
        remedy: text(),
        limb: limbs.map((limb, at) => ({ id: `l${at}`, ...limb })),
      },
    ],
    procedure: [
      {
        id: 'ask',
        title: text(),
        routes: routes.map(({ id }) => id),
        conditions: ['c'],
        ...procedure,
      },
    ],
  };
}

const ask = (answers = {}) => ({
  ruleset: 'town',
  procedure: 'ask',
  asOf: '2026-11-22',
  answers,
});
const entries = (count, of = '') => times(count, (at) => `項目${of}${at}`);
const backwards = (count) => ask({ part: entries(count), whole: entries(count).reverse() });
/** A predicate within so many others. */
const nested = (depth, inner) =>
  times(depth, (at) => (at % 2 ? 'any' : 'all')).reduce((it, name) => ({ [name]: [it] }), inner);
const subset = { subset: ['part', 'whole'] };

/**
 * By what is many: how many it is made of, and whether it is refused when the ruleset is loaded. What
 * is not refused takes a time that grows as they do, and no faster.
 */
export const HOSTILE = {
  'entries in each of two lists, one within the other for 900 limbs': {
    size: 1000,
    ruleset: () => town({ fields: lists, limbs: times(900, () => subset) }),
    request: backwards,
  },
  'limbs that compare two lists of 1,000 entries': {
    size: 1990,
    ruleset: (size) => town({ fields: lists, limbs: times(size, () => subset) }),
    request: () => backwards(1000),
  },
  'the same, more of them': {
    size: 3330,
    refused: true,
    ruleset: (size) => town({ fields: lists, limbs: [{ any: times(size, () => subset) }] }),
    request: () => backwards(1000),
  },
  'the same for each of 64 kinds': {
    size: 1000,
    refused: true,
    ruleset: (size) =>
      town({
        fields: [KIND, ...flags(1), ...lists],
        limbs: [{ yes: 'f0' }, ...times(size, () => subset)],
        procedure: BY_KIND,
      }),
    request: () => backwards(1000),
  },
  'as many of them as are taken': {
    size: 30,
    ruleset: (size) =>
      town({
        fields: [KIND, ...flags(1), ...lists],
        limbs: [{ yes: 'f0' }, ...times(size - 1, () => subset)],
        procedure: BY_KIND,
      }),
    request: () => backwards(1000),
  },
  'routes, for each of 64 kinds': {
    size: 1900,
    ruleset: (size) =>
      town({
        fields: [KIND, ...flags(1)],
        routes: times(size, (at) => ({
          id: `r${at}`,
          when: { yes: 'f0' },
          verdict: at % 2 ? 'exempt' : 'prohibited',
          clause: '第1条',
          message: text(),
        })),
        limbs: [{ yes: 'f0' }],
        procedure: BY_KIND,
      }),
    request: () => ask(),
  },
  'limbs nested to the greatest depth, for each of 64 kinds': {
    size: 380,
    refused: true,
    ruleset: (size) =>
      town({
        fields: [KIND, ...flags(1)],
        limbs: times(size, () => nested(24, { yes: 'f0' })),
        procedure: BY_KIND,
      }),
    request: () => ask(),
  },
  'members of one predicate at the greatest depth': {
    size: 4900,
    ruleset: (size) =>
      town({
        fields: flags(1),
        limbs: [nested(22, { all: times(size, () => ({ yes: 'f0' })) })],
      }),
    request: () => ask(),
  },
  'values to compare with, 64 a limb, for each of 64 kinds': {
    size: 900,
    ruleset: (size) =>
      town({
        fields: [KIND, ...flags(1)],
        limbs: [
          { yes: 'f0' },
          ...times(size, () => ({ one_of: ['kind', times(64, (at) => `k${at}`)] })),
        ],
        procedure: BY_KIND,
      }),
    request: () => ask(),
  },
  'dates that decide': {
    size: 1900,
    refused: true,
    ruleset: (size) =>
      town({
        header: { in_force: { from: '2026-04-01', decided_by: times(size, (at) => `d${at}`) } },
        fields: times(size, (at) => field(`d${at}`, 'date')),
        limbs: times(size, () => ({ in_force: true })),
      }),
    request: () => ask(),
  },
  'limbs, each with seven ways out': {
    size: 600,
    ruleset: (size) =>
      town({
        fields: flags(60),
        limbs: times(size, (at) => ({
          any: times(7, (way) => ({ yes: `f${(at * 7 + way * 11) % 60}` })),
        })),
      }),
    request: () => ask(Object.fromEntries(flags(60).map(({ id }) => [id, false]))),
  },
  'lists to make shorter, each another within': {
    size: 60,
    ruleset: (size) =>
      town({
        fields: [...lists, ...times(size, (at) => field(`i${at}`, 'items'))],
        limbs: times(size, (at) => ({ any: [{ subset: [`i${at}`, 'part'] }, subset] })),
      }),
    request: (size) =>
      ask({
        part: entries(500),
        whole: ['別'],
        ...Object.fromEntries(times(size, (at) => [`i${at}`, entries(1000)])),
      }),
  },
  'fields that two alternatives ask for': {
    size: 1900,
    ruleset: (size) =>
      town({
        fields: flags(size),
        limbs: [{ any: times(2, () => ({ all: flags(size).map(({ id }) => ({ yes: id })) })) }],
      }),
    request: () => ask(),
  },
  'fields whose names differ at the end, named 8,000 times': {
    size: 2000,
    ruleset: (size) => {
      const name = (at) => `${'x'.repeat(60)}${1000 + at}`;
      return town({
        fields: times(size, (at) => field(name(at), 'finding')),
        limbs: times(200, (at) => ({
          found: name(size - 1 - at),
          supports: times(40, (more) => name(size - 1 - more)),
        })),
      });
    },
    request: () => ask(),
  },
  'lists of 1,000 entries, none twice': {
    size: 400,
    ruleset: (size) =>
      town({ fields: times(size, (at) => field(`i${at}`, 'items')), limbs: [{ stated: 'i0' }] }),
    request: (size) =>
      ask(Object.fromEntries(times(size, (at) => [`i${at}`, entries(1000, `${at}の`)]))),
  },
  'texts of 99,000 bytes': {
    size: 400,
    ruleset: (size) =>
      town({ fields: times(size, (at) => field(`t${at}`, 'text')), limbs: [{ stated: 't0' }] }),
    request: (size) =>
      ask(Object.fromEntries(times(size, (at) => [`t${at}`, '文'.repeat(33_000)]))),
  },
};

/** So many comparisons of lists, below as many others as may be, for as many kinds as may be. */
export const comparedBelow = (count) =>
  town({
    fields: [...lists, KIND],
    limbs: [nested(23, { all: times(count, () => subset) })],
    procedure: BY_KIND,
  });
