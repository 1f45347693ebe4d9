/** The list as files: a table for Excel, and lines of JSON that carry receipts. */
import { type Answer, type Field, type Regulation, ShodakuError } from 'shodaku';
import { verdictName } from '../shared/verdict.js';
import { cellOf } from './cells.js';
import {
  type AboutRow,
  aboutRow,
  columnName,
  contextHeading,
  headingOf,
  noteHeading,
  noteParts,
} from './columns.js';
import { contextText } from './context.js';
import { outcomeName } from './decision.js';
import { filed, openRequest } from './filed.js';
import { slices } from './slices.js';
import { say } from './words.js';
import type { DeskRequest } from './work.js';

type Rules = ReadonlyMap<string, Regulation>;

/** The list as a table: what a request says of itself, what it comes to, and every answer. */
export async function tableOf(requests: readonly DeskRequest[], rules: Rules): Promise<string[][]> {
  const all = [...rules.values()];
  const ids = new Set<string>();
  for (const { answers } of requests) for (const id of Object.keys(answers)) ids.add(id);
  const fieldsOf = new Map(
    all.map(({ id, ruleset }) => [id, new Map(ruleset.field.map((field) => [field.id, field]))]),
  );
  const known = new Map(
    all.flatMap(({ ruleset }) => ruleset.field.map((field) => [field.id, field] as const)),
  );
  // Beside the findings in one column, those parts of their notes that say something anywhere.
  const noted = new Set<string>();
  for (const { findings } of requests) {
    for (const [id, note] of Object.entries(findings)) {
      for (const part of noteParts) if (note[part] !== '') noted.add(`${id} ${part}`);
    }
  }
  const columns = [...ids].flatMap((id) => {
    const field = known.get(id);
    const heading = field ? headingOf(field, all) : id;
    const notes = noteParts.filter((part) => noted.has(`${id} ${part}`));
    return [
      { id, heading, part: undefined },
      ...notes.map((part) => ({ id, part, heading: noteHeading(part, heading) })),
    ];
  });
  const labels = new Set(requests.flatMap(({ context }) => Object.keys(context)));
  const rows = [
    [
      ...aboutRow.map((key) => columnName({ of: 'row', key })),
      say('report.verdict'),
      ...[...labels].map(contextHeading),
      ...columns.map(({ heading }) => heading),
    ],
  ];
  const due = slices();
  for (const request of requests) {
    const own = fieldsOf.get(request.ruleset);
    const answers: { readonly [id: string]: Answer } = request.answers;
    const written = (id: string, field: Field | undefined): string => {
      const answer = answers[id];
      return field && answer !== undefined ? cellOf(field, answer) : String(answer ?? '');
    };
    rows.push([
      ...aboutRow.map((key) => about(request, key)),
      verdictOf(request, rules),
      ...[...labels].map((label) => contextText(request.context[label] ?? '')),
      ...columns.map(({ id, part }) =>
        part ? (request.findings[id]?.[part] ?? '') : written(id, own?.get(id) ?? known.get(id)),
      ),
    ]);
    await due();
  }
  return rows;
}

/** The list as lines of JSON, in pieces: each request with what was found and decided, and its receipt. */
export async function linesOf(requests: readonly DeskRequest[], rules: Rules): Promise<string[]> {
  const lines: string[] = [];
  const due = slices();
  for (const { id: _, letters: __, brought: ___, ...request } of requests) {
    const receipt = receiptOf(request, rules);
    const line = { ...request, stage: 'filed', ...(receipt && { receipt }) };
    lines.push(`${JSON.stringify(line)}\n`);
    await due();
  }
  return lines;
}

function about({ decision, ...request }: DeskRequest, key: AboutRow): string {
  switch (key) {
    case 'as_of':
      return request.asOf;
    case 'outcome':
      return decision.outcome === '' ? '' : outcomeName(decision.outcome);
    case 'outcome_reason':
      return decision.reason;
    case 'outcome_by':
      return decision.by;
    case 'outcome_on':
      return decision.on;
    default:
      return request[key];
  }
}

type Judged = Parameters<typeof filed>[0] & Pick<DeskRequest, 'ruleset'>;

const verdictOf = (request: Judged, rules: Rules): string =>
  understood(() => {
    const report = rules.get(request.ruleset)?.check(filed(request));
    return report && verdictName(report.verdict);
  }) ?? '';

const receiptOf = (request: Judged, rules: Rules): object | undefined =>
  understood(() => {
    const regulation = rules.get(request.ruleset);
    const session = regulation && openRequest(regulation, request);
    const receipt = session?.receipt();
    session?.dispose();
    return receipt;
  });

/** Nothing where no ruleset of this page can read the request. */
function understood<T>(judge: () => T): T | undefined {
  try {
    return judge();
  } catch (error) {
    if (error instanceof ShodakuError && error.code !== 'engine_failed') return undefined;
    throw error;
  }
}
