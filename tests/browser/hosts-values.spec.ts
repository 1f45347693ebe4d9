// What is judged is what would be submitted, however it came into the controls.

import type { Page } from '@playwright/test';
import { attached, decoded, expect, failing, test, verdict } from './hosts/host.js';
import { attach, plain } from './hosts/plain.js';

const message = (page: Page) => page.locator('.shodaku-message');
const answer = (page: Page, field: string) =>
  page.evaluate(`attachments[0].session.answers[${JSON.stringify(field)}]`);

test('a value that a script sets is warned of: after a click, later, and in place of what was typed', async ({
  page,
  serve,
}) => {
  await serve({
    body: plain.replace('<p><button>', '<p><a href="#" id="pick">暦</a></p><p><button>'),
    script: `
      const { kensu } = document.forms[0];
      document.getElementById('pick').addEventListener('click', (event) => {
        event.preventDefault();
        kensu.value = '9999';
      });
      globalThis.later = (value) => setTimeout(() => { kensu.value = value; }, 50);
      document.forms[0].bikou.addEventListener('input', ({ target }) => {
        target.value = target.value.toUpperCase();
        kensu.value = target.value.length > 3 ? '9999' : '12';
      });`,
    attach: attach(),
  });
  await attached(page);
  await page.locator('#pick').click();
  await expect(message(page)).toHaveCount(1);
  // Nothing happens in the page but a timer.
  await page.evaluate('later("12")');
  await expect(message(page)).toHaveCount(0);
  await page.evaluate('later("8888")');
  await expect(message(page)).toHaveCount(1);
  await page.locator('[name="bikou"]').pressSequentially('abc');
  await expect(message(page)).toHaveCount(0);
  await page.locator('[name="bikou"]').pressSequentially('d');
  await expect(message(page)).toHaveCount(1);
});

test('a receipt is of what stands in the form, never of what stood there before', async ({
  page,
  serve,
}) => {
  await serve({
    body: plain,
    script: `document.forms[0].addEventListener('submit', (event) => {
      event.preventDefault();
      const { kensu } = event.target;
      kensu.value = '7777';
      globalThis.receipt = attachments[0].receipt();
      globalThis.fresh = opened.then((rules) => {
        const { session } = attachments[0];
        return rules.verify(receipt, request({ ...session.answers, 'scope.record_count': kensu.value }));
      });
    });`,
    attach: attach(),
  });
  await attached(page);
  await page.locator('[name="kensu"]').fill('12');
  await page.locator('button').click();
  expect(await page.evaluate('fresh')).toEqual({ matches: true, differs: [] });
  expect(await answer(page, 'scope.record_count')).toBe('7777');
  await page.evaluate(`document.forms[0].kensu.value = '5'`);
  expect(await page.evaluate('(attachments[0].receipt(), attachments[0].current.verdict)')).toBe(
    'undetermined',
  );
});

test('a value that is refused takes back the answer before it, and no receipt is given', async ({
  page,
  serve,
}) => {
  await serve({
    body: plain.replace(
      '<option value="2">',
      '<option value="3">別の定め</option><option value="2">',
    ),
    attach: `open().then((session) => attach(document.forms[0], session, {
      map: { 'subcontract.further_entrustment': {
        control: 'saisai', read: ([code]) => ({ 1: 'forbidden', 2: 'contractor_consent', 3: 'betsu' })[code],
      } }, onerror() {},
    }));`,
  });
  await attached(page);
  const choice = page.locator('[name="saisai"]');
  await choice.selectOption('2');
  expect(await failing(page)).toEqual(['clause']);
  await choice.selectOption('3');
  await expect(page.locator('.shodaku-status')).toContainText('検査できませんでした');
  expect(await verdict(page)).toBeUndefined();
  expect(await answer(page, 'subcontract.further_entrustment')).toBeUndefined();
  expect(await page.evaluate('attachments[0].receipt()')).toBeUndefined();
  await choice.selectOption('1');
  await expect(page.locator('.shodaku-status')).toBeEmpty();
  expect(await page.evaluate('attachments[0].receipt().verdict')).toBe('undetermined');
});

