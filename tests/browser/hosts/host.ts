/** Pages that are not ours, served as a portal would serve them. */
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test as base, expect, type Page } from '@playwright/test';

export { expect } from '@playwright/test';

const file = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url));
export const policy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; " +
  "form-action 'self'; frame-src 'self'";

/** What a person typed, as the portal receives it. */
export interface Posted {
  readonly path: string;
  readonly type: string;
  readonly body: Buffer;
}

export interface Host {
  /** The body of the first page. */
  readonly body: string;
  /** The host's own script. */
  readonly script?: string;
  /** How Shodaku comes into it: the only thing that is left out where it is not there. */
  readonly attach?: string;
  readonly style?: string;
  /** Further pages, by path; a page can show what was posted to it. */
  readonly pages?: Readonly<Record<string, Answering>>;
  readonly charset?: string;
  readonly encode?: (html: string) => Buffer;
  /** A policy of its own; `null` for none. */
  readonly policy?: string | null;
  /** What of others' packages it loads, before its own script: paths of scripts and styles. */
  readonly libraries?: readonly string[];
  /** The build of Shodaku that it takes. */
  readonly build?: 'global.js' | 'no-eval.global.js';
}

type Answering =
  | string
  | ((posted: Posted | undefined) => string | { status: number; body: string; part?: true });

const LIBRARIES = '/nm/';

/** Opens requests and attaches them; a host says to what. */
const start = `
  const attachments = [];
  const answers = {
    'contract.consent_clauses': ['subcontract'], 'contract.data_items': ['氏名', '住所'],
    'contract.starts_on': '2027-01-12', 'contract.record_ceiling': 5000,
    'approval.planned_on': '2026-12-11', 'information.kind': 'personal', 'information.deceased': false,
  };
  const request = (more) => (
    { procedure: 'subcontract', asOf: '2026-11-24', stage: 'draft', answers: { ...answers, ...more } });
  const opened = shodaku.load().then((engine) => engine.ruleset(RULES));
  opened.catch(() => {});
  const open = (more) => opened.then((rules) => rules.open(request(more)));
  const attach = (root, session, options) => {
    const attached = shodaku.attach(root, session, options);
    attachments.push(attached);
    return attached;
  };
`;

/** Serves a host's page under its policy: where it is, and what is posted to it. */
export type Publish = (
  host: Host,
  options?: { without?: boolean },
) => Promise<{ readonly address: string; readonly posted: Posted[] }>;

/** Does so and opens it; returns what is posted to it. */
export type Serve = (host: Host, options?: { without?: boolean }) => Promise<Posted[]>;

export const test = base.extend<{ publish: Publish; serve: Serve }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from it what a fixture needs.
  publish: async ({}, use) => {
    const servers: Server[] = [];
    await use(async (host, { without = false } = {}) => {
      const posted: Posted[] = [];
      const server = createServer((request, response) => {
        answer(host, without, request, posted).then(({ status, headers, body }) => {
          response.writeHead(status, headers).end(body);
        });
      });
      servers.push(server);
      await new Promise<void>((done) => server.listen(0, 'localhost', done));
      const { port } = server.address() as AddressInfo;
      return { address: `http://localhost:${port}/`, posted };
    });
    for (const server of servers) {
      server.closeAllConnections();
      server.close();
    }
  },
  serve: async ({ page, publish }, use) => {
    await use(async (host, options) => {
      const { address, posted } = await publish(host, options);
      await page.goto(address);
      return posted;
    });
  },
});

