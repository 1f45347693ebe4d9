/** Days as they were typed, and as the engine reads them. */
import type { Regulation, Ruleset } from 'shodaku';
import type { DeskRequest } from './work.js';

type Answers = DeskRequest['answers'];

/** The answers with every day that can be read as `2026-11-22`; the rest as it was entered. */
export function withDays(rules: Regulation, { field }: Ruleset, answers: Answers): Answers {
  const dates = new Set(field.filter(({ type }) => type === 'date').map(({ id }) => id));
  const read = Object.entries(answers).map(([id, answer]) =>
    typeof answer === 'string' && dates.has(id)
      ? [id, rules.day(id, answer) ?? answer]
      : [id, answer],
  );
  return Object.fromEntries(read);
}

/** Whether a day, as the engine reads it, is after another. */
export const isAfter = (day: unknown, asOf: string): boolean =>
  typeof day === 'string' && /^\d{4}-\d\d-\d\d$/.test(day) && day > asOf;
