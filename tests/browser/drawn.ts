/** A page with a form drawn from a ruleset, as a test uses it. */
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import type { Attached, AttachOptions } from '../../pkg/src/form.js';
import type { Answer, Answers, Engine, Regulation, Request, Session } from '../../pkg/src/index.js';
import type { Rendered, RenderOptions } from '../../pkg/src/render.js';

const file = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url));

const ORIGIN = 'http://drawn.test/';
/** No page asks for more than this. */
const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; " +
  "form-action 'none'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

const SCRIPT = `
  import { load } from '/pkg/dist/index.js';
  import { attach } from '/pkg/dist/form.js';
  import { render } from '/pkg/dist/render.js';
  const json = async (path) => (await fetch('/pkg/dist/' + path)).json();
  const engine = await load();
  globalThis.drawn = {
    attach,
    engine,
    render,
    rules: async (name) =>
      engine.ruleset(await json('rulesets/' + name + '.json'), await json('rulesets/' + name + '.en.json')),
    questions: (name) => json('questions/' + name + '.json'),
  };
`;

const PAGE = `<!doctype html><html lang="ja"><head><meta charset="utf-8"><title>様式</title>
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <link rel="stylesheet" href="/pkg/dist/form.css"><link rel="stylesheet" href="/pkg/dist/render.css">
  <link rel="stylesheet" href="/page.css"><script type="module" src="/page.js"></script>
  </head><body><main><h1>承諾の協議</h1><form><div id="fields"></div></form></main></body></html>`;

const STYLE = 'body { margin: 1rem auto; max-inline-size: 75rem; padding-inline: 1rem }';

/** What the page offers to a test. */
interface Drawn {
  readonly engine: Engine;
  readonly attach: (form: Element, session: Session, options?: AttachOptions) => Attached;
  readonly render: (place: Element, session: Session, options?: RenderOptions) => Rendered;
  readonly rules: (name: string) => Promise<ReturnType<Engine['ruleset']>>;
  readonly questions: (name: string) => Promise<NonNullable<RenderOptions['questions']>>;
  /** What is shown now. */
  now?: { readonly session: Session; readonly drawn: Rendered; attached: Attached };
  loaded?: {
    readonly name: string;
    readonly rules: Regulation;
    readonly questions: NonNullable<RenderOptions['questions']>;
  };
}

declare global {
  var drawn: Drawn;
}

/** Opens the page. */
export async function open(page: Page): Promise<void> {
  const served: Record<string, [type: string, body: string | Buffer]> = {
    '/': ['text/html', PAGE],
    '/page.js': ['text/javascript', SCRIPT],
    '/page.css': ['text/css', STYLE],
  };
  const types: Record<string, string> = {
    js: 'text/javascript',
    css: 'text/css',
    json: 'application/json',
  };
  await page.route(`${ORIGIN}**`, (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname === '/favicon.ico') return route.fulfill({ status: 204 });
    const type = types[pathname.split('.').at(-1) ?? ''] ?? 'text/plain';
    const [contentType, body] = served[pathname] ?? [type, file(pathname.slice(1))];
    const headers = { 'Content-Security-Policy': POLICY };
    return route.fulfill({ contentType: `${contentType}; charset=utf-8`, body, headers });
  });
  await page.goto(ORIGIN);
  await page.waitForFunction(() => 'drawn' in globalThis);
}

/** Draws a form, in place of the one before. */
export async function draw(
  page: Page,
  name: string,
  request: Request,
  options: Pick<RenderOptions, 'lang' | 'by'> = {},
): Promise<void> {
  await page.evaluate(
    async ([name, request, options]) => {
      const page = globalThis.drawn;
      if (page.loaded?.name !== name) {
        page.loaded = {
          name,
          rules: await page.rules(name),
          questions: await page.questions(name),
        };
      }
      const { rules, questions } = page.loaded;
      page.now?.attached.detach();
      page.now?.drawn.remove();
      page.now?.session.dispose();
      const form = document.querySelector('form') as HTMLFormElement;
      const session = rules.open(request);
      const place = document.querySelector('#fields') as Element;
      const drawn = page.render(place, session, { ...options, questions });
      const lang = options.lang ?? 'ja';
      const onchange = () => drawn.update();
      const attached = page.attach(form, session, { map: drawn.map, onchange, lang });
      page.now = { session, drawn, attached };
    },
    [name, request, options] as const,
  );
}

/** The verdict on what stands in the form. */
export const verdict = (page: Page): Promise<string | undefined> =>
  page.evaluate(() => globalThis.drawn.now?.attached.current?.verdict);

/** The answers that the session has, without what is blank. */
export const answers = (page: Page): Promise<Answers> =>
  page.evaluate(() => {
    const { session } = globalThis.drawn.now ?? {};
    const lists = session?.ruleset.field.filter(({ type }) => type === 'items');
    const isBlank = ([id, answer]: [string, Answer]) =>
      answer === '' ||
      (Array.isArray(answer) && answer.length === 0 && lists?.some((one) => one.id === id));
    return Object.fromEntries(
      Object.entries(session?.answers ?? {}).filter((one) => !isBlank(one)),
    );
  });
