// The page that compares: one set of facts, a column for each municipality.

import { readdirSync, readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import samples from '../../www/compare/samples.json' with { type: 'json' };
import { expect, isClean, loadSample, settle, sights, test } from './portal.js';

/** The page, as a test uses it. */
class Comparing {
  readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }

  async open(): Promise<void> {
    await this.page.goto('/compare.html');
    await expect(this.verdicts().first()).toBeVisible();
  }

  load(sample: string): Promise<void> {
    return loadSample(this.page, sample);
  }

  settle(): Promise<void> {
    return settle(this.page);
  }

  async choose(procedure: string): Promise<void> {
    await this.page.locator('#procedure').selectOption(procedure);
    await this.settle();
  }

  verdicts(): Locator {
    return this.page.locator('[data-row="verdict"] [data-verdict]');
  }

  cells(row: string): Locator {
    return this.page.locator(`[data-row="${row}"] td`);
  }

  /** What stands there of Hirono: which column that is depends on the towns there are. */
  async hirono(row: string): Promise<Locator> {
    return this.cells(row).nth((await this.towns()).indexOf('洋野町'));
  }

  fact(id: string): Locator {
    return this.page.locator(`[data-fact="${id}"]`);
  }

  towns(): Promise<string[]> {
    return this.page.locator('#towns label').allInnerTexts();
  }
}

interface Shipped {
  readonly ruleset: { readonly municipality: { readonly ja: string } };
  readonly field: readonly { readonly id: string }[];
  readonly procedure: readonly { readonly id: string }[];
}

