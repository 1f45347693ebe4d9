import { CoreRuleset, guarded, release } from '../core/wasm.js';
import { badDocument, jsonOf, type Stored, sealed } from '../input/answer.js';
import { type Asked, placed } from '../input/request.js';
import { type Plan, plan } from '../output/plan.js';
import { translated, versionOf } from '../output/translation.js';
import { ShodakuError } from '../types/error.js';
import type { Asker, RulesetIdentity, VersionChosen } from '../types/report.js';
import type { Ruleset } from '../types/ruleset.js';

/** One version of a text, loaded. */
export class Version {
  /** The ruleset itself, frozen. */
  ruleset: Ruleset;
  readonly identity: RulesetIdentity;
  readonly core: CoreRuleset;
  /** The position of each field, by id. */
  readonly positions: ReadonlyMap<string, number>;
  readonly #plans = new Map<string, Plan>();

  constructor(document: unknown) {
    const json = jsonOf(document);
    this.core = guarded(() => new CoreRuleset(json));
    const sha256 = guarded(() => this.core.live().sha256);
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

  plan(id: string): Plan {
    const known = this.#plans.get(id);
    if (known) return known;
    const procedure = this.ruleset.procedure.find((procedure) => procedure.id === id);
    if (!procedure) throw new Error(`the core knows a procedure ${id} that the ruleset has not`);
    const made = plan(this.ruleset, procedure);
    this.#plans.set(id, made);
    return made;
  }
}

/** The version that governs a request, and why. */
export interface Choice {
  readonly version: Version;
  readonly chosen: VersionChosen;
}

/** What of a request the choice depends on, beside its answers. */
type Occasion = Pick<Asked, 'procedure' | 'stage' | 'asOf'> & { readonly by?: Asker | undefined };
type Given = ReadonlyMap<string, Stored>;

/** The versions of one text. The command line chooses among them in the same way. */
export class Versions {
  /** The newest first. */
  readonly all: readonly Version[];
  readonly newest: Version;
  /** The id and the aliases. */
  readonly names: readonly string[];
  readonly #only: Choice | undefined;
  readonly #deciders: ReadonlySet<string>;

  constructor(documents: readonly unknown[], translations: readonly unknown[]) {
    const versions = documents.map((document, at) =>
      documents.length > 1 ? within(at, () => new Version(document)) : new Version(document),
    );
    const problems = versions.flatMap((one, at) =>
      versions.slice(0, at).flatMap((other, before) => clashes(one, at, other, before)),
    );
    const [problem] = problems;
    if (problem) throw refusal(problem, problems);
    this.all = versions.sort((one, other) => (fromOf(one) < fromOf(other) ? 1 : -1));
    const [newest] = this.all;
    if (!newest) throw badDocument('there is no ruleset in the list');
    this.newest = newest;
    for (const translation of translations) {
      const of = versionOf(translation);
      const version = this.all.find(({ identity }) => identity.version === of) ?? newest;
      version.translate(translation);
    }
    const headers = this.all.map(({ ruleset }) => ruleset.ruleset);
    this.names = [...new Set(headers.flatMap(({ id, aliases = [] }) => [id, ...aliases]))];
    this.#only = this.all.length > 1 ? undefined : choice(newest, 'only_version', null);
    const deciders = this.#only ? [] : headers.flatMap(({ in_force }) => in_force?.decided_by);
    this.#deciders = new Set(deciders.filter((decider) => decider !== undefined));
  }

  /** Whether an answer to this field may change which version governs. */
  decides(field: string): boolean {
    return this.#deciders.has(field);
  }

  /** Refuses a field that no version asks for and that is not of the shared vocabulary. */
  refuseUnknown(field: string): void {
    if (this.all.some(({ positions }) => positions.has(field))) return;
    guarded(() => this.newest.core.live().shared(field));
  }

