import shared from 'shodaku-words/vocabulary';
import { dayOf } from '../core/day.js';
import type { Words } from '../core/judgement.js';
import { outlinesOf } from '../core/outline.js';
import { CoreRuleset, type OpenSession } from '../core/ruleset.js';
import { handedOut } from '../core/shared.js';
import { type Standing, standingOf } from '../core/standing.js';
import { guarded, release } from '../core/wasm.js';
import type { Stored } from '../input/answer.js';
import { jsonOf, sealed } from '../input/document.js';
import { Entries } from '../input/entries.js';
import type { Occasion } from '../input/request.js';
import { unknown } from '../input/unknown.js';
import { BLANK, joined, pack, type Read, Reader, type Word } from '../input/words.js';
import { type Plan, plan } from '../output/plan.js';
import { translated } from '../output/translation.js';
import type { Ruleset } from '../types/ruleset.js';
import type { Asker } from '../types/terms.js';
import type { RulesetIdentity } from '../types/version.js';

/** The answers of a request, by field. */
export type Given = ReadonlyMap<string, Stored>;

/** What of a request is the same whatever its answers are, as the core takes it. */
interface Place {
  readonly procedure: number;
  readonly filed: boolean;
  readonly day: number;
}

/** One version of a text, loaded. */
export class Version {
  /** The ruleset itself, frozen. */
  ruleset: Ruleset;
  readonly identity: RulesetIdentity;
  /** The position of each field, by id. */
  readonly positions: ReadonlyMap<string, number>;
  readonly #core: CoreRuleset;
  readonly #plans = new Map<string, Plan>();
  /** In the order of the fields. */
  readonly #readers: ReadonlyMap<string, Reader>;
  /** The occasion that was looked at last: most requests of a caller share theirs. */
  #last: (Occasion & { readonly place: Place }) | undefined;

  constructor(document: unknown) {
    const json = jsonOf(document);
    this.#core = guarded(() => new CoreRuleset(json));
    const sha256 = guarded(() => this.#core.live().sha256);
    // The core has accepted it, so it has the shape.
    this.ruleset = sealed(document as Ruleset);
    const { id, version } = this.ruleset.ruleset;
    this.identity = { id, version, sha256 };
    this.positions = new Map(this.ruleset.field.map((field, position) => [field.id, position]));
    this.#readers = new Map(
      this.ruleset.field.map((field, position) => {
        const read: Read = (...answer) => this.#core.live().read(position, ...answer);
        return [field.id, new Reader(field, position, read)];
      }),
    );
  }

  /** Lays a translation over the texts. */
  translate(translation: unknown): void {
    this.ruleset = sealed(translated(this.ruleset, this.identity, translation));
  }

