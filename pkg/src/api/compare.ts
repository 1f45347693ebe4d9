import words from 'shodaku-words/report';
import { wrongType } from '../input/answer.js';
import { asked, langOf } from '../input/request.js';
import { inLang } from '../output/locale.js';
import { ShodakuError } from '../types/error.js';
import type {
  Answers,
  ComparedCell,
  ComparedRuleset,
  ComparedTopic,
  Comparison,
  Lang,
  Report,
  Request,
  Truth,
} from '../types/report.js';
import { type In, Rules } from './regulation.js';

/** Puts the facts of a request to each ruleset. The CLI does the same: the bytes are compared. */
export function compare(
  rulesets: readonly Rules[],
  request: Request,
  options: In | undefined,
): Comparison {
  const lang = langOf(options) ?? 'ja';
  refuseNone(rulesets);
  const names = rulesets.flatMap(({ versions }) =>
    versions.flatMap(({ ruleset: { id, aliases = [] } }) => [id, ...aliases]),
  );
  const { procedure, stage, asOf, by, fields, answers } = asked(names, request);
  const bare = { procedure, stage, asOf, ...(by !== undefined && { by }) };
  knownToAny(rulesets, (rules) => {
    if (!has(rules, procedure)) rules.check({ procedure, asOf });
  });

  const facts = rulesets.map((): { [field: string]: Answers[string] } => ({}));
  const notCarried: string[] = [];
  for (const field of fields) {
    knownToAny(rulesets, (rules) => rules.refuseUnknown(field));
    const answer = answers.get(field);
    if (answer === undefined) continue;
    if (rulesets.some((rules) => isJudgement(rules, field))) {
      notCarried.push(field);
      continue;
    }
    rulesets.forEach((rules, at) => {
      const own = facts[at];
      if (own && rules.knows(field)) own[field] = answer;
    });
  }

  const compared = rulesets.map((rules, at): ComparedRuleset => {
    const judged = has(rules, procedure);
    const report = judged ? rules.check({ ...bare, answers: facts[at] ?? {} }, { lang }) : null;
    const { id, version, sha256 } = report?.ruleset ?? rules;
    const governing = rules.versions.find(({ ruleset }) => ruleset.version === version);
    const { municipality, title } = (governing ?? rules.ruleset).ruleset;
    return {
      ruleset: { id, version, sha256 },
      municipality: municipality[lang] ?? municipality.ja,
      title: title[lang] ?? title.ja,
      report,
      reason: judged ? null : 'no_procedure',
    };
  });
  const topics = topicsOf(compared, lang);
  const differs = differsAmong(compared, topics);
  return { schema: 1, procedure, stage, asOf, rulesets: compared, topics, differs, notCarried };
}

function refuseNone(rulesets: readonly Rules[]): void {
  const loaded = Array.isArray(rulesets) && rulesets.every((rules) => rules instanceof Rules);
  if (!loaded || rulesets.length === 0) {
    throw wrongType('rulesets', 'needs a list of rulesets that `engine.ruleset` has loaded');
  }
}

const has = ({ ruleset }: Rules, procedure: string): boolean =>
  ruleset.procedure.some(({ id }) => id === procedure);

/**
 * Whether a field is an official's or another body's judgement under a ruleset. An official's text
 * is one too: the conditions to attach.
 */
function isJudgement({ versions }: Rules, id: string): boolean {
  return versions.some(({ field: fields }) => {
    const field = fields.find((field) => field.id === id);
    if (!field) return false;
    const { type, supplier } = field;
    return type === 'finding' || type === 'decision' || (type === 'text' && supplier === 'officer');
  });
}

/** Where every ruleset refuses a name: throws the refusal of the first that has a similar one. */
function knownToAny(rulesets: readonly Rules[], refuse: (rules: Rules) => void): void {
  let clearest: ShodakuError | undefined;
  for (const rules of rulesets) {
    try {
      refuse(rules);
      return;
    } catch (error) {
      const refusal = error instanceof ShodakuError && error.code.startsWith('unknown_');
      if (!refusal) throw error;
      if (clearest?.nearest === undefined) clearest = error;
    }
  }
  if (clearest) throw clearest;
}

/** Every topic any ruleset asks about, in the order they first come up. */
function topicsOf(rulesets: readonly ComparedRuleset[], lang: Lang): ComparedTopic[] {
  const titles: { readonly [topic: string]: string } = inLang(words, lang).topic;
  const topics = new Set(
    rulesets.flatMap(({ report }) => report?.conditions ?? []).map(({ topic }) => topic),
  );
  return [...topics].map((topic) => ({
    topic,
    title: titles[topic] ?? topic,
    cells: rulesets.map(({ report }) => report && cellOf(report, topic)),
  }));
}

function cellOf(report: Report, about: string): ComparedCell {
  const conditions = report.conditions.filter(({ topic }) => topic === about);
  const truths = new Set(conditions.map(({ truth }) => truth));
  const order: readonly Truth[] = ['not_met', 'unknown', 'met'];
  const whole = order.find((truth) => truths.has(truth)) ?? null;
  return {
    truth: asksConditions(report) ? whole : null,
    conditions: conditions.map(({ condition, clause, title, truth, applies }) => ({
      condition,
      clause,
      title,
      truth,
      applies,
    })),
  };
}

/** Whether the conditions count: only a route leads to one of the other verdicts. */
const asksConditions = ({ verdict }: Report): boolean =>
  verdict !== 'not_regulated' && verdict !== 'prohibited' && verdict !== 'exempt';

function differsAmong(
  rulesets: readonly ComparedRuleset[],
  topics: readonly ComparedTopic[],
): Comparison['differs'] {
  const verdicts = rulesets.flatMap(({ report }) => report?.verdict ?? []);
  const judges = rulesets.map(
    ({ report }) => report !== null && asksConditions(report) && report.conditions.length > 0,
  );
  const differing = topics.filter(({ cells }) => {
    const judging = cells.filter((_, at) => judges[at]);
    // What is not asked stands in nobody's way.
    return vary(judging.map((cell) => cell?.truth ?? 'met'));
  });
  return { verdict: vary(verdicts), topics: differing.map(({ topic }) => topic) };
}

const vary = (values: readonly string[]): boolean => new Set(values).size > 1;