  /**
   * The version that governs a request; for use within `guarded` only.
   *
   * A version is passed over once the dates show that it is not in force. The first that is left,
   * from the newest on, governs if it is in force; if that is open, so is the choice, and of the
   * versions in question the one of the day looked at is taken.
   */
  choose(occasion: Occasion, answers: Given): Choice {
    if (this.#only) return this.#only;
    const all = this.all.map((version) => standing(version, occasion, answers));
    const governing = all.find(({ inForce }) => inForce === MET);
    const newer = governing ? all.slice(0, all.indexOf(governing)) : all;
    const open = newer.filter(({ inForce }) => inForce === UNKNOWN);
    const possible = open.find(({ day }) => day === WITHIN) ?? open[0];
    if (possible) return choice(possible.version, 'not_decided', null);
    if (governing) return choice(governing.version, 'in_force', governing.by);
    const over = all.find(({ day }) => day === AFTER) ?? all.at(-1);
    return choice(over?.version ?? this.newest, 'none_in_force', over?.by ?? null);
  }
}

/** Whether two choices are of the same version for the same reason. */
export function sameChoice(one: Choice, other: Choice): boolean {
  return (
    one.version === other.version &&
    one.chosen.why === other.chosen.why &&
    one.chosen.decidedBy === other.chosen.decidedBy
  );
}

function choice(version: Version, why: VersionChosen['why'], decidedBy: string | null): Choice {
  const chosen = { version: version.identity.version, why, decidedBy };
  return { version, chosen: Object.freeze(chosen) };
}

/** How a request stands to the period of a version. */
interface Standing {
  readonly version: Version;
  readonly inForce: number;
  /** Where the day that was looked at lies. */
  readonly day: number;
  /** The field of that day, or `asOf`; `null` where no deciding date is known. */
  readonly by: string | null;
}

const MET = 0;
const UNKNOWN = 2;
const WITHIN = 1;
const AFTER = 2;

function standing(version: Version, occasion: Occasion, answers: Given): Standing {
  const { procedure, stage, asOf, by: asker } = occasion;
  const deciders = version.ruleset.ruleset.in_force?.decided_by ?? [];
  const dates = new Map([...answers].filter(([field]) => deciders.includes(field)));
  const { fields, values } = placed(version.positions, dates);
  const handle = version.core.live().open(procedure, stage, asOf, asker, fields, values);
  const word = handle.standing();
  release(handle);
  const [inForce, day, by] = [word & 3, (word >> 2) & 3, word >> 4];
  if (inForce === 3 || day === 3 || by > deciders.length) throw new Error('not a standing');
  return { version, inForce, day, by: deciders[by - 1] ?? null };
}

/** An undated text is older than any. */
function fromOf({ ruleset }: Version): string {
  return ruleset.ruleset.in_force?.from ?? '';
}

interface Clash {
  readonly path: string;
  readonly message: string;
}

/** Why two rulesets, by their places in the list, cannot be versions of one text. */
function clashes(one: Version, at: number, other: Version, before: number): Clash[] {
  const clash = (path: string, message: string) => ({ path: `[${at}].${path}`, message });
  const [header, beside] = [one.ruleset.ruleset, other.ruleset.ruleset];
  if (header.id !== beside.id) {
    const message = `\`${header.id}\` is no version of \`${beside.id}\``;
    return [clash('ruleset.id', message)];
  }
  if (header.version === beside.version) {
    const message = `\`[${before}]\` is version \`${beside.version}\` too`;
    return [clash('ruleset.version', message)];
  }
  const found: Clash[] = [];
  if (!header.in_force || !beside.in_force) {
    const lacking = header.in_force ? before : at;
    const message = `one of several versions needs a period, which \`[${lacking}]\` lacks`;
    found.push(clash('ruleset.in_force', message));
  } else if (overlap(header.in_force, beside.in_force)) {
    const message =
      `the period overlaps with that of \`[${before}].ruleset.in_force\`: let the older end ` +
      '(`until`) the day before the newer begins';
    found.push(clash('ruleset.in_force', message));
  }
  const [ours, theirs] = [one, other].map(({ ruleset }) => ruleset.procedure.map(({ id }) => id));
  const lacks = (place: number, id: string, there: number) =>
    `\`[${place}]\` lacks \`${id}\`, which \`[${there}]\` has: declare it, if only as silent`;
  for (const id of theirs ?? []) {
    if (!ours?.includes(id)) found.push(clash('procedure', lacks(at, id, before)));
  }
  for (const id of ours ?? []) {
    if (!theirs?.includes(id)) found.push(clash('procedure', lacks(before, id, at)));
  }
  for (const [position, { id, type }] of one.ruleset.field.entries()) {
    const there = other.ruleset.field[other.positions.get(id) ?? -1];
    if (!there || there.type === type) continue;
    const message =
      `\`${id}\` is a \`${type}\` field, and a \`${there.type}\` field in \`[${before}]\`: ` +
      'give it another id';
    found.push(clash(`field[${position}].type`, message));
  }
  return found;
}

type Period = NonNullable<Ruleset['ruleset']['in_force']>;

/**
 * Whether both could be in force for the same request: where the same date decides, periods that
 * overlap; where another does, the newer text goes before the older one, so there has to be one.
 */
function overlap(one: Period, other: Period): boolean {
  const endsBefore = ({ until }: Period, { from }: Period) => until !== undefined && until < from;
  const sameDecider = one.decided_by[0] === other.decided_by[0];
  return (
    one.from === other.from || (sameDecider && !endsBefore(one, other) && !endsBefore(other, one))
  );
}

function refusal({ path, message }: Clash, errors: readonly Clash[], cause?: unknown) {
  const first = `the ruleset has mistakes; the first at \`${path}\` ${message}`;
  return new ShodakuError({ code: 'bad_ruleset', path, message: first, errors }, cause);
}

/** Reads one ruleset of a list; its mistakes get its place in front of theirs. */
function within<T>(at: number, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ShodakuError) || error.errors === undefined) throw error;
    const errors = error.errors.map(({ path, message }) => ({ path: `[${at}].${path}`, message }));
    const [first] = errors;
    throw first ? refusal(first, errors, error) : error;
  }
}
