import type { Session } from '../api/session.js';
import type { Report } from '../types/report.js';
import type { Answer } from '../types/request.js';
import type { Verdict } from '../types/terms.js';
import type { Asked } from './groups.js';

/**
 * The fields on which the outcome still depends, given the answers so far: those that would be asked
 * for if they were blank, and what the verdict rests on now. A description counts while its finding
 * does.
 */
export function dependsOn(session: Session, asked: Asked): Set<string> {
  const answers = Object.entries(session.answers).filter(([, answer]) => !isBlank(answer));
  const given = new Set(answers.map(([field]) => field));
  const all = new Set(asked.groups.flatMap(({ fields }) => fields.map(({ id }) => id)));
  // Answers are taken away one by one to see what is asked for then; the session stays as it is.
  const trial = session.copy();
  try {
    const now = trial.report();
    const fields = new Set([
      ...askedFor(now, asked),
      ...now.decidedBy.flatMap(({ fields }) => fields.filter((field) => given.has(field))),
    ]);
    for (const [field, answer] of answers) {
      if (!all.has(field) || fields.has(field)) continue;
      trial.set(field, null);
      if (askedFor(trial.report(), asked).has(field)) fields.add(field);
      trial.set(field, answer);
    }
    for (const [description, found] of asked.supported) {
      if (found.some((field) => fields.has(field))) fields.add(description);
    }
    return fields;
  } finally {
    trial.dispose();
  }
}

/** Whether an answer says nothing; an empty list may say that none applies. */
function isBlank(answer: Answer): boolean {
  return answer === null || answer === undefined || answer === '';
}

/** How routes settle a procedure without its conditions. */
const BY_ROUTE: ReadonlySet<Verdict> = new Set(['exempt', 'prohibited', 'not_regulated']);

/** What could still move a report, of whomever it is asked. */
function askedFor(report: Report, { always, duties, recorded }: Asked): Set<string> {
  const { stillNeeded, couldClaim, issues } = report;
  const settled = BY_ROUTE.has(report.verdict);
  const conditions = settled ? [] : report.conditions;
  return new Set([
    ...Object.values(stillNeeded).flat(),
    ...couldClaim.flatMap(({ fields }) => fields),
    // What cannot be read, and what was filed blank though it has to be stated.
    ...issues
      .filter(({ severity, condition }) => severity === 'error' && !(settled && condition))
      .flatMap(({ fields }) => fields),
    ...(settled ? [] : always),
    ...conditions
      .filter(({ applies }) => applies !== false)
      .flatMap(({ condition }) => recorded.get(condition) ?? []),
    ...report.duties.flatMap(({ id }) => duties.get(id) ?? []),
  ]);
}
