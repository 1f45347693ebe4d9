import type { Session } from '../api/session.js';
import { optionsOf } from '../input/options.js';
import { wrongType } from '../input/value.js';
import type { Receipt, ReceiptOptions } from '../types/receipt.js';
import type { Report } from '../types/report.js';
import type { Lang } from '../types/terms.js';
import type { FieldMap } from './find.js';
import type { FormReport } from './form-report.js';
import type { Render } from './slot.js';

/** How to open the request for a day, `2026-11-22`. */
export type Opening = (today: string) => Session | PromiseLike<Session>;

/** What holds a submission back. */
export type Blocking = 'none' | 'once' | 'errors';

/** How to attach. */
export interface AttachOptions {
  /**
   * Where the controls are, for fields that the markup does not name by `data-shodaku-field`; goes
   * before the markup.
   */
  readonly map?: FieldMap;
  /** The language of the messages; Japanese if absent. */
  readonly lang?: Lang;
  /**
   * What holds a submission back: nothing (the default); `once` the first submission, if anything
   * is to be said at a field of this form, so that it is seen, and never the second; `errors` what
   * would be wrong to file, that is, issues of severity `error` at a field of this form. A button
   * with `formnovalidate` always passes.
   */
  readonly blocking?: Blocking;
  /**
   * An element in which a summary of all warnings is kept at all times. Without it the summary
   * appears at the top of the form when it is submitted. `false`: there is none, and the host shows
   * all warnings before they are filed, for instance from `onchange` or {@link Attached.review}.
   */
  readonly summary?: Element | false;
  /**
   * Shows messages in the host's own way. Given the element kept at a field, or above the form, and
   * the messages it is to hold; all else (when to speak, `aria-describedby`, what is announced) stays
   * as it is.
   */
  readonly render?: Render;
  /**
   * Called with the report at first and whenever it has changed, for the host's own display; with
   * `undefined` when the form could no longer be checked.
   */
  readonly onchange?: (report: Report | undefined) => void;
  /** Writes once to the console, as a table, how the form is read; see {@link Attached.report}. */
  readonly debug?: boolean;
  /**
   * Called with why something could not be checked; the form says by itself that it was not, in words
   * for whoever fills it in. Without it, what is amiss with the page goes to `window.onerror`.
   */
  readonly onerror?: (error: unknown) => void;
}

/** A form with live warnings. */
export interface Attached {
  /** The report on the form as it is; `undefined` while it could not be checked. */
  readonly current: Report | undefined;
  /** The request that is judged; `undefined` while there is none. */
  readonly session: Session | undefined;
  /** Reads every control and the session again, for what a script has set in the session itself. */
  refresh(): void;
  /** Reads everything, shows the summary and moves the focus to it, as a submission does. */
  review(): Report | undefined;
  /**
   * Reads everything, also what an input method has not finished, and gives the receipt of just
   * that; `undefined` where something in the form could not be checked.
   */
  receipt(options?: ReceiptOptions): Receipt | undefined;
  /** How the form is read: which field from which control, and what was not found or not read. */
  report(): FormReport;
  /** Takes everything away again and leaves the page as it was. A session given stays open. */
  detach(): void;
}

/** The names of the options. */
const OPTIONS = ['map', 'lang', 'blocking', 'summary', 'render', 'debug', 'onchange', 'onerror'];
const BLOCKING: readonly Blocking[] = ['none', 'once', 'errors'];

/** Refuses options that mean nothing. */
export function checkOptions(options: AttachOptions): void {
  optionsOf(options, OPTIONS);
  const { blocking = 'none' } = options;
  if (BLOCKING.includes(blocking)) return;
  throw wrongType('blocking', `is \`${blocking}\`, not one of ${BLOCKING.join(', ')}`);
}
