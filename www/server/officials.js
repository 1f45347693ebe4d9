// The officials' pages, behind their login: the list, a submission, what is found and decided.

import { Hono } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { LASTS } from './accounts.js';
import { formOf, limited, needed, one } from './form.js';
import { asFiled, judged, matches } from './judged.js';
import { languageOf } from './language.js';
import { originOf } from './origin.js';
import { casePage } from './pages/case.js';
import { listPage } from './pages/list.js';
import { loginPage } from './pages/login.js';
import { understood } from './recheck.js';
import { Refusal } from './refusal.js';
import { say } from './words.js';

const COOKIE = 'official';
const PAGE = 50;

/**
 * @param {object} parts
 * @param {import('shodaku').Regulation} parts.rules
 * @param {import('./store.js').Store} parts.store
 * @param {import('./cases.js').Cases} parts.cases
 * @param {import('./accounts.js').Accounts} parts.accounts
 * @param {() => Date} parts.now
 */
export function officials({ rules, store, cases, accounts, now }) {
  /** @type {Hono<{ Variables: { official: string } }>} */
  const app = new Hono();
  app.use(async (c, next) => {
    await next();
    c.header('Cache-Control', 'no-store');
  });

  app.post('/login', limited, async (c) => {
    const form = await formOf(c);
    const token = await accounts.logIn(needed(form, 'name'), needed(form, 'password'));
    const to = one(form, 'to');
    if (token === undefined) return c.html(loginPage(to, true, languageOf(c)), 401);
    setCookie(c, COOKIE, token, {
      path: '/officials',
      httpOnly: true,
      sameSite: 'Strict',
      secure: originOf(c).startsWith('https:'),
      maxAge: LASTS,
    });
    // To a page of these, and to no other site.
    return c.redirect(/^\/officials\/[0-9]+/.exec(to)?.[0] ?? '/officials', 303);
  });

  app.use(async (c, next) => {
    const official = accounts.loggedIn(getCookie(c, COOKIE) ?? '');
    if (official === undefined) return c.html(loginPage(c.req.path, false, languageOf(c)), 401);
    c.set('official', official);
    return next();
  });

  app.post('/logout', (c) => {
    accounts.logOut(getCookie(c, COOKIE) ?? '');
    deleteCookie(c, COOKIE, { path: '/officials' });
    return c.redirect('/officials', 303);
  });

  app.get('/', (c) => {
    const lang = languageOf(c);
    const search = c.req.query('search') ?? '';
    const before = Number(c.req.query('before')) || Number.MAX_SAFE_INTEGER;
    const found = store.search(search, before, PAGE + 1);
    const lines = found.slice(0, PAGE).map((submission) => {
      const { verdict, decisions } = judged(rules, cases, submission, lang);
      const contractor = store.contract(submission.contract)?.contractor ?? '';
      return { submission, contractor, verdict, decision: decisions.at(-1) };
    });
    const next = found.length > PAGE ? lines.at(-1)?.submission.id : undefined;
    const list = { ruleset: rules.ruleset, lines, search, next, official: c.get('official') };
    return c.html(listPage(list, lang));
  });

  app.get('/:id{[0-9]+}', (c) => {
    const lang = languageOf(c);
    const submission = store.submission(Number(c.req.param('id')));
    if (!submission) return c.notFound();
    return c.html(
      casePage(
        {
          ruleset: rules.ruleset,
          contract: store.contract(submission.contract),
          judged: judged(rules, cases, submission, lang),
          filed: asFiled(rules, submission, lang),
          matches: matches(rules, submission),
          official: c.get('official'),
        },
        lang,
      ),
    );
  });

  app.post('/:id{[0-9]+}/findings', limited, async (c) => {
    const form = await formOf(c);
    const submission = store.submission(Number(c.req.param('id')));
    if (!submission) return c.notFound();
    const field = rules.ruleset.field.find(({ id }) => id === needed(form, 'field'));
    if (field?.supplier !== 'officer' && field?.supplier !== 'body') throw notTheirs();
    const value = answerOf(field, one(form, 'value'));
    refuseUnreadable(rules, submission, field, value);
    cases.find(submission.id, Number(needed(form, 'seen')), {
      field: field.id,
      value,
      reason: reasonOf(form),
      official: c.get('official'),
      at: now().toISOString(),
    });
    return c.redirect(`/officials/${submission.id}#finding-${field.id}`, 303);
  });

  app.post('/:id{[0-9]+}/decision', limited, async (c) => {
    const form = await formOf(c);
    const submission = store.submission(Number(c.req.param('id')));
    if (!submission) return c.notFound();
    const decision = needed(form, 'decision');
    if (decision !== 'approved' && decision !== 'rejected') throw noDecision();
    cases.decide(submission.id, Number(needed(form, 'seen')), () => {
      const { verdict, decisions } = judged(rules, cases, submission, languageOf(c));
      // What does not follow from the verdict, or from what was decided before, is given a reason.
      const follows = FOLLOWS[decision].includes(verdict) && decisions.length === 0;
      const reason = follows ? one(form, 'reason').trim() : reasonOf(form);
      const at = now().toISOString();
      return { decision, verdict, reason, official: c.get('official'), at };
    });
    return c.redirect(`/officials/${submission.id}`, 303);
  });

  return app;
}

/** Of which verdicts a decision follows. @type {Record<'approved' | 'rejected', readonly string[]>} */
const FOLLOWS = {
  approved: ['approvable', 'exempt'],
  rejected: ['not_approvable', 'prohibited'],
};

/** @param {import('./form.js').Form} form */
function reasonOf(form) {
  const reason = one(form, 'reason').trim();
  if (reason !== '') return reason;
  throw new Refusal(422, 'no_reason', (lang) => say(lang, 'page.server.refused.no_reason'));
}

/** @param {import('shodaku').Field} field @param {string} value @returns {import('shodaku').Answer} */
function answerOf({ type }, value) {
  if (value.trim() === '') return null;
  if (type !== 'finding' && type !== 'boolean') return value;
  return value === 'true' || (value === 'false' ? false : value);
}

/**
 * @param {import('shodaku').Regulation} rules
 * @param {import('./store.js').Stored} submission
 * @param {import('shodaku').Field} field
 * @param {import('shodaku').Answer} value
 */
function refuseUnreadable(rules, { procedure, receipt }, field, value) {
  const answers = { [field.id]: value };
  const { issues } = understood(() =>
    rules.check({ procedure, stage: 'draft', asOf: receipt.asOf, answers }),
  );
  if (!issues.some(({ severity, fields }) => severity === 'error' && fields.includes(field.id))) {
    return;
  }
  throw new Refusal(422, 'unusable', (lang) => say(lang, 'page.server.refused.unusable'), [
    field.id,
  ]);
}

const notTheirs = () =>
  new Refusal(403, 'not_theirs', (lang) => say(lang, 'page.server.refused.not_theirs'));

const noDecision = () =>
  new Refusal(400, 'unreadable', (lang) =>
    say(lang, 'page.server.refused.unreadable', { name: 'decision' }),
  );
