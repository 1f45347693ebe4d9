// WCAG 2.2 AA: no violation in any state, width or language; usable by keyboard alone.

import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, Portal, sights, test } from './portal.js';

async function hasNoViolations(page: Page, state: string, part = 'html'): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).include(part).analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
  expect(found, state).toEqual([]);
}

/** In the page, and in every step that there is. */
async function eachStep(portal: Portal, state: string): Promise<void> {
  const { page } = portal;
  await hasNoViolations(page, state);
  for (const link of await page.locator('#tasks a[href^="#step-"]:visible').all()) {
    await link.click();
    await hasNoViolations(page, `${state}, ${await link.innerText()}`, '#form');
  }
}

for (const [width, language] of sights) {
  test(`axe finds nothing in any state (${width} px, ${language})`, async ({ page }) => {
    test.setTimeout(300_000);
    const portal = new Portal(page);
    await page.setViewportSize({ width, height: 900 });
    await portal.open();
    await portal.speak(language);
    await eachStep(portal, 'clean');

    await portal.load('subcontract-many');
    await portal.at('scope.data_items');
    await expect(portal.message('scope.data_items')).toBeVisible();
    await page.locator('#duties summary').click();
    await page.locator('#readings summary').click();
    await page.locator('#receipt summary').click();
    await page.locator('#with-grounds').check();
    await eachStep(portal, 'warning');

    await portal.submit();
    await expect(page.locator('#summary')).toBeVisible();
    await expect(portal.control('subcontract.supervision')).toHaveAttribute('aria-invalid', 'true');
    await eachStep(portal, 'error');

    await portal.see('officer');
    await hasNoViolations(page, 'official');

    await portal.load('subcontract-one');
    await portal.submit();
    await expect(page.locator('#confirm')).toBeVisible();
    await hasNoViolations(page, 'confirm');
  });
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
  await portal.go('step-supervision');
  const small = await page
    .locator('button, select, textarea, label.choice, summary, #tasks a, #form input[type="text"]')
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
    for (const step of ['kind', 'information', 'scope', 'party', 'supervision', 'documents']) {
      await portal.go(`step-${step}`);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(wide, `${width} px, ${step}`).toBeLessThanOrEqual(0);
    }
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
  const forward = async (step: string) => {
    await tabTo(page, '#forward');
    await page.keyboard.press('Enter');
    await expect(page.locator(`#title-${step}`)).toBeFocused();
  };
  const type = async (field: string, text: string) => {
    await tabTo(page, `[data-shodaku-field~="${field}"]`);
    await page.keyboard.type(text);
  };
  await forward('information');
  await type('request.filed_on', '2026-11-24');
  await tabTo(page, '[data-shodaku-field="request.in_writing"]');
  await page.keyboard.press('Space');
  await tabTo(page, '[data-shodaku-field="information.kind"]');
  await page.keyboard.press('ArrowDown');
  await type('purpose.necessity', '職員との打合せに必要なため');
  await forward('scope');
  await type('scope.data_items', '氏名');
  await forward('party');
  await type('takeout.taken_on', '2026-12-18');
  await tabTo(page, '[data-shodaku-field="takeout.already"]');
  await page.keyboard.press('ArrowDown');
  await expect(portal.control('takeout.already', false)).toBeChecked();
  await expect(portal.state('s5')).toHaveAttribute('data-state', 'met');
  await forward('supervision');
  await forward('documents');
  await tabTo(page, '#forward');
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
  await portal.go('step-supervision');
  await page.locator('#disposal-method').focus();
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
  await portal.at('scope.data_items');
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
  await portal.go('step-kind');
  const chosen = page.locator('.choice--tile:has(:checked)');
  await expect(chosen).toHaveCSS('outline-style', 'solid');
  const edge = (link: string) =>
    page
      .locator(`#tasks ${link}`)
      .first()
      .evaluate((one) => Number.parseFloat(getComputedStyle(one).borderBottomWidth));
  expect(await edge('[aria-current]')).toBeGreaterThan(await edge('a:not([aria-current])'));
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
