import { badDocument } from '../input/document.js';
import { type Occasion, type ReadRequest, readRequest } from '../input/request.js';
import { wrongType } from '../input/value.js';
import { versionOf } from '../output/translation.js';
import { type Problem, ShodakuError } from '../types/error.js';
import type { Request } from '../types/request.js';
import type { VersionChosen } from '../types/version.js';
import { clashes, isNewer } from './clashes.js';
import { type Given, Version } from './version.js';

/** The version that governs a request, and why. */
export interface Choice {
  readonly version: Version;
  readonly chosen: VersionChosen;
}

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
    this.all = versions.sort((one, other) => (isNewer(one, other) ? -1 : 1));
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

  /** Reads a request; refuses fields that are unknown. */
  read(request: Request): ReadRequest {
    const read = readRequest(this.names, request);
    for (const field of read.fields) this.refuseUnknown(field);
    return read;
  }

  /** The day that is typed into a field, by the newest version that asks for it. */
  day(field: string, typed: string): string | undefined {
    this.refuseUnknown(field);
    return this.all.find(({ positions }) => positions.has(field))?.day(field, typed);
  }

  /** Refuses a field that no version asks for and that is not of the shared vocabulary. */
  refuseUnknown(field: string): void {
    if (this.all.some(({ positions }) => positions.has(field))) return;
    this.newest.refuseUnknown(field);
  }

  #named(name: string): Choice {
    const version = this.all.find(({ identity }) => identity.version === name);
    if (!version) {
      const known = this.all.map(({ identity }) => `\`${identity.version}\``);
      throw wrongType('version', `is none of ${known.join(', ')}`);
    }
    return this.#only ?? choice(version, 'named', null);
  }

  /**
   * The version that governs a request, or that it names; for use within `guarded` only.
   *
   * A version is passed over once the dates show that it is not in force. The first that is left,
   * from the newest on, governs if it is in force; if that is open, so is the choice, and of the
   * versions in question the one of the day looked at is taken.
   */
  choose(occasion: Occasion, answers: Given): Choice {
    const { version: named } = occasion;
    if (named !== undefined) return this.#named(named);
    if (this.#only) return this.#only;
    const all = this.all.map((version) => ({ version, ...version.standing(occasion, answers) }));
    const governing = all.find(({ inForce }) => inForce === 'yes');
    const newer = governing ? all.slice(0, all.indexOf(governing)) : all;
    const open = newer.filter(({ inForce }) => inForce === 'open');
    const possible = open.find(({ day }) => day === 'within') ?? open[0];
    if (possible) return choice(possible.version, 'not_decided', null);
    if (governing) {
      const isDated = governing.version.ruleset.ruleset.in_force !== undefined;
      return choice(governing.version, isDated ? 'in_force' : 'undated', governing.by);
    }
    const over = all.find(({ day }) => day === 'after') ?? all.at(-1);
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

function refusal({ path, message }: Problem, errors: readonly Problem[], cause?: unknown) {
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
