// From the form to the portal's own records, and what comes back.

import AxeBuilder from '@axe-core/playwright';
import { expect, Portal, test } from './portal.js';

/** Fills in the sample, and comes to the button that sends it. */
async function confirmed(portal: Portal, sample: string) {
  await portal.open();
  await portal.load(sample);
  await portal.submit();
  return portal.page.locator('#confirm').getByRole('button', { name: '提出する' });
}

test('a submission is checked again by the portal', async ({ page }) => {
  const portal = new Portal(page);
  const send = await confirmed(portal, 'subcontract-one');
  await send.click();
  await expect(page.locator('h1')).toHaveText('提出を受け付けました');
  await expect(page.locator('main')).toContainText('承諾できない');
  await expect(page.locator('main')).toContainText('R8-健康-0087');
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations).toEqual([]);
});

for (const sample of ['takeout-passes', 'copy-passes', 'subcontract-passes']) {
  test(`however it is typed, what was checked is received: ${sample}`, async ({ page }) => {
    const portal = new Portal(page);
    await portal.open();
    await portal.load(sample);
    for (const [field, text] of Object.entries({
      'scope.data_items': '　氏名､住所 ,\n\n 生年月日，，〜①\r\n',
      'scope.work': ' 封入\n\n㈱—〜　+&=% ',
      'request.filed_on': '令和８年１１月２２日',
    })) {
      // Not every kind asks for each.
      if (await portal.control(field).isVisible()) await (await portal.at(field)).fill(text);
    }
    for (const box of await page.locator('#form input[type=checkbox]:visible').all()) {
      await box.check();
      await box.uncheck();
    }
    await page.locator('#attachments').setInputFiles([
      { name: '案①.pdf', mimeType: 'application/pdf', buffer: Buffer.from('案') },
      { name: 'b.pdf', mimeType: 'application/pdf', buffer: Buffer.from('b') },
    ]);
    await portal.submit();
    await page.locator('#confirm').getByRole('button', { name: '提出する' }).click();
    await expect(page.locator('h1')).toHaveText('提出を受け付けました');
  });
}

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
  const confirm = page.locator('#confirm');
  await expect(confirm).toContainText('受け付けられませんでした');
  await expect(confirm).toContainText('申請者が記入できない項目');
  await expect(confirm.getByRole('link', { name: '業務の目的のため必要で' })).toBeVisible();
  expect(problems.splice(0)).toEqual([expect.stringContaining('403')]);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations).toEqual([]);

  await page.unroute('**/consultations');
  await confirm.getByRole('button', { name: '入力に戻る' }).click();
  await expect(portal.control('subcontractor.name')).not.toHaveValue('');
});

test('where no answer comes the page says so, and sends the same again', async ({
  page,
  problems,
}) => {
  const portal = new Portal(page);
  await page.clock.install();
  const send = await confirmed(portal, 'subcontract-passes');
  const keys: (string | null)[] = [];
  const numbers: number[] = [];
  await page.route('**/consultations', async (route) => {
    keys.push(new URLSearchParams(route.request().postData() ?? '').get('key'));
    const response = await route.fetch();
    numbers.push((await response.json()).id);
    // It has arrived; its answer is lost once, and comes once.
    if (keys.length === 2) await route.fulfill({ response });
  });
  await send.click();
  const confirm = page.locator('#confirm');
  await expect(confirm).toContainText('送信しています');
  await expect(send).toBeDisabled();
  await expect.poll(() => numbers.length).toBe(1);
  await page.clock.fastForward(20_000);
  await expect(confirm).toContainText('届いたかどうか分かりません');
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations).toEqual([]);

  await confirm.getByRole('button', { name: 'もう一度送信する' }).click();
  await expect(page.locator('h1')).toHaveText('提出を受け付けました');
  expect(keys[1]).toBe(keys[0]);
  expect(numbers[1]).toBe(numbers[0]);
  await expect(page.locator('dd').first()).toHaveText(String(numbers[0]));
  problems.length = 0;
});

test('an answer that is not the portal’s is none', async ({ page, problems }) => {
  const send = await confirmed(new Portal(page), 'subcontract-passes');
  await page.route('**/consultations', (route) =>
    route.fulfill({ status: 502, contentType: 'text/html', body: 'Bad gateway' }),
  );
  await send.click();
  await expect(page.locator('#confirm')).toContainText('届いたかどうか分かりません');
  problems.length = 0;
});

test('it works over plain http under another name, as in an office’s network', async ({
  baseURL,
  launchOptions,
  playwright,
}) => {
  const browser = await playwright.chromium.launch({
    ...launchOptions,
    args: [...(launchOptions.args ?? []), '--host-resolver-rules=MAP portal.example localhost'],
  });
  const page = await browser.newPage({
    baseURL: String(baseURL).replace('localhost', 'portal.example'),
  });
  const send = await confirmed(new Portal(page), 'subcontract-passes');
  expect(await page.evaluate(() => [isSecureContext, 'randomUUID' in crypto])).toEqual([
    false,
    false,
  ]);
  await send.click();
  await expect(page.locator('h1')).toHaveText('提出を受け付けました');
  await browser.close();
});
