// Serves www/dist with the headers a strict portal would send, and the example's back end.

import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { getRequestListener } from '@hono/node-server';
import sirv from 'sirv';
import { at, Problem, run } from './lib.mjs';

const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data:",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'self'",
].join('; ');

// Carries everything inline, and its own policy with it: 'self' would forbid its scripts.
const SELF_CONTAINED = '/offline.html';

/**
 * Serves and resolves to the address. A taken port is replaced by a free one unless `strict`.
 * `data` is the file in which submissions are kept; without it they are gone with the process.
 */
export async function serve({ port = 3000, strict = false, data = ':memory:' } = {}) {
  const dir = at('www/dist');
  if (!existsSync(dir)) throw new Problem(`${dir} is not built yet: npm run build`);
  const files = sirv(dir, { dev: true, etag: true });
  const backEnd = getRequestListener((await example(data)).fetch);
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    response.setHeader(
      'Content-Security-Policy',
      pathname === SELF_CONTAINED ? "frame-ancestors 'self'" : POLICY,
    );
    response.setHeader('Referrer-Policy', 'no-referrer');
    response.setHeader('X-Content-Type-Options', 'nosniff');
    if (pathname.startsWith('/consultations')) backEnd(request, response);
    else {
      files(request, response, () => {
        response.writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8' });
        response.end('Not found\n');
      });
    }
  });
  const listen = (number) =>
    new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(number, 'localhost', () => resolve(server.address().port));
    });
  const actual = await listen(port).catch((error) => {
    if (error.code !== 'EADDRINUSE') throw error;
    if (strict) throw new Problem(`port ${port} is taken`);
    return listen(0);
  });
  return `http://localhost:${actual}/`;
}

/** The example's back end on its database, with the contracts that the page shows. */
async function example(data) {
  // What these need is built by then.
  const { load } = await import('shodaku');
  const { portal } = await import('../www/server/app.js');
  const { Store } = await import('../www/server/store.js');
  const json = (file) => JSON.parse(readFileSync(at(file), 'utf8'));
  const rulesets = 'pkg/dist/rulesets';
  const engine = await load();
  const rules = engine.ruleset(json(`${rulesets}/hirono.json`), json(`${rulesets}/hirono.en.json`));
  const store = new Store(data);
  for (const contract of Object.values(json('www/shared/contracts.json'))) store.record(contract);
  return portal({ rules, store });
}

/** Reads `--port N` or `--port=N`. */
export function portOption(args) {
  const text = option(args, 'port');
  if (text === undefined) return undefined;
  const port = Number(text);
  if (!/^\d+$/.test(text ?? '') || port > 65535) {
    throw new Problem(`--port needs a number from 0 to 65535, not ${text ?? 'nothing'}`);
  }
  return port;
}

function option(args, name) {
  const { values } = parseArgs({
    args,
    options: { [name]: { type: 'string' } },
    strict: false,
  });
  return values[name];
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await run(async () => {
    const args = process.argv.slice(2);
    const data = option(args, 'data');
    console.log(
      await serve({
        port: portOption(args),
        strict: args.includes('--strict'),
        ...(data && { data }),
      }),
    );
  });
}
