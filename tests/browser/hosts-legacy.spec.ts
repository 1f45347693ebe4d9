// Pages of the years of jQuery 1: tables, Shift_JIS, a submit that locks itself, rows by `.clone()`.

import type { Page } from '@playwright/test';
import {
  attached,
  decoded,
  detach,
  escaped,
  expect,
  failing,
  type Host,
  leavesNoTrace,
  type Posted,
  test,
  verdict,
  windows31j,
} from './hosts/host.js';

const row = (at: number, values: Record<string, string> = {}) => {
  const cell = (name: string, kind = '') => {
    const full = `sub[${at}].${name}`;
    return `<td nowrap><input type="text" name="${full}" class="${kind}" value="${escaped(values[full] ?? '')}"></td>`;
  };
  return `<tr class="sub">${cell('name', 'required')}${cell('items')}${cell('start')}</tr>`;
};

const form = (rows: string) => `
  <form name="keiyaku" id="keiyaku" method="post" action="/sent" accept-charset="Windows-31J"
      onsubmit="return lock(this)">
    <table border="1" cellpadding="3" summary="再委託先"><tbody id="subs">
      <tr><th>再委託先の名称</th><th>情報の項目</th><th>着手日</th></tr>
      ${rows}
    </tbody></table>
    <input type="button" id="add" value="行を追加">
    <input type="button" id="pick" value="暦から選ぶ">
    <input type="submit" name="more" value="行を追加して再表示" formaction="/" onclick="this.form.again = true">
    <input type="submit" id="send" value="申請する">
  </form>`;

/** The page again, with one row more than was posted. */
const again = (posted: Posted | undefined) => {
  const values = Object.fromEntries(posted ? decoded(posted, 'shift_jis') : []);
  const count = Object.keys(values).filter((name) => name.endsWith('.name')).length;
  return form([...Array(count + 1).keys()].map((at) => row(at, values)).join(''));
};

const legacy: Host = {
  libraries: ['jquery/dist/jquery.js'],
  charset: 'Windows-31J',
  encode: windows31j,
  // As such pages are: with handlers in the markup, which no policy would let run.
  policy: null,
  body: form(row(0)),
  pages: { '/': again },
  style: 'table { border-collapse: collapse } .error { color: red }',
  script: `
    var watchRow = function () {}, refreshAll = function () {};
    function lock(form) {
      var required = $(form).find('.required');
      $('label.error').remove();
      var bad = required.filter(function () { return $.trim($(this).val()) === ''; });
      bad.addClass('error').each(function () {
        $('<label class="error" generated="true">必須です</label>').insertAfter(this);
      });
      required.not(bad).removeClass('error');
      if (bad.length) { bad.eq(0).focus(); return false; }
      // A disabled control is not sent: only after what is sent is settled.
      setTimeout(function () { $(':submit', form).attr('disabled', true).val('送信中…'); }, 0);
      return true;
    }
    $(function () {
      $('#add').click(function () {
        var at = $('#subs tr.sub').length;
        var row = $('#subs tr.sub:last').clone();
        row.find('input').each(function () {
          this.name = this.name.replace(/\\[\\d+\\]/, '[' + at + ']');
        }).val('').removeClass('error');
        row.find('label.error').remove();
        row.appendTo('#subs');
        watchRow(row[0], at);
      });
      $('#pick').click(function () {
        $('[name="sub[0].start"]').val('R8.12.1');
        refreshAll();
      });
    });`,
  attach: `
    refreshAll = function () { for (const attached of attachments) attached.refresh(); };
    watchRow = (row, at) => open().then((session) => attach(row, session, { map: {
      'subcontractor.name': 'sub[' + at + '].name', 'scope.data_items': 'sub[' + at + '].items',
      'subcontract.starts_on': 'sub[' + at + '].start',
    } }));
    $('tr.sub').each((at, row) => watchRow(row, at));`,
};

const cell = (page: Page, at: number, name: string) => page.locator(`[name="sub[${at}].${name}"]`);
const rowAt = (page: Page, at: number) => page.locator('tr.sub').nth(at);
const rowsAttached = (page: Page, count: number) =>
  expect(page.locator('.shodaku-status')).toHaveCount(count);

