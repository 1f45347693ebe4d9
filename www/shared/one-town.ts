/** A comparison where there is room for one column: one town at a time, and the way to the next. */
import { html, nothing, type TemplateResult } from 'lit-html';
import type { Comparison } from 'shodaku';
import { say } from './language.js';

/** Where a column a town finds room. */
const WIDE = '(width >= 48rem)';

/** Which town of a comparison is seen. */
export class OneTown {
  readonly #shown: () => void;
  readonly #wide = matchMedia(WIDE);
  #at = 0;

  constructor(shown: () => void) {
    this.#shown = shown;
    this.#wide.addEventListener('change', shown);
  }

  /** The columns that are seen, of those with these names, by their place. */
  columns(names: readonly string[]): readonly number[] {
    this.#at = Math.min(this.#at, names.length - 1);
    return this.#wide.matches ? names.map((_, at) => at) : [this.#at];
  }

  /** The way from town to town; nothing where all are seen. */
  steps(names: readonly string[]): TemplateResult | typeof nothing {
    if (this.#wide.matches) return nothing;
    const to = (at: number) => () => {
      this.#at = at;
      this.#shown();
    };
    return html`
      <div class="compare__steps" role="group" aria-label=${say('page.shared.comparison.texts')}>
        <button class="button button--small" type="button" data-step="previous" ?disabled=${this.#at === 0} @click=${to(this.#at - 1)} aria-label=${say('page.shared.comparison.previous')}>‹</button>
        <span id="town">${names[this.#at]} ${this.#at + 1}/${names.length}</span>
        <button class="button button--small" type="button" data-step="next" ?disabled=${this.#at === names.length - 1} @click=${to(this.#at + 1)} aria-label=${say('page.shared.comparison.next')}>›</button>
      </div>`;
  }
}

/** Some of the columns; what differs, differs among all. */
export function columnsOf(comparison: Comparison, columns: readonly number[]): Comparison {
  const of = <T>(all: readonly T[]): T[] => all.filter((_, at) => columns.includes(at));
  return {
    ...comparison,
    rulesets: of(comparison.rulesets),
    topics: comparison.topics.map((topic) => ({ ...topic, cells: of(topic.cells) })),
  };
}
