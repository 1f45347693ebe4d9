// The paper: the result with its clauses, without the form around it.

import { expect, Portal, test } from './portal.js';

test('the result is printed with its clauses, without the form', async ({ page }) => {
  const portal = new Portal(page);
  await portal.open();
  await portal.load('subcontract-one');
  await page.emulateMedia({ media: 'print' });
  const sheet = page.locator('#sheet');
  await expect(sheet).toBeVisible();
  await expect(sheet).toContainText('承諾できない');
  for (const words of [
    '第6条第2項柱書',
    '第6条第2項第4号ホ',
    '別記第13第2項',
    '町の承諾のない再々委託が禁止されていません',
    'R8-健康-0087',
    '有限会社みどり封入センター',
    '承諾予定日',
    'answersSha256',
    '承諾するかどうかは職員が判断します',
  ]) {
    await expect(sheet).toContainText(words);
  }
  for (const gone of ['.portal', '#form', '#result', '#samples', '.foot', '#bar']) {
    await expect(page.locator(gone)).toBeHidden();
  }
  await page.emulateMedia({ media: null });
  await expect(sheet).toBeHidden();
  await expect(page.locator('#form')).toBeVisible();
});

test('the result is there by the time a page is made of it, and gone afterwards', async ({
  page,
}) => {
  const portal = new Portal(page);
  await portal.open();
  await portal.load('subcontract-passes');
  await page.evaluate(() => {
    const paper = () => document.getElementById('sheet')?.textContent;
    addEventListener('beforeprint', () => Object.assign(globalThis, { paper: paper() }));
  });
  await page.pdf({ format: 'A4' });
  const paper = await page.evaluate(() => (globalThis as unknown as { paper: string }).paper);
  for (const words of [
    '承諾できる',
    '第6条第2項第4号ホ',
    '有限会社みどり封入センター',
    'answersSha256',
  ]) {
    expect(paper).toContain(words);
  }
  await expect(page.locator('#sheet')).toBeEmpty();
});

test('findings are printed as such', async ({ page }) => {
  const portal = new Portal(page);
  await portal.open();
  await portal.load('subcontract-passes');
  await portal.see('officer');
  await portal.recorded('finding.4-ro.needed', 1).check();
  await portal.recorded('finding.4-ro.minimal', 2).check();
  await page.emulateMedia({ media: 'print' });
  const words = page.locator('#sheet tr', { hasText: /認める|認めない|まだ/ }).locator('td');
  const all = await words.allInnerTexts();
  expect(all.filter((one) => one === '認める').length).toBeGreaterThan(3);
  expect(all.filter((one) => one === '認めない')).toHaveLength(1);
  expect(all.filter((one) => one === 'まだ')).toHaveLength(1);
});

test('the paper is in the language of the page', async ({ page }) => {
  const portal = new Portal(page);
  await portal.open();
  await portal.speak('en');
  await portal.load('subcontract-passes');
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('#sheet')).toContainText('Can be approved');
  await expect(page.locator('#sheet')).toContainText('第6条第2項第4号ホ');
});
