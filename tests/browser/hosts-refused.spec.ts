// What is refused is said to whoever fills the form in: in their language, by the field's label, with
// what to enter instead. Ids, codes and the errors themselves are for whoever puts the page together.

import type { Page } from '@playwright/test';
import { attached, expect, test } from './hosts/host.js';
import { plain } from './hosts/plain.js';

const body = plain.replace(
  '<p><button>',
  '<p><label>死者 <input name="shisha"></label> <label>種類 <input name="shurui"></label></p><p><button>',
);

/** All that Shodaku says in a page, also where nobody sees it. */
const said = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('[data-shodaku-own], shodaku-check')]
      .map(({ textContent }) => textContent ?? '')
      .join(' '),
  );

/** Nothing in it is for programs. */
async function isForPeople(page: Page): Promise<void> {
  expect(await said(page)).not.toMatch(/[a-z]\.[a-z_]|_|`|\b(?:answers|undefined|null|Error)\b/);
}

const collect = (page: Page) =>
  page.addInitScript(() => {
    const errors: string[] = [];
    Object.assign(globalThis, { errors });
    addEventListener('error', (event) => {
      errors.push(event.message);
      event.preventDefault();
    });
  });
const errors = (page: Page) => page.evaluate('errors') as Promise<string[]>;

for (const [lang, word, yesOrNo, options] of [
  [
    'ja',
    '注意',
    '「死者に関する情報である」の値を読み取れません。 「はい」か「いいえ」で答えてください。',
    '「情報の種類」の値を読み取れません。 次のうちから選んでください：「個人情報」「',
  ],
  [
    'en',
    'Caution',
    'The value of “死者に関する情報である” cannot be read. Answer yes or no.',
    'The value of “情報の種類” cannot be read. Choose from these: 個人情報, ',
  ],
] as const) {
  test(`a value that is refused: by its label, with what to enter (${lang})`, async ({
    page,
    serve,
  }) => {
    await collect(page);
    await serve({
      body,
      attach: `attach(document.getElementById('f'), open(), { lang: '${lang}',
        map: { 'information.deceased': 'shisha', 'information.kind': 'shurui', 'scope.record_count': 'kensu' } });`,
    });
    await attached(page);
    for (const [name, value, text] of [
      ['shisha', 'たぶん', yesOrNo],
      ['shurui', '9', options],
    ] as const) {
      const control = page.locator(`[name="${name}"]`);
      await control.fill(value);
      await control.blur();
      await expect(page.locator('.shodaku-slot').filter({ hasText: text })).toContainText(word);
      const described = (await control.getAttribute('aria-describedby')) ?? '';
      await expect(page.locator(`#${described}`)).toContainText(text);
      await expect(page.locator('.shodaku-status')).toContainText(text);
      // It is also heard, after the pause.
      await expect(page.locator('.shodaku-announcer')).toContainText(text, { timeout: 4000 });
      await isForPeople(page);
      expect(await page.evaluate('attachments[0].receipt()')).toBeUndefined();
      await page.evaluate('attachments[0].review()');
      await expect(page.locator('.shodaku-summary')).toContainText(text);
      await isForPeople(page);
      await control.fill('');
      await control.blur();
      await expect(page.locator('.shodaku-status')).toBeEmpty();
    }
    // What was typed goes to no log.
    expect(await errors(page)).toEqual([]);
  });
}

for (const [lang, text] of [
  [
    'ja',
    '注意 検査できませんでした。条件を満たすかどうかは確認されていません。 この画面の検査の設定に誤りがあります。',
  ],
  [
    'en',
    'Caution This could not be checked. Whether the conditions are met is not confirmed. The check is not set up correctly on this page.',
  ],
] as const) {
  test(`a page that is put together wrongly says so, and why to its developer (${lang})`, async ({
    page,
    serve,
  }) => {
    await collect(page);
    await serve({
      body,
      attach: `attach(document.getElementById('f'),
        opened.then((rules) => rules.open({ ...request(), procedure: 'subcontarct' })),
        { lang: '${lang}', map: { 'scope.record_count': 'kensu' } });`,
    });
    await expect(page.locator('.shodaku-status')).toHaveText(text);
    await isForPeople(page);
    await expect.poll(() => errors(page)).toEqual([expect.stringContaining('subcontarct')]);
    expect(await page.evaluate('attachments[0].report().problems')).toEqual([
      { field: '', message: expect.stringContaining('subcontarct'), nearest: 'subcontract' },
    ]);
  });
}

test('a field that there is not is named to its developer alone', async ({ page, serve }) => {
  await collect(page);
  await serve({
    body,
    attach: `attach(document.getElementById('f'), open(),
      { map: { 'scope.wrok': 'bikou', 'scope.raesno': 'nowhere', 'scope.record_count': 'kensu' } });`,
  });
  const status = page.locator('.shodaku-status');
  await expect(status).toContainText('この規程にない項目を指す欄があります。');
  await isForPeople(page);
  await expect.poll(() => errors(page)).toContainEqual(expect.stringContaining('scope.wrok'));
  const { problems, notFound } = (await page.evaluate('attachments[0].report()')) as {
    problems: { nearest?: string }[];
    notFound: { field: string }[];
  };
  expect(problems.map(({ nearest }) => nearest)).toContain('scope.work');
  expect(notFound.map(({ field }) => field)).toEqual(['scope.raesno']);
});

test('rules that do not come are said not to come', async ({ page, serve }) => {
  await collect(page);
  await serve({
    body,
    attach: `attach(document.getElementById('f'), Promise.reject(new TypeError('Failed to fetch')),
      { map: { 'scope.record_count': 'kensu' } });`,
  });
  await expect(page.locator('.shodaku-status')).toHaveText(
    /確認されていません。 規程を読み込めません。$/,
  );
  await expect.poll(() => errors(page)).toEqual([expect.stringContaining('Failed to fetch')]);
});

test('a form that is not there yet is named to the developer', async ({ page, serve }) => {
  await collect(page);
  await serve({ body, attach: "attach(document.getElementById('later'), open());" });
  await expect
    .poll(() => errors(page))
    .toEqual([
      expect.stringMatching(/`form` is null, not an element: does the script stand after it\?$/),
    ]);
});
