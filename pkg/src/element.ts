/**
 * `<shodaku-check>`: live warnings in a form by markup alone.
 *
 * @packageDocumentation
 */

import words, { type Words } from 'shodaku-words/element';
import type { Regulation } from './api/regulation.js';
import type { Session } from './api/session.js';
import { Attachment } from './form/attachment.js';
import { changedBetween } from './form/changed.js';
import { uncover } from './form/dom.js';
import { Library } from './form/library.js';
import type { Attached, Blocking } from './form/options.js';
import { isOfValue, reasonOfAll } from './form/reason.js';
import { inLang } from './output/locale.js';
import { ShodakuError } from './types/error.js';
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

/** What {@link ShodakuCheck} tells the page, as it bubbles. */
export type ShodakuChange = CustomEvent<{
  /** The report on the form as it is; `undefined` while it could not be checked. */
  readonly report: Report | undefined;
  /** The limbs of which it says something else than the report before, as `condition.limb`. */
  readonly changed: readonly string[];
}>;

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
/** What is asked: the session is opened anew. */
const ASKED = ['ruleset', 'procedure', 'stage', 'as-of'];
/** How it is attached. */
const ATTACHED = ['for', 'blocking', 'lang', 'debug'];
/** Where a kind of element keeps its library, however many copies of this package there are. */
const LIBRARY = Symbol.for('shodaku.library');

/**
 * Defines `<shodaku-check>`, in light DOM. Put where the verdict is to stand:
 *
 * ```html
 * <shodaku-check ruleset="hirono" procedure="subcontract" for="form-id">
 *   まだ検査していません。
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
 * | `as-of` | the day to judge by, `2026-11-22` | today in Japan, also after midnight |
 * | `blocking` | `once` or `errors`: what holds a submission back | `none` |
 * | `lang` | `ja` or `en` | that of the page |
 * | `debug` | writes to the console how the form is read | nothing is written |
 *
 * The JSON inside, if any, is what the host knows beside the form: facts of the contract. Text
 * inside stands there until there is a verdict: that nothing is checked yet, or at all.
 *
 * It fires `shodaku-change` whenever the report has changed, with the report and the limbs that have
 * changed as its `detail`. Where something is not understood it says in its place that the form
 * could not be checked, and why, and the error goes to `window.onerror`. A form that comes later, or
 * in place of another, is taken up. Needs `shodaku/form.css` in the page.
 *
 * Defined again, it takes the rulesets in addition to those it has.
 *
 * @param rules The rulesets that may be named, or the promise of them.
 * @param name Another name for the element.
 */
export function defineElement(
  rules: readonly Regulation[] | PromiseLike<readonly Regulation[]>,
  name: string = NAME,
): void {
  define(Promise.resolve(rules), name);
}

/** Styles what is shown in a part of the page that styles reach by themselves. */
export type Dress = (root: Document | ShadowRoot) => void;

/** @internal The same, with styles of its own. */
export function define(
  rules: PromiseLike<readonly Regulation[]>,
  name: string = NAME,
  dress: Dress = () => {},
): void {
  const known = customElements.get(name) as { readonly [LIBRARY]?: Library } | undefined;
  // It is said where it is needed, in the elements.
  rules.then(undefined, () => {});
  if (known?.[LIBRARY]) {
    known[LIBRARY].add(rules);
    return;
  }
  const library = new Library();
  library.add(rules);
  const seen = new WeakSet<Element>(document.forms);
  customElements.define(name, elementOf(library, seen, dress));
}

