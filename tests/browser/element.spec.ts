// `<shodaku-check>` and the one-line classic script, in pages that are not ours.

import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';

const dist = (file: string) => readFileSync(new URL(`../../pkg/dist/${file}`, import.meta.url));
const origin = 'http://portal.test';
const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; form-action 'self'";
/** Nor may any script write markup. */
const STRICTEST = `${POLICY}; require-trusted-types-for 'script'; trusted-types 'none'`;

const FORM = `
  <form id="ask" method="post" action="/sent">
    <p><label>再委託先 <input name="a" data-shodaku-field="subcontractor.name"></label></p>
    <p><label>件数 <input name="b" data-shodaku-field="scope.record_count"></label></p>
    <p><label>再々委託 <select name="c" data-shodaku-field="subcontract.further_entrustment">
      <option value=""></option><option value="agency_approval">発注者の承諾</option>
      <option value="contractor_consent">受託者の承諾</option></select></label></p>
    <p><button>提出</button></p>
  </form>`;
const FACTS =
  '<script type="application/json">{"contract.record_ceiling": 5000, "contract.consent_clauses": ["subcontract"], "information.kind": "personal", "information.deceased": false, "approval.planned_on": "2026-12-11"}</script>';

async function open(page: Page, body: string, lang = 'ja', policy = POLICY): Promise<string[]> {
  const asked: string[] = [];
  await page.addInitScript(() => {
    const errors: string[] = [];
    Object.assign(window, { errors });
    addEventListener('error', ({ message }) => errors.push(message));
    addEventListener('securitypolicyviolation', ({ blockedURI }) => errors.push(blockedURI));
  });
  await page.route(`${origin}/**`, async (route) => {
    const { pathname } = new URL(route.request().url());
    asked.push(pathname);
    const file = pathname.startsWith('/dist/') ? dist(pathname.slice('/dist/'.length)) : undefined;
    const html = `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><title>様式</title></head><body><main><h1>様式</h1>${body}</main></body></html>`;
    await route.fulfill({
      body: file ?? html,
      contentType: file ? 'text/javascript; charset=utf-8' : 'text/html; charset=utf-8',
      headers: { 'Content-Security-Policy': policy },
    });
  });
  await page.goto(`${origin}/`);
  return asked;
}

const errors = (page: Page) =>
  page.evaluate(() => (window as unknown as { errors: string[] }).errors);

test('one line puts live warnings into a page under a strict policy, and asks for nothing more', async ({
  page,
}) => {
  const asked = await open(
    page,
    `<script src="/dist/scripts/hirono.js" data-procedure="subcontract" data-for="ask" data-as-of="2026-11-22"></script>${FORM}`,
    'ja',
    STRICTEST,
  );
  await expect(page.locator('shodaku-check .shodaku-verdict')).toHaveText('未確定');
  await page.locator('[name="c"]').selectOption('contractor_consent');
  await expect(page.locator('.shodaku-message')).toContainText('第6条第2項第4号ホ');
  await expect(page.locator('.shodaku-message--warning').first()).toHaveCSS(
    'color',
    'rgb(199, 71, 0)',
  );
  await page.locator('shodaku-check').evaluate((element) => element.replaceChildren());
  await expect(page.locator('.shodaku-verdict')).toHaveText('未確定');
  await page.locator('[name="c"]').selectOption('agency_approval');
  await expect(page.locator('.shodaku-message')).toHaveCount(0);
  expect(asked).toEqual(['/', '/dist/scripts/hirono.js']);
  expect(await errors(page)).toEqual([]);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations).toEqual([]);
});

