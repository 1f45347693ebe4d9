// Next to what the host checks and shows by itself: what holds a form back, and who draws it.

import type { Page } from '@playwright/test';
import {
  attached,
  detach,
  expect,
  type Host,
  leavesNoTrace,
  policy,
  test,
  verdict,
} from './hosts/host.js';
import { attach, plain } from './hosts/plain.js';

const checking: Host = {
  body: `
    <form id="f" method="post" action="/sent">
      <p><label>担当 <input name="tanto" required></label></p>
      <p><label>電話 <input name="denwa" pattern="[0-9]+" aria-describedby="denwa-hint"></label></p>
      <p id="denwa-hint">数字</p>
      <p><label>件数 <input name="kensu" aria-describedby="kensu-hint" data-shodaku-field="scope.record_count"></label></p>
      <p id="kensu-hint">全角でもよい</p>
      <p><label>項目 <input name="koumoku" required data-shodaku-field="scope.data_items"></label></p>
      <button>送信</button>
    </form>`,
  script: `
    const form = document.getElementById('f');
    const { kensu } = form;
    // The host's own rule, in the two ways there are.
    const rule = () => {
      const bad = kensu.value !== '' && kensu.value.length > 5;
      kensu.setCustomValidity(bad ? '5けたまで' : '');
      if (bad) kensu.setAttribute('aria-invalid', 'true');
      else kensu.removeAttribute('aria-invalid');
    };
    kensu.addEventListener('input', rule);
    form.addEventListener('submit', (event) => {
      document.body.dataset.submits = Number(document.body.dataset.submits ?? 0) + 1;
      if (form.denwa.value !== '000') return;
      event.preventDefault();
      document.body.dataset.host = 'その電話はありません';
    });`,
  attach: "open().then((session) => attach(form, session, { blocking: 'errors' }));",
};

const valid = (page: Page, name: string) =>
  page
    .locator(`[name="${name}"]`)
    .evaluate((one: HTMLInputElement) => [one.validity.valid, one.validationMessage]);

test('the host checks as it did: required, pattern, its own rules', async ({ page, serve }) => {
  await leavesNoTrace(
    checking,
    { page, serve },
    async (tab, shodaku) => {
      const button = tab.locator('button');
      if (shodaku) await attached(tab);
      await button.click();
      await expect(tab.locator('[name="tanto"]')).toBeFocused();
      await tab.locator('[name="tanto"]').fill('みどり');
      await tab.locator('[name="koumoku"]').fill('既往歴');
      await tab.locator('[name="denwa"]').fill('内線');
      await button.click();
      await expect(tab.locator('[name="denwa"]')).toBeFocused();
      await tab.locator('[name="denwa"]').fill('000');
      await tab.locator('[name="kensu"]').fill('123456');
      expect(await valid(tab, 'kensu')).toEqual([false, '5けたまで']);
      await button.click();
      await expect(tab.locator('body')).not.toHaveAttribute('data-submits');
      await tab.locator('[name="kensu"]').fill('9999');
      expect(await valid(tab, 'kensu')).toEqual([true, '']);
      await button.click();
      // A warning holds nothing back: what does is the host's.
      await expect(tab.locator('body')).toHaveAttribute('data-host', 'その電話はありません');
      if (shodaku) {
        await expect(tab.locator('.shodaku-message--warning')).toHaveCount(2);
        await expect(tab.locator('.shodaku-summary')).toContainText('注意');
        await expect(tab.locator('[aria-invalid]')).toHaveCount(0);
        expect(
          await tab.locator('#f').evaluate((form: HTMLFormElement) => form.checkValidity()),
        ).toBe(true);
      }
      await tab.locator('[name="denwa"]').fill('123');
    },
    (tab) => tab.locator('button').click(),
  );
});

test('what the host says of a control stays said', async ({ page, serve }) => {
  await serve(checking);
  await attached(page);
  const count = page.locator('[name="kensu"]');
  await count.fill('たくさん');
  await count.blur();
  await expect(page.locator('.shodaku-message--error')).toHaveCount(1);
  await expect(count).toHaveAttribute('aria-invalid', 'true');
  await expect(count).toHaveAttribute('aria-describedby', /^kensu-hint shodaku-/);
  // Both say so now; then the host alone; then neither.
  await count.fill('たくさんの件');
  await expect(count).toHaveAttribute('aria-invalid', 'true');
  await count.fill('100000');
  await expect(page.locator('.shodaku-message--error')).toHaveCount(0);
  await expect(count).toHaveAttribute('aria-invalid', 'true');
  await count.fill('100');
  await expect(count).not.toHaveAttribute('aria-invalid');
  await expect(count).toHaveAttribute('aria-describedby', 'kensu-hint');
  await count.fill('たくさん');
  await count.blur();
  await detach(page);
  await expect(count).not.toHaveAttribute('aria-invalid');
  await expect(count).toHaveAttribute('aria-describedby', 'kensu-hint');
});

