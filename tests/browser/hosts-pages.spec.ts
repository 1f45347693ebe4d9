// Forms that outlive a page: a wizard, going back, a session that ends while somebody is typing.

import type { Page } from '@playwright/test';
import {
  attached,
  decoded,
  escaped,
  expect,
  failing,
  type Host,
  leavesNoTrace,
  type Posted,
  test,
  verdict,
} from './hosts/host.js';

const fields: Record<string, string> = {
  kensu: 'scope.record_count',
  shuchi: 'subcontract.matters_told',
  chakushu: 'subcontract.starts_on',
  koumoku: 'scope.data_items',
};

/** Carries along what was posted, as servers of wizards do. */
const hidden = (posted: Posted | undefined) =>
  (posted ? decoded(posted) : [])
    .map(([name, value]) => {
      const field = fields[name] ? ` data-shodaku-field="${fields[name]}"` : '';
      return `<input type="hidden" name="${name}" value="${escaped(value)}"${field}>`;
    })
    .join('');

const told = ['safeguards', 'designation', 'use_limits', 'return', 'carriage', 'sanctions'];
const wizard: Host = {
  body: `
    <form method="post" action="/second">
      <p><label>件数 <input name="kensu" data-shodaku-field="scope.record_count"></label></p>
      <fieldset data-shodaku-field="subcontract.matters_told"><legend>周知した事項</legend>
        ${told.map((value) => `<label><input type="checkbox" name="shuchi" value="${value}">${value}</label>`).join('')}
      </fieldset>
      <p><label>着手日 <input name="chakushu" data-shodaku-field="subcontract.starts_on"></label></p>
      <button>次へ</button>
    </form>`,
  pages: {
    '/second': (posted) => `
      <form method="post" action="/third">${hidden(posted)}
        <p><label>項目 <textarea name="koumoku" data-shodaku-field="scope.data_items"></textarea></label></p>
        <button>次へ</button>
      </form>`,
    '/third': (posted) => `
      <form method="post" action="/sent">${hidden(posted)}
        <p><label>備考 <input name="bikou"></label></p>
        <button>申請する</button>
      </form>`,
  },
  attach: "open().then((session) => attach(document.querySelector('form'), session));",
};

const next = async (page: Page, path: string) => {
  await page.locator('button').click();
  await page.waitForURL(`**/${path}`);
};

test('a wizard over three pages goes on with what the host carried along', async ({
  page,
  serve,
}) => {
  await leavesNoTrace(
    wizard,
    { page, serve },
    async (tab, shodaku) => {
      const fails = async (...limbs: string[]) => {
        if (!shodaku) return;
        await attached(tab);
        await expect.poll(() => failing(tab)).toEqual(limbs);
      };
      if (shodaku) await attached(tab);
      await tab.locator('[name="kensu"]').fill('９，９９９');
      await tab.locator('[value="return"]').check();
      await tab.locator('[name="chakushu"]').fill('Ｒ８．１２．１');
      await fails('approved', 'ceiling', 'told-all');
      await next(tab, 'second');
      // What is hidden is judged, and nothing is said of it at a field.
      await fails('approved', 'ceiling', 'told-all');
      await tab.locator('textarea').fill('氏名\n"既往歴" & <口座番号>');
      await tab.locator('textarea').blur();
      await fails('approved', 'ceiling', 'items-within', 'told-all');
      if (shodaku) await expect(tab.locator('.shodaku-message')).toHaveCount(1);
      await next(tab, 'third');
      await fails('approved', 'ceiling', 'items-within', 'told-all');
      if (shodaku) await expect(tab.locator('.shodaku-slot')).toHaveCount(0);
      await tab.locator('[name="bikou"]').fill('　なし　');
    },
    (tab) => next(tab, 'sent'),
  );
});

