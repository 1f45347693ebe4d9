// From the form to the portal's own records, and what comes back.

import AxeBuilder from '@axe-core/playwright';
import { expect, offline, Portal, test } from './portal.js';

/** Fills in the sample, and comes to the button that sends it. */
async function confirmed(portal: Portal, sample: string) {
  await portal.open();
  await portal.load(sample);
  await portal.submit();
  return portal.page.locator('#confirm').getByRole('button', { name: '提出する' });
}

test('a submission is checked again by the portal and waits for the official', async ({ page }) => {
  const portal = new Portal(page);
  const send = await confirmed(portal, 'subcontract-one');
  await send.click();
  await expect(page.locator('h1')).toHaveText('提出を受け付けました');
  await expect(page.locator('main')).toContainText('承諾できない');
  await expect(page.locator('main')).toContainText('R8-健康-0087');
  const number = await page.locator('dd').first().textContent();

  await page.getByRole('link', { name: '職員の一覧へ' }).click();
  const mine = page.locator('section', {
    has: page.locator('h2', { hasText: new RegExp(`^${number}　`) }),
  });
  await expect(mine).toContainText('第6条第2項第4号ホ');
  await expect(mine).toContainText('業務の目的のため必要で、やむを得ない');
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations).toEqual([]);
});

test('what is not accepted is said with its reason, and nothing typed is lost', async ({
  page,
  problems,
}) => {
  const portal = new Portal(page);
  const send = await confirmed(portal, 'subcontract-passes');
  await page.route('**/consultations', async (route) => {
    const body = new URLSearchParams(route.request().postData() ?? '');
    const answers = JSON.parse(body.get('answers') ?? '{}');
    body.set('answers', JSON.stringify({ ...answers, 'finding.necessary': true }));
    await route.continue({ postData: body.toString() });
  });
  await send.click();
  await expect(page.locator('h1')).toHaveText('提出を受け付けていません');
  await expect(page.locator('main')).toContainText('申請者が記入できない項目');
  await expect(page.locator('main')).toContainText('業務の目的のため必要で、やむを得ない');
  expect(problems.splice(0)).toEqual([expect.stringContaining('403')]);

  await page.goBack();
  await expect(portal.control('subcontractor.name')).not.toHaveValue('');
});

test('the single file has nobody to send it to, and says so', async ({ page }) => {
  const portal = new Portal(page);
  await portal.open(offline);
  await portal.load('subcontract-passes');
  await portal.submit();
  await page.locator('#confirm').getByRole('button', { name: '提出する' }).click();
  await expect(page.locator('#confirm')).toContainText('送信はしていません');
});
