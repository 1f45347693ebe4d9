/**
 * `<shodaku-check>`: live warnings in a form by markup alone.
 *
 * @packageDocumentation
 */

import words, { type Words } from 'shodaku-words/element';
import type { Regulation } from './api/regulation.js';
import type { Session } from './api/session.js';
import { attach } from './form/attach.js';
import type { Attached } from './form/options.js';
import { inLang } from './output/locale.js';
import type { Report } from './types/report.js';
import type { Answers } from './types/request.js';
import type { Lang, Stage } from './types/terms.js';

/** `<shodaku-check>` in a page. */
export interface ShodakuCheck extends HTMLElement {
  /** The report on the form as it is; `undefined` while it could not be checked. */
  readonly report: Report | undefined;
  /** What is attached to the form, to refresh or review it; `undefined` while nothing is. */
  readonly attached: Attached | undefined;
  /** What the host knows beside the form: facts of the contract. Setting it checks anew. */
  given: Answers;
}

/** What {@link ShodakuCheck} tells the page, as it bubbles: the report as its `detail`. */
export type ShodakuChange = CustomEvent<Report | undefined>;

declare global {
  interface HTMLElementTagNameMap {
    'shodaku-check': ShodakuCheck;
  }
  interface HTMLElementEventMap {
    'shodaku-change': ShodakuChange;
  }
  interface DocumentEventMap {
    'shodaku-change': ShodakuChange;
  }
}

const NAME = 'shodaku-check';
const ATTRIBUTES = ['ruleset', 'procedure', 'for', 'stage', 'as-of', 'blocking', 'lang'];

/**
 * Defines `<shodaku-check>`, in light DOM. Put where the verdict is to stand:
 *
 * ```html
 * <shodaku-check ruleset="hirono" procedure="subcontract" for="form-id">
 *   <script type="application/json">{ "contract.record_ceiling": 5000 }</script>
 * </shodaku-check>
 * ```
 *
 * | attribute | what it says | without it |
 * |---|---|---|
 * | `ruleset` | the id or an alias of a ruleset | the first there is |
 * | `procedure` | the id of one of its procedures | an error: it is needed |
 * | `for` | the id of the form | the form around the element |
 * | `stage` | `draft`, or `filed`: blanks of matters to be stated are errors | `draft` |
 * | `as-of` | the day to judge by, `2026-11-22` | today in Japan |
 * | `blocking` | `errors`: what would be wrong to file holds the submission back | `none` |
 * | `lang` | `ja` or `en` | that of the page |
 *
 * The JSON inside, if any, is what the host knows beside the form: facts of the contract.
 *
 * It fires `shodaku-change`, with the report as `detail`, whenever the report has changed. Where
 * something is not understood it says in its place that the form could not be checked, and the
 * error goes to `window.onerror`. Needs `shodaku/form.css` in the page.
 *
 * @param rules The rulesets that may be named, or the promise of them.
 * @param name Another name for the element.
 */
export function defineElement(
  rules: readonly Regulation[] | PromiseLike<readonly Regulation[]>,
  name: string = NAME,
): void {
  customElements.define(name, elementOf(Promise.resolve(rules)));
}