test('jQuery, a table and Shift_JIS: what is sent is what was typed', async ({ page, serve }) => {
  await leavesNoTrace(
    legacy,
    { page, serve },
    async (tab, shodaku) => {
      // The page with no row posted has one row.
      expect(await tab.evaluate(() => document.characterSet)).toBe('Shift_JIS');
      if (shodaku) await rowsAttached(tab, 1);
      await cell(tab, 0, 'name').fill('㈱髙橋①～－𠮷');
      await cell(tab, 0, 'items').fill('氏名、既往歴');
      await cell(tab, 0, 'start').fill('Ｒ８．１２．１');
      await cell(tab, 0, 'start').blur();
      // Within the cells: a table with anything else in it falls apart.
      if (shodaku) {
        await expect(tab.locator('td .shodaku-message--warning')).toHaveCount(2);
        await expect(tab.locator('td').nth(1)).toContainText('契約にない項目');
      }

      await tab.locator('#add').click();
      await expect(tab.locator('tr.sub')).toHaveCount(2);
      if (shodaku) await rowsAttached(tab, 2);
      await cell(tab, 1, 'items').fill('電話番号');
      await cell(tab, 1, 'items').blur();
      if (shodaku) await expect(rowAt(tab, 1).locator('.shodaku-message')).toHaveCount(1);

      // The host's own check still holds the form back, and says so where it always did.
      await tab.locator('#send').click();
      await expect(tab.locator('label.error')).toHaveText('必須です');
      await expect(cell(tab, 1, 'name')).toBeFocused();
      await cell(tab, 1, 'name').fill('　ﾐﾄﾞﾘ〜'.replace('〜', '～'));
    },
    async (tab) => {
      await tab.locator('#send').click();
      await tab.waitForURL('**/sent');
    },
  );
});

