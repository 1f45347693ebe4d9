/** The cases of the shipped rulesets, as requests with the verdict they must have. */
import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'smol-toml';
import type { Answers, Request } from '../../pkg/src/index.js';

/** One case. */
export interface Case {
  readonly name: string;
  readonly verdict: string;
  readonly request: Request & { readonly answers: Answers };
}

/** A file of cases, as it is written. */
interface Written {
  readonly base: readonly {
    readonly name: string;
    readonly procedure: string;
    readonly stage?: Request['stage'];
    readonly asOf: Date;
    readonly answers?: Values;
  }[];
  readonly case: readonly {
    readonly name: string;
    readonly base: string;
    readonly set?: Values;
    readonly blank?: readonly string[];
    readonly stage?: Request['stage'];
    readonly asOf?: Date;
    readonly expect: { readonly verdict: string };
  }[];
}

type Values = { readonly [field: string]: Exclude<Answers[string], null | undefined> | Date };

const FOLDER = new URL('../../src/rulesets/', import.meta.url);
const END = '.cases.toml';

/** The names of the shipped rulesets. */
export const shipped: readonly string[] = readdirSync(FOLDER)
  .filter((file) => file.endsWith(END))
  .map((file) => file.slice(0, -END.length))
  .sort();

/** The cases of a ruleset. */
export function casesOf(ruleset: string): Case[] {
  const text = readFileSync(new URL(`${ruleset}${END}`, FOLDER), 'utf8');
  const written = parse(text) as unknown as Written;
  return written.case.map(({ name, base, set, blank = [], stage, asOf, expect }) => {
    const from = written.base.find((one) => one.name === base);
    if (!from) throw new Error(`${name} varies ${base}, which is not there`);
    const values = Object.entries({ ...from.answers, ...set });
    const answers = values
      .filter(([field]) => !blank.includes(field))
      .map(([field, value]) => [field, value instanceof Date ? dayOf(value) : value]);
    return {
      name,
      verdict: expect.verdict,
      request: {
        procedure: from.procedure,
        asOf: dayOf(asOf ?? from.asOf),
        stage: stage ?? from.stage ?? 'filed',
        answers: Object.fromEntries(answers),
      },
    };
  });
}

const dayOf = (date: Date): string => date.toISOString().slice(0, 10);
