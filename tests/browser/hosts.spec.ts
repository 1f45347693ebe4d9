// Forms that are not ours: `attach` in the kinds of page that portals really have.

import { attached, decoded, detach, expect, leavesNoTrace, test, verdict } from './hosts/host.js';
import { attach, map, plain } from './hosts/plain.js';

test('a plain form with names and codes of its own', async ({ page, serve }) => {
  const posted = await serve({ body: plain, attach: attach() });
  await attached(page);
  await page.locator('[name="koumoku"]').fill('氏名、電話番号');
  await page.locator('[name="kensu"]').fill('５，００１');
  await page.locator('[name="saisai"]').selectOption('2');
  await page.locator('[name="bikou"]').fill('　特記〜なし ');
  await expect(page.locator('.shodaku-message--warning')).toHaveCount(3);
  // A message beside a control is not part of its name.
  await expect(page.getByLabel('件数', { exact: true })).toHaveValue('５，００１');

  await page.locator('button').click();
  await expect.poll(() => posted.length).toBe(1);
  expect(posted.map((one) => decoded(one))).toEqual([
    [
      ['koumoku', '氏名、電話番号'],
      ['kensu', '５，００１'],
      ['saisai', '2'],
      ['bikou', '　特記〜なし '],
    ],
  ]);
});

test('a plain form sends what was typed, and is as it was after detaching', async ({
  page,
  serve,
}) => {
  await leavesNoTrace(
    { body: plain, attach: attach() },
    { page, serve },
    async (tab, shodaku) => {
      if (shodaku) await attached(tab);
      await tab.locator('[name="koumoku"]').fill('氏名､電話番号\n\t𠮷田か\u3099\u200b');
      await tab.locator('[name="kensu"]').fill('nine');
      await tab.locator('[name="saisai"]').selectOption('2');
      await tab.locator('[name="bikou"]').fill('　特記〜なし ');
      if (!shodaku) return;
      await expect(tab.locator('.shodaku-message--error')).toBeVisible();
      await expect(tab.locator('.shodaku-message--warning')).toHaveCount(2);
      await tab.evaluate('attachments[0].review()');
    },
    (tab) => tab.locator('button').click(),
  );
});

test('a list is parted however it is typed, and an option that means nothing is refused', async ({
  page,
  serve,
}) => {
  await serve({ body: plain, attach: attach() });
  await attached(page);
  const items = page.locator('[name="koumoku"]');
  for (const typed of ['氏名、住所', '氏名，住所', '氏名,住所', '氏名､住所', '氏名\n住所、']) {
    await items.fill(`${typed}、電話番号`);
    await items.blur();
    await expect(page.locator('.shodaku-message--warning'), typed).toHaveCount(1);
    await items.fill(typed);
    await items.blur();
    await expect(page.locator('.shodaku-message'), typed).toHaveCount(0);
  }
  const refusal = await page.evaluate(`open().then((session) => {
    try {
      attach(document.body, session, { blokcing: 'errors' });
      return '';
    } catch (error) {
      return error.code;
    }
  })`);
  expect(refusal).toBe('unknown_key');
});

test('a message about a list names the entries it means, as they are typed', async ({
  page,
  serve,
}) => {
  await serve({ body: plain, attach: attach() });
  await attached(page);
  const items = page.locator('[name="koumoku"]');
  const said = page.locator('.shodaku-message--warning');
  const type = async (text: string) => {
    await items.fill(text);
    await items.blur();
  };
  await type('氏名、既往歴、住所');
  await expect(said).toContainText('契約にない項目が含まれています。 該当：「既往歴」。');
  await expect(page.locator('.shodaku-announcer')).toContainText('「既往歴」', { timeout: 4000 });
  // The same message of other entries says so, also aloud.
  await type('氏名、<b>電話番号</b>；ＦＡＸ');
  await expect(said).toContainText('該当：「<b>電話番号</b>」「ＦＡＸ」。');
  await expect(page.locator('.shodaku-announcer')).toContainText('「ＦＡＸ」', { timeout: 4000 });
  await page.evaluate('attachments[0].review()');
  await expect(page.locator('.shodaku-summary')).toContainText('「ＦＡＸ」');
  // One that stands there twice is named once.
  await type('氏　名、ﾒｰﾙ、氏名、ﾒｰﾙ');
  await expect(said).toContainText('該当：「氏　名」「ﾒｰﾙ」。');
  await type(['氏名', ...Array.from({ length: 300 }, (_, at) => `項目${at}`)].join('\n'));
  await expect(said).toContainText('「項目9」ほか290件。');
  await type('氏名、住所');
  await expect(said).toHaveCount(0);
});