test('the element takes facts from inside, follows its attributes, and tells the page', async ({
  page,
}) => {
  await open(
    page,
    `<script src="/dist/scripts/hirono.js"></script>
     <shodaku-check ruleset="yono" procedure="subcontract" for="ask" as-of="2026-11-22">${FACTS}</shodaku-check>${FORM}`,
  );
  const verdict = page.locator('shodaku-check .shodaku-verdict');
  await expect(verdict).toHaveText('未確定');
  await page.evaluate(() => {
    const seen: string[] = [];
    Object.assign(window, { seen });
    document.addEventListener('shodaku-change', (event) => {
      const { report, changed } = (event as CustomEvent).detail;
      seen.push(`${report?.verdict} ${changed}`);
    });
  });
  await page.locator('[name="b"]').fill('６０００');
  await page.locator('[name="b"]').blur();
  await expect(verdict).toHaveText('承諾できない');
  const seen = () => page.evaluate(() => (window as unknown as { seen: string[] }).seen);
  expect(await seen()).toEqual([expect.stringMatching(/^not_approvable \S*\.ceiling$/)]);
  // Nothing has changed, however often it is read again.
  await page.locator('[name="a"]').fill('みどり');
  await page.locator('[name="a"]').blur();
  await page.waitForTimeout(1200);
  expect(await seen()).toHaveLength(2);
  await page
    .locator('shodaku-check')
    .evaluate((element) => element.setAttribute('procedure', 'carriage'));
  await expect(verdict).toContainText('この規程に定めなし');
  await expect(verdict).toContainText('許されていることを意味しません');
  await page.locator('shodaku-check').evaluate((element) => {
    element.setAttribute('procedure', 'subcontract');
    element.setAttribute('lang', 'en');
  });
  await expect(verdict).toHaveText('Cannot be approved');
  await page.locator('shodaku-check').evaluate((element) => {
    Object.assign(element, { given: { 'contract.record_ceiling': 9000 } });
  });
  await expect(verdict).toHaveText('Undetermined');
  await expect(page.locator('.shodaku-message')).toHaveCount(0);
  await page.locator('[name="b"]').fill('9500');
  await page.locator('[name="b"]').blur();
  await expect(page.locator('.shodaku-message')).toContainText('ceiling');
  // What the host knows more, or sets again, takes back no warning.
  await page.locator('shodaku-check').evaluate((element) => {
    Object.assign(element, { given: { 'contract.record_ceiling': 9000, 'place.name': 'x' } });
  });
  await page.waitForTimeout(100);
  await expect(page.locator('.shodaku-message')).toContainText('ceiling');
});

test('taken out, it leaves the form as it was', async ({ page }) => {
  await open(
    page,
    `<script src="/dist/scripts/hirono.js"></script>${FORM}
     <shodaku-check procedure="subcontract" for="ask" as-of="2026-11-22"></shodaku-check>`,
  );
  const form = page.locator('#ask');
  await expect(page.locator('shodaku-check .shodaku-verdict')).toBeVisible();
  await page.locator('[name="b"]').fill('6000');
  const before = await form.evaluate(() => document.createElement('template'));
  expect(before).toBeTruthy();
  await page.locator('shodaku-check').evaluate((element) => element.remove());
  const html = await form.evaluate((element) => element.outerHTML);
  expect(html.replaceAll(/\s+/g, ' ').trim()).toBe(
    await page.evaluate((source) => {
      const template = document.createElement('template');
      template.innerHTML = source;
      return template.content.firstElementChild?.outerHTML.replaceAll(/\s+/g, ' ').trim();
    }, FORM.trim()),
  );
  await expect(page.locator('[name="b"]')).toHaveValue('6000');
});

/** The same town's script once more, or another's. */
const script = (town: string, more = '') =>
  `<script src="/dist/scripts/${town}.js"${more}></script>`;
const verdicts = (page: Page) => page.locator('shodaku-check .shodaku-verdict');
const unchecked = '検査できませんでした';

test('two forms, two towns, one line each; and a script that runs twice', async ({ page }) => {
  const second = FORM.replace('id="ask"', 'id="other"').replaceAll(/name="(.)"/g, 'name="$1$1"');
  const line = script(
    'hirono',
    ' data-procedure="subcontract" data-for="ask" data-as-of="2026-11-22"',
  );
  await open(
    page,
    `${FORM}${second}${line}${line}
     ${script('sendai', ' data-procedure="subcontract" data-for="other" data-as-of="2026-11-22"')}`,
  );
  await expect(verdicts(page)).toHaveCount(2);
  await expect(verdicts(page)).toHaveText(['未確定', /./]);
  const ids = await page
    .locator('shodaku-check')
    .evaluateAll((all) =>
      all.map(
        (one) => (one as unknown as { report: { ruleset: { id: string } } }).report.ruleset.id,
      ),
    );
  expect(ids).toEqual(['hirono', 'sendai']);
  expect(await errors(page)).toEqual([]);
  await page.locator('[name="c"]').selectOption('contractor_consent');
  await expect(page.locator('#ask .shodaku-message')).toContainText('第6条第2項第4号ホ');
  await expect(page.locator('#other .shodaku-message')).toHaveCount(0);
});

