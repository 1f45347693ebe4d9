// What is not checked is said to be not checked, with the reason, and heals when the reason goes.

import type { Page } from '@playwright/test';
import { attached, expect, type Host, test, verdict } from './hosts/host.js';
import { attach, map, plain } from './hosts/plain.js';

const status = (page: Page) => page.locator('.shodaku-status');
const summary = (page: Page) => page.locator('.shodaku-summary');
const message = (page: Page) => page.locator('.shodaku-slot .shodaku-message');

test('a mapped name without a control is said to be unchecked until it has one', async ({
  page,
  serve,
}) => {
  await serve({
    body: plain.replace('<label>件数 <input name="kensu"></label>', '<span id="later"></span>'),
    script: `globalThis.bring = () => {
      document.getElementById('later').innerHTML = '<label>件数 <input name="kensu"></label>';
    };`,
    attach: attach(),
  });
  await attached(page);
  await expect(status(page)).toContainText('検査していない項目があります');
  await expect(status(page)).toContainText('「対象とする件数」の欄が見つかりません');
  await expect(page.locator('.shodaku-announcer')).toContainText('件数', { timeout: 4000 });
  await page.evaluate('bring()');
  await expect(status(page)).toBeEmpty();
  await page.locator('[name="kensu"]').fill('9999');
  await page.locator('[name="kensu"]').blur();
  await expect(message(page)).toHaveCount(1);
  await page.evaluate("document.getElementById('later').replaceChildren()");
  await expect(status(page)).toContainText('欄が見つかりません');
  await expect(message(page)).toHaveCount(0);
  expect(await verdict(page)).toBe('undetermined');
});

test('for whoever puts it together: what is read from where, and what is not', async ({
  page,
  serve,
}) => {
  const tables: unknown[] = [];
  page.on('console', async (one) => {
    if (one.type() === 'table') tables.push(await one.args()[0]?.jsonValue());
  });
  await serve({
    body: plain,
    attach: `attach(document.getElementById('f'), open(), {
      debug: true, onerror() {},
      map: { 'scope.record_count': 'kensuu', 'scope.data_items': 'koumoku', 'scope.wrok': 'bikou' },
    });`,
  });
  // The page says it for whoever fills it in, without a name that means nothing to them.
  await expect(status(page)).toContainText('この規程にない項目を指す欄があります。');
  await expect(status(page)).not.toContainText('wrok');
  const report = await page.evaluate('attachments[0].report()');
  expect(report).toEqual({
    fields: [
      { field: 'scope.data_items', controls: ['textarea[name="koumoku"]'] },
      { field: 'scope.wrok', controls: ['input[name="bikou"]'] },
    ],
    notFound: [{ field: 'scope.record_count', where: 'kensuu', nearest: 'kensu' }],
    notRead: ['input[name="kensu"]', 'select[name="saisai"]'],
    notAsked: [],
    problems: [
      {
        field: 'scope.wrok',
        message: expect.stringContaining('unknown field'),
        nearest: 'scope.work',
      },
    ],
  });
  await page.evaluate('attachments[0].refresh()');
  await expect.poll(() => tables.length).toBe(1);
  expect(tables[0]).toContainEqual({
    field: 'scope.record_count',
    control: 'kensuu',
    problem: 'no such control; did you mean kensu?',
  });

  await serve({ body: plain, attach: attach() });
  await attached(page);
  expect(await page.evaluate('attachments[0].report().notAsked')).toContain('subcontractor.name');
});

const blocking: Host = {
  body: plain.replace('</form>', '<button formnovalidate id="save">一時保存</button></form>'),
  pages: { '/sent': () => ({ status: 204, body: '' }) },
};

test('once: the first submission is held back and shown, the second passes', async ({
  page,
  serve,
}) => {
  const posted = await serve({ ...blocking, attach: attach(undefined, "blocking: 'once',") });
  await attached(page);
  await page.locator('[name="kensu"]').fill('9999');
  await page.locator('button').first().click();
  await expect(summary(page)).toBeFocused();
  await expect(summary(page)).toContainText('注意');
  expect(posted).toEqual([]);
  await page.locator('button').first().click();
  await expect.poll(() => posted.length).toBe(1);
  // Where nothing is to be said, nothing is held back.
  await page.locator('[name="kensu"]').fill('12');
  await page.locator('button').first().click();
  await expect.poll(() => posted.length).toBe(2);
});

