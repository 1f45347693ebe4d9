// A real browser, no network but the page's own server, and a strict policy.

import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { chromium } from 'playwright-core';
import sirv from 'sirv';
import { findChromium } from '../../xtask/setup.mjs';

const SCRIPT = "script-src 'self' 'wasm-unsafe-eval'";
const REST = "style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'";
const PATIENCE = 30_000;

let browser;

export async function closeBrowser() {
  await (await browser)?.close();
}

/**
 * Opens a page of the folder `root`, or of an `address`, and resolves to the outcome that it
 * writes on its root element. Fails when the page throws, breaks its policy, or asks for anything
 * that is not its own server's.
 *
 * @param options.script The policy for scripts.
 * @param options.charset The character set of the first page, where it is not UTF-8.
 * @param options.expects What the browser may complain of.
 * @param options.look Looks at the page once it shows its outcome.
 */
export async function visit(options) {
  const { root, address, path = '', script = SCRIPT, charset, expects = [], look } = options;
  const policy = `default-src 'none'; ${script}; ${REST}`;
  const server = address ? undefined : await serve(root, policy, charset);
  const to = new URL(path, address ?? server.address);
  browser ??= chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox'] });
  const context = await (await browser).newContext({ locale: 'ja-JP', timezoneId: 'Asia/Tokyo' });
  try {
    const page = await context.newPage();
    const problems = [];
    page.on('pageerror', ({ message }) => problems.push(message));
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) problems.push(message.text());
    });
    page.on('request', (request) => {
      const { origin, protocol } = new URL(request.url());
      if (origin !== to.origin && protocol !== 'data:') problems.push(`asks for ${request.url()}`);
    });
    await page.goto(to.href);
    const outcome = await page
      .waitForFunction(() => document.documentElement.dataset.outcome, null, { timeout: PATIENCE })
      .then((handle) => handle.jsonValue())
      .catch((error) => {
        throw new Error([error.message, ...problems].join('\n'));
      });
    await look?.(page);
    const unexpected = problems.filter((text) => !expects.some((pattern) => pattern.test(text)));
    assert.deepEqual(unexpected, []);
    return JSON.parse(outcome);
  } finally {
    await context.close();
    server?.close();
  }
}

/** Serves a folder with a policy. */
async function serve(root, policy, charset) {
  const files = sirv(root, { dev: true });
  const server = createServer((request, response) => {
    response.setHeader('Content-Security-Policy', policy);
    if (charset && request.url === '/') {
      response.setHeader('Content-Type', `text/html; charset=${charset}`);
    }
    files(request, response, () => {
      response.writeHead(404).end();
    });
  });
  await new Promise((resolve) => server.listen(0, 'localhost', resolve));
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { address: `http://localhost:${server.address().port}/`, close };
}
