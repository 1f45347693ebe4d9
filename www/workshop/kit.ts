/**
 * The kit: what an author's texts come to. It runs in a worker, since texts may be of any kind: what
 * takes too long, or stops the kit, is ended there, and the page goes on.
 */

import script from 'workshop:worker';
import type { Verdict } from 'shodaku';
import type { Acts } from './worker.js';

/** A mistake, or a doubt, with its place. */
export interface Found {
  readonly severity: 'error' | 'warning';
  readonly lint: string | null;
  readonly path: string;
  readonly line: number | null;
  readonly column: number | null;
  readonly message: string;
}

/** What is wrong with a text, so that nothing comes of it. */
export interface Refused {
  readonly problems: readonly Found[];
}

/** A ruleset as machines read it. */
export interface Built {
  readonly identity: { readonly id: string; readonly version: string; readonly sha256: string };
  readonly json: string;
  readonly translation: {
    readonly texts: { readonly ruleset?: { readonly title?: string } };
  } | null;
  readonly questions: import('shodaku/render').Questions;
}

/** What `check` finds. */
export interface Checked extends Refused {
  readonly id: string | null;
  readonly version: string | null;
  readonly untried: {
    readonly outcomes: readonly string[];
    readonly exact: readonly string[];
    readonly together: boolean;
    /** Citations of which the order in the text cannot be read off. */
    readonly order: readonly string[];
  };
}

/** How much of something is shown. */
export interface Share {
  readonly shown: number;
  readonly wanted: number;
}

interface Truths {
  readonly met: Share;
  readonly not_met: Share;
  readonly unknown: Share;
}

/** What becomes of the cases. */
export interface Tested {
  readonly cases: number;
  readonly failed: readonly {
    readonly name: string;
    readonly line: number | null;
    readonly differences: readonly string[];
  }[];
  readonly coverage: {
    readonly limbs: Truths;
    readonly idle_limbs: Share;
    readonly results: Truths;
    readonly routes: Share;
    readonly duties: Truths & { readonly arises: Share; readonly does_not_arise: Share };
  };
  readonly gaps: readonly string[];
  /** Answers of bases that nothing asks for. */
  readonly leftover: readonly { readonly base: string; readonly field: string }[];
}

/** The cases that lack, to be added, and what they do not show either. */
export interface Lacking {
  readonly text: string;
  readonly cases: number;
  readonly unreached: readonly string[];
}

/** What of a text is another than the ruleset was written from. */
export interface Drift {
  readonly same: boolean | null;
  readonly changes: readonly {
    readonly clause: string;
    readonly change: 'added' | 'changed' | 'moved' | 'removed';
    readonly from: string | null;
    readonly by: readonly { readonly part: string; readonly id: string }[];
  }[];
}

/** What became of a part from one version to the next. */
export interface Change {
  readonly part: string;
  readonly id: string;
  readonly clause: string | null;
  readonly change: 'added' | 'removed' | 'changed' | 'reused';
  readonly details: readonly {
    readonly key: string;
    readonly before: unknown;
    readonly after: unknown;
  }[];
}

/** What one version makes of a request: a verdict and what that rests on, or why it cannot judge it. */
export type Outcome =
  | {
      readonly verdict: Verdict;
      readonly decidedBy: readonly { readonly clause: string; readonly message: string }[];
    }
  | { readonly error: string };

/** A request whose verdict is another. */
export interface Moved {
  readonly line: number;
  readonly reference: string | null;
  readonly procedure: string;
  readonly before: Outcome;
  readonly after: Outcome;
  readonly clauses: readonly string[];
}

/** What becomes of requests when the text changes. */
export interface Movement {
  readonly judged: number;
  readonly others: number;
  readonly changed: number;
  /** How many of those that change, by clause and verdicts; no verdict where one cannot judge. */
  readonly moves: readonly {
    readonly clause: string | null;
    readonly before: Verdict | null;
    readonly after: Verdict | null;
    readonly requests: number;
  }[];
  /** The first of them. */
  readonly moved: readonly Moved[];
  readonly unusable: number;
  /** The first that cannot be used: its line, and why. */
  readonly first: readonly [number, string] | null;
}

/** A clause of the text as it is published. */
export interface Passage {
  readonly clause: string;
  readonly line: number;
  readonly text: string;
  /** The ids of the parts of the ruleset that cite it. */
  readonly by: readonly string[];
}

/** A citation of what the text does not have, and the ids of what cites it. */
export type Stray = Pick<Passage, 'clause' | 'by'>;

interface Answers {
  readonly build: Built | Refused;
  readonly check: Checked;
  readonly differences: { readonly changes: readonly Change[] } | Refused;
  readonly drift: Drift | null;
  readonly lacking: Lacking | Refused;
  readonly moved: Movement | Refused;
  readonly ordered: readonly string[];
  readonly passages: readonly Passage[];
  readonly strays: readonly Stray[];
  readonly test: Tested | Refused;
}

/** Why nothing was answered. */
export type Why = 'newer' | 'time' | 'fault';

/** That nothing was answered. */
export class Stopped extends Error {
  readonly why: Why;

  constructor(why: Why, cause?: unknown) {
    super(`the kit was stopped: ${why}`, { cause });
    this.why = why;
  }
}

/** How long an answer may take, in milliseconds. */
const LONGEST = 15_000;

// The one address that becomes a script here is that of the kit.
const policy = (
  globalThis as {
    readonly trustedTypes?: {
      createPolicy(
        name: string,
        rules: { createScriptURL(url: string): string },
      ): { createScriptURL(url: string): string };
    };
  }
).trustedTypes?.createPolicy('shodaku-kit', { createScriptURL: (url) => url });

/** The kit, of which one thing is asked at a time. */
export class Kit {
  #worker: Worker | undefined;
  #stop: ((why: Stopped) => void) | undefined;

  /** Asks the kit; what was asked before and is not answered yet is given up. */
  ask<Act extends keyof Acts>(act: Act, ...given: Parameters<Acts[Act]>): Promise<Answers[Act]> {
    this.stop();
    const worker = this.#worker ?? start();
    this.#worker = worker;
    return new Promise((resolve, reject) => {
      const stop = (stopped: Stopped) => {
        clearTimeout(late);
        this.#stop = undefined;
        worker.terminate();
        this.#worker = undefined;
        reject(stopped);
      };
      this.#stop = stop;
      const late = setTimeout(() => stop(new Stopped('time')), LONGEST);
      worker.onerror = (event) => stop(new Stopped('fault', event.message));
      worker.onmessage = ({ data }: MessageEvent<string>) => {
        clearTimeout(late);
        this.#stop = undefined;
        resolve(JSON.parse(data));
      };
      worker.postMessage([act, ...given]);
    });
  }

  /** Gives up what is not answered yet. */
  stop(): void {
    this.#stop?.(new Stopped('newer'));
  }
}

function start(): Worker {
  const url = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
  const worker = new Worker(policy?.createScriptURL(url) ?? url);
  URL.revokeObjectURL(url);
  return worker;
}
