// Chromium, with a page of its own for every piece of work.

import { createServer } from 'node:http';
import { chromium } from 'playwright-core';
import sirv from 'sirv';
import { at, Problem } from '../xtask/lib.mjs';
import { findChromium } from '../xtask/setup.mjs';
import { OUT } from './bundles.mjs';

/**
 * What `measure` resolves to, with the browser's version.
 *
 * @param measure Gets a function that calls one of `page.mjs`, by name, in a fresh page.
 */
export async function inBrowser(measure) {
  const executablePath = findChromium();
  if (!executablePath) throw new Problem('no Chromium was found: npm test installs one');
  const server = await serve();
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  const page = async (work, ...given) => {
    const context = await browser.newContext();
    try {
      const opened = await context.newPage();
      await opened.goto(server.address);
      return await opened.evaluate(
        async ([work, given]) => (await import('/page.js'))[work](...given),
        [work, given],
      );
    } finally {
      await context.close();
    }
  };
  try {
    return { version: browser.version(), ...(await measure(page)) };
  } finally {
    await browser.close();
    server.close();
  }
}

/** Serves the bundles to a page that is alone in its process, and so has a fine clock. */
async function serve() {
  const files = sirv(at(OUT), { dev: true });
  const server = createServer((request, response) => {
    response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
    response.setHeader('Cross-Origin-Embedder-Policy', 'require-corp');
    files(request, response, () => {
      response.setHeader('Content-Type', 'text/html; charset=utf-8');
      response.end('<!doctype html><title>bench</title>');
    });
  });
  await new Promise((resolve) => server.listen(0, 'localhost', resolve));
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { address: `http://localhost:${server.address().port}/`, close };
}