test('the octets sent are those of the code page', async ({ page, serve }) => {
  const posted = await serve(legacy);
  await rowsAttached(page, 1);
  const typed = {
    'sub[0].name': '㈱髙橋①～－',
    'sub[0].items': '氏名、既往歴',
    'sub[0].start': 'Ｒ８．１２．１',
  };
  for (const [name, text] of Object.entries(typed)) {
    await page.locator(`[name="${name}"]`).fill(text);
  }
  await page.locator('#send').click();
  await expect.poll(() => posted.length).toBe(1);
  const wanted = Object.entries(typed).map(([name, text]) => {
    const code = [...windows31j(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`);
    return `${encodeURIComponent(name)}=${code.join('')}`;
  });
  // The same octets, however each side chose to escape them.
  const octets = (query: string) => Buffer.from(unescape(query.replaceAll('+', '%20')), 'latin1');
  expect(octets(posted[0]?.body.toString() ?? '')).toEqual(octets(wanted.join('&')));
});

test('a row that is a copy of another shows nothing that was said about that one', async ({
  page,
  serve,
}) => {
  await serve(legacy);
  await rowsAttached(page, 1);
  await cell(page, 0, 'items').fill('既往歴');
  await cell(page, 0, 'start').fill('きのう');
  await cell(page, 0, 'start').blur();
  await expect(rowAt(page, 0).locator('.shodaku-message--warning')).toHaveCount(1);
  await expect(rowAt(page, 0).locator('.shodaku-message--error')).toHaveCount(1);
  await page.locator('#add').click();
  await rowsAttached(page, 2);
  await expect(rowAt(page, 1).locator('.shodaku-message')).toHaveCount(0);
  await expect(rowAt(page, 1).locator('.shodaku-slot')).toHaveCount(3);
  await expect(rowAt(page, 1).locator('[aria-describedby], [aria-invalid]')).toHaveCount(0);
  const ids = await page.locator('[id]').evaluateAll((all) => all.map(({ id }) => id));
  expect(new Set(ids).size).toBe(ids.length);
  await expect(rowAt(page, 0).locator('.shodaku-message')).toHaveCount(2);
  expect(await verdict(page, 1)).toBe('undetermined');

  await detach(page);
  expect(await page.locator('body').innerHTML()).not.toContain('shodaku-');
});

test('a copied row in a form attached as a whole leaves nothing behind either', async ({
  page,
  serve,
}) => {
  await serve({
    ...legacy,
    attach: `open().then((session) => attach(document.forms.keiyaku, session, { map: {
      'scope.data_items': $('[name="sub[0].items"]')[0], 'subcontract.starts_on': 'sub[0].start',
    } }));`,
  });
  await attached(page);
  await cell(page, 0, 'start').fill('きのう');
  await cell(page, 0, 'start').blur();
  await expect(page.locator('.shodaku-message')).toHaveCount(1);
  await page.locator('#add').click();
  await expect(rowAt(page, 1).locator('[data-shodaku-own]')).toHaveCount(0);
  await expect(rowAt(page, 1).locator('[aria-describedby], [aria-invalid]')).toHaveCount(0);
  await expect(page.locator('.shodaku-message')).toHaveCount(1);
});

test('a value set by a script is read on refresh, and warned of', async ({ page, serve }) => {
  const posted = await serve(legacy);
  await rowsAttached(page, 1);
  await page.locator('#pick').click();
  await expect.poll(() => failing(page)).toContain('approved');
  await expect(rowAt(page, 0).locator('.shodaku-message--warning')).toHaveCount(1);
  await cell(page, 0, 'name').fill('みどり');
  await page.locator('#send').click();
  await expect.poll(() => posted.length).toBe(1);
  expect(posted.flatMap((one) => decoded(one, 'shift_jis'))).toContainEqual([
    'sub[0].start',
    'R8.12.1',
  ]);
});

test('rows added by a full reload are attached with what they hold', async ({ page, serve }) => {
  const posted = await serve(legacy);
  await rowsAttached(page, 1);
  await cell(page, 0, 'name').fill('㈱髙橋①');
  await cell(page, 0, 'items').fill('既往歴');
  await page.locator('[name="more"]').click();
  await rowsAttached(page, 2);
  await expect(cell(page, 0, 'name')).toHaveValue('㈱髙橋①');
  await expect.poll(() => failing(page)).toContain('items-within');
  await cell(page, 1, 'name').fill('みどり');
  await cell(page, 1, 'items').fill('氏名');
  await cell(page, 1, 'items').blur();
  await expect(rowAt(page, 1).locator('.shodaku-message')).toHaveCount(0);
  await page.locator('#send').click();
  await expect.poll(() => posted.length).toBe(2);
  expect(posted.slice(1).map((one) => decoded(one, 'shift_jis'))).toEqual([
    [
      ['sub[0].name', '㈱髙橋①'],
      ['sub[0].items', '既往歴'],
      ['sub[0].start', ''],
      ['sub[1].name', 'みどり'],
      ['sub[1].items', '氏名'],
      ['sub[1].start', ''],
    ],
  ]);
});

for (const blocking of ['none', 'errors'] as const) {
  test(`a submit that locks its button, with blocking: ${blocking}`, async ({ page, serve }) => {
    const posted = await serve({
      ...legacy,
      attach: `open().then((session) => attach(document.forms.keiyaku, session, {
        blocking: '${blocking}',
        map: { 'scope.data_items': 'sub[0].items', 'subcontract.starts_on': 'sub[0].start' },
      }));`,
      // A portal that takes its time: the page stays, and is locked.
      pages: { '/sent': () => ({ status: 204, body: '' }) },
    });
    await attached(page);
    await cell(page, 0, 'name').fill('みどり');
    await cell(page, 0, 'items').fill('既往歴');
    await cell(page, 0, 'start').fill('きのう');
    await page.locator('#send').click();
    await expect(page.locator('.shodaku-summary')).toContainText('契約にない項目');
    if (blocking === 'errors') {
      // Held back before the host has locked anything: the button can be pressed again.
      await expect(page.locator('#send')).toBeEnabled();
      expect(posted).toEqual([]);
      await cell(page, 0, 'start').fill('R8.12.1');
      await page.locator('#send').click();
    }
    await expect.poll(() => posted.length).toBe(1);
    await expect(page.locator('#send')).toBeDisabled();
    await expect(page.locator('#send')).toHaveValue('送信中…');
  });
}

/** A form that the parser takes out of its own table, as it has always done. */
const misplaced = `
  <table border="1"><form name="mukashi" method="post" action="/sent">
    <tr><th>件数</th><td><input name="kensu" data-shodaku-field="scope.record_count"></td></tr>
    <tr><th>項目</th><td><input name="koumoku"></td></tr>
    <tr><td colspan="2"><input type="submit" value="申請する"></td></tr>
  </form></table>`;

test('a form between a table and its rows, which the parser empties', async ({ page, serve }) => {
  await leavesNoTrace(
    {
      body: misplaced,
      attach: `open().then((session) => attach(document.forms.mukashi, session, { map: {
        'scope.data_items': 'koumoku',
      } }));`,
    },
    { page, serve },
    async (tab, shodaku) => {
      if (shodaku) await attached(tab);
      await tab.locator('[name="kensu"]').fill('９９９９');
      await tab.locator('[name="koumoku"]').fill('既往歴');
      await tab.locator('[name="koumoku"]').blur();
      if (!shodaku) return;
      await expect(tab.locator('td .shodaku-message')).toHaveCount(2);
      await tab.evaluate('attachments[0].review()');
      // Not within the form, which is never drawn.
      await expect(tab.locator('.shodaku-summary')).toBeVisible();
      await expect(tab.locator('table :is(.shodaku-summary, .shodaku-announcer)')).toHaveCount(0);
    },
    (tab) => tab.locator('[type="submit"]').click(),
  );
});
