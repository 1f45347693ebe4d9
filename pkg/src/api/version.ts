import { outlinesOf } from '../core/outline.js';
import { CoreRuleset, type OpenSession } from '../core/ruleset.js';
import { type Standing, standingOf } from '../core/standing.js';
import { guarded, release } from '../core/wasm.js';
import type { Stored } from '../input/answer.js';
import { jsonOf, sealed } from '../input/document.js';
import type { Occasion } from '../input/request.js';
import { type Plan, plan } from '../output/plan.js';
import { translated } from '../output/translation.js';
import type { Ruleset } from '../types/ruleset.js';
import type { RulesetIdentity } from '../types/version.js';

/** The answers of a request, by field. */
export type Given = ReadonlyMap<string, Stored>;

/** One version of a text, loaded. */
export class Version {
  /** The ruleset itself, frozen. */
  ruleset: Ruleset;
  readonly identity: RulesetIdentity;
  /** The position of each field, by id. */
  readonly positions: ReadonlyMap<string, number>;
  readonly #core: CoreRuleset;
  readonly #plans = new Map<string, Plan>();

  constructor(document: unknown) {
    const json = jsonOf(document);
    this.#core = guarded(() => new CoreRuleset(json));
    const sha256 = guarded(() => this.#core.live().sha256);
    // The core has accepted it, so it has the shape.
    this.ruleset = sealed(document as Ruleset);
    const { id, version } = this.ruleset.ruleset;
    this.identity = { id, version, sha256 };
    this.positions = new Map(this.ruleset.field.map((field, position) => [field.id, position]));
  }

  /** Lays a translation over the texts. */
  translate(translation: unknown): void {
    this.ruleset = sealed(translated(this.ruleset, this.identity, translation));
  }

  /** Whether the field at that position takes any text. */
  isText(position: number): boolean {
    return this.ruleset.field[position]?.type === 'text';
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

  /** @internal Opens a session in the core, to be released; for use within `guarded` only. */
  open({ procedure, stage, asOf, by }: Occasion, answers: Given): OpenSession {
    const fields: number[] = [];
    const values: Stored[] = [];
    for (const [field, answer] of answers) {
      const position = this.positions.get(field);
      if (position === undefined) continue;
      fields.push(position);
      values.push(answer);
    }
    return this.#core.live().open(procedure, stage, asOf, by, Uint16Array.from(fields), values);
  }

  /**
   * How a request stands to its period, and by which field's date, or `asOf`; for use within
   * `guarded` only.
   */
  standing(occasion: Occasion, answers: Given): Omit<Standing, 'by'> & { by: string | null } {
    const deciders = this.ruleset.ruleset.in_force?.decided_by ?? [];
    const dates = new Map([...answers].filter(([field]) => deciders.includes(field)));
    const session = this.open(occasion, dates);
    const word = session.standing();
    release(session);
    const { inForce, day, by } = standingOf(word, deciders.length);
    return { inForce, day, by: deciders[by] ?? null };
  }

  /** Refuses a field that is neither its own nor of the shared vocabulary. */
  refuseUnknown(field: string): void {
    if (!this.positions.has(field)) guarded(() => this.#core.live().shared(field));
  }
}
