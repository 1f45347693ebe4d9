// The desk's one file is enough: it needs nothing beside it, keeps nothing unasked, and says so where
// it cannot judge.

import type { Condition, Ruleset } from 'shodaku';
import { Desk, rulesetOf, test } from './desk.js';
import { expect } from './portal.js';

test('the one file holds all it needs, under a policy that allows just its own code', async ({
  desk,
  page,
}) => {
  await desk.open();
  expect(await page.locator('script[src], link[rel="stylesheet"], img').count()).toBe(0);
  const policy = page.locator('meta[http-equiv="Content-Security-Policy"]');
  await expect(policy).toHaveAttribute('content', /default-src 'none'/);
  expect(await policy.getAttribute('content')).not.toMatch(/unsafe-inline|'unsafe-eval'|https?:/);
});

test('it keeps nothing in the browser unless it is asked to', async ({ desk, page }) => {
  await desk.open();
  await desk.begin('hirono', 'subcontract');
  await page.locator('[data-request="applicant"]').fill('有限会社ひみつ');
  await desk.go('papers');
  await desk.go('comparison');
  await desk.go('texts');
  expect(
    await page.evaluate(async () => [
      document.cookie,
      localStorage.length,
      sessionStorage.length,
      (await indexedDB.databases()).length,
    ]),
  ).toEqual(['', 0, 0, 0]);
});

test('markup in what was entered stays text, everywhere', async ({ desk, page }) => {
  await desk.open();
  await desk.begin('hirono', 'subcontract');
  const markup = '<b onclick=alert(1)>太字</b>';
  for (const key of ['reference', 'applicant', 'contract']) {
    await page.locator(`[data-request="${key}"]`).fill(markup);
  }
  await desk.enter('scope.work', markup);
  for (const view of ['list', 'review', 'papers', 'comparison']) {
    await desk.go(view);
    await expect(page.locator('main b')).toHaveCount(0);
  }
  await desk.go('papers');
  for (const paper of await page.locator('[data-paper]').all()) {
    await paper.click();
    await expect(page.locator('#paper')).toContainText(markup);
    await expect(page.locator('#paper b')).toHaveCount(0);
  }
});

test('where the engine does not start it says so, and shows no verdict', async ({
  page,
  problems,
}) => {
  await page.addInitScript(() => Reflect.deleteProperty(globalThis, 'WebAssembly'));
  await page.goto(Desk.file);
  await expect(page.locator('#view')).toContainText('この環境では検査できません');
  await expect(page.locator('body')).not.toContainText('承諾できる');
  expect(problems.splice(0)).toEqual([expect.stringContaining('nothing was checked')]);
});

test('letters are keys until they are turned off', async ({ desk, page }) => {
  await desk.open();
  await desk.begin('hirono', 'subcontract');
  const finding = desk.field('finding.necessary');
  await page.locator('#view').focus();
  await page.keyboard.press('y');
  // One was at no finding: the key leads to the first that is awaited, and records nothing.
  await expect(page.locator('[data-rendered^="finding."] :focus')).toHaveCount(1);
  await expect(page.locator('[data-rendered^="finding."] [value="true"]:checked')).toHaveCount(0);
  await finding.locator('input').first().focus();
  await page.keyboard.press('y');
  await expect(finding.locator('[value="true"]')).toBeChecked();
  await page.keyboard.press('x');
  await expect(finding.locator('[value="false"]')).toBeChecked();
  await page.keyboard.press('u');
  await expect(finding.locator('[value=""]')).toBeChecked();
  await page.locator('#view').focus();
  await page.keyboard.press('Escape');
  await expect(page.locator('[data-view="list"]')).toHaveAttribute('aria-current', 'page');
  await page.keyboard.press('/');
  await expect(page.locator('#search')).toBeFocused();
  await page.keyboard.press('Alt+5');
  await expect(page.locator('[data-view="comparison"]')).toHaveAttribute('aria-current', 'page');
  await page.keyboard.press('?');
  await page.locator('#letters').uncheck();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Alt+3');
  await finding.locator('input').first().focus();
  await page.keyboard.press('y');
  await expect(finding.locator('[value="true"]')).not.toBeChecked();
  await page.keyboard.press('?');
  await expect(page.locator('#help')).toBeHidden();
});

test('a ruleset is added as a file, or refused with the reason, and judges from then on', async ({
  desk,
  page,
}) => {
  await desk.open();
  await desk.go('texts');
  const add = (name: string, document: object) =>
    page.locator('#own').setInputFiles({
      name,
      mimeType: 'application/json',
      buffer: Buffer.from(JSON.stringify(document)),
    });
  await add('broken.json', { ruleset: { id: 'x' } });
  await expect(page.locator('#own-said')).toContainText('broken.jsonは使えません。');
  await expect(page.locator('.own__mistakes li').first()).toBeVisible();
  const known = rulesetOf('hirono') as { readonly ruleset: object };
  const other = { ...known, ruleset: { ...known.ruleset, version: '2099-04-01' } };
  await add('hirono.json', other);
  await expect(page.locator('#own-said')).toContainText('洋野町の規程を加えました。');
  await expect(page.locator('#view')).toContainText('hirono 2099-04-01');
  await desk.go('start');
  await desk.begin('hirono', 'copy');
  await desk.go('papers');
  await expect(page.locator('.paper__receipt')).toContainText('hirono 2099-04-01');
});

