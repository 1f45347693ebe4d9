/** Requests from the rows of a file; a row that cannot be read is named, never dropped. */
import { type Field, type Receipt, type Regulation, ShodakuError } from 'shodaku';
import { today } from '../shared/today.js';
import { procedureOf } from '../shared/towns.js';
import { readCell } from './cells.js';
import type { AboutRow, Column } from './columns.js';
import { withoutApostrophe } from './csv.js';
import { outcomeName, outcomes } from './decision.js';
import { filed } from './filed.js';
import type { Judging } from './judging.js';
import { DRAWN_EVERY, slices } from './slices.js';
import { isBlank, type Requests, type Table } from './source.js';
import { isExplanation } from './template.js';
import { say } from './words.js';
import {
  type Brought,
  type DeskRequest,
  emptyNote,
  emptyRequest,
  isAnswers,
  isContext,
  partOf,
} from './work.js';

/** What rows are judged by that do not say it themselves. */
export interface Chosen {
  readonly rules: Regulation;
  readonly procedure: string;
}

/** A row that was not taken, or a value in it: where, and what to write. */
export interface Trouble {
  readonly row: number;
  readonly column: string;
  readonly value: string;
  readonly write: string;
}

/** What came of a file, as far as it was read. */
export interface Outcome {
  readonly requests: DeskRequest[];
  /** Rows that were refused. */
  readonly refused: Trouble[];
  /** Values that could not be read; their rows were taken without them. */
  readonly unreadable: Trouble[];
  /** How many rows have been read. */
  read: number;
}

/** Something that a row cannot be taken with. */
class Unusable {
  readonly trouble: Omit<Trouble, 'row'>;
  constructor(column: string, value: string, write: string) {
    this.trouble = { column, value, write };
  }
}

/** Reads rows, one by one. */
export class Taking {
  readonly outcome: Outcome = { requests: [], refused: [], unreadable: [], read: 0 };
  readonly #source: Table | Requests;
  readonly #columns: readonly (Column | undefined)[];
  readonly #places: ReadonlyMap<AboutRow, number>;
  readonly #all: ReadonlyMap<string, Regulation>;
  readonly #chosen: Chosen | undefined;
  readonly #judging: Judging;
  readonly #today = today();
  readonly #fields = new Map<string, ReadonlyMap<string, Field>>();
  #stopped = false;