// Made on demand, since there is no HTMLElement where a server loads this module.
function elementOf(
  library: Library,
  /** The forms that were there before. */
  seen: WeakSet<Element>,
  dress: Dress,
): CustomElementConstructor {
  return class extends HTMLElement implements ShodakuCheck {
    static readonly observedAttributes = [...ASKED, ...ATTACHED];
    static readonly [LIBRARY] = library;
    #given: Answers | undefined;
    #attached: Attachment | undefined;
    #form: Element | undefined;
    /** What it says, and why that is not more. */
    #verdict: HTMLElement | undefined;
    #reason: HTMLElement | undefined;
    /** The host's own text, while there is something to say in its place. */
    #aside: readonly ChildNode[] = [];
    /** What was told last. */
    #told: { readonly report: Report | undefined; readonly why: string } | undefined;
    /** Ends what goes on while it is in the page. */
    #watching: (() => void) | undefined;

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
      this.#attached?.reopen();
    }

    connectedCallback(): void {
      const observer = new MutationObserver(() => this.#look());
      const rules = library.watch(() => {
        if (!this.report) this.#attached?.reopen();
      });
      this.#watching = () => {
        observer.disconnect();
        rules();
      };
      // While it is still parsed too: room is made before anything of the form is seen.
      observer.observe(this.getRootNode(), {
        attributeFilter: ['id'],
        childList: true,
        subtree: true,
      });
      this.#look();
      parsed(this.ownerDocument).then(() => this.#watching && this.#look());
    }

    disconnectedCallback(): void {
      this.#watching?.();
      this.#watching = undefined;
      this.#end();
      this.#verdict?.remove();
      this.#reason?.remove();
      this.#verdict = undefined;
      this.#reason = undefined;
      this.#told = undefined;
      this.prepend(...this.#aside);
      this.#aside = [];
    }

    attributeChangedCallback(name: string): void {
      if (!this.#told && !this.#attached) return;
      if (ASKED.includes(name)) this.#attached?.reopen();
      else {
        this.#end();
        this.#look();
      }
    }

    /** Attaches to the form that there is, which may be another one than before. */
    #look(): void {
      if (!this.#told) this.#wait();
      // A page that draws its parts anew takes away what it has not put there.
      if (this.#verdict && !this.contains(this.#verdict)) this.append(this.#verdict);
      const form = this.#find();
      if (form ? form === this.#form : this.#told?.why === 'form') return;
      this.#end();
      if (form) this.#begin(form);
      else if (this.ownerDocument.readyState !== 'loading') this.#missForm();
    }

    #begin(form: Element): void {
      this.#form = form;
      const blocking = this.getAttribute('blocking') as Blocking | null;
      for (const part of [this, form]) dress(part.getRootNode() as Document | ShadowRoot);
      try {
        const options = {
          lang: this.#lang(),
          debug: this.hasAttribute('debug'),
          ...(blocking && { blocking }),
          onchange: (report: Report | undefined) => this.#show(report),
          onerror: (error: unknown) => this.#fail(error),
        };
        this.#attached = new Attachment(form, options, !seen.has(form));
        // What begins anew begins with a form that is known.
        seen.add(form);
      } catch (error) {
        this.#fail(error);
        return;
      }
      this.#attached.begin(async (today) => {
        // The facts inside may not have been read before.
        await parsed(this.ownerDocument);
        return this.#open(await library.all(), today);
      });
    }

    #open(rules: readonly Regulation[], today: string): Session {
      const ruleset = this.getAttribute('ruleset');
      const named = rules.find(({ id, ruleset: { ruleset: header } }) =>
        [id, ...(header.aliases ?? [])].includes(ruleset ?? id),
      );
      if (!named) throw new Error(`<${this.localName}> knows no ruleset \`${ruleset}\``);
      const stage = this.getAttribute('stage') as Stage | null;
      return named.open({
        procedure: this.getAttribute('procedure') ?? '',
        asOf: this.getAttribute('as-of') ?? today,
        ...(stage && { stage }),
        answers: { ...this.#inside(), ...this.#given },
      });
    }

    #inside(): Answers {
      const data = this.querySelector('script[type="application/json"]')?.textContent;
      return data ? JSON.parse(data) : {};
    }

    #find(): Element | null {
      const id = this.getAttribute('for');
      if (id === null) return this.closest('form');
      const own = (this.getRootNode() as Document | ShadowRoot).getElementById(id);
      return own ?? this.ownerDocument.getElementById(id);
    }

    #lang(): Lang {
      let lang = '';
      for (let at: Element | undefined = this; at && lang === ''; ) {
        lang = at.closest<HTMLElement>('[lang]')?.lang ?? '';
        at = (at.getRootNode() as { readonly host?: Element }).host;
      }
      return /^en\b/i.test(lang) ? 'en' : 'ja';
    }

    #end(): void {
      this.#attached?.detach();
      this.#attached = undefined;
      this.#form = undefined;
    }

    #missForm(): void {
      const id = this.getAttribute('for');
      const said = inLang(words, this.#lang());
      this.#show(undefined, 'form', said.unchecked.no_form);
      reportError(
        new Error(
          id === null
            ? `<${this.localName}> stands in no form and names none by \`for\``
            : `<${this.localName}> finds no form with the id \`${id}\``,
        ),
      );
    }

    #fail(error: unknown): void {
      const said = inLang(words, this.#lang());
      // Which field is at fault is said in the form; nothing of what was typed goes elsewhere.
      const typed = isOfValue(error) && this.#attached?.session !== undefined;
      const atField = typed || (error instanceof ShodakuError && error.code === 'unknown_field');
      this.#show(undefined, 'error', atField ? '' : reasonOfAll(error, said));
      if (!typed) reportError(error);
    }

    /** Says that nothing is checked yet, unless the host does. */
    #wait(): void {
      const hosts = [...this.childNodes].filter(({ nodeName }) => nodeName !== 'SCRIPT');
      if (hosts.some(({ textContent }) => textContent?.trim()) || this.#verdict) return;
      const said = inLang(words, this.#lang());
      this.#say('waiting', said.unchecked.not_yet, '', said.lang);
    }

    #show(report: Report | undefined, why = '', reason = ''): void {
      const before = this.#told;
      this.#told = { report, why };
      const said = inLang(words, this.#lang());
      this.#say(report?.verdict ?? 'unchecked', sentence(report, said), reason, said.lang);
      if (before && before.report === report) return;
      const detail = { report, changed: changedBetween(before?.report, report) };
      this.dispatchEvent(new CustomEvent('shodaku-change', { detail, bubbles: true }));
    }

    /** Takes away what the host has written inside: it is not so any more. */
    #putAside(): void {
      const own: readonly (ChildNode | undefined)[] = [this.#verdict, this.#reason];
      const others = [...this.childNodes].filter(
        (node) => node.nodeName !== 'SCRIPT' && !own.includes(node),
      );
      this.#aside = [...this.#aside, ...others];
      for (const node of others) node.remove();
    }

    #say(kind: string, text: string, reason: string, lang: Lang): void {
      this.#verdict ??= this.ownerDocument.createElement('p');
      this.#verdict.className = `shodaku-verdict shodaku-verdict--${kind}`;
      this.#verdict.lang = lang;
      this.#verdict.textContent = text;
      if (kind !== 'waiting') this.#putAside();
      if (!this.#verdict.isConnected) this.append(this.#verdict);
      uncover(this.#verdict);
      if (reason === '') {
        this.#reason?.remove();
        this.#reason = undefined;
        return;
      }
      this.#reason ??= this.ownerDocument.createElement('p');
      this.#reason.className = 'shodaku-reason';
      this.#reason.lang = lang;
      this.#reason.textContent = reason;
      this.#verdict.after(this.#reason);
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

/** Resolves once the page is there. */
function parsed(document: Document): Promise<void> {
  if (document.readyState !== 'loading') return Promise.resolve();
  return new Promise((resolve) => {
    document.addEventListener('DOMContentLoaded', () => resolve(), { once: true });
  });
}
