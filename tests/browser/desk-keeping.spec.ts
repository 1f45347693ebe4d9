// What was entered at an official's desk is not lost: undone, kept, and told from tab to tab.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { cleanAllThrough, type Desk, test } from './desk.js';
import { expect } from './portal.js';

const number = (page: Page) => page.locator('[data-request="reference"]');

/** A work with one request, saved; its file's text. */
async function oneRequest(desk: Desk): Promise<string> {
  await desk.open();
  await desk.begin('hirono', 'subcontract');
  await number(desk.page).fill('1');
  const { text } = await desk.save();
  return text;
}

test('what is undone to the last step that was saved is not unsaved any more', async ({
  desk,
  page,
}) => {
  await desk.open();
  const unsaved = page.locator('.desk-top__unsaved');
  const undo = page.locator('#undo');
  await desk.begin('okayama', 'copy');
  await expect(unsaved).toBeVisible();
  await undo.click();
  await expect(unsaved).toHaveCount(0);
  await desk.go('start');
  await desk.begin('okayama', 'copy');
  await number(page).fill('一');
  await desk.save();
  await expect(unsaved).toHaveCount(0);
  await number(page).fill('一二');
  await expect(unsaved).toBeVisible();
  await undo.click();
  // What is typed at one place is one step, but not together with what was saved.
  await expect(number(page)).toHaveValue('一');
  await expect(unsaved).toHaveCount(0);
  await undo.click();
  await expect(number(page)).toHaveValue('');
  await expect(unsaved).toBeVisible();
});

test('what was done is undone step by step, by key and by button', async ({ desk, page }) => {
  test.setTimeout(90_000);
  await desk.open();
  const undo = page.locator('#undo');
  await expect(undo).toBeDisabled();
  await desk.begin('hirono', 'subcontract');
  await number(page).fill('12');
  await number(page).fill('123');
  await desk.enter('information.kind', 'personal');
  await desk.enter('finding.necessary', true);
  await desk.field('finding.necessary').getByLabel('認定者').fill('佐藤');
  await page.locator('#view').focus();
  await page.keyboard.press('Control+z');
  await expect(desk.field('finding.necessary').getByLabel('認定者')).toHaveValue('');
  await page.keyboard.press('Control+z');
  await expect(desk.field('finding.necessary').locator('[value="true"]')).not.toBeChecked();
  await undo.click();
  await expect(desk.field('information.kind').locator('select')).toHaveValue('');
  await expect(number(page)).toHaveValue('123');
  await undo.click();
  // What was typed into one control is one step.
  await expect(number(page)).toHaveValue('');
  await number(page).fill('9');
  await desk.go('list');
  await page.locator('tbody').getByRole('button', { name: '9を消す' }).click();
  await expect(page.locator('tbody tr')).toHaveCount(0);
  await undo.click();
  await expect(page.locator('tbody tr')).toContainText('9');
  await undo.click();
  await undo.click();
  await expect(undo).toBeDisabled();
});

test('a change in another tab is said, and one chooses', async ({ desk, page }) => {
  test.setTimeout(90_000);
  const text = await oneRequest(desk);
  const other = await desk.anotherTab();
  const said = page.locator('#elsewhere');
  await other.openFile(text);
  await other.page.locator('tbody button').first().click();
  await expect(said).toHaveCount(0);
  await number(other.page).fill('1-乙');
  await expect(said).toContainText('別のタブで変更されています');
  await desk.clean('another tab');
  await said.getByRole('button', { name: 'こちらを続ける' }).click();
  await expect(said).toHaveCount(0);
  await number(page).fill('1-甲');
  await other.save();
  await expect(said).toContainText('別のタブで保存されました');
  await said.getByRole('button', { name: '保存された内容に替える' }).click();
  await expect(page.locator('tbody tr')).toContainText('1-乙');
  await expect(page.locator('#file')).not.toContainText('未保存');
  await page.locator('tbody button').first().click();
  await number(page).fill('1-丙');
  await desk.save();
  await other.page.locator('#elsewhere').getByRole('button', { name: 'こちらを続ける' }).click();
  await expect(number(other.page)).toHaveValue('1-乙');
});

test('a work of its own hears nothing of others', async ({ desk, page }) => {
  await oneRequest(desk);
  const other = await desk.anotherTab();
  await other.begin('sendai', 'copy');
  await number(other.page).fill('2');
  await other.save();
  await page.evaluate(() => {
    const channel = new BroadcastChannel('shodaku-desk');
    for (const one of [7, {}, { id: 1, did: 'saved' }, { id: 'x', did: 'saved', text: '{' }]) {
      channel.postMessage(one);
    }
  });
  await number(page).fill('3');
  await expect(page.locator('#notices')).toHaveText('');
});

