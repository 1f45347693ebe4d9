// The whole site: the page's files and the back end, behind one policy. It runs in @hono/node-server,
// which answers whatever a handler throws: no request ends the process.

import { createAdaptorServer } from '@hono/node-server';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';

const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'self'",
  // What lit-html makes of its own templates, and nothing else, becomes markup.
  "require-trusted-types-for 'script'",
  'trusted-types lit-html',
].join('; ');

// These carry everything inline, and their own policy with it: 'self' would forbid their scripts.
const SELF_CONTAINED = ['/shodaku-checker.html', '/shodaku-workshop.html'];

/** How long a request may take to arrive, in milliseconds. */
const ARRIVES_WITHIN = { headersTimeout: 10_000, requestTimeout: 60_000 };

/**
 * @param {object} parts
 * @param {string} parts.files The folder of the page's files.
 * @param {Hono} parts.backEnd
 * @returns {import('node:http').Server} Not listening yet.
 */
export function site({ files, backEnd }) {
  const app = new Hono();
  app.use(async (c, next) => {
    await next();
    const policy = SELF_CONTAINED.includes(c.req.path) ? "frame-ancestors 'self'" : POLICY;
    c.header('Content-Security-Policy', policy);
    // Without a referrer a form says no origin either: what comes from this site could not be told.
    c.header('Referrer-Policy', 'same-origin');
    c.header('X-Content-Type-Options', 'nosniff');
    // A file may be another tomorrow: ask each time.
    if (!c.res.headers.has('Cache-Control')) c.header('Cache-Control', 'no-cache');
  });
  app.use((c, next) =>
    isWellFormed(c.req.url) ? next() : Promise.resolve(c.text('Bad request\n', 400)),
  );
  app.route('/', backEnd);
  app.use(serveStatic({ root: files }));
  app.notFound((c) => c.text('Not found\n', 404));
  const server = createAdaptorServer({ fetch: app.fetch, serverOptions: ARRIVES_WITHIN });
  return /** @type {import('node:http').Server} */ (server);
}

/** Whether the target can be read as text, and as nothing else than a path of this site. @param {string} url */
function isWellFormed(url) {
  const { pathname, search } = new URL(url);
  if (pathname.startsWith('//')) return false;
  try {
    return !decodeURIComponent(pathname + search).includes('\0');
  } catch {
    return false;
  }
}