test('a button with formnovalidate passes, whatever is wrong', async ({ page, serve }) => {
  const posted = await serve({ ...blocking, attach: attach(undefined, "blocking: 'errors',") });
  await attached(page);
  await page.locator('[name="kensu"]').fill('たくさん');
  await page.locator('#save').click();
  await expect.poll(() => posted.length).toBe(1);
  await expect(summary(page)).toBeHidden();
  await page.locator('button').first().click();
  await expect(summary(page)).toBeFocused();
  expect(posted).toHaveLength(1);
  const refusal = await page.evaluate(`open().then((session) => {
    try {
      attach(document.forms[0], session, { blocking: 'twice' });
    } catch (error) {
      return error.message;
    }
  })`);
  expect(refusal).toContain('once');
});

test('in a modal dialog messages are heard, and the summary is seen and takes the focus', async ({
  page,
  serve,
}) => {
  await serve({
    body: `<form id="f" method="post" action="/sent">
      <button type="button" id="open">開く</button>
      <dialog id="dlg"><p><label>件数 <input name="kensu"></label></p><button>送信</button></dialog></form>`,
    script: `document.getElementById('open').addEventListener('click', () => {
      document.getElementById('dlg').showModal();
    });`,
    attach: `attach(document.getElementById('f'), open(), {
      blocking: 'once', map: { 'scope.record_count': 'kensu' } });`,
  });
  await attached(page);
  await page.locator('#open').click();
  await page.locator('[name="kensu"]').fill('9999');
  await page.locator('[name="kensu"]').blur();
  await expect(page.locator('#dlg .shodaku-announcer')).toContainText('上限', { timeout: 4000 });
  await expect(page.locator('#f > .shodaku-announcer')).toBeEmpty();
  await page.locator('button').last().click();
  await expect(page.locator('#dlg .shodaku-summary')).toBeFocused();
  await page.evaluate("document.getElementById('dlg').close()");
  await page.evaluate('attachments[0].review()');
  await expect(page.locator('#f > .shodaku-summary')).toBeFocused();
});

test('a link of the summary opens what it leads into, or says that it is not shown', async ({
  page,
  serve,
}) => {
  await serve({
    body: `<form id="f">
      <details id="d"><summary>詳細</summary><p><label>件数 <input name="kensu" value="9999"></label></p></details>
      <button type="button" aria-controls="tab" id="toggle">次</button>
      <div id="tab" hidden><p><label>項目 <input name="koumoku" value="既往歴"></label></p></div>
      <div hidden><p><label>着手日 <input name="chaku" value="2026-12-01"></label></p></div>
      <button>送信</button></form>`,
    script: `document.getElementById('toggle').addEventListener('click', () => {
      document.getElementById('tab').hidden = false;
    });`,
    attach: `attach(document.getElementById('f'), open(), { blocking: 'once', map: {
      'scope.record_count': 'kensu', 'scope.data_items': 'koumoku', 'subcontract.starts_on': 'chaku' } });`,
  });
  await attached(page);
  await page.locator('button').last().click();
  const lines = summary(page).locator('.shodaku-summary__item');
  await lines.getByText('上限').click();
  await expect(page.locator('#d')).toHaveAttribute('open', '');
  await expect(page.locator('[name="kensu"]')).toBeFocused();
  await lines.getByText('契約にない項目').click();
  await expect(page.locator('[name="koumoku"]')).toBeFocused();
  const hidden = lines.filter({ hasText: 'いまは表示されていない欄' });
  await expect(hidden).toHaveCount(1);
  await expect(hidden.locator('a')).toHaveCount(0);
});

