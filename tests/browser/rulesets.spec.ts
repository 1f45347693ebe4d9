// The pages of the rulesets: read clause by clause, without a script, on screen and on paper.

import { expect, isClean, sights, test } from './portal.js';

for (const [width, language] of sights) {
  test(`a ruleset is read clause by clause (${width} px, ${language})`, async ({ page }) => {
    test.setTimeout(120_000);
    await page.setViewportSize({ width, height: 900 });
    await page.goto('/');
    await page.locator('a[href="rulesets/index.html"]').click();
    if (language === 'en') await page.getByRole('link', { name: 'English' }).click();
    await isClean(page, 'the list');

    const end = language === 'en' ? '.en.html' : '.html';
    await page.locator(`a[href="okayama${end}"]`).click();
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    await isClean(page, 'a ruleset');

    // From what is asked to the condition under its clause.
    const link = page.locator('[id="procedure.third_party"] a[href^="#condition."]').first();
    const place = (await link.getAttribute('href'))?.slice(1) ?? '';
    await link.click();
    await expect(page.locator(`[id="${place}"]`)).toBeInViewport();
    await expect(page.locator(':target')).toHaveId(place);

    // Who supplies what, and the cases, are folded away on the screen and open on paper.
    const cases = page.locator('[id="procedure.third_party"] details').last();
    await expect(cases.getByRole('table')).toBeHidden();
    await page.emulateMedia({ media: 'print' });
    await expect(cases.locator('tbody td').last()).toBeVisible();
    await page.emulateMedia({ media: 'screen' });
    await cases.locator('summary').click();
    await expect(cases.getByRole('table')).toBeVisible();
    await isClean(page, 'with the cases');
  });
}

test('every link of every page leads somewhere', async ({ page }) => {
  await page.goto('/rulesets/index.html');
  const links = page.getByRole('main').getByRole('link');
  const towns = await links.evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''));
  expect(towns.length).toBeGreaterThan(7);
  for (const town of towns) {
    await page.goto(`/rulesets/${town}`);
    const lost = await page
      .locator('a[href^="#"]')
      .evaluateAll((all) =>
        all
          .map((one) => one.getAttribute('href')?.slice(1) ?? '')
          .filter((place) => !document.getElementById(place)),
      );
    expect(lost, town).toEqual([]);
  }
});
