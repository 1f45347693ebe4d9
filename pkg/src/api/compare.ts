import words from 'shodaku-words/report';
import { langOf } from '../input/options.js';
import { readRequest } from '../input/request.js';
import { wrongType } from '../input/value.js';
import { causeOf } from '../output/cause.js';
import { inLang } from '../output/locale.js';
import { settledByRoute } from '../output/verdict.js';
import type {
  ComparedCell,
  ComparedRuleset,
  ComparedTopic,
  Comparison,
} from '../types/comparison.js';
import { ShodakuError } from '../types/error.js';
import type { Report, ReportOptions } from '../types/report.js';
import type { Answers, Request } from '../types/request.js';
import type { Lang, Truth } from '../types/terms.js';
import { Regulation } from './regulation.js';

/** Puts the facts of a request to each ruleset. The CLI does the same: the bytes are compared. */
export function compare(
  rulesets: readonly Regulation[],
  request: Request,
  options: ReportOptions | undefined,
): Comparison {
  const lang = langOf(options) ?? 'ja';
  refuseNone(rulesets);
  const names = rulesets.flatMap(({ versions }) =>
    versions.flatMap(({ ruleset: { id, aliases = [] } }) => [id, ...aliases]),
  );
  const read = readRequest(names, request);
  const { version, procedure, stage, asOf, by, fields, answers, particulars } = read;
  if (version !== undefined) throw wrongType('version', 'is of one text, and several are compared');
  const bare = { procedure, stage, asOf, ...particulars, ...(by !== undefined && { by }) };
  knownToAny(rulesets, (regulation) => {
    if (!has(regulation, procedure)) regulation.check({ procedure, asOf });
  });

  const facts = rulesets.map((): { [field: string]: Answers[string] } => ({}));
  const notCarried: string[] = [];
  for (const field of fields) {
    knownToAny(rulesets, (regulation) => regulation.refuseUnknown(field));
    const answer = answers.get(field);
    if (answer === undefined) continue;
    if (rulesets.some((regulation) => isJudgement(regulation, field))) {
      notCarried.push(field);
      continue;
    }
    rulesets.forEach((regulation, at) => {
      const own = facts[at];
      if (own && regulation.knows(field)) own[field] = answer;
    });
  }

  const compared = rulesets.map((regulation, at): ComparedRuleset => {
    const judged = has(regulation, procedure);
    const report = judged
      ? regulation.check({ ...bare, answers: facts[at] ?? {} }, { lang })
      : null;
    const { id, version, sha256 } = report?.ruleset ?? regulation;
    const governing = regulation.versions.find(({ ruleset }) => ruleset.version === version);
    const { municipality, title } = (governing ?? regulation.ruleset).ruleset;
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

function refuseNone(rulesets: readonly Regulation[]): void {
  const loaded =
    Array.isArray(rulesets) && rulesets.every((regulation) => regulation instanceof Regulation);
  if (!loaded || rulesets.length === 0) {
    throw wrongType('rulesets', 'needs a list of rulesets that `engine.ruleset` has loaded');
  }
}

const has = ({ ruleset }: Regulation, procedure: string): boolean =>
  ruleset.procedure.some(({ id }) => id === procedure);

/** Whether a field is an official's or another body's judgement under a ruleset. */
function isJudgement({ versions }: Regulation, id: string): boolean {
  return versions.some(({ field: fields }) => {
    const field = fields.find((field) => field.id === id);
    return field !== undefined && causeOf(field) !== 'missing';
  });
}

/** Where every ruleset refuses a name: throws the refusal of the first that has a similar one. */
function knownToAny(
  rulesets: readonly Regulation[],
  refuse: (regulation: Regulation) => void,
): void {
  let clearest: ShodakuError | undefined;
  for (const regulation of rulesets) {
    try {
      refuse(regulation);
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
    truth: settledByRoute(report.verdict) ? null : whole,
    conditions: conditions.map(({ condition, clause, title, truth, applies }) => ({
      condition,
      clause,
      title,
      truth,
      applies,
    })),
  };
}

function differsAmong(
  rulesets: readonly ComparedRuleset[],
  topics: readonly ComparedTopic[],
): Comparison['differs'] {
  const verdicts = rulesets.flatMap(({ report }) => report?.verdict ?? []);
  const judges = rulesets.map(
    ({ report }) =>
      report !== null && !settledByRoute(report.verdict) && report.conditions.length > 0,
  );
  const differing = topics.filter(({ cells }) => {
    const judging = cells.filter((_, at) => judges[at]);
    // What is not asked stands in nobody's way.
    return vary(judging.map((cell) => cell?.truth ?? 'met'));
  });
  return { verdict: vary(verdicts), topics: differing.map(({ topic }) => topic) };
}

const vary = (values: readonly string[]): boolean => new Set(values).size > 1;
