// The portal's back end: it takes submissions, and tells their applicants what has become of them.
// What officials do is mounted beside it.

import { Hono } from 'hono';
import { csrf } from 'hono/csrf';
import { HTTPException } from 'hono/http-exception';
import { logLine, refusalOf } from './failure.js';
import { formOf, limited, needed, one, unreadable } from './form.js';
import { languageOf } from './language.js';
import { officials } from './officials.js';
import { originOf } from './origin.js';
import { receivedPage } from './pages/received.js';
import { refusedPage } from './pages/refused.js';
import { recheck } from './recheck.js';
import { Refusal } from './refusal.js';
import { CONTACT, FILES, refuseOtherWords } from './same-words.js';
import { say } from './words.js';

/** The form's own key: 128 random bits, so that nobody else has it. */
const KEY = /^[0-9a-f]{32}$/;

/**
 * @param {object} parts
 * @param {import('shodaku').Regulation} parts.rules
 * @param {import('./store.js').Store} parts.store
 * @param {import('./cases.js').Cases} parts.cases
 * @param {import('./accounts.js').Accounts} parts.accounts
 * @param {(line: string) => void} parts.log
 * @param {() => Date} [parts.now]
 */
export function portal({ rules, store, cases, accounts, log, now = () => new Date() }) {
  const app = new Hono();
  app.use(csrf({ origin: (origin, c) => origin === originOf(c) }));

  app.post('/consultations', limited, async (c) => {
    const form = await formOf(c);
    const sent = {
      key: keyOf(form),
      contract: needed(form, 'contract'),
      procedure: needed(form, 'kind'),
      answers: answersOf(form),
      contact: Object.fromEntries(CONTACT.map((name) => [name, one(form, name)])),
      files: (form.get(FILES) ?? []).filter((name) => name !== ''),
    };
    const { id, receipt } = received(sent, form) ?? store.keep(checked(sent, form));
    const address = `/consultations/${id}?key=${sent.key}&lang=${languageOf(c)}`;
    if (wantsJson(c)) return c.json({ id, address, receipt }, 201);
    // So that a reload asks for the page again, and does not post again.
    return c.redirect(address, 303);
  });

  /** What has come before, with the very same content. @param {import('./store.js').Sent} sent @param {import('./form.js').Form} form */
  function received(sent, form) {
    const known = store.known(sent);
    if (known) refuseOtherWords(rules.ruleset, form, known.answers);
    return known;
  }

  /** @param {import('./store.js').Sent} sent @param {import('./form.js').Form} form */
  function checked(sent, form) {
    const contract = store.contract(sent.contract);
    if (!contract) {
      throw new Refusal(404, 'unknown_contract', (lang) =>
        say(lang, 'page.server.refused.unknown_contract'),
      );
    }
    const posted = { ...sent, receipt: object(form, 'receipt') };
    const receipt = recheck(rules, contract, posted, dayInJapan(now()));
    refuseOtherWords(rules.ruleset, form, sent.answers);
    const { facts } = contract;
    return { ...sent, facts, receivedAt: now().toISOString(), receipt };
  }

  // The number can be guessed; with its key it is the applicant who asks.
  app.get('/consultations/:id{[0-9]+}', (c) => {
    const submission = store.submission(Number(c.req.param('id')));
    if (!submission || submission.key !== c.req.query('key')) return c.notFound();
    c.header('Cache-Control', 'no-store');
    return c.html(receivedPage(submission, cases.decisions(submission.id).at(-1), languageOf(c)));
  });

  app.route('/officials', officials({ rules, store, cases, accounts, now }));

  app.onError((error, c) => {
    const refusal = isOtherSite(error) ? otherSite() : refusalOf(error);
    // Who has hung up is no matter for the log.
    if (refusal.status >= 500 && !c.req.raw.signal.aborted) log(logLine(error, c, now()));
    const { status, code, fields } = refusal;
    c.status(/** @type {import('hono/utils/http-status').StatusCode} */ (status));
    if (status === 503) c.header('Retry-After', '5');
    if (wantsJson(c)) {
      const lang = languageOf(c);
      return c.json({ error: { code, message: refusal.words(lang), fields } });
    }
    const title = c.req.path.startsWith('/officials') ? 'not_done' : 'not_received';
    return c.html(refusedPage(refusal, title, rules.ruleset, languageOf(c)));
  });
  return app;
}

/** @param {Date} time */
const dayInJapan = (time) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Tokyo' }).format(time);

/** @param {import('hono').Context} c */
const wantsJson = (c) => (c.req.header('Accept') ?? '').includes('application/json');

/** @param {import('./form.js').Form} form */
function keyOf(form) {
  const key = needed(form, 'key');
  if (!KEY.test(key)) throw unreadable('key');
  return key;
}

/** @param {import('./form.js').Form} form @param {string} name @returns {any} What it means is for the engine to say. */
function object(form, name) {
  try {
    const value = JSON.parse(needed(form, name));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch (error) {
    if (error instanceof Refusal) throw error;
  }
  throw unreadable(name);
}

/** Answers are values and lists of them: what nests goes no further. @param {import('./form.js').Form} form */
function answersOf(form) {
  const answers = object(form, 'answers');
  const plain = Object.values(answers)
    .flat()
    .every((value) => typeof value !== 'object' || value === null);
  if (!plain) throw unreadable('answers');
  return answers;
}

/** Whether it is what `csrf` throws. @param {Error} error */
const isOtherSite = (error) => error instanceof HTTPException && error.status === 403;

const otherSite = () =>
  new Refusal(403, 'other_site', (lang) => say(lang, 'page.server.refused.other_site'));
