/** What requests come to: judged once, and again where they have changed. */
import { type Regulation, type Report, ShodakuError, type Verdict } from 'shodaku';
import { language } from '../shared/language.js';
import { filed } from './filed.js';
import { slices } from './slices.js';
import type { DeskRequest } from './work.js';

/** What a list needs of a report: of many requests whole reports would fill the memory. */
export interface Came {
  readonly verdict: Verdict;
  /** Whether a value in it cannot be read. */
  readonly unreadable: boolean;
}

/** What no ruleset of this page can read: the ruleset, the procedure or an answer is not known. */
type Unknown = 'unknown';

/** The requests of a work, as they are judged. */
export class Judging {
  readonly #rules: () => ReadonlyMap<string, Regulation>;
  #came = new WeakMap<DeskRequest, Came | Unknown>();
  /** Counts the runs, so that one that is overtaken ends. */
  #run = 0;

  constructor(rules: () => ReadonlyMap<string, Regulation>) {
    this.#rules = rules;
  }

  /** The ruleset of a request, and its report. */
  report(request: DeskRequest): { rules: Regulation; report: Report } | Unknown {
    const rules = this.#rules().get(request.ruleset);
    if (!rules) return 'unknown';
    try {
      return { rules, report: rules.check(filed(request), { lang: language() }) };
    } catch (error) {
      if (error instanceof ShodakuError && error.code !== 'engine_failed') return 'unknown';
      throw error;
    }
  }

  /** What a request came to; nothing while it is not judged. */
  known(request: DeskRequest): Came | Unknown | undefined {
    return this.#came.get(request);
  }

  judge(request: DeskRequest): Came | Unknown {
    const known = this.#came.get(request);
    if (known) return known;
    const judged = this.report(request);
    const came = judged === 'unknown' ? judged : cameTo(judged.report);
    this.#came.set(request, came);
    return came;
  }

  /** Judges all that are not judged yet; `shown` is called now and then with whether it is done. */
  async all(requests: readonly DeskRequest[], shown: (done: boolean) => void): Promise<void> {
    this.#run += 1;
    const run = this.#run;
    const due = slices();
    for (const request of requests) {
      if (this.#came.has(request)) continue;
      const rest = due();
      if (rest) {
        shown(false);
        await rest;
        if (run !== this.#run) return;
      }
      this.judge(request);
    }
    shown(true);
  }

  forget(request: DeskRequest): void {
    this.#came.delete(request);
  }

  /** The rulesets have changed. */
  forgetAll(): void {
    this.#came = new WeakMap();
  }
}

function cameTo(report: Report): Came {
  return {
    verdict: report.verdict,
    unreadable: report.issues.some(({ condition }) => condition === null),
  };
}