for (const [when, attach] of [
  ['once the engine is there', wizard.attach ?? ''],
  [
    'before the page is complete',
    "attach(document.querySelector('form'), shodaku.loadSync().ruleset(RULES).open(request()));",
  ],
] as const) {
  test(`going back, what the browser restores is judged (attached ${when})`, async ({
    page,
    serve,
  }) => {
    const posted = await serve({ ...wizard, attach });
    await attached(page);
    await page.locator('[name="kensu"]').fill('９９９９');
    await page.locator('[value="return"]').check();
    await page.locator('[name="chakushu"]').fill('R8.12.1');
    await next(page, 'second');
    await page.goBack();
    await attached(page);
    await expect(page.locator('[name="kensu"]')).toHaveValue('９９９９');
    await expect(page.locator('[value="return"]')).toBeChecked();
    await expect.poll(() => failing(page)).toEqual(['approved', 'ceiling', 'told-all']);
    // Nobody has been here since: it is counted, and said when it is touched or filed.
    await expect(page.locator('.shodaku-message')).toHaveCount(0);
    await page.locator('[name="kensu"]').fill('12');
    await expect.poll(() => failing(page)).toEqual(['approved', 'told-all']);
    await next(page, 'second');
    expect(posted.map((one) => decoded(one)[0])).toEqual([
      ['kensu', '９９９９'],
      ['kensu', '12'],
    ]);
  });
}

/** Draws its form anew with what was in it: by a framework of its own, or after a login. */
const redrawing: Host = {
  body: '<div id="app"></div>',
  script: `
    const app = document.getElementById('app');
    let draft = { kensu: '', koumoku: '', bikou: '' };
    const draw = () => {
      app.innerHTML = \`<form method="post" action="/sent">
        <p><label>件数 <input name="kensu" data-shodaku-field="scope.record_count"></label></p>
        <p><label>項目 <input name="koumoku" data-shodaku-field="scope.data_items"></label></p>
        <p><label>備考 <input name="bikou"></label></p>
        <button>申請する</button></form>\`;
      for (const [name, value] of Object.entries(draft)) app.querySelector('[name="' + name + '"]').value = value;
      app.querySelector('form').addEventListener('input', ({ target }) => { draft[target.name] = target.value; });
    };
    globalThis.expire = () => {
      app.innerHTML = '<div role="dialog" aria-label="ログイン"><input type="password" aria-label="暗証番号"><button>ログイン</button></div>';
      app.querySelector('button').addEventListener('click', draw);
    };
    draw();`,
  attach: "open().then((session) => attach(app, session, { blocking: 'errors' }));",
};

test('a session that ends while somebody types loses nothing, nor its warnings', async ({
  page,
  serve,
}) => {
  await leavesNoTrace(
    redrawing,
    { page, serve },
    async (tab, shodaku) => {
      if (shodaku) await attached(tab);
      await tab.locator('[name="koumoku"]').fill('既往歴');
      await tab.locator('[name="koumoku"]').blur();
      await tab.locator('[name="kensu"]').pressSequentially('９９');
      await tab.evaluate('expire()');
      if (shodaku) await expect.poll(() => verdict(tab)).toBe('undetermined');
      await tab.locator('[type="password"]').fill('himitsu');
      await tab.locator('button').click();
      await expect(tab.locator('[name="kensu"]')).toHaveValue('９９');
      await expect(tab.locator('[name="koumoku"]')).toHaveValue('既往歴');
      if (shodaku) {
        // As before: what was touched is warned of, and the rest of the furniture is back.
        await expect.poll(() => failing(tab)).toEqual(['items-within']);
        await expect(tab.locator('.shodaku-message')).toHaveCount(1);
        await expect(tab.locator('.shodaku-announcer')).toHaveCount(1);
        await expect(tab.locator('.shodaku-slot')).toHaveCount(2);
      }
      await tab.locator('[name="kensu"]').press('End');
      await tab.locator('[name="kensu"]').pressSequentially('九');
      await tab.locator('[name="kensu"]').blur();
      if (shodaku) {
        await expect(tab.locator('.shodaku-announcer')).toContainText('件数', { timeout: 4000 });
        await tab.locator('button').click();
        await expect(tab.locator('.shodaku-summary')).toContainText('数として読み取れません');
        await expect(tab.locator('.shodaku-summary')).toBeFocused();
      }
      await tab.locator('[name="kensu"]').fill('９９９９');
      await tab.locator('[name="bikou"]').fill('　了　');
    },
    (tab) => tab.locator('button').click(),
  );
});

