// The portal's back end: it takes submissions, and shows officials what they have still to find.

import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { csrf } from 'hono/csrf';
import { HTTPException } from 'hono/http-exception';
import { listPage, receivedPage, refusedPage } from './pages.js';
import { recheck } from './recheck.js';
import { Refusal } from './refusal.js';
import { say } from './words.js';

/** The fields of the form that are the portal's own business, and not the applicant's words. */
const SENT = ['key', 'contract', 'kind', 'answers', 'receipt'];
const LARGEST = 1 << 20;

/**
 * @param {object} parts
 * @param {import('shodaku').Regulation} parts.rules
 * @param {import('./store.js').Store} parts.store
 * @param {() => Date} [parts.now]
 */
export function portal({ rules, store, now = () => new Date() }) {
  const app = new Hono();
  app.use(csrf());

  app.post('/consultations', bodyLimit({ maxSize: LARGEST, onError: tooLarge }), async (c) => {
    const form = await c.req.formData().catch(() => {
      throw unreadable('body');
    });
    const number = text(form, 'contract');
    const contract = store.contract(number);
    if (!contract) {
      throw new Refusal(404, 'unknown_contract', (lang) =>
        say(lang, 'page.server.refused.unknown_contract'),
      );
    }
    const posted = {
      procedure: text(form, 'kind'),
      answers: object(form, 'answers'),
      receipt: object(form, 'receipt'),
    };
    refuseOtherWords(rules.ruleset, form, posted.answers);
    const receipt = recheck(rules, contract, posted, dayInJapan(now()));
    /** @type {{[name: string]: string[]}} */
    const fields = {};
    for (const [name, value] of form) {
      if (SENT.includes(name)) continue;
      // Of a file its name is enough for an example.
      fields[name] = [...(fields[name] ?? []), typeof value === 'string' ? value : value.name];
    }
    const id = store.keep({
      key: text(form, 'key'),
      contract: number,
      procedure: posted.procedure,
      receivedAt: now().toISOString(),
      answers: posted.answers,
      form: fields,
      receipt,
    });
    if (wantsJson(c)) return c.json({ id, receipt }, 201);
    // So that a reload asks for the page again, and does not post again.
    return c.redirect(`/consultations/${id}`, 303);
  });

  app.get('/consultations/:id{[0-9]+}', (c) => {
    const submission = store.submission(Number(c.req.param('id')));
    return submission ? c.html(receivedPage(submission, languageOf(c))) : c.notFound();
  });

  app.get('/consultations', (c) => {
    const waiting = store.submissions().map((submission) => stillToFind(rules, store, submission));
    if (wantsJson(c)) return c.json(waiting);
    return c.html(listPage(rules.ruleset, waiting, languageOf(c)));
  });

  app.onError((error, c) => {
    if (error instanceof HTTPException) return error.getResponse();
    if (!(error instanceof Refusal)) throw error;
    const { status, code, message, fields } = error;
    c.status(/** @type {import('hono/utils/http-status').StatusCode} */ (status));
    if (wantsJson(c)) return c.json({ error: { code, message, fields } });
    return c.html(refusedPage(error, rules.ruleset, languageOf(c)));
  });
  return app;
}

/**
 * What officials and other bodies have still to find or decide on a submission.
 *
 * @param {import('shodaku').Regulation} rules
 * @param {import('./store.js').Store} store
 * @param {import('./store.js').Stored} submission
 * @returns {import('./pages.js').Waiting}
 */
function stillToFind(rules, store, { id, receivedAt, procedure, contract, answers, receipt }) {
  const facts = store.contract(contract)?.facts;
  const report = rules.check({
    procedure,
    stage: 'filed',
    asOf: receipt.asOf,
    answers: { ...answers, ...facts },
  });
  const failing = report.issues.filter(({ truth }) => truth === 'not_met');
  return {
    id,
    receivedAt,
    contract,
    procedure,
    verdict: report.verdict,
    failing: failing.map(({ clauses, message }) => ({ clauses, message })),
    officer: report.stillNeeded.officer,
    body: report.stillNeeded.body,
  };
}

/**
 * Refuses words in the form that are not the words that were checked.
 *
 * @param {import('shodaku').Ruleset} ruleset
 * @param {FormData} form
 * @param {import('shodaku').Answers} answers
 */
function refuseOtherWords(ruleset, form, answers) {
  const plain = (/** @type {unknown} */ value) => String(value ?? '').replaceAll('\r\n', '\n');
  const other = ruleset.field
    .filter(({ type, id }) => type === 'text' && form.has(nameOf(id)))
    .map(({ id }) => id)
    .filter((id) => plain(form.get(nameOf(id))).trim() !== plain(answers[id]).trim());
  if (other.length === 0) return;
  throw new Refusal(409, 'differs', (lang) => say(lang, 'page.server.refused.differs'), other);
}

/** The name of a field's controls in this portal's form. @param {string} id */
const nameOf = (id) => id.replaceAll('.', '_');

/** @param {Date} time */
const dayInJapan = (time) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Tokyo' }).format(time);

/** @param {import('hono').Context} c */
const wantsJson = (c) => (c.req.header('Accept') ?? '').includes('application/json');

/** @param {import('hono').Context} c @returns {'ja' | 'en'} */
const languageOf = (c) => (/^\s*en\b/i.test(c.req.header('Accept-Language') ?? '') ? 'en' : 'ja');

/** @param {FormData} form @param {string} name */
function text(form, name) {
  const value = form.get(name);
  if (typeof value !== 'string' || value === '') throw unreadable(name);
  return value;
}

/** @param {FormData} form @param {string} name @returns {any} What it means is for the engine to say. */
function object(form, name) {
  try {
    const value = JSON.parse(text(form, name));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch {
    // Said below.
  }
  throw unreadable(name);
}

/** @param {string} name */
function unreadable(name) {
  return new Refusal(400, 'unreadable', (lang) =>
    say(lang, 'page.server.refused.unreadable', { name }),
  );
}

/** @returns {never} */
function tooLarge() {
  throw new Refusal(413, 'too_large', (lang) => say(lang, 'page.server.refused.too_large'));
}
