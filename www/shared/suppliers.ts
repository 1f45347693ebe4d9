/** Who supplies fields. */
import type { Supplier } from 'shodaku';
import { capital, say } from './language.js';

/** In the order of reports. */
export const suppliers = ['applicant', 'contract', 'officer', 'body'] as const;

/** Who that is, in words. */
export const supplierName = (supplier: Supplier): string => capital(say(`supplier.${supplier}`));
