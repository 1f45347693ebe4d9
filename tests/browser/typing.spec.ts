// What a person does at the keyboard: Japanese through an IME, pasting, odd characters.

import type { CDPSession } from '@playwright/test';
import { expect, Portal, test } from './portal.js';

const compose = (client: CDPSession, text: string) =>
  client.send('Input.imeSetComposition', {
    text,
    selectionStart: text.length,
    selectionEnd: text.length,
  });

test.beforeEach(async ({ page }) => {
  const portal = new Portal(page);
  await portal.open();
  await portal.load('subcontract-passes');
  await portal.verdict('approvable');
});

// The findings on the range rest on the items, and are withdrawn when those change: undetermined.

test('nothing is judged in mid-composition', async ({ page }) => {
  const portal = new Portal(page);
  const client = await page.context().newCDPSession(page);
  await (await portal.at('scope.data_items')).fill('氏名\n');
  await portal.verdict('undetermined');
  for (const half of ['で', 'でん', 'でんわ', '電話', '電話ばんごう']) {
    await compose(client, half);
    await portal.settle();
    await portal.verdict('undetermined');
  }
  await client.send('Input.insertText', { text: '電話番号' });
  await portal.verdict('not_approvable');
  await expect(portal.control('scope.data_items')).toHaveValue('氏名\n電話番号');
});

test('a blur in mid-composition keeps what was composed and judges it', async ({ page }) => {
  const portal = new Portal(page);
  const client = await page.context().newCDPSession(page);
  await (await portal.at('scope.data_items')).fill('氏名\n');
  await compose(client, '電話');
  await portal.settle();
  await portal.verdict('undetermined');
  await (await portal.at('scope.data_items')).blur();
  await portal.verdict('not_approvable');
  await expect(portal.control('scope.data_items')).toHaveValue('氏名\n電話');
  await expect(portal.message('scope.data_items')).toContainText('契約にない項目');
});

test('a composition that is given up leaves the verdict as it was', async ({ page }) => {
  const portal = new Portal(page);
  const client = await page.context().newCDPSession(page);
  await (await portal.at('scope.data_items')).fill('氏名\n');
  await compose(client, '電話');
  await compose(client, '');
  await portal.settle();
  await portal.verdict('undetermined');
});

test('a paste is judged at once', async ({ page, context }) => {
  const portal = new Portal(page);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.evaluate(() => navigator.clipboard.writeText('9,999'));
  await (await portal.at('scope.record_count')).selectText();
  await page.keyboard.press('ControlOrMeta+V');
  await portal.verdict('not_approvable');
  await expect(portal.control('scope.record_count')).toHaveValue('9,999');
});

test('digits and dates are read in every usual form and left as typed', async ({ page }) => {
  const portal = new Portal(page);
  for (const [typed, verdict] of [
    ['R9.1.18', 'approvable'],
    ['令和８年１２月１日', 'not_approvable'],
    ['2027年1月18日', 'approvable'],
  ] as const) {
    await (await portal.at('subcontract.starts_on')).fill(typed);
    await portal.verdict(verdict);
    await expect(portal.control('subcontract.starts_on')).toHaveValue(typed);
  }
  // A finding rests on the number of records, and is withdrawn when that changes.
  for (const [typed, verdict] of [
    ['４，８００', 'undetermined'],
    ['５００１', 'not_approvable'],
    ['5,000', 'undetermined'],
  ] as const) {
    await (await portal.at('scope.record_count')).fill(typed);
    await (await portal.at('scope.record_count')).blur();
    await portal.verdict(verdict);
    await expect(page.locator('.shodaku-message--error')).toHaveCount(0);
    await expect(portal.control('scope.record_count')).toHaveValue(typed);
  }
});

test('what is sent is byte for byte what was typed', async ({ page }) => {
  const portal = new Portal(page);
  const typed = {
    'subcontractor.name': '　㈱ﾐﾄﾞﾘ〜封入—ｾﾝﾀｰ①  ',
    'subcontractor.representative': '代表取締役　𠮷田か\u3099く\u200b',
    'scope.record_count': '２，４００',
    'subcontract.starts_on': '令和９年１月１８日',
  };
  for (const [field, text] of Object.entries(typed)) {
    await (await portal.at(field)).fill(text);
    await (await portal.at(field)).blur();
  }
  let body: URLSearchParams | undefined;
  await page.route('**/consultations', async (route) => {
    body = new URLSearchParams(route.request().postData() ?? '');
    await route.fulfill({ status: 200, contentType: 'text/html', body: 'received' });
  });
  // The form's own submission, past the demonstration's confirmation screen.
  await page.locator('#form').evaluate((form) => (form as HTMLFormElement).submit());
  await expect(page.locator('body')).toContainText('received');
  for (const [field, text] of Object.entries(typed)) {
    expect(body?.get(field.replace('.', '_')), field).toBe(text);
  }
});

test('the confirmation shows exactly what was typed', async ({ page }) => {
  const portal = new Portal(page);
  const typed = '  ㈱ﾐﾄﾞﾘ  \n\t①封入';
  await (await portal.at('subcontract.reason')).fill(typed);
  await portal.submit();
  await expect(page.locator('#confirm-title')).toBeFocused();
  const shown = await page
    .locator('#confirm dd')
    .evaluateAll((all) => all.map((dd) => dd.textContent));
  expect(shown).toContain(typed);
});
