// Forms that a framework draws, checks and sends itself: of what stands there it is the master.

import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import {
  attached,
  decoded,
  expect,
  failing,
  type Host,
  leavesNoTrace,
  test,
} from './hosts/host.js';
import { survey, vee } from './hosts/libraries.js';

const message = (page: Page) => page.locator('.shodaku-message');

test('VeeValidate: what it refuses, fills in, resets and sends', async ({ page, serve }) => {
  const posted = await serve(await vee());
  await attached(page);
  const send = page.getByRole('button', { name: '送信' });
  await send.click();
  // Its own error stands as ever beside its control, and ours after it.
  await expect(page.locator('.error')).toHaveText('必須です');
  expect(posted).toEqual([]);
  await page.locator('[name="kensu"]').fill('9999');
  await page.locator('[name="kensu"]').blur();
  await expect(message(page)).toHaveCount(1);
  await expect(page.locator('.error')).toHaveCount(0);
  await page.locator('[name="saisai"]').selectOption({ label: '受託者の承諾' });
  await page.locator('[name="koeru"]').check();
  await expect.poll(() => failing(page)).toEqual(['ceiling', 'clause', 'within']);
  await expect(message(page)).toHaveCount(3);
  await page.getByRole('button', { name: '消す' }).click();
  await expect.poll(() => failing(page)).toEqual([]);
  await expect(message(page)).toHaveCount(0);
  await page.getByRole('button', { name: '前回の値' }).click();
  await expect.poll(() => failing(page)).toEqual(['ceiling', 'items-within']);
  await expect(message(page)).toHaveCount(2);
  await page.locator('[name="koumoku"]').fill('氏名');
  await page.locator('[name="koeru"]').check();
  await expect.poll(() => failing(page)).toEqual(['ceiling', 'within']);
  await send.click();
  await expect.poll(() => posted.length).toBe(1);
  expect(posted.flatMap((one) => decoded(one))).toEqual([
    ['kensu', '8888'],
    ['koumoku', '氏名'],
    ['saisai', ''],
    ['koeru', '1'],
  ]);
});

test('SurveyJS: questions it draws, options of its own, and what it completes with', async ({
  page,
  serve,
}) => {
  const posted = await serve(survey);
  await attached(page);
  await page.getByRole('textbox', { name: '件数' }).fill('9999');
  await page.keyboard.press('Tab');
  await expect(message(page)).toHaveCount(1);
  await page.getByRole('combobox').click();
  await page.getByRole('option', { name: '受託者の承諾' }).click();
  await expect.poll(() => failing(page)).toEqual(['ceiling', 'clause']);
  await expect(message(page)).toHaveCount(2);
  await expect(page.getByRole('combobox')).toHaveAttribute('aria-describedby', /shodaku-/);
  await page.getByRole('combobox').click();
  await page.getByRole('option', { name: '禁止' }).click();
  await expect(message(page)).toHaveCount(1);
  await page.getByRole('textbox', { name: '項目' }).fill('既往歴\n氏名');
  await page.getByText('超える', { exact: true }).click();
  await expect.poll(() => failing(page)).toEqual(['ceiling', 'items-within', 'within']);
  await expect(message(page)).toHaveCount(3);
  await page.getByText('超えない').click();
  await expect.poll(() => failing(page)).toEqual(['ceiling', 'items-within']);
  await page.getByRole('button', { name: 'Complete' }).click();
  await expect.poll(() => posted.length).toBe(1);
  expect(posted[0]?.body.toString()).toBe(
    JSON.stringify({ kensu: '9999', saisai: 'k', koumoku: '既往歴\n氏名', koeru: 2 }),
  );
});

test('Prototype 1.7: its form works as ever, and says why it is not checked', async ({
  page,
  serve,
}) => {
  const path = process.env.SHODAKU_PROTOTYPE ?? '';
  test.skip(path === '', 'Prototype is in no registry of npm: libjs-prototype of Debian');
  // First of all scripts, as such pages have it.
  const library = `<script>${readFileSync(path, 'utf8')}</script>`;
  const host: Host = {
    policy: null,
    body: `${library}<form id="f" method="post" action="/sent">
      <p><label>件数 <input name="kensu"></label></p>
      <p><label>項目 <textarea name="koumoku"></textarea></label></p><button>送信</button></form>`,
    script: `document.observe('dom:loaded', function () {
      $('f').observe('submit', function (event) {
        if ($F($('f').kensu).blank()) event.stop();
        else $('f').koumoku.setValue($F($('f').koumoku).strip());
      });
    });`,
    attach: `attach(document.getElementById('f'), open(), { onerror() {}, map: {
      'scope.record_count': 'kensu', 'scope.data_items': 'koumoku' } });`,
  };
  await leavesNoTrace(
    host,
    { page, serve },
    async (tab, shodaku) => {
      expect(await tab.evaluate('Prototype.Version')).toMatch(/^1\.7/);
      if (shodaku) {
        const status = tab.locator('.shodaku-status');
        await expect(status).toContainText('検査できませんでした');
        await expect(status).toContainText('Array.from');
        await expect(status).toContainText('書き換えています');
      }
      await tab.locator('button').click();
      await tab.locator('[name="kensu"]').fill('9999');
      await tab.locator('[name="koumoku"]').fill('  既往歴 ');
      if (!shodaku) return;
      expect(await tab.evaluate('attachments[0].receipt()')).toBeUndefined();
    },
    (tab) => tab.locator('button').click(),
  );
});
