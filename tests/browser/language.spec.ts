// Japanese as served, English on request: all of the page, and nothing else of it.

import { expect, Portal, test } from './portal.js';

const words =
  'button, legend, h1, h2, h3, dt, .crumbs__item, .field__label, .field__hint, .state, .choice span, option, .verdict__name, .verdict__meaning, .panel__title, .foot p, .intro__lead, .fold__title, .fold__lead';

test('everything changes to English and back', async ({ page }) => {
  const portal = new Portal(page);
  await portal.open();
  await portal.load('subcontract-many');
  const before = await page.locator('main').innerText();
  await portal.speak('en');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page.locator('#verdict')).toContainText('Cannot be approved');
  await expect(portal.message('scope.data_items')).toContainText('Caution');
  const left = await page.locator(words).evaluateAll((all) =>
    all
      .filter((one) => one.checkVisibility() && !one.closest('[lang="ja"]'))
      .map((one) => one.textContent?.trim() ?? '')
      .filter((text) => /[ぁ-んァ-ヶ一-龠]/.test(text.replace(/(第|別記|法|令和)[^\s]*/g, ''))),
  );
  expect(left).toEqual([]);
  await portal.see('officer');
  await expect(page.locator('#officer-title')).toHaveText("The official's record");
  await portal.see('contractor');
  await portal.speak('ja');
  expect(await page.locator('main').innerText()).toBe(before);
});

test('the language changes nothing that was entered or judged', async ({ page }) => {
  const portal = new Portal(page);
  await portal.open();
  await portal.load('subcontract-one');
  const entered = () =>
    page.evaluate(() =>
      [...new FormData(document.getElementById('form') as HTMLFormElement)].map(String),
    );
  const before = await entered();
  await portal.speak('en');
  await portal.verdict('not_approvable');
  expect(await entered()).toEqual(before);
});

test('the labels as served are the ruleset’s own', async ({ page, problems }) => {
  await page.route('**/*.js', (route) => route.abort());
  await page.goto('/');
  const labels = () =>
    page
      .locator('[data-label-of], [data-hint-of], [data-option-of], [data-unit-of]')
      .evaluateAll((all) => all.map((one) => one.textContent));
  const served = await labels();
  expect(served.length).toBeGreaterThan(60);
  await page.unroute('**/*.js');
  problems.length = 0;
  const portal = new Portal(page);
  await portal.open();
  expect(await labels()).toEqual(served);
});