test('a form that comes later, goes, or is put in the place of another is taken up', async ({
  page,
}) => {
  await open(
    page,
    `${script('hirono')}<div id="app"></div>
     <shodaku-check procedure="subcontract" for="ask" as-of="2026-11-22">未検査（担当課に聞いてください）${FACTS}</shodaku-check>`,
  );
  await expect(verdicts(page)).toHaveText(/検査できませんでした/);
  await expect(page.locator('.shodaku-reason')).toHaveText(
    '検査するフォームが、この画面にありません。',
  );
  await expect(page.locator('shodaku-check')).not.toContainText('担当課');
  const draw = (html: string) =>
    page.locator('#app').evaluate((app, source) => {
      app.innerHTML = source;
    }, html);
  await draw(FORM);
  await expect(verdicts(page)).toHaveText('未確定');
  await expect(page.locator('.shodaku-reason')).toHaveCount(0);
  await page.locator('[name="b"]').fill('6000');
  await expect(verdicts(page)).toHaveText('承諾できない');
  await draw(FORM);
  await expect(verdicts(page)).toHaveText('未確定');
  await page.locator('[name="b"]').fill('6000');
  await page.locator('[name="b"]').blur();
  await expect(page.locator('#ask .shodaku-message')).toHaveCount(1);
  await draw('');
  await expect(verdicts(page)).toHaveText(/検査できませんでした/);
  await page.locator('shodaku-check').evaluate((element) => {
    const parent = element.parentElement;
    element.remove();
    parent?.append(element.cloneNode(true));
  });
  await expect(page.locator('shodaku-check')).toContainText(unchecked);
});

test('a script before its form keeps room from the start: nothing moves, not by a message either', async ({
  page,
}) => {
  await page.addInitScript(() => {
    const shifts: number[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        shifts.push((entry as unknown as { value: number }).value);
    }).observe({ type: 'layout-shift', buffered: true });
  });
  const many = FORM.replace(
    '<p><button>',
    `${'<p><label>備考 <input></label></p>'.repeat(8)}<p><button>`,
  );
  await open(
    page,
    `${script('hirono')}<shodaku-check procedure="subcontract" for="ask" as-of="2026-11-22">${FACTS}</shodaku-check>${many}`,
  );
  await expect(verdicts(page)).toHaveText('未確定');
  await page.locator('[name="b"]').fill('6000');
  await page.locator('[name="b"]').blur();
  await page.locator('[name="c"]').selectOption('contractor_consent');
  await expect(page.locator('.shodaku-message')).toHaveCount(2);
  await page.waitForTimeout(300);
  const shifts = await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts);
  expect(shifts.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(0.02);
});