test('a text that says only 未定 and the like is noted at its field, and moves no verdict', async ({
  page,
  serve,
}) => {
  const reason = plain
    .replace('備考', '理由')
    .replace('name="bikou"', 'name="bikou" data-shodaku-field="subcontract.reason"');
  for (const [lang, word, text] of [
    [
      'ja',
      '情報',
      '「{text}」とだけ書いても、職員に認められないことがあります。 内容を書いてください。',
    ],
    [
      'en',
      'Note',
      '“{text}” alone may not be accepted by the official. Write out what it stands for.',
    ],
  ] as const) {
    const posted = await serve({
      body: reason,
      attach: attach(undefined, `lang: '${lang}', blocking: 'once',`),
    });
    await attached(page);
    const control = page.locator('[name="bikou"]');
    const said = page.locator('.shodaku-message');
    const type = async (typed: string) => {
      await control.fill(typed);
      await control.blur();
    };
    const judged = () => page.evaluate('JSON.stringify({ ...attachments[0].current, vague: [] })');
    await type('人手のため');
    const stated = await judged();
    for (const typed of [
      '未定',
      '未定です。',
      '後日提出',
      '同上',
      '「同上」',
      '別紙のとおり',
      '別紙１のとおりとする',
      '別添資料参照',
      '上記に同じ',
      ' TBD ',
      'See attached.',
      'ditto',
    ]) {
      await type(typed);
      await expect(said, typed).toHaveText(`${word} ${text.replace('{text}', typed.trim())}`);
      await expect(said, typed).toHaveClass(/--info/);
      expect(await judged(), typed).toBe(stated);
    }
    await expect(page.locator('.shodaku-announcer')).toContainText('ditto', { timeout: 4000 });
    for (const typed of [
      '別紙のとおり、封入の人手が足りないため',
      '未定の業務があるため',
      '未定義',
      '添付する印刷物の封入',
      '-',
      '',
    ]) {
      await type(typed);
      await expect(said, typed).toHaveCount(0);
    }
    // Of a list, only where every entry is one; and nothing is held back by a note.
    await page.locator('[name="koumoku"]').fill('氏名');
    await type('別紙参照');
    await expect(said).toHaveCount(1);
    await page.locator('button').click();
    await expect.poll(() => posted.length).toBe(1);
  }
});

test('where no approval is needed, only what cannot be read is said', async ({ page, serve }) => {
  const posted = await serve({
    body: plain.replace('<p><button>', '<p><input type="checkbox" name="nashi"></p><p><button>'),
    attach: `open().then((session) => {
      const form = document.getElementById('f');
      const attached = attach(form, session, { map: ${map}, blocking: 'errors' });
      form.nashi.addEventListener('change', () => {
        session.set('information.kind', form.nashi.checked ? 'none' : 'personal');
        attached.refresh();
      });
    });`,
  });
  await attached(page);
  const said = page.locator('.shodaku-message');
  await page.locator('[name="koumoku"]').fill('氏名、電話番号');
  await page.locator('[name="kensu"]').fill('いくつか');
  await page.locator('[name="kensu"]').blur();
  await expect(said).toHaveCount(2);
  await page.locator('button').click();
  const summary = page.locator('.shodaku-summary');
  // Said once: what cannot be read is not also said to be missing.
  await expect(summary.getByText('件数')).toHaveCount(1);
  await expect(summary.locator('.shodaku-summary__item--warning').first()).toBeVisible();

  await page.locator('[name="nashi"]').check();
  await expect(said).toHaveCount(1);
  await expect(said).toContainText('数として読み取れません');
  await page.locator('button').click();
  await expect(summary.locator('li')).toHaveCount(1);
  await expect(summary).toContainText('数として読み取れません');
  expect(posted).toEqual([]);
  await page.locator('[name="kensu"]').fill('9999');
  await page.locator('button').click();
  await expect.poll(() => posted.length).toBe(1);
});

test('after detaching nothing comes back', async ({ page, serve }) => {
  await serve({ body: plain, attach: attach() });
  await attached(page);
  await page.locator('[name="kensu"]').fill('nine');
  await page.locator('[name="kensu"]').blur();
  await expect(page.locator('.shodaku-message--error')).toBeVisible();
  await detach(page);
  const after = await page.locator('body').innerHTML();
  expect(after).not.toContain('shodaku-');
  await page.locator('[name="kensu"]').fill('9999');
  await page.locator('[name="kensu"]').blur();
  await page.evaluate(`attachments[0].refresh(); attachments[0].review(); attachments[0].detach()`);
  // Longer than the announcer waits.
  await page.waitForTimeout(1100);
  expect(await page.locator('body').innerHTML()).toBe(after);
});