// Made on demand, since there is no HTMLElement where a server loads this module.
function elementOf(library: Promise<readonly Regulation[]>): CustomElementConstructor {
  return class extends HTMLElement implements ShodakuCheck {
    static readonly observedAttributes = ATTRIBUTES;
    #given: Answers | undefined;
    #session: Session | undefined;
    #attached: Attached | undefined;
    #verdict: HTMLElement | undefined;
    /** Counts beginnings, so that one that was overtaken is dropped. */
    #beginning = 0;

    get report(): Report | undefined {
      return this.#attached?.current;
    }

    get attached(): Attached | undefined {
      return this.#attached;
    }

    get given(): Answers {
      return this.#given ?? {};
    }

    set given(answers: Answers) {
      this.#given = answers;
      this.#again();
    }

    connectedCallback(): void {
      this.#again();
    }

    disconnectedCallback(): void {
      this.#beginning += 1;
      this.#end();
      this.#verdict?.remove();
      this.#verdict = undefined;
    }

    attributeChangedCallback(): void {
      this.#again();
    }

    /** Begins anew, once for however many changes come together. */
    #again(): void {
      if (!this.isConnected) return;
      this.#beginning += 1;
      const beginning = this.#beginning;
      const overtaken = () => this.#beginning !== beginning;
      Promise.all([library, parsed(this.ownerDocument)]).then(
        ([rules]) => overtaken() || this.#begin(rules),
        (error: unknown) => overtaken() || this.#fail(error),
      );
    }

    #begin(library: readonly Regulation[]): void {
      this.#end();
      try {
        const blocking = this.getAttribute('blocking') as 'none' | 'errors' | null;
        const session = this.#open(library);
        this.#session = session;
        this.#attached = attach(this.#form(), session, {
          lang: this.#lang(),
          ...(blocking && { blocking }),
          onchange: (report) => this.#show(report),
        });
      } catch (error) {
        this.#fail(error);
      }
    }

    #open(library: readonly Regulation[]): Session {
      const ruleset = this.getAttribute('ruleset');
      const named = library.find(({ id, ruleset: { ruleset: header } }) =>
        [id, ...(header.aliases ?? [])].includes(ruleset ?? id),
      );
      if (!named) throw new Error(`<${this.localName}> knows no ruleset \`${ruleset}\``);
      const stage = this.getAttribute('stage') as Stage | null;
      return named.open({
        procedure: this.getAttribute('procedure') ?? '',
        asOf: this.getAttribute('as-of') ?? today(),
        ...(stage && { stage }),
        answers: { ...this.#inside(), ...this.#given },
      });
    }

    #inside(): Answers {
      const data = this.querySelector('script[type="application/json"]')?.textContent;
      return data ? JSON.parse(data) : {};
    }

    #form(): Element {
      const id = this.getAttribute('for');
      const form = id === null ? this.closest('form') : this.ownerDocument.getElementById(id);
      if (form) return form;
      throw new Error(
        id === null
          ? `<${this.localName}> stands in no form and names none by \`for\``
          : `<${this.localName}> finds no form with the id \`${id}\``,
      );
    }

    #lang(): Lang {
      const lang = this.closest<HTMLElement>('[lang]')?.lang ?? '';
      return /^en\b/i.test(lang) ? 'en' : 'ja';
    }

    #end(): void {
      this.#attached?.detach();
      this.#session?.dispose();
      this.#attached = undefined;
      this.#session = undefined;
    }

    #fail(error: unknown): void {
      this.#end();
      this.#show(undefined);
      reportError(error);
    }

    #show(report: Report | undefined): void {
      const said = inLang(words, this.#lang());
      if (!this.#verdict) {
        this.#verdict = this.ownerDocument.createElement('p');
        this.append(this.#verdict);
      }
      this.#verdict.className = `shodaku-verdict shodaku-verdict--${report?.verdict ?? 'unchecked'}`;
      this.#verdict.lang = said.lang;
      this.#verdict.textContent = sentence(report, said);
      this.dispatchEvent(new CustomEvent('shodaku-change', { detail: report, bubbles: true }));
    }
  };
}

function sentence(report: Report | undefined, said: Words): string {
  if (!report) return said.could_not_check;
  const caution = said.caution[report.verdict as keyof Words['caution']];
  return [said.verdict[report.verdict], caution]
    .filter(Boolean)
    .join(said.lang === 'ja' ? '　' : '. ');
}

/** Resolves once the page is there: the form may stand after the element. */
function parsed(document: Document): Promise<void> {
  if (document.readyState !== 'loading') return Promise.resolve();
  return new Promise((resolve) => {
    document.addEventListener('DOMContentLoaded', () => resolve(), { once: true });
  });
}

/** The civil day in Japan. */
function today(): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Tokyo' }).format();
}
