// What went wrong on the server's side: what the sender is told, and what the log says.

import { routePath } from 'hono/route';
import { Refusal } from './refusal.js';
import { say } from './words.js';

/**
 * The refusal that a failure comes to. Who sent it may send it again: with its key it is kept once.
 *
 * @param {any} error
 */
export function refusalOf(error) {
  if (error instanceof Refusal) return error;
  const code = String(error?.code ?? '');
  if (/^SQLITE_(BUSY|LOCKED)/.test(code)) {
    return new Refusal(503, 'busy', (lang) => say(lang, 'page.server.refused.busy'));
  }
  if (/^SQLITE_(FULL|IOERR|READONLY|CANTOPEN)/.test(code)) {
    return new Refusal(503, 'cannot_keep', (lang) => say(lang, 'page.server.refused.cannot_keep'));
  }
  return new Refusal(500, 'failed', (lang) => say(lang, 'page.server.refused.failed'));
}

/**
 * A line for the log. Neither the message nor the address stands in it: both may hold what somebody
 * has entered.
 *
 * @param {any} error
 * @param {import('hono').Context} c
 * @param {Date} now
 */
export function logLine(error, c, now) {
  const [, place = 'somewhere'] = /\n\s+at (.*)/.exec(error?.stack ?? '') ?? [];
  const what = [error?.name ?? typeof error, error?.code].filter(Boolean).join(' ');
  return `${now.toISOString()} ${c.req.method} ${routePath(c)}: ${what}, at ${place}`;
}
