// Where a message goes: after the whole field, and nothing of the host's is moved or widened by it.

import type { Page } from '@playwright/test';
import { attached, expect, test } from './hosts/host.js';

/** What is compared of a page: the place of each part within the field it is of. */
interface Kind {
  readonly what: string;
  /** A field within a form; `data-part` marks what is the host's own. */
  readonly body: string;
  readonly style?: string;
  /** The element that the message has to be directly in, or directly after. */
  readonly within?: string;
  readonly after?: string;
}

const count = '<input data-part name="kensu" data-shodaku-field="scope.record_count">';
const other = '<p><label>備考 <input name="bikou"></label></p>';

const kinds: readonly Kind[] = [
  {
    what: "the host's own error, which a sibling selector looks for",
    body: `<div id="field"><label data-part>件数</label> ${count}<span data-part class="error">5けたまで</span></div>${other}`,
    style: '.error { display: none } input:focus + .error, input + .error { display: block }',
    within: '#field',
  },
  {
    what: 'the same in a form without any frames',
    body: `件数 ${count} 件<span data-part class="error">5けたまで</span><br>備考 <input name="bikou">`,
    style: 'input + .error { display: inline; color: red }',
    after: 'br',
  },
  {
    what: 'an input group in a row',
    body: `<div id="group" class="group"><span data-part>約</span>${count}<button type="button" data-part>参照</button></div>${other}`,
    style: '.group { display: flex; align-items: stretch } .group > * { border: 1px solid }',
    after: '#group',
  },
  {
    what: 'two fields side by side',
    body: `<div class="row"><div id="col"><label data-part>件数</label>${count}</div><div class="col"><span data-part>備考</span> <input name="bikou"></div></div>`,
    style: '.row { display: flex; gap: 1em } .row > * { flex: 1 }',
    within: '#col',
  },
  {
    what: 'two fields side by side whose frames are rows too',
    body: `<div class="row" id="row"><div class="row"><span data-part>件数</span>${count}</div><div class="row" data-part>備考 <input name="bikou"></div></div>`,
    style: '.row { display: flex; gap: 1em }',
    after: '#row',
  },
  {
    what: 'a label around its control',
    body: `<label id="label">件数 ${count} <b data-part>件</b></label><p>備考 <input name="bikou"></p>`,
    after: '#label',
  },
  {
    what: 'a table cell with a unit and an error',
    body: `<table border="1"><tr><th>件数<td id="cell" valign="top">${count} <span data-part>件</span><span data-part class="error"></span>
      <tr><th>備考<td><input name="bikou"></table>`,
    within: '#cell',
  },
  {
    what: 'a table cell with two fields',
    body: `<table border="1"><tr><th>範囲<td id="cell">${count}<span data-part class="unit">件</span><input name="bikou"></table>`,
    after: '[name="bikou"]',
  },
  {
    what: 'radio buttons of one name, each with a label that follows',
    body: `<div id="field">${['はい', 'いいえ']
      .map(
        (value, at) =>
          `<input type="radio" data-part name="koeru" id="r${at}" value="${value}" data-shodaku-field="scope.exceeds_contract"><label data-part for="r${at}">${value}</label>`,
      )
      .join('')}</div>${other}`,
    style: ':checked + label { font-weight: bold }',
    within: '#field',
  },
  {
    what: 'radio buttons of one name in one line with other fields',
    body: `備考 <input name="bikou"> ${['はい', 'いいえ']
      .map(
        (value, at) =>
          `<input type="radio" data-part name="koeru" id="r${at}" value="${value}" data-shodaku-field="scope.exceeds_contract"><label data-part for="r${at}">${value}</label>`,
      )
      .join('')} 電話 <input name="denwa">`,
    style: ':checked + label { font-weight: bold }',
    after: '[name="denwa"]',
  },
  {
    what: 'a control in the legend of a group',
    body: `<fieldset id="group"><legend data-part><label><input type="checkbox" data-part name="koeru" data-shodaku-field="scope.exceeds_contract">超える</label></legend>
      <p data-part>備考 <input name="bikou"></p></fieldset>`,
    after: 'legend',
  },
  {
    what: 'a list of definitions',
    body: `<dl><dt data-part>件数<dd id="cell">${count} <span data-part>件</span><dt>備考<dd><input name="bikou"></dl>`,
    within: '#cell',
  },
  {
    what: 'a form in two columns of a grid',
    body: `<div class="grid"><label data-part for="k">件数</label><input id="k" data-part name="kensu" data-shodaku-field="scope.record_count">
      <label data-part for="b">備考</label><input id="b" data-part name="bikou"></div>`,
    style: '.grid { display: grid; grid-template-columns: 6em 1fr }',
    after: '.grid',
  },
  {
    what: 'a label that floats over its control',
    body: `<div id="float" class="float">${count.replace('<input', '<input id="k"')}<label data-part for="k">件数</label></div>${other}`,
    style:
      '.float { position: relative } .float label { position: absolute; inset: 0; pointer-events: none; border-bottom: 1px solid }',
    after: '#float',
  },
  {
    what: 'a frame no wider than what it holds',
    body: `<span id="frame" class="shrink"><span data-part>件数</span>${count.replace('<input', '<input size="30"')}</span>${other}`,
    style: '.shrink { display: inline-flex; flex-direction: column; border: 1px solid }',
    within: '#frame',
  },
  {
    what: 'a frame too narrow to read in',
    body: `<div class="row" id="row"><div class="short"><b data-part>件数</b><br>${count.replace('<input', '<input size="2"')}</div><div><b data-part>備考</b><br><input name="bikou"></div></div>`,
    style: '.row { display: flex; gap: 1em } .short { width: 4em }',
    after: '#row',
  },
  {
    what: 'several controls in a table cell',
    body: `<table border="1"><tr><th>範囲<td id="cell">${['true', 'false']
      .map(
        (value) =>
          `<input data-part type="radio" name="koeru" value="${value}" data-shodaku-field="scope.exceeds_contract">${value} `,
      )
      .join('')}<tr><th>備考<td><input name="bikou"></table><input type="submit">`,
    within: '#cell',
  },
  {
    what: 'a widget of a value, a bar of buttons, and a list that opens below them',
    body: `<div id="card"><b data-part>件数</b><div id="widget" class="widget"><div class="box" data-part><div>${count}</div><div class="bar">
      <span data-part><button type="button">×</button></span><span data-part><button type="button">▼</button></span></div></div>
      <div><div hidden>候補はありません</div></div></div></div>${other}`,
    style: `.box { display: flex; border: 1px solid; padding: 4px } .bar { display: flex; margin-left: auto }
      .widget { position: relative }`,
    within: '#card',
  },
  {
    what: 'a remark that the control names',
    body: `<p><label>件数 <input data-part name="kensu" aria-describedby="remark" data-shodaku-field="scope.record_count"></label></p><p data-part id="remark">全角でも</p>${other}`,
    after: '#remark',
  },
  {
    what: 'a place that the host has said',
    body: `<p>${count}<span data-part class="error"></span></p><hr data-part><div id="here" data-shodaku-message="scope.record_count"></div>`,
    within: '#here',
  },
];