test('one control answers two fields, and is called invalid until neither says so', async ({
  page,
  serve,
}) => {
  await serve({
    body: `<form id="f"><p><label>日 <input name="hi"
      data-shodaku-field="subcontract.starts_on request.filed_on"></label></p></form>`,
    attach: "open().then((session) => attach(document.getElementById('f'), session));",
  });
  await attached(page);
  const day = page.locator('[name="hi"]');
  await day.fill('いつか');
  await day.blur();
  await expect(page.locator('.shodaku-message--error')).toHaveCount(2);
  await expect(day).toHaveAttribute('aria-invalid', 'true');
  await day.fill('2026-12-01');
  await expect(page.locator('.shodaku-message--error')).toHaveCount(0);
  await expect(day).not.toHaveAttribute('aria-invalid');
  expect(await answer(page, 'subcontract.starts_on')).toBe('2026-12-01');
  expect(await answer(page, 'request.filed_on')).toBe('2026-12-01');
});

const numbers = (to: number) =>
  ['', ...Array.from({ length: to }, (_, at) => String(at + 1))]
    .map((value) => `<option>${value}</option>`)
    .join('');

test('several controls are one field: a date in lists, an era, radios, ticks of different names', async ({
  page,
  serve,
}) => {
  await serve({
    body: `<form id="f">
      <p id="chaku"><select name="gengo"><option></option><option>令和</option></select>
        <select name="nen">${numbers(20)}</select>年<select name="tsuki">${numbers(12)}</select>月
        <select name="hi">${numbers(31)}</select>日</p>
      <p data-shodaku-field="request.filed_on"><input name="y" size="4"><input name="m" size="2"><input name="d" size="2"></p>
      <p><input type="radio" name="koeru" value="y" data-shodaku-field="scope.exceeds_contract">超える
        <input type="radio" name="koeru" value="n">超えない</p>
      <p id="shuchi"><input type="checkbox" name="anzen">安全管理 <input type="checkbox" name="henkan">返還</p>
    </form>`,
    attach: `open().then((session) => attach(document.getElementById('f'), session, { map: {
      'subcontract.starts_on': '#chaku',
      'subcontract.matters_told': {
        control: '#shuchi',
        read: (values, controls) => controls.filter(({ checked }) => checked)
          .map(({ name }) => ({ anzen: 'safeguards', henkan: 'return' })[name]),
      },
      'scope.exceeds_contract': { control: '[name="koeru"]', read: ([code]) => ({ y: true, n: false })[code] },
    } }));`,
  });
  await attached(page);
  await page.locator('[name="gengo"]').selectOption('令和');
  await page.locator('[name="nen"]').selectOption('8');
  await page.locator('[name="tsuki"]').selectOption('12');
  // As long as a part is wanting, nothing is said.
  expect(await answer(page, 'subcontract.starts_on')).toBeUndefined();
  await page.locator('[name="hi"]').selectOption('1');
  expect(await answer(page, 'subcontract.starts_on')).toBe('令和8年12月1日');
  await expect(page.locator('#chaku ~ .shodaku-slot .shodaku-message').first()).toContainText(
    '注意',
  );
  await page.locator('[name="y"]').fill('2026');
  await page.locator('[name="m"]').fill('11');
  await page.locator('[name="d"]').fill('20');
  expect(await answer(page, 'request.filed_on')).toBe('2026年11月20日');
  await page.locator('[value="n"]').check();
  expect(await answer(page, 'scope.exceeds_contract')).toBe(false);
  await page.locator('[name="henkan"]').check();
  expect(await answer(page, 'subcontract.matters_told')).toEqual(['return']);
  // An era by a code of the page would make another year of the year after it: that is not read.
  await page.locator('[name="gengo"]').evaluate((one: HTMLSelectElement) => {
    one.add(new Option('令和（番号）', '5'));
  });
  await page.locator('[name="gengo"]').selectOption('5');
  await expect(page.locator('.shodaku-status')).toContainText('「再委託部分の着手日」の欄からは');
  expect(await answer(page, 'subcontract.starts_on')).toBeUndefined();
  await page.locator('[name="gengo"]').selectOption('令和');
  await expect(page.locator('.shodaku-status')).toBeEmpty();
  // A list that is disabled is not sent: there is no date then, nor another one.
  await page.locator('[name="gengo"]').evaluate((one: HTMLSelectElement) => {
    one.disabled = true;
  });
  await expect.poll(() => answer(page, 'subcontract.starts_on')).toBeUndefined();
});

