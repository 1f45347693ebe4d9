import { day } from 'shodaku-core';

/** The number of a day as `2026-04-01`. For use within `guarded` only. */
export function dayOf(iso: string): number {
  return day(iso);
}
