// Where the system chooses the colours, what the desk says by colour is said by edges and marks too.

import { test } from './desk.js';
import { expect } from './portal.js';

test('in forced colours controls have edges, and what is chosen is told apart', async ({
  desk,
  page,
}) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await desk.open();
  await desk.begin('hirono', 'subcontract');
  await desk.enter('scope.work', '印刷');
  for (const view of ['start', 'list', 'review', 'papers', 'comparison', 'texts']) {
    await desk.go(view);
    const bare = await page.locator('.button, .field__control').evaluateAll((all) =>
      all
        .filter((one) => one.checkVisibility())
        .filter((one) => Number.parseFloat(getComputedStyle(one).borderTopWidth) < 1)
        .map((one) => one.outerHTML.slice(0, 120)),
    );
    expect(bare, view).toEqual([]);
    const chosen = page.locator('.desk-rail__view[aria-current]');
    await expect(chosen, view).toHaveCount(1);
    await expect(chosen, view).toHaveCSS('outline-style', 'solid');
  }
  await desk.go('list');
  await expect(page.locator('[data-filter][aria-pressed="true"]')).toHaveCSS(
    'outline-style',
    'solid',
  );
  await desk.go('review');
  // A state is a sign, not a colour alone: it is drawn in the text's colour.
  const icon = page.locator('.state .icon, .state svg').first();
  const [ink, ground] = await icon.evaluate((one) => [
    getComputedStyle(one).color,
    getComputedStyle(document.body).backgroundColor,
  ]);
  expect(ink).not.toBe(ground);
  // Where one is shows at every stop of the Tab key, at the control or at what holds it.
  for (let stop = 0; stop < 30; stop += 1) {
    await page.keyboard.press('Tab');
    const shown = await page.evaluate(() => {
      const [at, holder] = [document.activeElement, document.activeElement?.parentElement];
      const isShown = (one: Element | null | undefined) =>
        one && getComputedStyle(one).outlineStyle !== 'none';
      // The calendar's button within a date is the browser's own, and so is what shows on it.
      const isWithin = at?.matches('[type="date"]:not(:focus)');
      return isShown(at) || isShown(holder) || isWithin || at?.outerHTML.slice(0, 120);
    });
    expect(shown).toBe(true);
  }
});