const rows = {
  body: `<form id="f" method="post" action="/sent"><div id="rows"></div>
    <button type="button" id="add">追加</button><button id="send">送信</button></form>`,
  script: `
    let count = 0;
    let added = () => {};
    document.getElementById('add').addEventListener('click', () => {
      const row = document.createElement('fieldset');
      row.innerHTML = '<label>件数 <input data-shodaku-field="scope.record_count" name="n' + count + '"></label>';
      count += 1;
      document.getElementById('rows').append(row);
      added(row);
    });`,
  attach: 'added = (row) => open().then((session) => attach(row, session));',
};

test('rows added by a script are each a request of their own', async ({ page, serve }) => {
  await leavesNoTrace(
    rows,
    { page, serve },
    async (tab, shodaku) => {
      for (const count of [1, 2, 3]) {
        await tab.locator('#add').click();
        if (!shodaku) continue;
        await expect(tab.locator('.shodaku-status')).toHaveCount(count);
        // However many requests there are in it, a form speaks with one voice.
        await expect(tab.locator('.shodaku-announcer')).toHaveCount(1);
      }
      await tab.locator('[name="n1"]').fill('9999');
      await tab.locator('[name="n1"]').blur();
      if (!shodaku) return;
      await expect(tab.locator('fieldset').nth(1).locator('.shodaku-message')).toHaveCount(1);
      await expect(tab.locator('.shodaku-announcer')).toContainText('上限', { timeout: 4000 });
      await expect(tab.locator('.shodaku-message')).toHaveCount(1);
    },
    (tab) => tab.locator('#send').click(),
  );
});

test('fields that come and go later are watched too', async ({ page, serve }) => {
  await leavesNoTrace(
    {
      body: '<form id="f" method="post" action="/sent"><div id="later"></div><button>送信</button></form>',
      script: `
        globalThis.bring = () => {
          document.getElementById('later').innerHTML =
            '<label>件数 <input name="kensu" data-shodaku-field="scope.record_count"></label>';
        };
        globalThis.take = () => document.getElementById('later').replaceChildren();`,
      attach: "open().then((session) => attach(document.getElementById('f'), session));",
    },
    { page, serve },
    async (tab, shodaku) => {
      if (shodaku) await attached(tab);
      await tab.evaluate('bring()');
      await tab.locator('input').fill('9999');
      await tab.locator('input').blur();
      if (shodaku) {
        await expect(tab.locator('.shodaku-message')).toHaveCount(1);
        expect(await verdict(tab)).toBe('not_approvable');
      }
      await tab.evaluate('take()');
      if (shodaku) {
        await expect.poll(() => verdict(tab)).toBe('undetermined');
        await expect(tab.locator('.shodaku-message')).toHaveCount(0);
      }
      await tab.evaluate('bring()');
      await tab.locator('input').fill('１２');
    },
    (tab) => tab.locator('button').click(),
  );
});

test('a form in a frame, watched from outside', async ({ page, serve }) => {
  await leavesNoTrace(
    {
      body: '<iframe src="/inner" title="申請"></iframe>',
      pages: { '/inner': plain.replace('<form', '<form data-inner') },
      attach: `
        const frame = document.querySelector('iframe');
        const begin = () => {
          const root = frame.contentDocument.querySelector('form[data-inner]');
          if (root) ${attach('root')}
        };
        if (frame) {
          frame.addEventListener('load', begin, { once: true });
          if (frame.contentDocument.readyState === 'complete') begin();
        }`,
    },
    { page, serve },
    async (tab, shodaku) => {
      const inner = tab.frameLocator('iframe');
      if (shodaku) await expect(inner.locator('.shodaku-announcer').first()).toBeAttached();
      await inner.locator('[name="kensu"]').fill('9999');
      await inner.locator('[name="kensu"]').blur();
      if (shodaku) await expect(inner.locator('.shodaku-message')).toContainText('上限');
    },
    (tab) => tab.frameLocator('iframe').locator('button').click(),
  );
});

test('a field that does not exist is refused at once, with the nearest name', async ({
  page,
  serve,
}) => {
  await serve({
    body: '<form id="f"><input data-shodaku-field="scope.record_cuont"></form>',
    attach: `
      open().then((session) => attach(document.getElementById('f'), session))
        .catch((error) => { document.title = error.code + ' ' + error.nearest; });`,
  });
  await expect(page).toHaveTitle('unknown_field scope.record_count');
  await expect(page.locator('[data-shodaku-own]')).toHaveCount(0);
});