for (const [lang, why] of [
  ['ja', 'この画面の検査の設定に誤りがあります。'],
  ['en', 'The check is not set up correctly on this page.'],
] as const) {
  for (const [what, element, error] of [
    ['a procedure that there is not', `procedure="copi">${FACTS}`, /`copi`.*copy/],
    [
      'facts that cannot be read',
      'procedure="copy"><script type="application/json">{ a }</script>',
      /JSON/,
    ],
    [
      'a fact that there is not',
      'procedure="copy"><script type="application/json">{"contract.wrok": 1}</script>',
      /contract\.wrok/,
    ],
    [
      'a fact of a wrong type',
      'procedure="subcontract"><script type="application/json">{"contract.record_ceiling": {}}</script>',
      /contract\.record_ceiling/,
    ],
  ] as const) {
    test(`${what}: said in words, and to the developer by name (${lang})`, async ({ page }) => {
      await open(
        page,
        `${script('hirono')}${FORM}<shodaku-check for="ask" ${element}</shodaku-check>`,
        lang,
      );
      const said = page.locator('.shodaku-reason, .shodaku-status').filter({ hasText: why });
      await expect(said.first()).toBeVisible();
      await expect.poll(() => errors(page)).toEqual([expect.stringMatching(error)]);
      const all = await page.locator('shodaku-check, [data-shodaku-own]').allInnerTexts();
      expect(all.join(' ')).not.toMatch(/[a-z]\.[a-z_]|`/);
    });
  }
}

test('without its script the element says itself that nothing is checked', async ({ page }) => {
  await open(
    page,
    `<script src="/nowhere.js"></script>
     <shodaku-check procedure="subcontract" for="ask">まだ検査していません。${FACTS}</shodaku-check>${FORM}`,
  );
  await expect(page.locator('shodaku-check')).toBeVisible();
  await expect(page.locator('shodaku-check')).toContainText('まだ検査していません。');
});

test('in a shadow root, form and element are as anywhere', async ({ page }) => {
  await open(page, `${script('hirono')}<div id="host"></div>`);
  await page.locator('#host').evaluate((host, html) => {
    host.attachShadow({ mode: 'open' }).innerHTML = html;
  }, `${FORM}<shodaku-check procedure="subcontract" for="ask" as-of="2026-11-22">${FACTS}</shodaku-check>`);
  await expect(verdicts(page)).toHaveText('未確定');
  await page.locator('[name="b"]').fill('6000');
  await page.locator('[name="b"]').blur();
  const said = page.locator('.shodaku-message--warning');
  await expect(said).toHaveCSS('color', 'rgb(199, 71, 0)');
  await page.locator('[name="c"]').selectOption('contractor_consent');
  await expect(said).toHaveCount(2);
  await page.locator('button').click({ noWaitAfter: true });
});

for (const [what, meddle, checked] of [
  [
    'a browser without constructable sheets',
    "CSSStyleSheet = function () { throw new TypeError('Illegal constructor'); };",
    true,
  ],
  [
    'Prototype 1.6, which teaches arrays, texts and numbers to write themselves',
    `Array.prototype.toJSON = function () { return '[' + this.map(function (x) { return JSON.stringify(x); }).join(', ') + ']'; };
     String.prototype.toJSON = function () { return '"' + this + '"'; };
     Number.prototype.toJSON = function () { return String(this); };
     Array.prototype.each = function (f) { this.forEach(f); };`,
    true,
  ],
  [
    'a library that adds to every object',
    'Object.prototype.extend = function () {}; Object.prototype.forEach = function () {}; Array.prototype.contains = function () {};',
    true,
  ],
  [
    'Prototype 1.7, whose arrays make other things of other things',
    `Array.from = function (iterable) {
       var length = iterable.length || 0, results = new Array(length);
       while (length--) results[length] = iterable[length];
       return results;
     };
     Array.prototype.entries = function () { return this.slice(); };`,
    false,
  ],
] as const) {
  test(`${what}: it is checked, or says why not`, async ({ page }) => {
    await page.addInitScript(meddle);
    await open(
      page,
      `${script('hirono')}<shodaku-check procedure="subcontract" for="ask" as-of="2026-11-22">${FACTS}</shodaku-check>${FORM}`,
    );
    if (!checked) {
      await expect(verdicts(page)).toContainText(unchecked);
      await expect(page.locator('.shodaku-reason')).toContainText('書き換えています');
      await expect(page.locator('.shodaku-reason')).toContainText('Array.from');
      return;
    }
    await expect(verdicts(page)).toHaveText('未確定');
    await page.locator('[name="b"]').fill('6000');
    await page.locator('[name="b"]').blur();
    await expect(page.locator('.shodaku-message')).toContainText('上限');
    expect(
      await page.evaluate("document.querySelector('shodaku-check').attached.receipt().verdict"),
    ).toBe('not_approvable');
  });
}

test('past midnight it judges by the new day, and says so', async ({ page }) => {
  await page.clock.install({ time: new Date('2026-12-01T23:59:30+09:00') });
  await open(
    page,
    `${script('hirono')}<shodaku-check procedure="subcontract" for="ask">${FACTS}</shodaku-check>${FORM}`,
  );
  await page.clock.runFor(100);
  const asOf = () =>
    page.evaluate("document.querySelector('shodaku-check').report?.asOf") as Promise<string>;
  await expect.poll(asOf).toBe('2026-12-01');
  await page.locator('[name="b"]').fill('6000');
  await page.locator('[name="b"]').blur();
  await expect(page.locator('.shodaku-message')).toHaveCount(1);
  await page.clock.runFor(40_000);
  await expect.poll(asOf).toBe('2026-12-02');
  await expect(page.locator('.shodaku-status')).toContainText('日付が変わりました');
  await expect(page.locator('.shodaku-status')).toContainText('2026-12-02');
  await expect(page.locator('.shodaku-slot .shodaku-message')).toHaveCount(1);
  expect(await errors(page)).toEqual([]);
});

for (const [what, element, message] of [
  [
    'no such form',
    '<shodaku-check procedure="subcontract" for="nowhere"></shodaku-check>',
    'nowhere',
  ],
  [
    'no such procedure',
    '<shodaku-check procedure="subcontracts" for="ask"></shodaku-check>',
    'unknown procedure `subcontracts`',
  ],
  [
    'no such ruleset',
    '<shodaku-check ruleset="hirno" procedure="copy" for="ask"></shodaku-check>',
    'no ruleset `hirno`',
  ],
  [
    'facts that are no JSON',
    '<shodaku-check procedure="copy" for="ask"><script type="application/json">{</script></shodaku-check>',
    'JSON',
  ],
] as const) {
  test(`${what}: it says that nothing was checked, and why in the console`, async ({ page }) => {
    await open(page, `<script src="/dist/scripts/hirono.js"></script>${element}${FORM}`);
    await expect(page.locator('shodaku-check .shodaku-verdict')).toContainText(
      '検査できませんでした',
    );
    await expect.poll(() => errors(page)).toContainEqual(expect.stringContaining(message));
  });
}