  plan(id: string): Plan {
    const known = this.#plans.get(id);
    if (known) return known;
    const position = this.ruleset.procedure.findIndex((procedure) => procedure.id === id);
    const procedure = this.ruleset.procedure[position];
    if (!procedure) throw new Error(`the core knows a procedure ${id} that the ruleset has not`);
    const outlines = guarded(() => outlinesOf(this.#core.live().outline(position)));
    const made = plan(this.ruleset, procedure, outlines);
    this.#plans.set(id, made);
    return made;
  }

  /** The words of the judgement on a whole request; for use within `guarded` only. */
  judge(occasion: Occasion, answers: Given): Words {
    const { procedure, filed, day } = this.#place(occasion);
    const core = this.#core.handIn(pack(this.#readers, answers, occasion.by, new Entries()));
    return handedOut(core.judge(procedure, filed, day));
  }

  /** @internal Opens a session in the core, to be released; for use within `guarded` only. */
  open(occasion: Occasion, answers: Given, entries: Entries): OpenSession {
    const { procedure, filed, day } = this.#place(occasion);
    const core = this.#core.handIn(pack(this.#readers, answers, occasion.by, entries));
    return core.open(procedure, filed, day);
  }

  /**
   * @internal Sets one answer in a session of it: the words of the judgement, or `undefined` where
   * none has changed; for use within `guarded` only.
   */
  put(session: OpenSession, position: number, { word, entries }: Word): Words | undefined {
    this.#core.handIn([[word], entries]);
    const address = session.set(position);
    return address === 0 ? undefined : handedOut(address);
  }

  /** One answer as the core takes it; for use within `guarded` only. */
  word(field: string, answer: Stored | undefined, by: Asker | undefined, entries: Entries): Word {
    const reader = this.#readers.get(field);
    if (!reader) throw new Error(`the ruleset has no field ${field}`);
    return reader.read(answer, by, entries);
  }

  /** The day that is typed into a field of dates, as `2026-04-01`; nothing where there is none. */
  day(field: string, typed: string): string | undefined {
    const isDate = this.ruleset.field.some(({ id, type }) => id === field && type === 'date');
    const { word } = guarded(() => this.word(field, typed, undefined, new Entries()));
    const [, year, month, day] = /^(\d{4})(\d\d)(\d\d)$/.exec(isDate ? `${word}` : '') ?? [];
    return year && `${year}-${month}-${day}`;
  }

  /** Whether an answer says nothing. */
  blank(field: string, answer: Stored | undefined, by: Asker | undefined): boolean {
    return (
      answer === undefined ||
      guarded(() => this.word(field, answer, by, new Entries()).word === BLANK)
    );
  }

  /**
   * The fields of which is stated only that they are open or stand elsewhere, in order; for use within
   * `guarded` only.
   */
  vague(answers: Given): string[] {
    const vague: string[] = [];
    for (const [field, answer] of answers) if (this.isVague(field, answer)) vague.push(field);
    if (vague.length < 2) return vague;
    const at = (field: string) => this.positions.get(field) ?? 0;
    return vague.sort((one, other) => at(one) - at(other));
  }

  /** Whether an answer states only that; for use within `guarded` only. */
  isVague(field: string, answer: Stored | undefined): boolean {
    return answer !== undefined && (this.#readers.get(field)?.isVague(answer) ?? false);
  }

  /**
   * How a request stands to its period, and by which field's date, or `asOf`; for use within
   * `guarded` only.
   */
  standing(occasion: Occasion, answers: Given): Omit<Standing, 'by'> & { by: string | null } {
    const deciders = this.ruleset.ruleset.in_force?.decided_by ?? [];
    const dates = new Map([...answers].filter(([field]) => deciders.includes(field)));
    const session = this.open(occasion, dates, new Entries());
    const word = session.standing();
    release(session);
    const { inForce, day, by } = standingOf(word, deciders.length);
    return { inForce, day, by: deciders[by] ?? null };
  }

  /**
   * What the core needs to name what answers say: what was typed where there is a text or what
   * cannot be read, by field, and then every entry of their lists. For use within `guarded` only.
   */
  said(answers: Given, by: Asker | undefined, entries: Entries): string {
    const said: string[] = [];
    for (const [field, reader] of this.#readers) {
      const answer = answers.get(field);
      const text = answer === undefined ? undefined : reader.said(answer, by);
      if (text !== undefined) said.push(text);
    }
    return joined([...said, ...entries.texts()]);
  }

  #place(occasion: Occasion): Place {
    const { procedure, stage, asOf } = occasion;
    const last = this.#last;
    if (last?.procedure === procedure && last.asOf === asOf && last.stage === stage) {
      return last.place;
    }
    // No more of it than the core repeats where it is no day: its memory never shrinks again.
    const day = dayOf(asOf.slice(0, 200));
    const procedures = this.ruleset.procedure.map(({ id }) => id);
    const position = procedures.indexOf(procedure);
    if (position < 0) throw unknown('unknown_procedure', 'procedure', procedure, procedures);
    const place = { procedure: position, filed: stage === 'filed', day };
    this.#last = { procedure, stage, asOf, place };
    return place;
  }

  /** Refuses a field that is neither its own nor of the shared vocabulary. */
  refuseUnknown(field: string): void {
    if (this.positions.has(field) || shared.includes(field)) return;
    throw unknown('unknown_field', 'field', field, [...this.positions.keys(), ...shared]);
  }
}
