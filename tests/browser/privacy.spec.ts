// What is typed stays in the page; the page keeps to a strict policy.

import type { Page } from '@playwright/test';
import { expect, Portal, test } from './portal.js';

/** Everything a visitor may do. */
async function useEverything(page: Page): Promise<void> {
  const portal = new Portal(page);
  await portal.load('subcontract-many');
  await portal.load('subcontract-passes');
  await portal.verdict('approvable');
  await (await portal.at('subcontractor.name')).fill('有限会社ひみつ');
  await portal.see('officer');
  await portal.recorded('finding.necessary', 1).check();
  await portal.verdict('not_approvable');
  await portal.see('contractor');
  await page.locator('#receipt summary').click();
  await expect(page.locator('#receipt pre')).toContainText('answersSha256');
  await portal.speak('en');
  await portal.speak('ja');
  await portal.choose('copy');
  await page.emulateMedia({ media: 'print' });
  await page.emulateMedia({ media: null });
  await portal.choose('subcontract');
  await portal.submit();
  await expect(page.locator('#confirm')).toBeVisible();
}

test('the page asks for nothing after it has loaded and keeps nothing', async ({ page }) => {
  const portal = new Portal(page);
  await portal.open('/?sample');
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await useEverything(page);
  expect(asked).toEqual([]);
  expect(
    await page.evaluate(() => [document.cookie, localStorage.length, sessionStorage.length]),
  ).toEqual(['', 0, 0]);
  expect(await page.evaluate(async () => (await indexedDB.databases()).length)).toBe(0);
  expect(await page.evaluate(async () => (await caches.keys()).length)).toBe(0);
});

for (const address of ['/compare.html', '/shodaku-checker.html', '/shodaku-workshop.html']) {
  test(`${address} as it is served breaks no policy`, async ({ page, problems }) => {
    await page.addInitScript(() => {
      addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
        document.documentElement.dataset.broken = `${violatedDirective} ${blockedURI}`;
      });
    });
    await page.goto(address);
    // What its script draws is there, so that it ran; and markup from a text is refused.
    await expect(page.getByRole('button').first()).toBeVisible();
    await expect(page.locator('html')).not.toHaveAttribute('data-broken');
    const refused = await page.evaluate(() => {
      try {
        document.createElement('p').innerHTML = '<img>';
        return 'nothing';
      } catch (error) {
        return String(error);
      }
    });
    expect(refused).toContain('TrustedHTML');
    expect(problems.splice(0)).toEqual([expect.stringContaining('TrustedHTML')]);
  });
}

test('a strict policy is in force and nothing breaks it', async ({ page, problems }) => {
  await page.addInitScript(() => {
    const broken: string[] = [];
    Object.assign(globalThis, { broken });
    addEventListener('securitypolicyviolation', (event) => {
      broken.push(`${event.violatedDirective} ${event.blockedURI}`);
    });
  });
  const response = await page.goto('/?sample');
  const policy = response?.headers()['content-security-policy'] ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("require-trusted-types-for 'script'");
  expect(policy).not.toMatch(/unsafe-inline|'unsafe-eval'|\*|https?:/);
  const portal = new Portal(page);
  await portal.verdict('undetermined');
  await useEverything(page);
  expect(await page.evaluate(() => (globalThis as unknown as { broken: string[] }).broken)).toEqual(
    [],
  );
  // The policy is the browser's, not only a header: what it forbids does not run.
  const ran = await page.evaluate(() => {
    const script = document.createElement('script');
    try {
      script.textContent = 'document.documentElement.dataset.ran = "yes"';
    } catch {}
    document.head.append(script);
    return document.documentElement.dataset.ran;
  });
  expect(ran).toBeUndefined();
  expect(problems.splice(0)).toEqual([expect.stringContaining('TrustedScript')]);
});
