// The officials' way: from the login to the decision, and back to the applicant.

import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, Portal, sights, test } from './portal.js';

const PASSWORD = process.env.SHODAKU_PASSWORD ?? '';

async function isSound(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(wider, 'no sideways scrolling').toBeLessThanOrEqual(0);
}

/** Submits a sample, and is told by which number and where to look. */
async function submitted(page: Page): Promise<{ number: string; address: string }> {
  const portal = new Portal(page);
  await portal.open();
  await portal.load('subcontract-one');
  await portal.submit();
  await page.locator('#confirm').getByRole('button', { name: '提出する' }).click();
  await expect(page.locator('h1')).toHaveText('提出を受け付けました');
  return { number: await page.locator('dd').first().innerText(), address: page.url() };
}

async function logIn(page: Page): Promise<void> {
  await page.locator('#name').fill('official');
  await page.locator('#password').fill(PASSWORD);
  await page.locator('main button').click();
  await expect(page.locator('.portal__login')).toBeVisible();
}

test('from the login to the decision, and back to the applicant', async ({ page, problems }) => {
  const { number, address } = await submitted(page);
  await page.getByRole('link', { name: '職員の一覧へ' }).click();
  await expect(page.locator('h1')).toHaveText('職員のログイン');
  expect(problems.splice(0)).toEqual([expect.stringContaining('401')]);
  await logIn(page);
  await page.locator('#search').fill(number);
  await page.getByRole('button', { name: '検索' }).click();
  await page.getByRole('link', { name: `受付番号 ${number}`, exact: true }).click();

  const part = (title: string) =>
    page.locator('section.records__part', { has: page.locator('h2', { hasText: title }) });
  await expect(part('申請者に不足していること')).toContainText('第6条第2項第4号ホ');
  await expect(part('申請者の記載')).toContainText('再委託先の名称');
  await expect(part('検査記録')).toContainText('一致します');

  const finding = page.locator('[id="finding-finding.necessary"]');
  await finding.locator('summary').click();
  await finding.getByLabel('認める', { exact: true }).check();
  await finding.getByLabel('理由').fill('封入機がない。');
  await finding.getByRole('button').click();
  await expect(finding.locator('li')).toContainText('認める 封入機がない。 official 令和');

  const decision = part('決定');
  await decision.getByLabel('承諾する', { exact: true }).check();
  await decision.getByRole('button').click();
  await expect(page.locator('main')).toContainText('理由を書いてください');
  expect(problems.splice(0)).toEqual([expect.stringContaining('422')]);
  await page.goBack();
  await decision.getByLabel('承諾する', { exact: true }).check();
  await decision.getByLabel('理由').fill('再々委託はしないと誓約があった。');
  await decision.getByRole('button').click();
  await expect(decision.locator('li')).toContainText('承諾する（判定：承諾できない）');

  await page.goto(address);
  await expect(page.locator('main')).toContainText('再々委託はしないと誓約があった。');
  await page.goto('/officials');
  await page.getByRole('button', { name: 'ログアウト' }).click();
  await expect(page.locator('h1')).toHaveText('職員のログイン');
  problems.length = 0;
});

for (const [width, language] of sights) {
  test.describe(() => {
    test.use({ locale: language });
    test(`axe finds nothing (${width} px, ${language})`, async ({ page, problems }) => {
      test.setTimeout(60_000);
      const { number, address } = await submitted(page);
      await page.setViewportSize({ width, height: 900 });
      await page.goto(address.replace(/&lang=.*/, ''));
      await expect(page.locator('html')).toHaveAttribute('lang', language);
      await isSound(page);
      await page.goto(`/officials/${number}`);
      await isSound(page);
      problems.length = 0;
      await logIn(page);
      await expect(page).toHaveURL(`/officials/${number}`);
      for (const summary of await page.locator('summary').all()) await summary.click();
      await isSound(page);
      const decide = page.locator('form[action$="/decision"]');
      await decide.getByRole('radio').nth(1).check();
      await decide.getByRole('button').click();
      await expect(page.locator('.records__list strong')).toHaveCount(1);
      await isSound(page);
      await page.goto('/officials');
      await isSound(page);
      await page.goto('/officials?search=%20%20nothing');
      await isSound(page);
    });
  });
}