test('what is chosen to begin with stays chosen, whatever is shown anew', async ({
  desk,
  page,
}) => {
  await desk.open();
  const choice = page.locator('#procedure');
  await choice.selectOption('sendai takeout');
  // Both draw the view anew, as do a copy that is found and a minute that passes.
  await page.locator('[data-language="en"]').click();
  await expect(page.locator('#begin')).toHaveText('Begin');
  await expect(choice).toHaveValue('sendai takeout');
  await page.locator('[data-language="ja"]').click();
  // A town that is added moves the others.
  await desk.go('texts');
  const known = rulesetOf('hirono') as { readonly ruleset: object };
  const own = {
    ...known,
    ruleset: { ...known.ruleset, id: 'hibari', municipality: { ja: 'あ町' } },
  };
  await page.locator('#own').setInputFiles({
    name: 'hibari.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(own)),
  });
  await expect(page.locator('#own-said')).toContainText('あ町の規程を加えました。');
  await desk.go('start');
  await expect(choice).toHaveValue('sendai takeout');
  await page.locator('#begin').click();
  await expect(desk.verdict()).toBeVisible();
  await expect(page.locator('#view')).toContainText('仙台市');
});

test('an older and a newer version of a text stand side by side', async ({ desk, page }) => {
  await desk.open();
  await desk.go('texts');
  const known = rulesetOf('hirono') as Ruleset;
  const copy = known.condition?.find(({ id }) => id === '3-ro') as Condition;
  // The amended text asks no more that a copy is used for nothing else.
  const amended = {
    ...known,
    ruleset: {
      ...known.ruleset,
      version: '2026-10-01',
      in_force: { ...known.ruleset.in_force, from: '2026-10-01' },
    },
    condition: known.condition?.filter(({ id }) => id !== copy.id),
    procedure: known.procedure.map((one) => ({
      ...one,
      ...(one.conditions && { conditions: one.conditions.filter((id) => id !== copy.id) }),
    })),
  };
  await page.locator('#own').setInputFiles({
    name: 'amended.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(amended)),
  });
  await expect(page.locator('#own-said')).toContainText('加えました');
  await desk.go('start');
  await desk.begin('hirono', 'copy');
  await desk.go('comparison');
  const texts = await page
    .locator('#texts input')
    .evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value));
  for (const text of texts.filter((one) => one !== 'hirono 2023-04-01')) {
    await page.locator(`#texts input[value="${text}"]`).uncheck();
  }
  await expect(page.locator('.compare__town')).toHaveText([
    /^洋野町 2026-10-01/,
    /^洋野町 2023-04-01/,
  ]);
  await expect(page.locator('[data-row^="topic-"]')).toHaveCount(1);
  await expect(page.locator(`[data-row="topic-${copy.topic}"] .compare__differs`)).toHaveCount(1);
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(page.locator('#town')).toHaveText('洋野町 2026-10-01 1/2');
  await page.locator('[data-step="next"]').click();
  await expect(page.locator('#town')).toHaveText('洋野町 2023-04-01 2/2');
  await desk.clean('two versions');
});

test('the line on top stays where there is room for it, and takes none where there is not', async ({
  desk,
  page,
}) => {
  await desk.open();
  await desk.begin('hirono', 'subcontract');
  const save = page.locator('#save');
  const scrolled = async (width: number, height: number) => {
    await page.setViewportSize({ width, height });
    await page.evaluate(() => scrollTo(0, 1500));
    await expect(desk.verdict()).toBeInViewport({ ratio: 1 });
  };
  await scrolled(1280, 900);
  await expect(save).toBeInViewport({ ratio: 1 });
  const [top, strip] = await Promise.all(
    ['.desk-top', '.strip'].map((one) => page.locator(one).boundingBox()),
  );
  expect(strip?.y).toBeGreaterThanOrEqual((top?.y ?? 0) + (top?.height ?? 0) - 1);
  // A field that one comes to by key is not hidden by what stays.
  await page.locator('[data-next]').click();
  await expect(page.locator('[data-rendered] :focus')).toBeInViewport({ ratio: 1 });
  const at = await page.locator('[data-rendered] :focus').boundingBox();
  expect(at?.y).toBeGreaterThan((strip?.y ?? 0) + (strip?.height ?? 0) - 1);
  // The same at 200 %, and on the narrowest phone.
  for (const [width, height] of [
    [640, 450],
    [320, 640],
  ] as const) {
    await scrolled(width, height);
    await expect(save).not.toBeInViewport();
  }
});