/** Where each part stands from the first of them, and how large it is. */
const parts = (page: Page) =>
  page.locator('[data-part]').evaluateAll((all) => {
    const first = all[0]?.getBoundingClientRect();
    return all.map((one) => {
      const { left, top, width, height } = one.getBoundingClientRect();
      return [left, top - (first?.top ?? 0), width, height].map(
        (number) => Math.round(number * 10) / 10,
      );
    });
  });

/** Which parts stand before the message: what stands after it is lower by it. */
const before = (page: Page) =>
  page.locator('[data-part]').evaluateAll((all) => {
    const slot = document.querySelector('.shodaku-slot') as Element;
    return all.map((one) =>
      Boolean(one.compareDocumentPosition(slot) & Node.DOCUMENT_POSITION_FOLLOWING),
    );
  });

for (const { what, body, style = '', within, after } of kinds) {
  test(`a message at ${what}`, async ({ page, serve }) => {
    const host = {
      body: `<form id="f">${body}</form>`,
      style,
      attach: "attach(document.getElementById('f'), open());",
    };
    await serve(host);
    await attached(page);
    const control = page.locator('[data-shodaku-field]').first();
    if (await control.evaluate((one: HTMLInputElement) => one.type === 'text')) {
      await control.fill('9999');
      await control.blur();
    } else await control.check();
    await expect(page.locator('.shodaku-message').first()).toBeVisible();
    const slot = page.locator('.shodaku-slot');
    await expect(slot).toHaveCount(1);
    const place = await slot.evaluate(
      (one, { inside, behind }) => [
        inside === '' || one.parentElement?.matches(inside),
        inside === '' || one.nextElementSibling === null,
        behind === '' || one.previousElementSibling?.matches(behind),
      ],
      { inside: within ?? '', behind: after ?? '' },
    );
    expect(place).toEqual([true, true, true]);
    const firsts = await before(page);
    expect(firsts).toContain(true);
    const now = await parts(page);

    // The same page, filled in alike, without a message.
    await page.evaluate('attachments[0].detach()');
    const without = await parts(page);
    for (const [at, [left, top, width, height]] of now.entries()) {
      const [x, y, w, h] = without[at] ?? [];
      expect([left, width, height], `part ${at}`).toEqual([x, w, h]);
      if (firsts[at]) expect(top, `part ${at}`).toBe(y);
    }
    expect(await page.locator('[data-shodaku-own]').count()).toBe(0);
  });
}

