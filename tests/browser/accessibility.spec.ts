// WCAG 2.2 AA: no violation in any state, width or language; usable by keyboard alone.

import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, languages, Portal, test, widths } from './portal.js';

async function hasNoViolations(page: Page, state: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
  expect(found, state).toEqual([]);
}

for (const width of widths) {
  for (const language of languages) {
    test(`axe finds nothing in any state (${width} px, ${language})`, async ({ page }) => {
      test.setTimeout(90_000);
      const portal = new Portal(page);
      await page.setViewportSize({ width, height: 900 });
      await portal.open();
      await portal.speak(language);
      await hasNoViolations(page, 'clean');

      await portal.load('subcontract-many');
      await expect(portal.message('scope.data_items')).toBeVisible();
      await page.locator('#duties summary').click();
      await page.locator('#readings summary').click();
      await page.locator('#receipt summary').click();
      await hasNoViolations(page, 'warning');

      await portal.submit();
      await expect(page.locator('.shodaku-summary')).toBeVisible();
      await expect(portal.control('subcontract.supervision')).toHaveAttribute(
        'aria-invalid',
        'true',
      );
      await hasNoViolations(page, 'error');

      await portal.see('officer');
      await hasNoViolations(page, 'official');

      await portal.load('subcontract-one');
      await portal.submit();
      await expect(page.locator('#confirm')).toBeVisible();
      await hasNoViolations(page, 'confirm');
    });
  }
}

test('axe finds nothing where the engine is not there', async ({ page, problems }) => {
  await page.addInitScript(() => {
    Reflect.deleteProperty(globalThis, 'WebAssembly');
  });
  const portal = new Portal(page);
  await portal.open();
  await portal.verdict('unchecked');
  await hasNoViolations(page, 'unchecked');
  problems.length = 0;
});

test('every target is at least 24 px high and wide', async ({ page }) => {
  const portal = new Portal(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await portal.open();
  await portal.load('subcontract-many');
  const small = await page
    .locator('button, select, textarea, label.choice, summary, #form input[type="text"]')
    .evaluateAll((all) =>
      all
        .filter((one) => one.checkVisibility())
        .map((one) => ({ box: one.getBoundingClientRect(), html: one.outerHTML.slice(0, 120) }))
        .filter(({ box }) => box.width < 24 || box.height < 24)
        .map(({ html }) => html),
    );
  expect(small).toEqual([]);
});

test('the page needs no sideways scrolling at 320 px, nor at twice the text size', async ({
  page,
}) => {
  const portal = new Portal(page);
  for (const [width, size] of [
    [320, 16],
    [640, 32],
  ] as const) {
    await page.setViewportSize({ width, height: 800 });
    await portal.open();
    await page.evaluate((px) => {
      document.documentElement.style.fontSize = `${px}px`;
    }, size);
    await portal.load('subcontract-many');
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(wide, `${width} px`).toBeLessThanOrEqual(0);
    await portal.see('officer');
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
  }
});

/** Presses Tab until the control is reached, as somebody without a mouse would. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let presses = 0; presses < 150; presses += 1) {
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not reach ${selector}`);
}

test('the keyboard alone leads from loading to submitting', async ({ page }) => {
  const portal = new Portal(page);
  await portal.open();
  await page.keyboard.press('Tab');
  await expect(page.locator('.skip')).toBeFocused();
  await page.keyboard.press('Enter');

  await tabTo(page, '[name="kind"]');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(page.locator('[name="kind"][value="takeout"]')).toBeChecked();
  const steps: [string, string][] = [
    ['request.filed_on', '2026-11-24'],
    ['purpose.necessity', '職員との打合せに必要なため'],
    ['scope.data_items', '氏名'],
    ['takeout.reason', '職員との打合せ'],
    ['takeout.taken_on', '2026-12-18'],
  ];
  for (const [field, text] of steps) {
    await tabTo(page, `[data-shodaku-field="${field}"]`);
    await page.keyboard.type(text);
    if (field === 'request.filed_on') {
      await tabTo(page, '[data-shodaku-field="request.in_writing"]');
      await page.keyboard.press('Space');
      await tabTo(page, '[data-shodaku-field="information.kind"]');
      await page.keyboard.press('ArrowDown');
    }
  }
  await tabTo(page, '[data-shodaku-field="takeout.already"]');
  await page.keyboard.press('ArrowDown');
  await expect(portal.control('takeout.already', false)).toBeChecked();
  await expect(portal.state('s5')).toHaveAttribute('data-state', 'met');
  await tabTo(page, '#form [type="submit"]');
  await page.keyboard.press('Enter');
  await expect(page.locator('#confirm-title')).toBeFocused();
});

test('on the phone the bar covers nothing that has the focus', async ({ page }) => {
  const portal = new Portal(page);
  await page.setViewportSize({ width: 390, height: 600 });
  await portal.open();
  await portal.load('subcontract-passes');
  const bar = await page.locator('#bar').boundingBox();
  const height = bar?.height ?? 0;
  expect(height).toBeGreaterThan(40);
  await page.locator('#attachments').focus();
  for (let presses = 0; presses < 30; presses += 1) {
    await page.keyboard.press('Shift+Tab');
    const box = await page.evaluate(() => {
      const { top, bottom } = document.activeElement?.getBoundingClientRect() ?? new DOMRect();
      return { top, bottom, bar: document.getElementById('bar')?.getBoundingClientRect().bottom };
    });
    expect(box.top, 'below the bar').toBeGreaterThanOrEqual(box.bar ?? 0);
    expect(box.bottom, 'within the window').toBeLessThanOrEqual(600);
  }
});

test('the focus is always to be seen', async ({ page }) => {
  const portal = new Portal(page);
  await portal.open();
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press('Tab');
    const seen = await page.evaluate(() => {
      const style = getComputedStyle(document.activeElement ?? document.body);
      return style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 2;
    });
    expect(seen, await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 120))).toBe(
      true,
    );
  }
});

test('in forced colours every state is still told apart', async ({ page }) => {
  const portal = new Portal(page);
  await page.emulateMedia({ forcedColors: 'active' });
  await portal.open();
  await portal.load('subcontract-many');
  const picture = await page.screenshot();
  expect(picture.byteLength).toBeGreaterThan(20_000);
  const edges = await page
    .locator('.verdict, .button, .field__control, .choice--tile, .contract')
    .evaluateAll((all) =>
      all
        .filter((one) => one.checkVisibility())
        .filter((one) => Number.parseFloat(getComputedStyle(one).borderTopWidth) < 1)
        .map((one) => one.className),
    );
  expect(edges).toEqual([]);
  const icon = portal.message('scope.data_items').locator('.shodaku-message__icon');
  const [ink, ground] = await icon.evaluate((one) => [
    getComputedStyle(one).backgroundColor,
    getComputedStyle(document.body).backgroundColor,
  ]);
  expect(ink).not.toBe(ground);
  const chosen = page.locator('.choice--tile:has(:checked)');
  await expect(chosen).toHaveCSS('outline-style', 'solid');
});

test('nothing moves by itself where motion is not wanted', async ({ page }) => {
  const portal = new Portal(page);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await portal.open();
  await portal.load('subcontract-many');
  const moving = await page.evaluate(() => document.getAnimations().length);
  expect(moving).toBe(0);
  await expect(page.locator('html')).toHaveCSS('scroll-behavior', 'auto');
});
