// A static server for www/dist that sends the headers a strict portal would send.

import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { pathToFileURL } from 'node:url';
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

/** Serves and resolves to the address. A taken port is replaced by a free one unless `strict`. */
export async function serve({ port = 3000, strict = false, dir = at('www/dist') } = {}) {
  if (!existsSync(dir)) throw new Problem(`${dir} is not built yet: npm run build`);
  const files = sirv(dir, { dev: true, etag: true });
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    response.setHeader(
      'Content-Security-Policy',
      pathname === SELF_CONTAINED ? "frame-ancestors 'self'" : POLICY,
    );
    response.setHeader('Referrer-Policy', 'no-referrer');
    response.setHeader('X-Content-Type-Options', 'nosniff');
    files(request, response, () => {
      response.writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8' });
      response.end('Not found\n');
    });
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

/** Reads `--port N` or `--port=N`. */
export function portOption(args) {
  const index = args.findIndex((arg) => arg === '--port' || arg.startsWith('--port='));
  if (index === -1) return undefined;
  const text = args[index].includes('=') ? args[index].split('=')[1] : args[index + 1];
  const port = Number(text);
  if (!/^\d+$/.test(text ?? '') || port > 65535) {
    throw new Problem(`--port needs a number from 0 to 65535, not ${text ?? 'nothing'}`);
  }
  return port;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await run(async () => {
    const args = process.argv.slice(2);
    console.log(await serve({ port: portOption(args), strict: args.includes('--strict') }));
  });
}
