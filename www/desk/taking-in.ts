/** Files on their way in: read, or named as what they are. */
import { nothing, type TemplateResult } from 'lit-html';
import type { Regulation } from 'shodaku';
import type { Encoding } from './decode.js';
import { Intake } from './intake-view.js';
import type { Judging } from './judging.js';
import type { Mapping } from './mapping.js';
import { MAX_SIZE, type Nothing, sourceOf } from './source.js';
import { say } from './words.js';
import type { DeskRequest } from './work.js';

/** The last file, and what was settled of headings. */
export class TakingIn {
  readonly #rules: () => ReadonlyMap<string, Regulation>;
  readonly #judging: Judging;
  readonly #shown: () => void;
  readonly #taken: (requests: readonly DeskRequest[]) => void;
  #intake: Intake | undefined;
  #mapping: Mapping | undefined;
  #said: Nothing | 'mapping' | undefined;

  constructor(
    rules: () => ReadonlyMap<string, Regulation>,
    judging: Judging,
    shown: () => void,
    taken: (requests: readonly DeskRequest[]) => void,
  ) {
    this.#rules = rules;
    this.#judging = judging;
    this.#shown = shown;
    this.#taken = taken;
  }

  /** What the last file was instead, in words. */
  get said(): string {
    return this.#said ? say(`page.desk.not_taken.${this.#said}`) : '';
  }

  view(): TemplateResult | typeof nothing {
    return this.#intake?.view() ?? nothing;
  }

  async take(file: File): Promise<void> {
    if (file.size > MAX_SIZE) {
      this.#said = 'too_large';
      this.#intake = undefined;
      this.#shown();
      return;
    }
    await this.#read(new Uint8Array(await file.arrayBuffer()));
  }

  async #read(bytes: Uint8Array, encoding?: Encoding): Promise<void> {
    const source = await sourceOf(bytes, encoding);
    this.#said = undefined;
    if (typeof source === 'string') {
      this.#said = source;
      // What was read in another encoding stays.
      if (source !== 'not_so_written') this.#intake = undefined;
    } else if (source.kind === 'mapping') {
      this.#mapping = source.mapping;
      this.#intake?.map(source.mapping);
      this.#said = 'mapping';
    } else {
      this.#intake = new Intake(source, {
        all: this.#rules(),
        judging: this.#judging,
        mapping: this.#mapping,
        shown: this.#shown,
        taken: (requests) => {
          this.#taken(requests);
          this.#shown();
        },
        reread: (other) => this.#read(bytes, other),
      });
    }
    this.#shown();
  }
}
