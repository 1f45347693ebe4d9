// Three journeys as they are heard. What is said stands in `heard/*.txt`, to be read; `BLESS=1` writes
// it anew.

import { readFileSync, writeFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { Hearing } from './hosts/heard.js';
import { expect, type Host, test, verdict } from './hosts/host.js';
import { attach, plain } from './hosts/plain.js';

function isHeard(name: string, { text }: Hearing): void {
  const file = new URL(`./heard/${name}.txt`, import.meta.url);
  if (process.env.BLESS) writeFileSync(file, text);
  expect(text).toBe(readFileSync(file, 'utf8'));
}

test.beforeEach(({ page }) => page.clock.install({ time: new Date('2026-11-24T10:00:00+09:00') }));

/** Until the form is judged. */
const judged = (page: Page) => expect.poll(() => verdict(page)).toBeTruthy();
const tab = (page: Page) => () => page.keyboard.press('Tab');
const type = (page: Page, text: string) => async () => {
  await page.keyboard.insertText(text);
  await page.keyboard.press('Tab');
};

test('a plain form: two warnings, one mended, and the summary before it is sent', async ({
  page,
  serve,
}) => {
  await serve({ body: plain, attach: attach(undefined, "blocking: 'once',") });
  await judged(page);
  const hearing = await Hearing.to(page);
  await hearing.after('Tab', tab(page));
  await hearing.after('types 氏名、既往歴, Tab', type(page, '氏名、既往歴'));
  await hearing.after('types 6000, Tab', type(page, '6000'));
  await hearing.after('Shift+Tab', () => page.keyboard.press('Shift+Tab'));
  await hearing.after('types 4000 in its place, Tab', type(page, '4000'));
  await hearing.after('sends', () => page.locator('button').click());
  await hearing.after('Tab', tab(page));
  await hearing.after('Enter', () => page.keyboard.press('Enter'));
  await hearing.after('types 氏名 in its place, Tab', async () => {
    await page.keyboard.press('Control+A');
    await type(page, '氏名')();
  });
  isHeard('plain', hearing);
});

test('a modal dialog: heard within it, and not behind it', async ({ page, serve }) => {
  await serve({
    body: `<form id="f" method="post" action="/sent">
      <p><label>項目 <input name="koumoku"></label></p>
      <button type="button" id="open">範囲を入力</button>
      <dialog id="dlg" aria-label="範囲"><p><label>件数 <input name="kensu"></label></p>
        <button type="button" id="close">閉じる</button> <button>送信</button></dialog></form>`,
    script: `
      const dialog = document.getElementById('dlg');
      document.getElementById('open').addEventListener('click', () => dialog.showModal());
      document.getElementById('close').addEventListener('click', () => dialog.close());`,
    attach: `attach(document.getElementById('f'), open(), { blocking: 'once', map: {
      'scope.record_count': 'kensu', 'scope.data_items': 'koumoku' } });`,
  });
  await judged(page);
  const hearing = await Hearing.to(page);
  await hearing.after('Tab', tab(page));
  await hearing.after('types 既往歴, Tab', type(page, '既往歴'));
  await hearing.after('Enter', () => page.keyboard.press('Enter'));
  await hearing.after('types たくさん, Tab', type(page, 'たくさん'));
  await hearing.after('Shift+Tab', () => page.keyboard.press('Shift+Tab'));
  await hearing.after('sends', () => page.getByRole('button', { name: '送信' }).click());
  await hearing.after('closes the dialog', () =>
    page.getByRole('button', { name: '閉じる' }).click(),
  );
  isHeard('dialog', hearing);
});

test('a wizard over two pages: what came before is judged, and what is shown is heard', async ({
  page,
  serve,
}) => {
  const step = (inner: string) =>
    `<form id="f" method="post" action="/2">${inner}<button>次へ</button></form>`;
  const wizard: Host = {
    body: step('<p><label>件数 <input name="kensu"></label></p>'),
    pages: {
      '/2': (posted) => {
        const kensu = new URLSearchParams(posted?.body.toString()).get('kensu');
        return step(`<input type="hidden" name="kensu" value="${kensu}">
          <p><label>再々委託 <select name="saisai"><option value="">-</option>
          <option value="contractor_consent">受託者の承諾</option></select></label></p>`);
      },
    },
    attach: `attach(document.getElementById('f'), open(), { map: {
      'scope.record_count': 'kensu',
      ...(document.querySelector('select') && { 'subcontract.further_entrustment': 'saisai' }) } });`,
  };
  await serve(wizard);
  await judged(page);
  const hearing = await Hearing.to(page);
  await hearing.after('Tab', tab(page));
  await hearing.after('types 9999, Tab', type(page, '9999'));
  await hearing.after('goes on', async () => {
    await page.locator('button').click();
    await page.waitForSelector('select');
    await judged(page);
  });
  await hearing.after('Tab', tab(page));
  await hearing.after('chooses 受託者の承諾', () => page.keyboard.press('ArrowDown'));
  await hearing.after('Tab', tab(page));
  await hearing.after('Shift+Tab', () => page.keyboard.press('Shift+Tab'));
  isHeard('wizard', hearing);
});
