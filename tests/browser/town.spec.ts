// A ruleset the page was not built with: added from files while it runs, and taken away again.

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { expect, isClean, sights, test } from './portal.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const shodaku = join(process.env.CARGO_TARGET_DIR ?? join(root, 'target'), 'debug', 'shodaku');

/** The invented town as it is built, or its English texts. */
function built(...options: string[]): string {
  const file = join(root, 'tests/data/rulesets/mihono.toml');
  return execFileSync(shodaku, ['rulesets', 'build', file, ...options], { encoding: 'utf8' });
}

const town = built();
const english = built('--translation', 'en');

const file = (name: string, text: string) => ({
  name,
  mimeType: 'application/json',
  buffer: Buffer.from(text),
});

async function open(page: Page): Promise<number> {
  await page.goto('/compare.html');
  const verdicts = page.locator('[data-row="verdict"] [data-verdict]');
  await expect(verdicts.first()).toBeVisible();
  return verdicts.count();
}

const column = (page: Page, row: string) => page.locator(`[data-row="${row}"] td`).last();
const verdict = (page: Page) => column(page, 'verdict').locator('[data-verdict]');
const said = (page: Page) => page.locator('#own-said');
const fact = (page: Page, id: string) => page.locator(`[data-fact="${id}"]`);

test('the town becomes a choice and a column, asks for its own facts, and can be removed', async ({
  page,
}) => {
  const count = await open(page);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.locator('#own').setInputFiles([file('mihono.json', town)]);
  await expect(said(page)).toHaveText('美穂野町の規程を加えました。');
  await expect(page.locator('#towns label').last()).toHaveText('美穂野町');
  await expect(page.locator('[data-row="verdict"] [data-verdict]')).toHaveCount(count + 1);

  // Whoever caused a serious accident gets no consent, whatever else is in order.
  await fact(page, 'information.kind').locator('select').selectOption('personal');
  await fact(page, 'contract.concluded_on').locator('input').fill('2026-05-01');
  await fact(page, 'contract.consent_clauses').getByText('再委託').click();
  await expect(verdict(page)).toHaveAttribute('data-verdict', 'undetermined');
  await fact(page, 'subcontract.already_started').getByText('はい', { exact: true }).click();
  await expect(verdict(page)).toHaveAttribute('data-verdict', 'not_approvable');
  await expect(column(page, 'failures')).toContainText('第6条第4項');

  await page.locator('#procedure').selectOption('third_party');
  await expect(verdict(page)).toHaveAttribute('data-verdict', 'prohibited');
  await expect(column(page, 'grounds')).toContainText('第3条');
  // What the text only advises stands among what it binds to, and says so.
  await column(page, 'notes').locator('summary').first().click();
  const notes = column(page, 'notes').locator('.notes__item');
  await expect(notes).toHaveText([
    /第11条\s+事故が起きたら、直ちに町に報告してください。/,
    /第13条\s+望ましいこと：年に一度、従事者に研修を受けさせてください。/,
  ]);

  await page.locator('[data-remove="mihono"]').focus();
  await page.keyboard.press('Enter');
  await expect(said(page)).toHaveText('美穂野町の規程を取り除きました。');
  await expect(page.locator('#own')).toBeFocused();
  await expect(page.locator('[data-row="verdict"] [data-verdict]')).toHaveCount(count);
  await expect(page.locator('[data-remove]')).toHaveCount(0);
  expect(asked).toEqual([]);
});

test('its English texts are laid over it, whichever file comes first', async ({ page }) => {
  await open(page);
  await page
    .locator('#own')
    .setInputFiles([file('mihono.en.json', english), file('mihono.json', town)]);
  await expect(said(page).locator('p')).toHaveText([
    '美穂野町の規程を加えました。',
    '美穂野町の規程に英訳を重ねました。',
  ]);
  await page.locator('[data-language="en"]').click();
  await expect(said(page).locator('p').first()).toHaveText('Added the ruleset of Mihono.');
  await expect(page.locator('#towns label').last()).toHaveText('Mihono');
  await page.locator('#procedure').selectOption('third_party');
  await fact(page, 'information.kind').locator('select').selectOption('personal');
  await fact(page, 'contract.concluded_on').locator('input').fill('2026-05-01');
  await expect(column(page, 'grounds')).toContainText('Provision to third parties is forbidden');
});

test('a translation without its ruleset says which file is missing', async ({ page }) => {
  await open(page);
  await page.locator('#own').setInputFiles([file('mihono.en.json', english)]);
  await expect(said(page)).toContainText('mihono.en.jsonは使えません。');
  await expect(said(page).locator('li')).toContainText('`mihono` 2026-04-01');
});