async function answer(host: Host, without: boolean, request: IncomingMessage, all: Posted[]) {
  const { charset = 'utf-8', encode = (html: string) => Buffer.from(html) } = host;
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  const scripts: Record<string, string | Buffer> = {
    '/shodaku.js': without ? '' : file(`pkg/dist/${host.build ?? 'global.js'}`),
    '/rules.js': without ? '' : `const RULES = ${file('pkg/dist/rulesets/hirono.json')};${start}`,
    '/host.js': host.script ?? '',
    '/attach.js': without ? '' : (host.attach ?? ''),
  };
  const styles: Record<string, string | Buffer> = {
    '/host.css': host.style ?? '',
    '/form.css': file('pkg/dist/form.css'),
  };
  const under = host.policy === undefined ? policy : host.policy;
  const reply = (type: string, body: string | Buffer, status = 200) => ({
    status,
    headers: {
      'Content-Type': type,
      'Cache-Control': 'no-cache',
      ...(under !== null && { 'Content-Security-Policy': under }),
    },
    body,
  });
  const script = scripts[pathname];
  if (script !== undefined) return reply('text/javascript; charset=utf-8', script);
  const style = styles[pathname];
  if (style !== undefined) return reply('text/css; charset=utf-8', style);
  if (pathname.startsWith(LIBRARIES)) {
    const type = pathname.endsWith('.css') ? 'text/css' : 'text/javascript';
    const found = /\.(css|js)$/.test(pathname);
    if (!found) return reply('application/octet-stream', '', 404);
    return reply(
      `${type}; charset=utf-8`,
      file(`node_modules/${pathname.slice(LIBRARIES.length)}`),
    );
  }
  if (pathname === '/favicon.ico') return reply('image/x-icon', '', 404);

  let received: Posted | undefined;
  if (request.method === 'POST') {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const type = request.headers['content-type'] ?? '';
    received = { path: pathname, type, body: Buffer.concat(chunks) };
    all.push(received);
  }
  const given = host.pages?.[pathname] ?? host.body;
  const page = typeof given === 'string' ? given : given(received);
  const { status, body, part } =
    typeof page === 'string' ? { status: 200, body: page, part: false } : page;
  if (part) return reply(`text/html; charset=${charset}`, encode(body), status);
  const libraries = (host.libraries ?? []).map((path) => `${LIBRARIES}${path}`);
  const [sheets, code] = ['.css', '.js'].map((end) => libraries.filter((one) => one.endsWith(end)));
  const names = [...(code ?? []), ...Object.keys(scripts)];
  const sheet = (name: string) => `<link rel="stylesheet" href="${name}">`;
  const tag = (name: string) => `<script src="${name}" charset="utf-8"></script>`;
  const html =
    `<!doctype html><html lang="ja"><head><meta charset="${charset}"><title>様式</title>` +
    [...(sheets ?? []), '/host.css', '/form.css'].map(sheet).join('') +
    `</head><body>${body}${names.map(tag).join('')}</body></html>`;
  return reply(`text/html; charset=${charset}`, encode(html), status);
}

export const attached = (page: Page) =>
  expect(page.locator('.shodaku-announcer').first()).toBeAttached();

export const detach = (page: Page): Promise<void> =>
  page.evaluate('for (const attached of attachments) attached.detach()');

/** What the attached form knows now: the first of them, unless told otherwise. */
export const verdict = (page: Page, nth = 0): Promise<string | undefined> =>
  page.evaluate(`attachments[${nth}]?.current?.verdict`);

/** Which limbs are not met, in the order of their names. */
export const failing = (page: Page, nth = 0): Promise<string[]> =>
  page.evaluate(
    `(attachments[${nth}]?.current?.issues ?? [])
      .filter(({ truth }) => truth === 'not_met').map(({ limb }) => limb).sort()`,
  );

/** What counts as meddling: writing to a control, judging it, reading what is in a file. */
const SPIES = `
  const meddled = {};
  const watch = (prototype, name) => {
    const descriptor = prototype && Object.getOwnPropertyDescriptor(prototype, name);
    if (!descriptor) return;
    const key = prototype.constructor.name + '.' + name;
    const kind = descriptor.set ? 'set' : 'value';
    const original = descriptor[kind];
    descriptor[kind] = function (...args) {
      meddled[key] = (meddled[key] ?? 0) + 1;
      return original.apply(this, args);
    };
    Object.defineProperty(prototype, name, descriptor);
  };
  for (const one of [HTMLInputElement, HTMLTextAreaElement, HTMLSelectElement]) {
    for (const name of ['value', 'checked', 'selectedIndex', 'setCustomValidity', 'files',
      'reportValidity']) watch(one.prototype, name);
  }
  watch(HTMLOptionElement.prototype, 'selected');
  for (const name of ['text', 'arrayBuffer', 'bytes', 'stream', 'slice']) watch(Blob.prototype, name);
  for (const name of ['readAsText', 'readAsArrayBuffer', 'readAsDataURL', 'readAsBinaryString']) {
    watch(FileReader.prototype, name);
  }
  watch(URL, 'createObjectURL');
  Object.assign(globalThis, { meddled });
`;

/** What a page has come to, for comparing it with itself without Shodaku. */
interface Outcome {
  html?: string[];
  listeners?: number[];
  meddled: Record<string, number>;
  posted: { path: string; body: string }[];
}