test('copies are made on request only, seen, opened and erased', async ({ desk, page }) => {
  test.setTimeout(90_000);
  await oneRequest(desk);
  expect(await page.evaluate(async () => (await indexedDB.databases()).length)).toBe(0);
  await desk.go('start');
  await page.locator('#copying').check();
  await expect(page.locator('#copied')).toContainText('控え');
  await expect(page.locator('.start__copies li')).toHaveCount(1);
  await desk.go('review');
  await number(page).fill('1-控え');
  // The copy is made after a pause.
  await expect
    .poll(() => page.evaluate(() => document.querySelector('#copied')?.textContent))
    .toContain('控え');
  await expect
    .poll(async () => {
      const other = await desk.anotherTab();
      await expect(other.page.locator('.start__copies li')).toContainText('1件');
      await other.page.locator('[data-copy="open"]').click();
      const row = (await other.page.locator('tbody tr').textContent()) ?? '';
      await other.page.close();
      return row;
    })
    .toContain('1-控え');
  await desk.go('start');
  await desk.clean('copies');
  await page.locator('#copying').uncheck();
  await expect(page.locator('.start__copies')).toHaveCount(0);
  const other = await desk.anotherTab();
  await expect(other.page.locator('#copying')).not.toBeChecked();
  await expect(other.page.locator('.start__copies')).toHaveCount(0);
});

test('past midnight the day it is judged for is asked', async ({ desk, page }) => {
  await page.clock.install({ time: new Date('2026-11-28T23:50:00+09:00') });
  await desk.open();
  await desk.begin('hirono', 'subcontract');
  const day = page.locator('#as-of');
  await expect(day).toHaveValue('2026-11-28');
  await page.clock.fastForward('00:20:00');
  const asked = page.locator('#new-day');
  await expect(asked).toContainText('2026-11-29');
  await expect(day).toHaveValue('2026-11-28');
  await asked.getByRole('button', { name: 'そのままにする' }).click();
  await expect(asked).toHaveCount(0);
  await expect(day).toHaveValue('2026-11-28');
  await page.locator('#as-of').fill('2026-11-29');
  await page.locator('#as-of').blur();
  await page.clock.fastForward('24:00:00');
  await expect(asked).toContainText('2026-11-30');
  await asked.getByRole('button', { name: 'きょうに替える' }).click();
  await expect(day).toHaveValue('2026-11-30');
});

test('a file that was written elsewhere is replaced only where one says so', async ({
  desk,
  page,
}) => {
  await desk.open();
  await page.evaluate(() => {
    const written: string[] = [];
    const made: string[] = [];
    let stamp = 1;
    let full = false;
    const handle = (name: string) => ({
      name,
      getFile: async () => ({ lastModified: stamp, size: 1 }),
      createWritable: async () => {
        if (full) throw new DOMException('the disk is full', 'QuotaExceededError');
        return { write: async () => void written.push(name), close: async () => {} };
      },
    });
    const showSaveFilePicker = async () => {
      made.push(`file-${made.length + 1}`);
      return handle(made.at(-1) ?? '');
    };
    const elsewhere = () => {
      stamp += 1;
    };
    const fill = (is: boolean) => {
      full = is;
    };
    Object.assign(globalThis, { showSaveFilePicker, elsewhere, fill, saved: () => written });
  });
  await desk.begin('hirono', 'copy');
  const file = page.locator('#file');
  const asked: string[] = [];
  let answer = false;
  page.on('dialog', (dialog) => {
    asked.push(dialog.message());
    return answer ? dialog.accept() : dialog.dismiss();
  });
  const save = async (text: string) => {
    await number(page).fill(text);
    await page.keyboard.press('Control+s');
    await expect(file).not.toContainText('未保存');
  };
  await save('1');
  await save('2');
  expect(asked).toEqual([]);
  await page.evaluate('elsewhere()');
  await save('3');
  expect(asked).toHaveLength(1);
  expect(asked[0]).toContain('「file-1」は、前に開いたか保存したあと、ほかで書き換えられています');
  await page.evaluate('elsewhere()');
  answer = true;
  await save('4');
  expect(asked).toHaveLength(2);
  expect(await page.evaluate('saved()')).toEqual(['file-1', 'file-1', 'file-2', 'file-2']);
  await page.evaluate('fill(true)');
  await number(page).fill('5');
  await page.keyboard.press('Control+s');
  await expect(page.locator('#failure')).toContainText('the disk is full');
  await expect(file).toContainText('未保存');
  await page.evaluate('fill(false)');
  await save('6');
  await expect(page.locator('#failure')).toHaveCount(0);
});

test('the page names its program as the file’s policy and the build do', async ({ desk, page }) => {
  await oneRequest(desk);
  const built = new URL('../../www/dist/shodaku-checker.html', import.meta.url);
  const text = readFileSync(built, 'utf8');
  const [, base64 = ''] = /script-src 'sha256-([^']*)'/.exec(text) ?? [];
  const hash = Buffer.from(base64, 'base64').toString('hex');
  const sums = readFileSync(`${built.pathname}.sha256`, 'utf8');
  const sum = createHash('sha256').update(text).digest('hex');
  expect(sums).toBe(`# program: ${hash}\n${sum}  shodaku-checker.html\n`);
  await desk.go('papers');
  await expect(page.locator('.paper__receipt')).toContainText(`プログラム ${hash}`);
  await desk.go('texts');
  await expect(page.locator('#program')).toContainText(hash);
  await expect(page.locator('#program')).toContainText(/shodaku \d/);
});

cleanAllThrough(async (desk, page) => {
  await desk.begin('hirono', 'subcontract');
  await desk.enter('information.kind', 'personal');
  await desk.go('comparison');
  await desk.clean('comparison');
  await desk.go('review');
  await page.locator('#trace > summary').click();
  for (const one of await page.locator('#trace details > summary').all()) await one.click();
  await desk.clean('trace');
  await page.locator('#help-open').click();
  await desk.clean('help');
});
