// Forms that are not ours: `attach` in the kinds of page that portals really have.

import { readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';

const dist = (file: string) => readFileSync(new URL(`../../pkg/dist/${file}`, import.meta.url));
const origin = 'http://portal.test';
const policy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; form-action 'self'; frame-src 'self'";

/** Loads the engine and attaches it; a host's own script says to what. */
const start = `
  const opened = shodaku.load().then((engine) => engine.ruleset(RULES));
  const answers = {
    'contract.consent_clauses': ['subcontract'], 'contract.data_items': ['氏名', '住所'],
    'contract.starts_on': '2027-01-12', 'contract.record_ceiling': 5000,
    'approval.planned_on': '2026-12-11', 'information.kind': 'personal', 'information.deceased': false,
  };
  const open = (more) => opened.then((rules) => rules.open(
    { procedure: 'subcontract', asOf: '2026-11-24', stage: 'draft', answers: { ...answers, ...more } }));
`;

interface Host {
  body: string;
  script: string;
  style?: string;
  /** Further pages, by path. */
  pages?: Record<string, string>;
  encode?: (html: string) => Buffer;
  charset?: string;
}

/** Serves a host's page under a strict policy; returns what was posted to it. */
async function serve(page: Page, host: Host): Promise<Buffer[]> {
  const { encode = (html) => Buffer.from(html), charset = 'utf-8' } = host;
  const posted: Buffer[] = [];
  const document = (body: string) =>
    encode(
      `<!doctype html><html lang="ja"><head><meta charset="${charset}"><title>様式</title>` +
        '<link rel="stylesheet" href="/host.css"><link rel="stylesheet" href="/form.css">' +
        '<script src="/shodaku.js" charset="utf-8"></script><script src="/rules.js" charset="utf-8"></script>' +
        `</head><body>${body}<script src="/host.js" charset="utf-8"></script></body></html>`,
    );
  const files: Record<string, [type: string, body: string | Buffer]> = {
    '/host.css': ['text/css', host.style ?? ''],
    '/form.css': ['text/css', dist('form.css')],
    '/shodaku.js': ['text/javascript', dist('global.js')],
    '/rules.js': ['text/javascript', `const RULES = ${dist('rulesets/hirono.json')}`],
    '/host.js': ['text/javascript', start + host.script],
  };
  await page.route(`${origin}/**`, async (route) => {
    const { pathname } = new URL(route.request().url());
    if (route.request().method() === 'POST') {
      posted.push(route.request().postDataBuffer() ?? Buffer.alloc(0));
    }
    const [type, body] = files[pathname] ?? [
      `text/html; charset=${charset}`,
      document(host.pages?.[pathname] ?? host.body),
    ];
    const headers = { 'Content-Type': type, 'Content-Security-Policy': policy };
    await route.fulfill({ headers, body });
  });
  await page.goto(`${origin}/`);
  return posted;
}

const attached = (page: Page) => expect(page.locator('.shodaku-announcer').first()).toBeAttached();

const plain = `
  <form id="f" method="post" action="/sent">
    <p><label>項目 <textarea name="koumoku" rows="3"></textarea></label></p>
    <p><label>件数 <input name="kensu"></label></p>
    <p><label>再々委託 <select name="saisai">
      <option value="">-</option><option value="1">禁止</option><option value="2">受託者が承諾</option>
    </select></label></p>
    <p><label>備考 <input name="bikou"></label></p>
    <p><button>送信</button></p>
  </form>`;
const map = `{
  'scope.data_items': 'koumoku', 'scope.record_count': 'kensu',
  'subcontract.further_entrustment': {
    control: 'saisai',
    read: ([code]) => ({ 1: 'forbidden', 2: 'contractor_consent' })[code] ?? null,
  },
}`;
const attach = (root = "document.getElementById('f')") =>
  `open().then((session) => { globalThis.form = shodaku.attach(${root}, session, { map: ${map} }); });`;

test('a plain form with names and codes of its own', async ({ page }) => {
  const posted = await serve(page, { body: plain, script: attach() });
  await attached(page);
  await page.locator('[name="koumoku"]').fill('氏名、電話番号');
  await page.locator('[name="kensu"]').fill('５，００１');
  await page.locator('[name="saisai"]').selectOption('2');
  await page.locator('[name="bikou"]').fill('　特記〜なし ');
  await expect(page.locator('.shodaku-message--warning')).toHaveCount(3);
  // A message beside a control is not part of its name.
  await expect(page.getByLabel('件数', { exact: true })).toHaveValue('５，００１');

  await page.locator('button').click();
  await expect.poll(() => posted.length).toBe(1);
  const sent = new URLSearchParams(posted[0]?.toString());
  expect([...sent]).toEqual([
    ['koumoku', '氏名、電話番号'],
    ['kensu', '５，００１'],
    ['saisai', '2'],
    ['bikou', '　特記〜なし '],
  ]);
});

test('a list is parted however it is typed, and an option that means nothing is refused', async ({
  page,
}) => {
  await serve(page, { body: plain, script: attach() });
  await attached(page);
  const items = page.locator('[name="koumoku"]');
  for (const typed of ['氏名、住所', '氏名，住所', '氏名,住所', '氏名､住所', '氏名\n住所、']) {
    await items.fill(`${typed}、電話番号`);
    await items.blur();
    await expect(page.locator('.shodaku-message--warning'), typed).toHaveCount(1);
    await items.fill(typed);
    await items.blur();
    await expect(page.locator('.shodaku-message'), typed).toHaveCount(0);
  }
  const refusal = await page.evaluate(async () => {
    const { open, shodaku } = globalThis as unknown as {
      open(): Promise<unknown>;
      shodaku: { attach(form: Element, session: unknown, options: unknown): void };
    };
    try {
      shodaku.attach(document.body, await open(), { blokcing: 'errors' });
      return '';
    } catch (error) {
      return (error as { code: string }).code;
    }
  });
  expect(refusal).toBe('unknown_key');
});

test('where no approval is needed, only what cannot be read is said', async ({ page }) => {
  const posted = await serve(page, {
    body: plain.replace('<p><button>', '<p><input type="checkbox" name="nashi"></p><p><button>'),
    script: `open().then((session) => {
      const form = document.getElementById('f');
      const map = ${map};
      const attached = shodaku.attach(form, session, { map, blocking: 'errors' });
      form.nashi.addEventListener('change', () => {
        session.set('information.kind', form.nashi.checked ? 'none' : 'personal');
        attached.refresh();
      });
    });`,
  });
  await attached(page);
  const said = page.locator('.shodaku-message');
  await page.locator('[name="koumoku"]').fill('氏名、電話番号');
  await page.locator('[name="kensu"]').fill('いくつか');
  await page.locator('[name="kensu"]').blur();
  await expect(said).toHaveCount(2);
  await page.locator('button').click();
  const summary = page.locator('.shodaku-summary');
  // Said once: what cannot be read is not also said to be missing.
  await expect(summary.getByText('件数')).toHaveCount(1);
  await expect(summary.locator('.shodaku-summary__item--warning').first()).toBeVisible();

  await page.locator('[name="nashi"]').check();
  await expect(said).toHaveCount(1);
  await expect(said).toContainText('数として読み取れません');
  await page.locator('button').click();
  await expect(summary.locator('li')).toHaveCount(1);
  await expect(summary).toContainText('数として読み取れません');
  expect(posted).toEqual([]);
  await page.locator('[name="kensu"]').fill('9999');
  await page.locator('button').click();
  await expect.poll(() => posted.length).toBe(1);
});

test('detaching leaves no trace', async ({ page }) => {
  await serve(page, { body: plain, script: `globalThis.attachIt = () => ${attach()}` });
  const before = await page.locator('body').innerHTML();
  await page.evaluate(() => (globalThis as unknown as { attachIt(): Promise<void> }).attachIt());
  await attached(page);
  await page.locator('[name="kensu"]').fill('nine');
  await page.locator('[name="kensu"]').blur();
  await expect(page.locator('.shodaku-message--error')).toBeVisible();
  await page.evaluate(() => (globalThis as unknown as { form: { detach(): void } }).form.detach());
  expect(await page.locator('body').innerHTML()).toBe(before);
  await page.locator('[name="kensu"]').fill('9999');
  await page.locator('[name="kensu"]').blur();
  expect(await page.locator('body').innerHTML()).toBe(before);
});

/** Text in the Windows code page, which Node reads but does not write. */
function windows31j(text: string): Buffer {
  const codes = new Map<string, Buffer>();
  const decoder = new TextDecoder('shift_jis');
  const learn = (...bytes: number[]) => {
    const code = Buffer.from(bytes);
    const character = decoder.decode(code);
    if (!character.includes('\ufffd') && !codes.has(character)) codes.set(character, code);
  };
  for (let byte = 0; byte < 256; byte += 1) learn(byte);
  for (let lead = 0x81; lead <= 0xfc; lead += 1) {
    // Doubles of characters that stand elsewhere too: browsers do not write these.
    if (lead === 0xed || lead === 0xee) continue;
    for (let trail = 0x40; trail <= 0xfc; trail += 1) learn(lead, trail);
  }
  return Buffer.concat(
    [...text].map((character) => {
      const code = codes.get(character);
      if (!code) throw new Error(`${character} is not in the code page`);
      return code;
    }),
  );
}

test('a table of rows in a Shift_JIS page whose button disables itself', async ({ page }) => {
  const posted = await serve(page, {
    charset: 'shift_jis',
    encode: windows31j,
    style: 'table { border-collapse: collapse } td { border: 1px solid #000 }',
    body: `
      <form name="keiyaku" method="post" action="/sent">
        <table><tbody>
          <tr><th>再委託先の名称</th><td><input name="sub[0].name"></td></tr>
          <tr><th>情報の項目</th><td><input name="sub[0].items"></td></tr>
          <tr><th>着手日</th><td><input name="sub[0].start"></td></tr>
        </tbody></table>
        <input type="submit" value="申請する">
      </form>`,
    script: `
      document.forms.keiyaku.addEventListener('submit', (event) => {
        event.target.querySelector('[type="submit"]').disabled = true;
      });
      open().then((session) => shodaku.attach(document.forms.keiyaku, session, { map: {
        'subcontractor.name': 'sub[0].name', 'scope.data_items': 'sub[0].items',
        'subcontract.starts_on': 'sub[0].start',
      } }));`,
  });
  await attached(page);
  expect(await page.evaluate(() => document.characterSet)).toBe('Shift_JIS');
  const typed = {
    'sub[0].name': '㈱髙橋①～－',
    'sub[0].items': '氏名、既往歴',
    'sub[0].start': 'Ｒ８．１２．１',
  };
  for (const [name, text] of Object.entries(typed)) {
    await page.locator(`[name="${name}"]`).fill(text);
    await page.locator(`[name="${name}"]`).blur();
  }
  // Within the cells: a table with anything else in it falls apart.
  await expect(page.locator('td .shodaku-message--warning')).toHaveCount(2);
  await expect(page.locator('td').nth(1)).toContainText('契約にない項目');
  await page.locator('[type="submit"]').click();
  await expect.poll(() => posted.length).toBe(1);
  const wanted = Object.entries(typed).map(([name, text]) => {
    const code = [...windows31j(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`);
    return `${encodeURIComponent(name)}=${code.join('')}`;
  });
  // The same octets, however each side chose to escape them.
  const octets = (query: string) => Buffer.from(unescape(query.replaceAll('+', '%20')), 'latin1');
  expect(octets(posted[0]?.toString() ?? '')).toEqual(octets(wanted.join('&')));
});

test('rows added by a script are each a request of their own', async ({ page }) => {
  await serve(page, {
    body: '<form id="f"><div id="rows"></div><button type="button" id="add">追加</button></form>',
    script: `
      let count = 0;
      document.getElementById('add').addEventListener('click', () => {
        const row = document.createElement('fieldset');
        row.innerHTML = '<label>件数 <input data-shodaku-field="scope.record_count" name="n' + count + '"></label>';
        count += 1;
        document.getElementById('rows').append(row);
        open().then((session) => shodaku.attach(row, session));
      });`,
  });
  for (const rows of [1, 2, 3]) {
    await page.locator('#add').click();
    await expect(page.locator('.shodaku-announcer')).toHaveCount(rows);
  }
  await page.locator('[name="n1"]').fill('9999');
  await page.locator('[name="n1"]').blur();
  await expect(page.locator('fieldset').nth(1).locator('.shodaku-message')).toHaveCount(1);
  await expect(page.locator('.shodaku-message')).toHaveCount(1);
});

test('fields that come and go later are watched too', async ({ page }) => {
  await serve(page, {
    body: '<form id="f"><div id="later"></div></form>',
    script: `
      open().then((session) => { globalThis.form = shodaku.attach(document.getElementById('f'), session); });
      globalThis.bring = () => {
        document.getElementById('later').innerHTML =
          '<label>件数 <input data-shodaku-field="scope.record_count"></label>';
      };
      globalThis.take = () => document.getElementById('later').replaceChildren();`,
  });
  await attached(page);
  const call = (name: string) =>
    page.evaluate((it) => (globalThis as unknown as Record<string, () => void>)[it]?.(), name);
  const verdict = () =>
    page.evaluate(
      () =>
        (globalThis as unknown as { form: { report?: { verdict: string } } }).form.report?.verdict,
    );
  await call('bring');
  await page.locator('input').fill('9999');
  await page.locator('input').blur();
  await expect(page.locator('.shodaku-message')).toHaveCount(1);
  expect(await verdict()).toBe('not_approvable');
  await call('take');
  await expect.poll(verdict).toBe('undetermined');
  await expect(page.locator('.shodaku-message')).toHaveCount(0);
});

test('a wizard over several pages goes on with what the host carried along', async ({ page }) => {
  const script = `
    open().then((session) => {
      globalThis.form = shodaku.attach(document.querySelector('form'), session);
    });`;
  await serve(page, {
    body: `
      <form action="/second"><label>件数
        <input name="count" data-shodaku-field="scope.record_count"></label><button>次へ</button></form>`,
    pages: {
      '/second': `
        <form action="/sent"><input type="hidden" name="count" value="9999" data-shodaku-field="scope.record_count">
          <label>項目 <input name="items" data-shodaku-field="scope.data_items"></label><button>次へ</button></form>`,
    },
    script,
  });
  await attached(page);
  await page.locator('[name="count"]').fill('9999');
  await page.locator('button').click();
  await page.waitForURL('**/second*');
  await attached(page);
  const failing = () =>
    page.evaluate(() => {
      const { form } = globalThis as unknown as {
        form: { report?: { issues: { limb: string; truth: string }[] } };
      };
      return form.report?.issues.filter(({ truth }) => truth === 'not_met').map(({ limb }) => limb);
    });
  await expect.poll(failing).toEqual(['ceiling']);
  await page.locator('[name="items"]').fill('既往歴');
  await page.locator('[name="items"]').blur();
  await expect.poll(failing).toEqual(['items-within', 'ceiling']);
});

test('a form in a frame, watched from outside', async ({ page }) => {
  await serve(page, {
    body: '<iframe src="/inner" title="申請"></iframe>',
    pages: { '/inner': plain.replace('<form', '<form data-inner') },
    script: `
      const frame = document.querySelector('iframe');
      const begin = () => {
        const root = frame.contentDocument.querySelector('form[data-inner]');
        if (root) ${attach('root')}
      };
      if (frame) {
        frame.addEventListener('load', begin);
        if (frame.contentDocument.readyState === 'complete') begin();
      }`,
  });
  const inner = page.frameLocator('iframe');
  await expect(inner.locator('.shodaku-announcer').first()).toBeAttached();
  await inner.locator('[name="kensu"]').fill('9999');
  await inner.locator('[name="kensu"]').blur();
  await expect(inner.locator('.shodaku-message')).toContainText('上限');
});

const resets = {
  'nothing at all': '',
  'everything unset': '* { all: unset; display: revert }',
  'no margins, no borders':
    '*, *::before, *::after { margin: 0; padding: 0; border: 0; font: inherit; vertical-align: baseline }',
  'tiny and pale':
    'body { font-size: 10px; line-height: 1; color: #ccc } div, p, span { color: #ccc; font-size: 10px }',
  'lists and paragraphs undone':
    'ul, ol { list-style: none } p { display: inline } span { position: static; float: left }',
};
for (const [name, style] of Object.entries(resets)) {
  test(`a warning can be read in a page with ${name}`, async ({ page }) => {
    await serve(page, { body: plain, script: attach(), style });
    await attached(page);
    await page.locator('[name="kensu"]').fill('9999');
    await page.locator('[name="kensu"]').blur();
    const message = page.locator('.shodaku-message');
    await expect(message).toBeVisible();
    await expect(message).toContainText('注意');
    const word = message.locator('.shodaku-message__text');
    const { size, colour } = await word.evaluate((one) => ({
      size: Number.parseFloat(getComputedStyle(one).fontSize),
      colour: getComputedStyle(one).color,
    }));
    expect(size).toBeGreaterThanOrEqual(14);
    expect(contrastOnWhite(colour)).toBeGreaterThanOrEqual(4.5);
  });
}

function contrastOnWhite(colour: string): number {
  const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? []).map((part) => {
    const value = Number(part) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05);
}

test('a field that does not exist is refused at once, with the nearest name', async ({ page }) => {
  await serve(page, {
    body: '<form id="f"><input data-shodaku-field="scope.record_cuont"></form>',
    script: `
      open().then((session) => shodaku.attach(document.getElementById('f'), session))
        .catch((error) => { document.title = error.code + ' ' + error.nearest; });`,
  });
  await expect(page).toHaveTitle('unknown_field scope.record_count');
});