test('controls that are swapped, moved, disabled or reset by a script are read as they are now', async ({
  page,
  serve,
}) => {
  const posted = await serve({
    body: plain,
    script: `
      const form = document.getElementById('f');
      globalThis.swap = () => {
        const input = document.createElement('input');
        input.name = 'kensu';
        input.value = '8888';
        form.kensu.replaceWith(input);
      };
      globalThis.lend = () => {
        const input = form.kensu;
        input.setAttribute('form', 'f');
        document.body.append(input);
        input.value = '7777';
      };`,
    attach: attach(undefined, 'onerror() {},').replace("'kensu'", 'document.forms[0].kensu'),
  });
  await attached(page);
  await page.locator('[name="kensu"]').fill('9999');
  expect(await failing(page)).toEqual(['ceiling']);
  // The very element that was named is gone: what stands in its place is none of ours.
  await page.evaluate('swap()');
  await expect.poll(() => failing(page)).toEqual([]);

  await serve({ body: plain, script: 'globalThis.form = document.forms[0];', attach: attach() });
  await attached(page);
  expect(posted).toEqual([]);
  await page.evaluate(`{
    const input = document.createElement('input');
    input.name = 'kensu';
    input.value = '8888';
    form.kensu.replaceWith(input);
  }`);
  await expect.poll(() => failing(page)).toEqual(['ceiling']);
  await page.evaluate(`{
    const input = form.kensu;
    input.setAttribute('form', 'f');
    document.body.append(input);
    input.value = '7777';
  }`);
  await expect.poll(() => answer(page, 'scope.record_count')).toBe('7777');
  await page.evaluate('form.kensu.disabled = true');
  await expect.poll(() => answer(page, 'scope.record_count')).toBeUndefined();
  await page.evaluate('form.kensu.disabled = false');
  await expect.poll(() => answer(page, 'scope.record_count')).toBe('7777');
  await page.evaluate('form.reset()');
  await expect.poll(() => failing(page)).toEqual([]);
});

test('a custom element is read through the form, and until it can be it is said not to be checked', async ({
  page,
  serve,
}) => {
  const posted = await serve({
    body: `<form id="f" method="post" action="/sent"><p>件数 <x-count name="kensu" data-shodaku-field="scope.record_count"></x-count></p>
      <button>送信</button></form>`,
    script: `globalThis.define = () => customElements.define('x-count', class extends HTMLElement {
      static formAssociated = true;
      #internals = this.attachInternals();
      connectedCallback() {
        const input = document.createElement('input');
        this.attachShadow({ mode: 'closed' }).append(input);
        input.addEventListener('input', () => this.#internals.setFormValue(input.value));
        this.addEventListener('focus', () => input.focus());
        this.tabIndex = 0;
      }
    });`,
    attach: "open().then((session) => attach(document.getElementById('f'), session));",
  });
  await expect(page.locator('.shodaku-status')).toContainText('検査できませんでした');
  expect(await verdict(page)).toBeUndefined();
  await page.evaluate('define()');
  await expect.poll(() => verdict(page)).toBe('undetermined');
  await expect(page.locator('.shodaku-status')).toBeEmpty();
  await page.locator('x-count').click();
  await page.keyboard.type('9999');
  await expect.poll(() => failing(page)).toEqual(['ceiling']);
  await page.locator('button').focus();
  await expect(message(page)).toHaveCount(1);
  // What is read while the form is being submitted is what is submitted.
  await page.evaluate(`document.forms[0].addEventListener('formdata', ({ formData }) => {
    formData.set('kensa', JSON.stringify(attachments[0].receipt()?.verdict ?? null));
  })`);
  await page.locator('button').click();
  await expect.poll(() => posted.length).toBe(1);
  expect(posted.flatMap((one) => decoded(one))).toEqual([
    ['kensu', '9999'],
    ['kensa', '"not_approvable"'],
  ]);
});

