// `<shodaku-check>` and the one-line classic script, in pages that are not ours.

import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';

const dist = (file: string) => readFileSync(new URL(`../../pkg/dist/${file}`, import.meta.url));
const origin = 'http://portal.test';
const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; form-action 'self'";

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

async function open(page: Page, body: string, lang = 'ja'): Promise<string[]> {
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
      headers: { 'Content-Security-Policy': POLICY },
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
  );
  await expect(page.locator('shodaku-check .shodaku-verdict')).toHaveText('未確定');
  await page.locator('[name="c"]').selectOption('contractor_consent');
  await expect(page.locator('.shodaku-message')).toContainText('第6条第2項第4号ホ');
  await expect(page.locator('.shodaku-message--warning').first()).toHaveCSS(
    'color',
    'rgb(199, 71, 0)',
  );
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
      seen.push((event as CustomEvent).detail?.verdict);
    });
  });
  await page.locator('[name="b"]').fill('６０００');
  await page.locator('[name="b"]').blur();
  await expect(verdict).toHaveText('承諾できない');
  expect(await page.evaluate(() => (window as unknown as { seen: string[] }).seen)).toContain(
    'not_approvable',
  );
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
