import type { Report } from '../types/report.js';
import type { Lang } from '../types/terms.js';
import type { FieldMap } from './controls.js';
import type { Render } from './slot.js';

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
   * What holds a submission back: nothing (the default), or what would be wrong to file, that is,
   * issues of severity `error` at a field of this form.
   */
  readonly blocking?: 'none' | 'errors';
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
  /** Called with why something could not be checked; the form says by itself that it was not. */
  readonly onerror?: (error: unknown) => void;
}

/** A form with live warnings. */
export interface Attached {
  /** The report on the form as it is; `undefined` while it could not be checked. */
  readonly report: Report | undefined;
  /**
   * Reads every control and the session again, for what a script has set in a control without an
   * event, or in the session itself.
   */
  refresh(): void;
  /** Reads everything, shows the summary and moves the focus to it, as a submission does. */
  review(): Report | undefined;
  /** Takes everything away again and leaves the page as it was. The session stays open. */
  detach(): void;
}

/** The names of the options. */
export const OPTIONS = ['map', 'lang', 'blocking', 'summary', 'render', 'onchange', 'onerror'];