test('a box with a hidden value in its place, and two controls that differ', async ({
  page,
  serve,
}) => {
  await serve({
    body: `<form id="f"><p><input type="hidden" name="koeru" value="0"><label><input type="checkbox" name="koeru" value="1">超える</label></p>
      <p><label>件数 <input name="kensu"></label> <label>（確認） <input name="kensu"></label></p></form>`,
    attach: `attach(document.getElementById('f'), open(), { onerror() {}, map: {
      'scope.exceeds_contract': 'koeru', 'scope.record_count': 'kensu' } });`,
  });
  await attached(page);
  await expect.poll(() => answer(page, 'scope.exceeds_contract')).toBe(false);
  await page.locator('[type="checkbox"]').check();
  expect(await answer(page, 'scope.exceeds_contract')).toBe(true);
  await page.locator('[type="checkbox"]').uncheck();
  expect(await answer(page, 'scope.exceeds_contract')).toBe(false);
  const [first, second] = [
    page.locator('[name="kensu"]').first(),
    page.locator('[name="kensu"]').last(),
  ];
  await first.fill('12');
  expect(await answer(page, 'scope.record_count')).toBe('12');
  // Which of them the host goes by, nobody knows.
  await second.fill('9999');
  await expect(page.locator('.shodaku-status')).toContainText('送られる値が分かりません');
  expect(await answer(page, 'scope.record_count')).toBeUndefined();
  expect(await page.evaluate('attachments[0].receipt()')).toBeUndefined();
  await first.fill('9999');
  await expect(page.locator('.shodaku-status')).toBeEmpty();
  expect(await failing(page)).toContain('ceiling');
});

test('what a control cannot read itself is judged as unreadable, and no receipt is given', async ({
  page,
  serve,
}) => {
  await serve({
    body: plain.replace('<input name="kensu">', '<input type="number" name="kensu">'),
    attach: attach(),
  });
  await attached(page);
  await page.locator('[name="kensu"]').pressSequentially('1e');
  await page.locator('[name="kensu"]').blur();
  await expect(page.locator('.shodaku-message--error')).toHaveCount(1);
  expect(await page.evaluate('attachments[0].receipt()')).toBeUndefined();
  await page.locator('[name="kensu"]').fill('12');
  expect(await page.evaluate('attachments[0].receipt().verdict')).toBe('undetermined');
});

test("a host's own button finds the report of now, also in the midst of the press", async ({
  page,
  serve,
}) => {
  await serve({
    body: plain.replace('<p><button>', '<p><button type="button" id="look">確認</button><button>'),
    script: `document.getElementById('look').addEventListener('click', () => {
      document.forms[0].kensu.value = '9999';
      globalThis.seen = attachments[0].review().verdict;
    });`,
    attach: attach(),
  });
  await attached(page);
  await page.locator('[name="kensu"]').fill('12');
  await page.locator('#look').click();
  expect(await page.evaluate('seen')).toBe('not_approvable');
  await expect(page.locator('.shodaku-summary')).toBeFocused();
  await expect(page.locator('.shodaku-summary')).toContainText('上限');
});