/** The rulesets that are shipped, in the order of their files. */
function shipped(): Shipped[] {
  const folder = new URL('../../pkg/dist/rulesets/', import.meta.url);
  const files = readdirSync(folder).filter((file) => !file.endsWith('.en.json'));
  return files.sort().map((file) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')));
}

test('every municipality that is shipped is a column, and no other', async ({ page }) => {
  const comparing = new Comparing(page);
  await comparing.open();
  const towns = [...new Set(shipped().map(({ ruleset }) => ruleset.municipality.ja))];
  expect(await comparing.towns()).toEqual(towns);
  await expect(comparing.verdicts()).toHaveCount(towns.length);
  const headings = await page.locator('.compare thead th').allInnerTexts();
  expect(headings.map((heading) => heading.split('\n')[0])).toEqual(towns);
});

test('what is typed changes the verdicts at once', async ({ page }) => {
  const comparing = new Comparing(page);
  await comparing.open();
  await comparing.load('subcontract-passes');
  const verdict = (await comparing.hirono('verdict')).locator('[data-verdict]');
  const failures = await comparing.hirono('failures');
  await expect(verdict).toHaveAttribute('data-verdict', 'undetermined');
  await expect(failures).toHaveText(/なし$/);
  await comparing.fact('subcontract.further_entrustment').locator('select').selectOption('silent');
  await expect(verdict).toHaveAttribute('data-verdict', 'not_approvable');
  await expect(failures).toContainText('第6条第2項第4号ホ');
  const tiers = (await comparing.hirono('topic-tiers')).locator('[data-state]');
  await expect(tiers).toHaveAttribute('data-state', 'not_met');
  await expect(page.locator('[data-row="topic-tiers"] .compare__differs')).toHaveCount(
    (await comparing.towns()).length > 1 ? 1 : 0,
  );
  await page.locator('[data-clear]').click();
  await expect(verdict).toHaveAttribute('data-verdict', 'undetermined');
  await expect(comparing.fact('subcontract.further_entrustment').locator('select')).toHaveValue('');
});

test('each kind of field can be filled in, and what cannot be read is said', async ({ page }) => {
  const comparing = new Comparing(page);
  await comparing.open();
  const needed = await comparing.hirono('needed');
  const applicant = needed.locator('[data-supplier="applicant"]');
  await applicant.locator('summary').click();
  const wanted = (field: string) => applicant.locator(`[data-to="${field}"]`);
  await expect(wanted('scope.work')).toHaveCount(1);
  await comparing.fact('scope.work').locator('textarea').fill('封入');
  await expect(wanted('scope.work')).toHaveCount(0);
  await comparing.fact('scope.data_items').locator('textarea').fill('氏名、住所');
  await expect(wanted('scope.data_items')).toHaveCount(0);
  await comparing.fact('subcontract.liability_clear').getByText('はい').click();
  await expect(wanted('subcontract.liability_clear')).toHaveCount(0);
  await comparing.fact('subcontract.liability_clear').getByText('未記入').click();
  await expect(wanted('subcontract.liability_clear')).toHaveCount(1);
  const day = comparing.fact('request.filed_on').locator('input');
  await day.fill('あした');
  await expect(comparing.fact('request.filed_on')).toContainText('日付として読み取れません');
  await expect(day).toHaveAttribute('aria-invalid', 'true');
  await day.fill('令和8年11月24日');
  await expect(day).not.toHaveAttribute('aria-invalid');
  await wanted('subcontract.liability_clear').click();
  await expect(
    comparing.fact('subcontract.liability_clear').locator('input:checked'),
  ).toBeFocused();
});

test('every sample fills the form with one click, and all of its facts are known', async ({
  page,
}) => {
  const comparing = new Comparing(page);
  await comparing.open();
  const count = (await comparing.towns()).length;
  const seen = new Set<string>();
  for (const sample of await page.locator('[data-sample]').all()) {
    await comparing.load((await sample.getAttribute('data-sample')) ?? '');
    await expect(comparing.verdicts()).toHaveCount(count);
    for (const one of await comparing.verdicts().all()) {
      seen.add((await one.getAttribute('data-verdict')) ?? '');
    }
  }
  expect([...seen].sort()).toEqual(
    expect.arrayContaining(['exempt', 'not_approvable', 'not_regulated', 'prohibited']),
  );
  const known = new Set(shipped().flatMap(({ field }) => field.map(({ id }) => id)));
  const facts = [samples.common, ...samples.requests.map(({ facts }) => facts)];
  const unknown = facts.flatMap((some) => Object.keys(some)).filter((id) => !known.has(id));
  expect(unknown).toEqual([]);
});

test('the form asks for facts alone', async ({ page }) => {
  const comparing = new Comparing(page);
  await comparing.open();
  for (const procedure of await page
    .locator('#procedure option')
    .evaluateAll((all) => all.map((option) => (option as HTMLOptionElement).value))) {
    await comparing.choose(procedure);
    await expect(comparing.verdicts().first()).toBeVisible();
    await expect(page.locator('[data-fact^="finding."], [data-fact^="decision."]')).toHaveCount(0);
  }
});

test('a municipality can be left out, and all of them', async ({ page }) => {
  const comparing = new Comparing(page);
  await comparing.open();
  const towns = page.locator('#towns input');
  const count = await towns.count();
  await towns.first().uncheck();
  await expect(comparing.verdicts()).toHaveCount(count - 1);
  for (let at = 1; at < count; at += 1) await towns.nth(at).uncheck();
  await expect(page.locator('#comparison')).toHaveText('比べる市区町村を選んでください。');
  await towns.first().check();
  await expect(comparing.verdicts()).toHaveCount(1);
});

test('a ruleset of one’s own becomes a column without a rebuild', async ({ page }) => {
  const comparing = new Comparing(page);
  await comparing.open();
  const count = (await comparing.towns()).length;
  const own = shipped().find(({ procedure }) =>
    procedure.some(({ id }) => id === 'subcontract'),
  ) as unknown as {
    ruleset: { id: string; aliases?: string[]; municipality: { ja: string } };
    field: { id: string; type: string }[];
  };
  own.ruleset = { ...own.ruleset, id: 'own', aliases: [], municipality: { ja: 'ここの町' } };
  const file = (ruleset: unknown) => ({
    name: 'own.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(ruleset)),
  });
  await page.locator('#own').setInputFiles(file(own));
  await expect(page.locator('#own-said')).toHaveText('ここの町の規程を加えました。');
  await expect(comparing.verdicts()).toHaveCount(count + 1);
  await comparing.load('subcontract-many');
  await expect(comparing.verdicts().last()).toHaveAttribute(
    'data-verdict',
    (await comparing.verdicts().first().getAttribute('data-verdict')) ?? '',
  );
  const [first] = own.field;
  if (first) first.type = 'txet';
  await page.locator('#own').setInputFiles(file(own));
  await expect(page.locator('#own-said')).toContainText('field[0].type');
  await expect(comparing.verdicts()).toHaveCount(count + 1);
});

test('everything changes to English and back, and what was entered stays', async ({ page }) => {
  const comparing = new Comparing(page);
  await comparing.open();
  await comparing.load('subcontract-many');
  const before = await page.locator('main').innerText();
  await page.locator('[data-language="en"]').click();
  await comparing.settle();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(comparing.verdicts().first()).toHaveText('Cannot be approved');
  await expect(comparing.fact('scope.record_count').locator('input')).toHaveValue('5200');
  const words =
    'button, legend, h1, h2, th, .crumbs__item, .field__label, .field__hint, .rendered-field__label, .rendered-field__note, .rendered-field__choice, .state, .choice span, option, .compare__verdict, .foot p, .intro__lead, .fold__title, .fold__lead, summary';
  const left = await page.locator(words).evaluateAll((all) =>
    all
      .filter((one) => one.checkVisibility() && !one.closest('[lang="ja"]'))
      .map((one) => one.textContent?.trim() ?? '')
      .filter((text) => /[ぁ-んァ-ヶ一-龠]/.test(text.replace(/(第|別記|法|令和)[^\s]*/g, ''))),
  );
  expect(left).toEqual([]);
  await page.locator('[data-language="ja"]').click();
  await comparing.settle();
  expect(await page.locator('main').innerText()).toBe(before);
});

test('it asks for nothing after it has loaded and keeps nothing', async ({ page }) => {
  const comparing = new Comparing(page);
  await comparing.open();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await comparing.load('subcontract-passes');
  await comparing.choose('copy');
  await page.locator('[data-language="en"]').click();
  await comparing.settle();
  expect(asked).toEqual([]);
  expect(
    await page.evaluate(() => [document.cookie, localStorage.length, sessionStorage.length]),
  ).toEqual(['', 0, 0]);
});

test('without the engine it says that nothing was checked', async ({ page, problems }) => {
  await page.addInitScript(() => {
    Reflect.deleteProperty(globalThis, 'WebAssembly');
  });
  await page.goto('/compare.html');
  await expect(page.locator('[data-verdict="unchecked"]')).toBeVisible();
  await page.locator('[data-language="en"]').click();
  await expect(page.locator('#comparison')).toContainText('cannot be checked');
  problems.length = 0;
});

test('a condition leads to its place on the page of its ruleset', async ({ page }) => {
  const comparing = new Comparing(page);
  await comparing.open();
  await comparing.load('subcontract-many');
  const way = page.locator('[data-condition="4-ro"] a.clause').first();
  await expect(way).toHaveText('第6条第2項第4号ロ');
  await way.click();
  await expect(page).toHaveURL(/\/rulesets\/hirono\.html#condition\.4-ro$/);
  await expect(page.locator('[id="condition.4-ro"]')).toBeInViewport();
});

test('the two pages lead to each other', async ({ page }) => {
  await page.goto('/');
  await page.locator('a[href="compare.html"]').click();
  await expect(page.locator('h1')).toHaveText('承諾の条件を比べる');
  await page.locator('.crumbs a').click();
  await expect(page.locator('#form [name="kind"]').first()).toBeVisible();
});

for (const [width, language] of sights) {
  test(`axe finds nothing, nothing is too wide (${width} px, ${language})`, async ({ page }) => {
    test.setTimeout(120_000);
    const comparing = new Comparing(page);
    await page.setViewportSize({ width, height: 900 });
    await comparing.open();
    await page.locator(`[data-language="${language}"]`).click();
    const clean = (state: string) => isClean(page, state);
    await clean('empty');
    await comparing.load('subcontract-many');
    await comparing.fact('request.filed_on').locator('input').fill('あした');
    await page.locator('#filed').check();
    for (const fold of await page.locator('.compare summary').all()) await fold.click();
    await clean('filled in');
    await comparing.choose('third_party');
    await clean('another procedure');
  });
}

test('on a phone one town is seen at a time, and the way leads to the next', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const comparing = new Comparing(page);
  await comparing.open();
  await comparing.load('subcontract-many');
  const town = page.locator('#town');
  await expect(town).toHaveText(/^洋野町 1\/\d$/);
  await expect(page.locator('[data-row="verdict"] td')).toHaveCount(1);
  await expect(page.locator('[data-step="previous"]')).toBeDisabled();
  const first = await page.locator('[data-row="grounds"]').innerText();
  await page.locator('[data-step="next"]').click();
  await expect(town).toHaveText(/ 2\/\d$/);
  await expect(page.locator('[data-row="grounds"]')).not.toHaveText(first);
  // Less of the page than the towns below each other took.
  const result = await page.locator('#result').boundingBox();
  expect(result?.height).toBeLessThan(3000);
  await page.setViewportSize({ width: 1280, height: 900 });
  await expect(page.locator('[data-row="verdict"] td')).not.toHaveCount(1);
  await expect(town).toHaveCount(0);
});

test('the keyboard reaches the controls and the region that scrolls', async ({ page }) => {
  const comparing = new Comparing(page);
  await page.setViewportSize({ width: 1280, height: 900 });
  await comparing.open();
  await page.keyboard.press('Tab');
  await expect(page.locator('.skip')).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await expect(page.locator('#procedure')).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.locator('#towns input').first()).toBeFocused();
  await page.keyboard.press('Space');
  const rest = (await comparing.towns()).length - 1;
  await expect(comparing.verdicts()).toHaveCount(rest);
  await page.keyboard.press('Space');
  const region = page.getByRole('region', { name: '比較の結果' }).last();
  await region.focus();
  await expect(region).toBeFocused();
  await page.keyboard.press('PageDown');
  await expect.poll(() => region.evaluate((one) => one.scrollTop)).toBeGreaterThan(0);
});
