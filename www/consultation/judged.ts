/** What the engine says of the consultation. */
import type { Receipt, Report, ToPass } from 'shodaku';
import type { Consultation } from './consultation.js';

/** All that is shown of it. */
export interface Judged {
  report: Report | undefined;
  advised: ToPass | undefined;
  receipt: Receipt | undefined;
}

/** What the engine says now; nothing at all where it fails, never what it said before. */
export function judged(consultation: Consultation | undefined, withReceipt: boolean): Judged {
  try {
    const report = consultation?.report();
    const session = consultation?.session;
    return {
      report,
      advised: report?.verdict === 'not_approvable' ? session?.toPass() : undefined,
      receipt: withReceipt ? session?.receipt() : undefined,
    };
  } catch (error) {
    reportError(error);
    return { report: undefined, advised: undefined, receipt: undefined };
  }
}