/** How much of what was in view has moved by itself. */
const SHIFTS = `
  globalThis.shifts = [];
  new PerformanceObserver((list) => shifts.push(...list.getEntries().map(({ value }) => value)))
    .observe({ type: 'layout-shift', buffered: true });`;

const many = Array.from(
  { length: 12 },
  (_, at) =>
    `<p><label>欄${at} <input name="n${at}" data-shodaku-field="${['scope.record_count', 'scope.data_items', 'subcontractor.name', 'scope.work'][at % 4]}"></label></p>`,
).join('');

test('nothing in view moves when it starts late', async ({ page, serve }) => {
  await page.addInitScript(SHIFTS);
  await serve({
    body: `<h1>様式</h1><form>${many}</form>`,
    attach: 'globalThis.start = () => attach(document.forms[0], open());',
  });
  await page.waitForTimeout(600);
  await page.evaluate('start()');
  await attached(page);
  await page.waitForTimeout(600);
  const shifts = (await page.evaluate('shifts')) as number[];
  expect(shifts.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(0.02);
  await page.locator('[name="n0"]').fill('9999');
  await page.locator('[name="n1"]').focus();
  await expect(page.locator('.shodaku-message').first()).toBeVisible();
});

test('a form that is a row itself is not parted: all stands before and after it', async ({
  page,
  serve,
}) => {
  await serve({
    body: `<form id="f">${count}<button>送信</button></form>`,
    script: "document.forms[0].addEventListener('submit', (event) => event.preventDefault());",
    style: '#f { display: flex; gap: 1em }',
    attach: "attach(document.getElementById('f'), open());",
  });
  await attached(page);
  await page.locator('input').fill('9999');
  await page.locator('input').blur();
  await expect(page.locator('#f + .shodaku-slot .shodaku-message')).toBeVisible();
  await page.locator('button').click();
  await expect(page.locator('#f > *')).toHaveCount(2);
  await page.evaluate('attachments[0].review()');
  await expect(page.locator('.shodaku-summary')).toBeFocused();
  await page.evaluate('attachments[0].detach()');
  await expect(page.locator('[data-shodaku-own]')).toHaveCount(0);
});

test('messages are in the size of the page, whatever its root says', async ({ page, serve }) => {
  await serve({
    body: `<form id="f"><p><label>件数 ${count}</label></p></form>`,
    style: 'html { font-size: 62.5% } body { font-size: 1.8rem }',
    attach: "attach(document.getElementById('f'), open());",
  });
  await attached(page);
  await page.locator('input').fill('9999');
  await page.locator('input').blur();
  await expect(page.locator('.shodaku-message')).toHaveCSS('font-size', '18px');
});