for (const [blocking, typed, posts] of [
  ['none', '9999', true],
  ['none', 'たくさん', true],
  ['errors', '9999', true],
  ['errors', 'たくさん', false],
] as const) {
  test(`blocking: ${blocking}, ${typed === '9999' ? 'a warning' : 'an error'} ${posts ? 'lets the form go' : 'holds it back'}`, async ({
    page,
    serve,
  }) => {
    const posted = await serve({
      ...checking,
      attach: checking.attach?.replace("'errors'", `'${blocking}'`) ?? '',
      pages: { '/sent': () => ({ status: 204, body: '' }) },
    });
    await attached(page);
    await page.locator('[name="tanto"]').fill('みどり');
    await page.locator('[name="koumoku"]').fill('氏名');
    await page.locator('[name="kensu"]').fill(typed);
    await page.locator('button').click();
    // Shown before it is sent, in either case.
    await expect(page.locator('.shodaku-summary')).toContainText(
      posts && typed === '9999' ? '注意' : 'エラー',
    );
    await expect(page.locator('.shodaku-summary')).toBeFocused();
    if (posts) await expect.poll(() => posted.length).toBe(1);
    else await expect(page.locator('body')).not.toHaveAttribute('data-submits');
    expect(await valid(page, 'kensu')).toEqual([true, '']);
  });
}

test('a host draws messages its own way, and keeps a summary of its own', async ({
  page,
  serve,
}) => {
  const own: Host = {
    body: `${plain}<ul id="mine"></ul>`,
    attach: attach(
      undefined,
      `
      summary: false,
      render(place, messages) {
        place.replaceChildren(...messages.map(({ severity, message, clauses, field }) => {
          const tip = document.createElement('em');
          tip.className = 'tip tip-' + severity;
          tip.title = clauses.join(' ');
          tip.dataset.of = field;
          tip.textContent = '※' + message;
          return tip;
        }));
      },
      onchange(report) {
        const list = document.getElementById('mine');
        list.replaceChildren(...(report?.issues ?? []).filter(({ severity }) => severity === 'warning')
          .map(({ message }) => Object.assign(document.createElement('li'), { textContent: message })));
      },`,
    ),
  };
  await serve(own);
  await attached(page);
  await page.locator('[name="kensu"]').fill('9999');
  await page.locator('[name="kensu"]').blur();
  const tip = page.locator('.tip');
  await expect(tip).toHaveCount(1);
  await expect(tip).toHaveClass('tip tip-warning');
  await expect(tip).toHaveText(/^※.*上限/);
  await expect(tip).toHaveAttribute('data-of', 'scope.record_count');
  await expect(tip).toHaveAttribute('title', /第\d+条/);
  await expect(page.locator('#mine li')).toHaveCount(1);
  // All else is as ever.
  const described = await page.locator('[name="kensu"]').getAttribute('aria-describedby');
  await expect(page.locator(`[id="${described}"]`)).toContainText('※');
  await expect(page.locator('.shodaku-announcer')).toContainText('上限', { timeout: 4000 });
  await expect(page.locator('.shodaku-message, .shodaku-summary')).toHaveCount(0);
  await page.locator('[name="kensu"]').fill('12');
  await expect(tip).toHaveCount(0);
  await expect(page.locator('[name="kensu"]')).not.toHaveAttribute('aria-describedby');
  await page.locator('[name="kensu"]').fill('9999');
  await expect(tip).toHaveCount(1);
  await detach(page);
  await expect(tip).toHaveCount(0);
  await expect(page.locator('[data-shodaku-own]')).toHaveCount(0);
});

test('where WebAssembly may not run, the engine without it judges alike', async ({
  page,
  serve,
}) => {
  await leavesNoTrace(
    {
      body: plain,
      policy: policy.replace(" 'wasm-unsafe-eval'", ''),
      build: 'no-eval.global.js',
      attach: attach(),
    },
    { page, serve },
    async (tab, shodaku) => {
      if (shodaku) await attached(tab);
      await tab.locator('[name="koumoku"]').fill('氏名、既往歴');
      await tab.locator('[name="kensu"]').fill('９９９９');
      await tab.locator('[name="kensu"]').blur();
      await tab.locator('[name="saisai"]').selectOption('2');
      if (!shodaku) return;
      await expect(tab.locator('.shodaku-message--warning')).toHaveCount(3);
      expect(await verdict(tab)).toBe('not_approvable');
      expect(await tab.evaluate('shodaku.loadSync().version')).toContain('shodaku');
      // The policy is in force.
      const refused = 'new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]))';
      await expect(tab.evaluate(refused)).rejects.toThrow('Content Security Policy');
    },
    (tab) => tab.locator('button').click(),
  );
});

test('where the engine may not run, the form says so and works as before', async ({
  page,
  serve,
}) => {
  await leavesNoTrace(
    {
      body: plain,
      policy: policy.replace(" 'wasm-unsafe-eval'", ''),
      attach: `
        attach(document.getElementById('f'), open(), {
          blocking: 'errors',
          onchange: (report) => { document.title = String(report); },
          onerror: ({ code }) => { document.documentElement.dataset.error = code; },
        });`,
    },
    { page, serve },
    async (tab, shodaku) => {
      if (shodaku) {
        const status = tab.locator('.shodaku-status');
        await expect(status).toContainText('検査できませんでした');
        await expect(status).toBeVisible();
        await expect(tab.locator('html')).toHaveAttribute('data-error', 'engine_failed');
        expect(await tab.evaluate('attachments[0].current')).toBeUndefined();
        await expect(tab.locator('.shodaku-announcer')).toContainText('検査できませんでした', {
          timeout: 4000,
        });
        await tab.evaluate('delete document.documentElement.dataset.error');
      }
      await tab.locator('[name="kensu"]').fill('９９９９');
    },
    (tab) => tab.locator('button').click(),
  );
});