test('of a broken file every mistake is said with its place, and nothing is added', async ({
  page,
}) => {
  const count = await open(page);
  const broken = JSON.parse(town);
  broken.condition[0].topic = 'consnet';
  broken.procedure[1].conditions.push('nowhere');
  broken.field[0].type = 'txet';
  await page.locator('#own').setInputFiles([file('broken.json', JSON.stringify(broken))]);
  await expect(said(page).locator('p')).toHaveText('broken.jsonは使えません。');
  const mistakes = said(page).locator('li');
  await expect(mistakes).toHaveCount(3);
  await expect(mistakes.filter({ hasText: 'field[0].type' })).toContainText('did you mean `text`?');
  await expect(mistakes.filter({ hasText: 'condition[0].topic' })).toContainText('`consent`');
  await expect(mistakes.filter({ hasText: 'procedure[1].conditions' })).toContainText('`nowhere`');
  await expect(page.locator('[data-row="verdict"] [data-verdict]')).toHaveCount(count);

  for (const [name, text, says] of [
    ['half.json', town.slice(0, 100), 'not JSON'],
    ['list.json', '[]', 'table'],
    ['town.toml', readFileSync(join(root, 'tests/data/rulesets/mihono.toml'), 'utf8'), 'not JSON'],
    ['large.json', ' '.repeat(4 * 1024 * 1024 + 1), 'larger'],
    ['null.json', '{"translation": null}', '`translation`'],
  ] as const) {
    await page.locator('#own').setInputFiles([file(name, text)]);
    await expect(said(page).locator('p')).toHaveText(`${name}は使えません。`);
    await expect(said(page)).toContainText(says);
  }
  // Mended, the same file is taken.
  await page.locator('#own').setInputFiles([file('broken.json', town)]);
  await expect(said(page)).toHaveText('美穂野町の規程を加えました。');
  await expect(page.locator('[data-row="verdict"] [data-verdict]')).toHaveCount(count + 1);
});

test('texts in a file are shown as texts', async ({ page }) => {
  await open(page);
  const odd = JSON.parse(town);
  odd.ruleset.municipality = { ja: '<img src=x onerror=alert(1)>' };
  await page.locator('#own').setInputFiles([file('odd.json', JSON.stringify(odd))]);
  await expect(page.locator('#towns label').last()).toHaveText('<img src=x onerror=alert(1)>');
  await expect(page.locator('img')).toHaveCount(0);
});

test('two versions of the text: the day of the contract chooses', async ({ page }) => {
  const count = await open(page);
  const old = JSON.parse(town);
  old.ruleset.in_force.until = '2027-03-31';
  const next = JSON.parse(town);
  Object.assign(next.ruleset, { version: '2027-04-01' });
  next.ruleset.in_force.from = '2027-04-01';
  next.route.find(({ id }: { id: string }) => id === 'provision-banned').clause = '第3条の2';
  await page
    .locator('#own')
    .setInputFiles([
      file('2027.json', JSON.stringify(next)),
      file('2026.json', JSON.stringify(old)),
    ]);
  await expect(page.locator('[data-remove="mihono"]')).toHaveCount(1);
  await expect(page.locator('[data-row="verdict"] [data-verdict]')).toHaveCount(count + 1);
  await page.locator('#procedure').selectOption('third_party');
  await fact(page, 'information.kind').locator('select').selectOption('personal');
  const day = fact(page, 'contract.concluded_on').locator('input');
  await day.fill('2027-03-31');
  await expect(column(page, 'grounds').locator('.clause').first()).toHaveText('第3条');
  await day.fill('2027-04-01');
  await expect(column(page, 'grounds').locator('.clause').first()).toHaveText('第3条の2');
});

for (const [width, language] of sights) {
  test(`axe finds nothing, nothing is too wide (${width} px, ${language})`, async ({ page }) => {
    test.setTimeout(60_000);
    await page.setViewportSize({ width, height: 900 });
    await open(page);
    await page.locator(`[data-language="${language}"]`).click();
    const broken = JSON.parse(town);
    broken.condition[0].topic = 'consnet';
    const files = [file('mihono.json', town), file('mihono.en.json', english)];
    await page.locator('#own').setInputFiles([...files, file('x.json', JSON.stringify(broken))]);
    await expect(said(page).locator('li').first()).toBeVisible();
    await isClean(page, 'own texts');
  });
}