  constructor(
    source: Table | Requests,
    columns: readonly (Column | undefined)[],
    all: ReadonlyMap<string, Regulation>,
    chosen: Chosen | undefined,
    judging: Judging,
  ) {
    this.#source = source;
    this.#columns = columns;
    this.#places = new Map(
      columns.flatMap((column, at) => (column?.of === 'row' ? [[column.key, at] as const] : [])),
    );
    this.#all = all;
    this.#chosen = chosen;
    this.#judging = judging;
  }

  /** Keeps what has been read, and reads no more. */
  stop(): void {
    this.#stopped = true;
  }

  /** Reads all rows; `shown` is called now and then. */
  async run(shown: () => void): Promise<void> {
    const due = slices();
    let drawn = performance.now();
    for (const [at, row] of this.#source.rows.entries()) {
      const rest = due();
      if (rest) {
        if (performance.now() - drawn > DRAWN_EVERY) {
          shown();
          drawn = performance.now();
        }
        await rest;
        if (this.#stopped) return;
      }
      // The first line of a table holds the headings.
      if (Array.isArray(row) && this.#source.kind !== 'requests') this.#cells(at + 2, row);
      else this.#said(at + 1, row);
      this.outcome.read = at + 1;
    }
  }

  #cells(row: number, cells: readonly string[]): void {
    if (cells.every(isBlank) || isExplanation(cells[0])) return;
    const text = (cell = '') => (this.#source.kind === 'table' ? withoutApostrophe(cell) : cell);
    const about = (key: AboutRow): string => text(cells[this.#places.get(key) ?? -1]);
    this.#adding(row, () => {
      const request = this.#begin(
        about('ruleset').trim(),
        about('procedure').trim(),
        about('as_of').trim(),
      );
      for (const key of ['reference', 'applicant', 'contract'] as const) request[key] = about(key);
      const outcome = outcomeOf(about('outcome'));
      if (outcome === undefined) this.#unknownOutcome(row, about('outcome'));
      request.decision = {
        outcome: outcome ?? '',
        reason: about('outcome_reason'),
        by: about('outcome_by'),
        on: about('outcome_on').trim(),
      };
      const own = this.#fieldsOf(request.ruleset);
      for (const [at, column] of this.#columns.entries()) {
        const cell = text(cells[at]);
        if (column?.of === 'context' && cell.trim() !== '') request.context[column.label] = cell;
        if (column?.of === 'note' && cell.trim() !== '') {
          const note = request.findings[column.field.id] ?? emptyNote();
          const said = column.part === 'on' ? cell.trim() : cell;
          request.findings[column.field.id] = { ...note, [column.part]: said };
        }
        if (column?.of !== 'field' || cell.trim() === '') continue;
        const field = own.get(column.field.id) ?? column.field;
        const read = readCell(field, cell);
        if ('answer' in read) request.answers[field.id] = read.answer;
        else this.#unreadable(row, field.label.ja, cell, read.write);
      }
      return request;
    });
  }

  /** A ruleset's fields by id: it may label a shared one in its own way. */
  #fieldsOf(ruleset: string): ReadonlyMap<string, Field> {
    const known = this.#fields.get(ruleset);
    if (known) return known;
    const fields = this.#all.get(ruleset)?.ruleset.field ?? [];
    const made = new Map(fields.map((field) => [field.id, field]));
    this.#fields.set(ruleset, made);
    return made;
  }

  #said(row: number, value: unknown): void {
    this.#adding(row, () => {
      if (typeof value !== 'object' || value === null) {
        throw new Unusable('', String(value).slice(0, 80), 'JSON');
      }
      const said: { readonly [key: string]: unknown } = { ...value };
      const receipt = said.receipt as Partial<Receipt> | undefined;
      const text = (key: string, or: unknown = ''): string => {
        const one = said[key] ?? or;
        return typeof one === 'string' ? one : '';
      };
      const request = this.#begin(
        text('ruleset', receipt?.ruleset?.id),
        text('procedure', receipt?.procedure),
        text('asOf', receipt?.asOf),
      );
      for (const key of ['applicant', 'contract'] as const) request[key] = text(key);
      request.reference = text('reference', receipt?.reference);
      const context = said.context ?? {};
      if (!isContext(context)) {
        throw new Unusable('context', '', say('page.desk.intake.context_shape'));
      }
      request.context = context;
      // What a portal keeps of a contract stands beside what the applicant wrote.
      const [answers, facts] = [said.answers ?? {}, said.facts ?? {}];
      if (!isAnswers(answers) || !isAnswers(facts)) {
        throw new Unusable('answers', '', say('page.desk.intake.answers'));
      }
      request.answers = { ...answers, ...facts };
      Object.assign(request, partOf(said));
      if (receipt !== undefined) request.brought = this.#verified(request, receipt);
      return request;
    });
  }

  /** Which parts of a receipt are not those of the request that came with it. */
  #verified(request: DeskRequest, receipt: Partial<Receipt>): Brought {
    const stage = receipt.stage === 'draft' ? 'draft' : 'filed';
    const rules = this.#all.get(request.ruleset);
    // A number that a portal gave only after it had checked is in no receipt.
    const reference = receipt.reference === null ? null : request.reference;
    const verified = rules?.verify(receipt as Receipt, { ...filed(request), reference, stage });
    return { receipt, differs: [...(verified?.differs ?? [])] };
  }

  #adding(row: number, make: () => DeskRequest): void {
    try {
      const request = make();
      this.#look(row, request);
      this.outcome.requests.push(request);
    } catch (error) {
      if (error instanceof Unusable) {
        this.outcome.refused.push({ row, ...error.trouble });
      } else if (error instanceof ShodakuError && error.code !== 'engine_failed') {
        const { path, message } = error;
        this.outcome.refused.push({ row, column: path, value: '', write: message });
      } else {
        throw error;
      }
    }
  }

  /** Names what the engine cannot read; throws where it reads nothing of the request. */
  #look(row: number, request: DeskRequest): void {
    const { answers } = request;
    const came = this.#judging.judge(request);
    if (came !== 'unknown' && !came.unreadable) return;
    const rules = this.#all.get(request.ruleset);
    for (const { condition, fields, remedy } of rules?.check(filed(request)).issues ?? []) {
      const [field = ''] = fields;
      if (condition !== null) continue;
      const label = rules?.ruleset.field.find(({ id }) => id === field)?.label.ja ?? field;
      this.#unreadable(row, label, String(answers[field] ?? ''), remedy);
    }
  }

  #unreadable(row: number, column: string, value: string, write: string): void {
    this.outcome.unreadable.push({ row, column, value, write });
  }

  #unknownOutcome(row: number, value: string): void {
    const write = outcomes.map(outcomeName).join(say('page.shared.comma'));
    this.#unreadable(row, say('page.desk.decision.title'), value, write);
  }

  /** A request of what a row is judged by. */
  #begin(ruleset: string, procedure: string, asOf: string): DeskRequest {
    const rules = ruleset === '' ? this.#chosen?.rules : rulesOf(ruleset, procedure, this.#all);
    const wanted =
      rules && (procedure === '' ? this.#chosen?.procedure : procedureIn(rules, procedure));
    if (!wanted || !procedureOf(rules, wanted)) {
      throw new Unusable(
        say('page.desk.intake.procedure'),
        `${ruleset} ${procedure}`.trim(),
        say('page.desk.intake.choose_procedure'),
      );
    }
    return emptyRequest(rules.id, wanted, asOf === '' ? this.#today : asOf);
  }
}

/** A decision by its code or its name; nothing where it is neither. */
function outcomeOf(cell: string): DeskRequest['decision']['outcome'] | undefined {
  const word = cell.trim();
  return outcomes.find((one) => one === word || outcomeName(one) === word);
}

/** The ruleset of that id or town that has the procedure. */
function rulesOf(
  name: string,
  procedure: string,
  all: ReadonlyMap<string, Regulation>,
): Regulation | undefined {
  const named = all.get(name);
  if (named) return named;
  const ofTown = [...all.values()].filter(({ ruleset: { ruleset } }) =>
    [ruleset.municipality.ja, ruleset.municipality.en, ...(ruleset.aliases ?? [])].includes(name),
  );
  const fitting = ofTown.filter((rules) => procedureIn(rules, procedure) !== undefined);
  return fitting.length === 1 ? fitting[0] : undefined;
}

/** The id of the procedure of that id or title. */
const procedureIn = ({ ruleset }: Regulation, name: string): string | undefined =>
  ruleset.procedure.find(({ id, title }) => [id, title.ja, title.en].includes(name))?.id;