test('a form taken out of the page and put back is still the same form', async ({
  page,
  serve,
}) => {
  const posted = await serve({
    ...redrawing,
    attach: `
      const fragment = document.createDocumentFragment();
      fragment.append(app);
      open().then((session) => {
        attach(app, session);
        document.body.prepend(fragment);
      });`,
  });
  await page.locator('[name="kensu"]').fill('9999');
  await page.locator('[name="kensu"]').blur();
  await expect(page.locator('.shodaku-message')).toHaveCount(1);
  await page.evaluate(`{
    const login = document.createElement('p');
    app.replaceWith(login);
    login.replaceWith(app);
  }`);
  await expect(page.locator('[name="kensu"]')).toHaveValue('9999');
  await page.locator('[name="koumoku"]').fill('既往歴');
  await page.locator('[name="koumoku"]').blur();
  await expect(page.locator('.shodaku-message')).toHaveCount(2);
  await page.locator('button').click();
  await expect.poll(() => posted.length).toBe(1);
});

test('ten minutes are over when it is sent by a script: the same form is sent again', async ({
  page,
  serve,
}) => {
  let sent = 0;
  const posted = await serve({
    ...redrawing,
    pages: {
      '/sent': () => {
        sent += 1;
        return sent === 1 ? { status: 401, body: '' } : { status: 200, body: '' };
      },
    },
    attach: `${redrawing.attach}
      app.addEventListener('submit', async (event) => {
        event.preventDefault();
        const body = new URLSearchParams(new FormData(event.target));
        const { status } = await fetch('/sent', { method: 'POST', body });
        const dialog = document.createElement('dialog');
        dialog.textContent = status === 401 ? 'もう一度ログインしてください' : '受け付けました';
        document.body.append(dialog);
        dialog.showModal();
      });`,
  });
  await attached(page);
  await page.locator('[name="kensu"]').fill('９９９９');
  await page.locator('[name="koumoku"]').fill('氏名');
  await page.locator('button').click();
  await expect(page.locator('dialog')).toHaveText('もう一度ログインしてください');
  await page.keyboard.press('Escape');
  await expect(page.locator('[name="kensu"]')).toHaveValue('９９９９');
  await expect(page.locator('.shodaku-message')).toHaveCount(1);
  await page.locator('[name="kensu"]').fill('９９');
  await expect(page.locator('.shodaku-message')).toHaveCount(0);
  await page.locator('button').click();
  await expect(page.locator('dialog').last()).toHaveText('受け付けました');
  expect(posted.map((one) => decoded(one)[0])).toEqual([
    ['kensu', '９９９９'],
    ['kensu', '９９'],
  ]);
});

test('ten minutes are over when it is posted: going back, all is there and judged', async ({
  page,
  serve,
}) => {
  let sent = 0;
  const posted = await serve({
    ...wizard,
    pages: {
      '/second': () => {
        sent += 1;
        return sent === 1
          ? { status: 401, body: '<p>時間切れです。ログインしてください。</p>' }
          : '受け付けました';
      },
    },
  });
  await attached(page);
  await page.locator('[name="kensu"]').fill('９９９９');
  await next(page, 'second');
  await expect(page.locator('body')).toContainText('時間切れ');
  await page.goBack();
  await attached(page);
  await expect(page.locator('[name="kensu"]')).toHaveValue('９９９９');
  await expect.poll(() => failing(page)).toEqual(['ceiling']);
  await next(page, 'second');
  await expect(page.locator('body')).toContainText('受け付けました');
  expect(posted[1]?.body).toEqual(posted[0]?.body);
});