test('each change is said once, and nothing that is not so any more', async ({ page, serve }) => {
  await serve({ body: plain, attach: attach() });
  await attached(page);
  await page.evaluate(`{
    globalThis.heard = [];
    new MutationObserver(([{ target }]) => target.textContent && heard.push(target.textContent))
      .observe(document.querySelector('.shodaku-announcer'), { childList: true });
  }`);
  const heard = () => page.evaluate('heard') as Promise<string[]>;
  // Two come within the pause: both are said.
  await page.locator('[name="kensu"]').fill('9999');
  await page.locator('[name="saisai"]').selectOption('2');
  await page.locator('[name="koumoku"]').fill('既往歴');
  await page.locator('[name="koumoku"]').blur();
  // One of them is mended before it was said.
  await page.locator('[name="koumoku"]').fill('氏名');
  await expect.poll(heard).toHaveLength(1);
  const [said] = await heard();
  expect(said).toContain('上限');
  expect(said).toContain('再々委託');
  expect(said).not.toContain('契約にない項目');
  await page.waitForTimeout(1500);
  expect(await heard()).toHaveLength(1);
  await page.locator('[name="saisai"]').selectOption('1');
  await expect(page.locator('.shodaku-announcer')).toBeEmpty();
  await page.locator('[name="kensu"]').fill('1');
  await expect(page.locator('.shodaku-announcer')).toContainText('なくなりました');
});

test('what the host throws, or hides by a rule of its own, stops nothing', async ({
  page,
  serve,
}) => {
  await serve({
    body: plain,
    style: 'form > div { display: none !important }',
    attach: `attach(document.getElementById('f'), open(), {
      map: { 'scope.record_count': 'kensu', 'scope.data_items': {
        control: 'koumoku', read: ([text]) => { if (text === '氏名') throw new Error('oops'); return [text]; } } },
      onchange() { throw new Error('host'); },
      onerror() { throw new Error('host'); },
    });`,
  });
  await attached(page);
  await page.locator('[name="kensu"]').fill('9999');
  await page.locator('[name="kensu"]').blur();
  await expect(message(page)).toBeVisible();
  await page.locator('[name="koumoku"]').fill('氏名');
  await page.locator('[name="koumoku"]').blur();
  await expect(status(page)).toBeVisible();
  await expect(status(page)).toContainText('「対象とする情報の項目」の値を読み取れません');
  await page.locator('[name="koumoku"]').fill('住所');
  await expect(status(page)).toBeEmpty();
  await page.evaluate('attachments[0].review()');
  await expect(summary(page)).toBeVisible();
});

for (const how of ['opened for a day', 'given'] as const) {
  test(`past midnight a form says by which day it judges (its session is ${how})`, async ({
    page,
    serve,
  }) => {
    await page.clock.install({ time: new Date('2026-12-01T23:59:30+09:00') });
    const session = `opened.then((rules) => rules.open({ ...request(), asOf: day }))`;
    await serve({
      body: plain,
      attach:
        how === 'given'
          ? `const day = '2026-12-01'; attach(document.forms[0], ${session}, { map: ${map} });`
          : `attach(document.forms[0], (day) => ${session}, { map: ${map} });`,
    });
    await page.clock.runFor(100);
    const asOf = () => page.evaluate('attachments[0].current?.asOf');
    await expect.poll(asOf).toBe('2026-12-01');
    await page.locator('[name="kensu"]').fill('9999');
    await page.locator('[name="kensu"]').blur();
    await page.clock.runFor(40_000);
    await expect(status(page)).toContainText('日付が変わりました');
    await expect.poll(asOf).toBe(how === 'given' ? '2026-12-01' : '2026-12-02');
    await expect(message(page)).toHaveCount(1);
    await expect(status(page)).toContainText(
      how === 'given' ? '2026-12-01 の時点のまま' : '2026-12-02 の時点',
    );
  });
}

test('a script that runs twice speaks once, and two towns both', async ({ page, serve }) => {
  await serve({ body: plain, attach: `${attach()}${attach()}` });
  await expect.poll(() => page.evaluate('attachments.length')).toBe(2);
  await page.locator('[name="kensu"]').fill('9999');
  await page.locator('[name="kensu"]').blur();
  await expect(message(page)).toHaveCount(1);
  await expect(page.locator('.shodaku-slot')).toHaveCount(3);
  await page.evaluate(`open({}).then(() => opened).then((rules) =>
    attach(document.forms[0], rules.open({ ...request(), procedure: 'copy' }), { map: ${map} }))`);
  await expect(page.locator('.shodaku-slot')).toHaveCount(6);
  await expect(page.locator('.shodaku-announcer')).toHaveCount(1);
});