/**
 * Does the same three times: in the host as it is, with Shodaku, and with Shodaku taken away before
 * the form is sent. What is sent has to be the same each time, and after `detach` the page too.
 */
export async function leavesNoTrace(
  host: Host,
  { page, serve }: { page: Page; serve: Serve },
  act: (page: Page, shodaku: boolean) => Promise<void>,
  send: (page: Page) => Promise<void>,
): Promise<void> {
  const run = async (mode: 'without' | 'with' | 'detached'): Promise<Outcome> => {
    const without = mode === 'without';
    const posted = await serve(host, { without });
    await act(page, !without);
    if (mode === 'detached') await detach(page);
    const outcome: Outcome = { meddled: await page.evaluate('meddled'), posted: [] };
    if (mode !== 'with') {
      const frames = page.frames();
      outcome.html = await Promise.all(
        frames.map((frame) => frame.evaluate(() => document.documentElement.outerHTML)),
      );
      outcome.listeners = await listeners(page);
    }
    const before = posted.length;
    await send(page);
    await expect.poll(() => posted.length).toBeGreaterThan(before);
    outcome.posted = posted.map(({ path, type, body }) => {
      // The only part of a body that is the browser's, and another one each time.
      const boundary = /boundary=(.+)$/.exec(type)?.[1];
      const text = body.toString('latin1');
      return { path, body: boundary ? text.replaceAll(boundary, '-') : text };
    });
    return outcome;
  };
  await page.addInitScript(SPIES);
  const without = await run('without');
  const detached = await run('detached');
  expect(detached).toEqual(without);
  const { posted, meddled } = await run('with');
  expect({ posted, meddled }).toEqual({ posted: without.posted, meddled: without.meddled });
}

/** How many listeners the window, the documents, the forms and the controls have. */
async function listeners(page: Page): Promise<number[]> {
  const client = await page.context().newCDPSession(page);
  const { result } = await client.send('Runtime.evaluate', {
    expression: `[window, document, ...[document, ...[...document.querySelectorAll('iframe')]
      .map((frame) => frame.contentDocument)].flatMap((one) => [one, ...one.querySelectorAll('*')])]`,
  });
  const { result: parts } = await client.send('Runtime.getProperties', {
    objectId: result.objectId ?? '',
    ownProperties: true,
  });
  const counts: number[] = [];
  for (const { name, value } of parts) {
    if (!/^\d+$/.test(name) || !value?.objectId) continue;
    const found = await client.send('DOMDebugger.getEventListeners', { objectId: value.objectId });
    counts.push(found.listeners.length);
  }
  await client.detach();
  return counts;
}

/** Text in the Windows code page, which Node reads but does not write. */
export function windows31j(text: string): Buffer {
  return Buffer.concat(
    [...text].map((character) => {
      const code = codes().get(character);
      if (!code) throw new Error(`${character} is not in the code page`);
      return code;
    }),
  );
}

let table: Map<string, Buffer> | undefined;
function codes(): Map<string, Buffer> {
  if (table) return table;
  table = new Map();
  const decoder = new TextDecoder('shift_jis');
  const learn = (map: Map<string, Buffer>, ...bytes: number[]) => {
    const code = Buffer.from(bytes);
    const character = decoder.decode(code);
    if (!character.includes('\ufffd') && !map.has(character)) map.set(character, code);
  };
  for (let byte = 0; byte < 256; byte += 1) learn(table, byte);
  for (let lead = 0x81; lead <= 0xfc; lead += 1) {
    // Doubles of characters that stand elsewhere too: browsers do not write these.
    if (lead === 0xed || lead === 0xee) continue;
    for (let trail = 0x40; trail <= 0xfc; trail += 1) learn(table, lead, trail);
  }
  return table;
}

/** What a posted form holds, in the code page it was written in. */
export function decoded({ body }: Posted, charset = 'utf-8'): [name: string, value: string][] {
  const decoder = new TextDecoder(charset);
  const plain = (text = '') => {
    const bytes = unescape(text.replaceAll('+', ' '));
    return decoder.decode(Buffer.from(bytes, 'latin1'));
  };
  return body
    .toString('latin1')
    .split('&')
    .map((pair) => {
      const [name, value] = pair.split('=');
      return [plain(name), plain(value)];
    });
}

export const escaped = (text: string) =>
  text.replace(/[&<>"]/g, (character) => `&#${character.codePointAt(0)};`);
