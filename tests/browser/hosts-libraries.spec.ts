// Forms whose controls are other people's widgets: picked in by mouse and keyboard, as people do.

import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { build } from 'esbuild';
import { attached, decoded, detach, expect, failing, type Host, test } from './hosts/host.js';

const message = (page: Page) => page.locator('.shodaku-message');
const posts = '<form id="f" method="post" action="/sent">';
const JQUERY = 'jquery/dist/jquery.js';

/** What jQuery and the widgets do in their pages: no policy grants it. */
const open = (host: Host): Host => ({ policy: null, ...host });

const jqueryUi = open({
  libraries: ['jquery-ui/dist/themes/base/jquery-ui.css', JQUERY, 'jquery-ui/dist/jquery-ui.js'],
  body: `${posts}<table>
    <tr><th>着手日</th><td><input name="chaku" data-shodaku-field="subcontract.starts_on"></td></tr>
    <tr><th>件数</th><td><input name="kensu" data-shodaku-field="scope.record_count"></td></tr>
    </table><button>送信</button></form>`,
  script: `$(function () {
    $('[name=chaku]').datepicker({ dateFormat: 'yy/mm/dd', defaultDate: new Date(2026, 11, 1) });
    $('[name=kensu]').spinner({ step: 3000 });
  });`,
  attach: "open().then((session) => attach(document.getElementById('f'), session));",
});

test('jQuery UI: a day picked by mouse in the calendar, a number by its arrows', async ({
  page,
  serve,
}) => {
  const posted = await serve(jqueryUi);
  await attached(page);
  await page.locator('[name="chaku"]').click();
  await page.locator('.ui-datepicker-calendar a', { hasText: /^2$/ }).click();
  await expect(page.locator('[name="chaku"]')).toHaveValue('2026/12/02');
  await expect(message(page)).toHaveCount(1);
  await page.locator('[name="chaku"]').click();
  await page.locator('.ui-datepicker-calendar a', { hasText: /^18$/ }).click();
  await expect(message(page)).toHaveCount(0);
  await page.locator('.ui-spinner-up').click();
  await page.locator('.ui-spinner-up').click();
  await expect(message(page)).toHaveCount(1);
  await page.locator('button').click();
  await expect.poll(() => posted.length).toBe(1);
  expect(posted.flatMap((one) => decoded(one))).toEqual([
    ['chaku', '2026/12/18'],
    ['kensu', '6000'],
  ]);
});

const select2 = open({
  libraries: ['select2/dist/css/select2.css', JQUERY, 'select2/dist/js/select2.js'],
  body: `${posts}
    <div class="row"><label for="saisai">再々委託</label>
      <select id="saisai" name="saisai" style="width: 20em" data-shodaku-field="subcontract.further_entrustment">
        <option value="">-</option><option value="forbidden">禁止</option>
        <option value="contractor_consent">受託者の承諾</option></select></div>
    <div class="row"><label for="koumoku">項目</label>
      <select id="koumoku" name="koumoku" multiple style="width: 20em" data-shodaku-field="scope.data_items">
        <option>氏名</option><option>住所</option><option>既往歴</option></select></div>
    <button>送信</button></form>`,
  script: "$(function () { $('select').select2({ minimumResultsForSearch: Infinity }); });",
  attach: "open().then((session) => attach(document.getElementById('f'), session));",
});

test('Select2: an option picked by mouse, by the keyboard, and taken away again', async ({
  page,
  serve,
}) => {
  const posted = await serve(select2);
  await attached(page);
  await page.locator('.select2-selection--single').click();
  await page.locator('.select2-results__option', { hasText: '受託者の承諾' }).click();
  await expect(message(page)).toHaveCount(1);
  await expect(message(page)).toContainText('第6条第2項第4号ホ');
  // Heard at what takes the focus, and led to by the summary.
  await expect(page.locator('.select2-selection--single')).toHaveAttribute(
    'aria-describedby',
    /shodaku-/,
  );
  await page.evaluate('attachments[0].review()');
  await page.locator('.shodaku-summary a').first().click();
  await expect(page.locator('.select2-selection--single')).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect(message(page)).toHaveCount(0);
  await page.locator('.select2-selection--multiple').click();
  await page.locator('.select2-results__option', { hasText: '既往歴' }).click();
  await expect(message(page)).toHaveCount(1);
  await page.locator('.select2-selection__choice__remove').click();
  await expect(message(page)).toHaveCount(0);
  await page.keyboard.press('Escape');
  await page.locator('.select2-selection--multiple').click();
  await page.locator('.select2-results__option', { hasText: '住所' }).click();
  await page.locator('button').click();
  await expect.poll(() => posted.length).toBe(1);
  expect(posted.flatMap((one) => decoded(one))).toEqual([
    ['saisai', 'forbidden'],
    ['koumoku', '住所'],
  ]);
});

const flatpickr = open({
  libraries: ['flatpickr/dist/flatpickr.css', 'flatpickr/dist/flatpickr.js'],
  body: `${posts}
    <p><label>着手日 <input name="chaku" data-shodaku-field="subcontract.starts_on"></label></p>
    <p><label>終了日 <input name="owari" data-shodaku-field="subcontract.ends_on"></label></p>
    <button>送信</button></form>`,
  script: `
    const form = document.getElementById('f');
    const options = { defaultDate: null, minDate: '2026-12-01', maxDate: '2026-12-31' };
    flatpickr(form.chaku, { ...options, altInput: true, altFormat: 'Y年n月j日' });
    flatpickr(form.owari, options);`,
  attach: 'open().then((session) => attach(form, session));',
});

test('flatpickr: a day picked by mouse, also where another control is shown in its place', async ({
  page,
  serve,
}) => {
  const posted = await serve(flatpickr);
  await attached(page);
  const shown = page.locator('input[type="text"]');
  const day = (number: number) =>
    page
      .locator('.flatpickr-calendar.open .flatpickr-day:not(.prevMonthDay):not(.nextMonthDay)')
      .filter({ hasText: new RegExp(`^${number}$`) });
  await shown.first().click();
  await day(2).click();
  await expect(shown.first()).toHaveValue('2026年12月2日');
  await expect(message(page)).toHaveCount(1);
  await shown.first().click();
  await day(18).click();
  await expect(message(page)).toHaveCount(0);
  await shown.nth(1).click();
  await day(20).click();
  await page.locator('button').click();
  await expect.poll(() => posted.length).toBe(1);
  expect(posted.flatMap((one) => decoded(one))).toEqual([
    ['chaku', '2026-12-18'],
    ['owari', '2026-12-20'],
  ]);
});

const angular = open({
  libraries: ['angular/angular.js'],
  body: `<div ng-app="app" ng-controller="Ctrl as c"><form id="f" name="form" method="post" action="/sent" novalidate>
    <p><label>件数 <input name="kensu" ng-model="c.kensu" data-shodaku-field="scope.record_count"></label></p>
    <p><label>再々委託 <select name="saisai" ng-model="c.saisai"
      ng-options="one.code as one.label for one in c.options"><option value=""></option></select></label></p>
    <p ng-if="c.kensu > 100"><label>項目 <input name="koumoku" ng-model="c.koumoku"></label></p>
    <button type="button" id="fill" ng-click="c.fill()">前回の値</button>
    <button type="button" id="clear" ng-click="c.clear()">消す</button><button>送信</button></form></div>`,
  script: `angular.module('app', []).controller('Ctrl', function ($timeout) {
    var c = this;
    c.options = [{ code: 'k', label: '禁止' }, { code: 'j', label: '受託者の承諾' }];
    c.fill = function () { $timeout(function () { c.kensu = '9999'; c.koumoku = '既往歴'; c.saisai = 'j'; }, 30); };
    c.clear = function () { c.kensu = ''; c.saisai = null; };
  });`,
  attach: `open().then((session) => attach(document.getElementById('f'), session, { map: {
    'scope.data_items': 'koumoku',
    'subcontract.further_entrustment': {
      control: 'saisai', read: ([code]) => ({ 'string:k': 'forbidden', 'string:j': 'contractor_consent' })[code],
    },
  } }));`,
});

test('AngularJS: values that come from the model, a field that comes and goes, a reset', async ({
  page,
  serve,
}) => {
  const posted = await serve(angular);
  await attached(page);
  await page.locator('#fill').click();
  await expect(page.locator('[name="koumoku"]')).toHaveValue('既往歴');
  await expect.poll(() => failing(page)).toEqual(['ceiling', 'clause', 'items-within']);
  await expect(message(page)).not.toHaveCount(0);
  await page.locator('#clear').click();
  await expect.poll(() => failing(page)).toEqual([]);
  await expect(page.locator('p .shodaku-message, p + .shodaku-slot .shodaku-message')).toHaveCount(
    0,
  );
  await page.locator('[name="kensu"]').fill('4000');
  await page.locator('[name="koumoku"]').fill('氏名');
  await page.locator('[name="saisai"]').selectOption({ label: '禁止' });
  await expect.poll(() => failing(page)).toEqual([]);
  await page.locator('button').last().click();
  await expect.poll(() => posted.length).toBe(1);
  expect(posted.flatMap((one) => decoded(one))).toEqual([
    ['kensu', '4000'],
    ['saisai', 'string:k'],
    ['koumoku', '氏名'],
  ]);
});

/** Where the host's own parts stand from the left, and how large they are, once at rest: a host moves its labels. */
const sizes = (page: Page, selector: string) =>
  page.locator(selector).evaluateAll(async (all) => {
    await Promise.allSettled(document.getAnimations().map((one) => one.finished));
    return all
      .filter((one) => !one.closest('[data-shodaku-own]'))
      .map((one) => {
        const { left, width, height } = one.getBoundingClientRect();
        return [one.className, ...[left, width, height].map((size) => Math.round(size * 10) / 10)];
      });
  });

/** Does the same with a message and, once detached, without: the host's parts are alike. */
async function leavesSizes(page: Page, selector: string): Promise<void> {
  const now = await sizes(page, selector);
  expect(now.length).toBeGreaterThan(0);
  await detach(page);
  expect(now).toEqual(await sizes(page, selector));
}

const bootstrap = open({
  libraries: ['bootstrap/dist/css/bootstrap.css', 'bootstrap/dist/js/bootstrap.bundle.js'],
  body: `<form id="f" class="container needs-validation" method="post" action="/sent" novalidate>
    <div class="row g-3">
      <div class="col-md-6"><label class="form-label" for="saki">再委託先</label>
        <input class="form-control" id="saki" name="saki" required data-shodaku-field="subcontractor.name">
        <div class="invalid-feedback">必須です</div></div>
      <div class="col-md-6"><label class="form-label" for="kensu">件数</label>
        <div class="input-group has-validation"><span class="input-group-text">約</span>
          <input class="form-control" id="kensu" name="kensu" required data-shodaku-field="scope.record_count">
          <span class="input-group-text">件</span><div class="invalid-feedback">必須です</div></div></div>
    </div>
    <div class="form-floating mb-3"><input class="form-control" id="koumoku" name="koumoku" placeholder="" data-shodaku-field="scope.data_items">
      <label for="koumoku">項目</label></div>
    <div class="mb-3">${['はい', 'いいえ']
      .map(
        (value, at) =>
          `<div class="form-check form-check-inline"><input class="form-check-input" type="radio" name="koeru" id="k${at}" value="${value}" data-shodaku-field="scope.exceeds_contract"><label class="form-check-label" for="k${at}">${value}</label></div>`,
      )
      .join('')}</div>
    <button type="button" class="btn btn-secondary" data-bs-toggle="collapse" data-bs-target="#more" aria-expanded="false">詳しく</button>
    <div class="collapse" id="more"><div class="mb-3"><label class="form-label" for="saisai">再々委託</label>
      <select class="form-select" id="saisai" name="saisai" data-shodaku-field="subcontract.further_entrustment">
        <option value=""></option><option value="forbidden">禁止</option><option value="contractor_consent" selected>受託者</option></select></div></div>
    <button class="btn btn-primary">送信</button></form>`,
  script: `document.getElementById('f').addEventListener('submit', (event) => {
    if (!event.target.checkValidity()) event.preventDefault();
    event.target.classList.add('was-validated');
  });`,
  attach: "open().then((session) => attach(document.getElementById('f'), session));",
});

test('Bootstrap: its own feedback, groups and floating labels are as they were, and what is collapsed is opened', async ({
  page,
  serve,
}) => {
  const fill = async () => {
    await page.locator('[name="kensu"]').fill('9999');
    await page.locator('[name="koumoku"]').fill('既往歴');
    await page.locator('#k0').check();
    await page.locator('button').last().click();
  };
  const posted = await serve(bootstrap);
  await attached(page);
  await fill();
  // What the host refuses it refuses as ever, at its own place.
  await expect(page.locator('.invalid-feedback').first()).toBeVisible();
  await expect(page.locator('.row .shodaku-message')).toHaveCount(1);
  await expect(
    page.locator('.input-group .shodaku-slot, .form-floating .shodaku-slot'),
  ).toHaveCount(0);
  await expect(message(page)).toHaveCount(4);
  await page.locator('.shodaku-summary').getByText('第6条第2項第4号ホ').click();
  await expect(page.locator('[name="saisai"]')).toBeVisible();
  await page.locator('[name="saki"]').fill('みどり');
  await page.locator('button').last().click();
  await expect.poll(() => posted.length).toBe(1);
  expect(posted.flatMap((one) => decoded(one))).toEqual([
    ['saki', 'みどり'],
    ['kensu', '9999'],
    ['koumoku', '既往歴'],
    ['koeru', 'はい'],
    ['saisai', 'contractor_consent'],
  ]);
  await serve(bootstrap);
  await attached(page);
  await fill();
  await expect(message(page)).toHaveCount(4);
  await leavesSizes(
    page,
    'label, input, select, .input-group-text, .form-check, .btn, .invalid-feedback',
  );
});

const govuk = open({
  libraries: ['govuk-frontend/dist/govuk/govuk-frontend.min.css'],
  body: `<form id="f" class="govuk-width-container" method="post" action="/sent" novalidate>
    <div class="govuk-form-group" id="group"><label class="govuk-label" for="kensu">件数</label>
      <div id="kensu-hint" class="govuk-hint">契約の上限まで</div>
      <div class="govuk-input__wrapper"><div class="govuk-input__prefix">約</div>
        <input class="govuk-input govuk-input--width-5" id="kensu" name="kensu" aria-describedby="kensu-hint" data-shodaku-field="scope.record_count">
        <div class="govuk-input__suffix">件</div></div></div>
    <div class="govuk-form-group"><fieldset class="govuk-fieldset"><legend class="govuk-fieldset__legend">範囲</legend>
      <div class="govuk-radios">${['はい', 'いいえ']
        .map(
          (value, at) =>
            `<div class="govuk-radios__item"><input class="govuk-radios__input" type="radio" name="koeru" id="k${at}" value="${value}" data-shodaku-field="scope.exceeds_contract"><label class="govuk-label govuk-radios__label" for="k${at}">${value}</label></div>`,
        )
        .join('')}</div></fieldset></div>
    <div class="govuk-form-group"><fieldset class="govuk-fieldset" role="group"><legend class="govuk-fieldset__legend">着手日</legend>
      <div class="govuk-date-input" id="chaku">${['日', '月', '年']
        .map(
          (part, at) =>
            `<div class="govuk-date-input__item"><label class="govuk-label" for="d${at}">${part}</label><input class="govuk-input govuk-date-input__input govuk-input--width-2" id="d${at}" name="chaku-${at}"></div>`,
        )
        .join('')}</div></fieldset></div>
    <button class="govuk-button">送信</button></form>`,
  script: `document.getElementById('f').addEventListener('submit', (event) => {
    if (document.getElementById('kensu').value !== '') return;
    event.preventDefault();
    document.querySelector('.govuk-error-message')?.remove();
    document.getElementById('group').classList.add('govuk-form-group--error');
    document.getElementById('kensu-hint').insertAdjacentHTML('afterend', '<p class="govuk-error-message">必須です</p>');
  });`,
  attach: `open().then((session) => attach(document.getElementById('f'), session, { map: {
    'subcontract.starts_on': { control: '#chaku input', read: ([day, month, year]) => (
      day && month && year ? [year, month, day].join('-') : null) },
  } }));`,
});

test('GOV.UK: its form groups, a date in three inputs, its own error', async ({ page, serve }) => {
  const fill = async () => {
    await page.locator('#k0').check();
    for (const [at, part] of ['1', '12', '2026'].entries())
      await page.locator(`#d${at}`).fill(part);
    await page.locator('button').click();
    await expect(page.locator('.govuk-error-message')).toBeVisible();
    await page.locator('#kensu').fill('9999');
    await page.locator('#kensu').blur();
    await expect(message(page)).toHaveCount(3);
  };
  const posted = await serve(govuk);
  await attached(page);
  await fill();
  expect(await failing(page)).toEqual(['approved', 'ceiling', 'within']);
  await expect(
    page.locator('.govuk-input__wrapper .shodaku-slot, .govuk-radios .shodaku-slot'),
  ).toHaveCount(0);
  await expect(page.locator('#kensu')).toHaveAttribute('aria-describedby', /^kensu-hint shodaku-/);
  await page.locator('button').click();
  await expect.poll(() => posted.length).toBe(1);
  expect(posted.flatMap((one) => decoded(one))).toEqual([
    ['kensu', '9999'],
    ['koeru', 'はい'],
    ['chaku-0', '1'],
    ['chaku-1', '12'],
    ['chaku-2', '2026'],
  ]);
  await serve(govuk);
  await attached(page);
  await fill();
  await leavesSizes(
    page,
    'label, input, .govuk-hint, .govuk-error-message, [class^="govuk-input__"], button',
  );
});

const htmx = open({
  libraries: ['htmx.org/dist/htmx.js'],
  body: `<form id="f" method="post" action="/sent">
    <p><label>件数 <input name="kensu" hx-post="/check" hx-trigger="change" hx-target="#koumoku" hx-swap="outerHTML"></label></p>
    <p id="koumoku"><label>項目 <input name="koumoku"></label></p>
    <button type="button" hx-post="/again" hx-target="#f" hx-swap="innerHTML">やり直す</button><button>送信</button></form>`,
  pages: {
    '/check': () => ({
      status: 200,
      part: true,
      body: '<p id="koumoku"><label>項目 <textarea name="koumoku">既往歴</textarea></label></p>',
    }),
    '/again': () => ({
      status: 200,
      part: true,
      body: '<p><label>件数 <input name="kensu" value="8888"></label></p><p><label>項目 <input name="koumoku" value="氏名"></label></p><button>送信</button>',
    }),
  },
  attach: `attach(document.getElementById('f'), open(), { map: {
    'scope.record_count': 'kensu', 'scope.data_items': 'koumoku' } });`,
});

test('htmx: a field that the server draws anew, then the whole form', async ({ page, serve }) => {
  const posted = await serve(htmx);
  await attached(page);
  await page.locator('[name="kensu"]').fill('9999');
  await page.locator('[name="kensu"]').blur();
  await expect(page.locator('textarea')).toHaveValue('既往歴');
  await expect.poll(() => failing(page)).toEqual(['ceiling', 'items-within']);
  await page.locator('[name="koumoku"]').fill('氏名');
  await expect.poll(() => failing(page)).toEqual(['ceiling']);
  await page.locator('button').first().click();
  await expect(page.locator('[name="kensu"]')).toHaveValue('8888');
  await expect.poll(() => failing(page)).toEqual(['ceiling']);
  await expect(message(page)).toHaveCount(1);
  await page.locator('[name="kensu"]').fill('12');
  await expect(message(page)).toHaveCount(0);
  await page.locator('button').click();
  await expect.poll(() => posted.filter(({ path }) => path === '/sent').length).toBe(1);
  expect(posted.filter(({ path }) => path === '/sent').flatMap((one) => decoded(one))).toEqual([
    ['kensu', '12'],
    ['koumoku', '氏名'],
  ]);
});

const SHOELACE = '@shoelace-style/shoelace/cdn';
const shoelace = open({
  libraries: [`${SHOELACE}/themes/light.css`],
  body: `<script type="module" src="/nm/${SHOELACE}/shoelace.js"></script>
    <form id="f" method="post" action="/sent">
    <sl-input name="kensu" label="件数" data-shodaku-field="scope.record_count"></sl-input>
    <sl-select name="saisai" label="再々委託" data-shodaku-field="subcontract.further_entrustment">
      <sl-option value="forbidden">禁止</sl-option><sl-option value="contractor_consent">受託者</sl-option></sl-select>
    <sl-checkbox name="koeru" value="1" data-shodaku-field="scope.exceeds_contract">超える</sl-checkbox>
    <button>送信</button></form>`,
  attach: "attach(document.getElementById('f'), open(), { onerror() {} });",
});

test('Shoelace: custom elements are read through the form', async ({ page, serve }) => {
  const posted = await serve(shoelace);
  await attached(page);
  await expect(page.locator('.shodaku-status')).toBeEmpty({ timeout: 15_000 });
  await page.locator('sl-input').click();
  await page.keyboard.type('9999');
  await page.keyboard.press('Tab');
  await expect.poll(() => failing(page)).toEqual(['ceiling']);
  await expect(message(page)).toHaveCount(1);
  await page.locator('sl-select').click();
  await page.locator('sl-option', { hasText: '受託者' }).click();
  await expect.poll(() => failing(page)).toEqual(['ceiling', 'clause']);
  await page.locator('sl-checkbox').click();
  await expect.poll(() => failing(page)).toEqual(['ceiling', 'clause', 'within']);
  await expect(message(page)).toHaveCount(3);
  await page.locator('sl-checkbox').click();
  await expect(message(page)).toHaveCount(2);
  await page.locator('button').last().click();
  await expect.poll(() => posted.length).toBe(1);
  // In the order in which the elements were defined.
  expect(posted.flatMap((one) => decoded(one)).sort()).toEqual([
    ['kensu', '9999'],
    ['saisai', 'contractor_consent'],
  ]);
});

/** React and Material UI in one script, as a bundler makes it. */
async function material(): Promise<string> {
  const { outputFiles } = await build({
    bundle: true,
    define: { 'process.env.NODE_ENV': '"production"' },
    entryPoints: [fileURLToPath(new URL('./hosts/material.jsx', import.meta.url))],
    jsx: 'automatic',
    minify: true,
    write: false,
  });
  return outputFiles[0]?.text ?? '';
}

test('Material UI: what React holds, picks and takes back, and a message at what is seen', async ({
  page,
  serve,
}) => {
  const host = open({
    body: '<div id="app"></div>',
    script: await material(),
    attach: `const start = () => {
      const form = document.getElementById('f');
      if (!form) { setTimeout(start, 20); return; }
      attach(form, open(), { map: {
        'scope.record_count': 'kensu', 'scope.data_items': 'koumoku',
        'subcontract.further_entrustment': 'saisai', 'scope.exceeds_contract': 'koeru' } });
    };
    start();`,
  });
  const posted = await serve(host);
  await attached(page);
  await page.locator('[name="kensu"]').fill('9999');
  await page.locator('[name="kensu"]').blur();
  await expect(message(page)).toHaveCount(1);
  await page.locator('[role="combobox"]').click();
  await page.getByRole('option', { name: '受託者の承諾' }).click();
  await expect(message(page)).toHaveCount(2);
  // Heard at what takes the focus, not at the control behind it.
  await expect(page.locator('[role="combobox"]')).toHaveAttribute('aria-describedby', /shodaku-/);
  await page.getByRole('button', { name: '消す' }).click();
  await expect.poll(() => failing(page)).toEqual([]);
  await expect(message(page)).toHaveCount(0);
  await page.getByRole('button', { name: '前回の値' }).click();
  await expect.poll(() => failing(page)).toEqual(['ceiling', 'items-within']);
  await expect(
    page.locator('[class*="MuiInputBase"] .shodaku-slot, label .shodaku-slot'),
  ).toHaveCount(0);
  // The host's own remark comes and goes beside ours.
  await page.locator('[name="kensu"]').fill('123456');
  await expect(page.locator('p.Mui-error')).toHaveText('5けたまで');
  await page.locator('[name="kensu"]').fill('6000');
  await page.locator('[type="checkbox"]').check();
  await expect.poll(() => failing(page)).toEqual(['ceiling', 'items-within', 'within']);
  await page.getByRole('button', { name: '送信' }).click();
  await expect.poll(() => posted.length).toBe(1);
  expect(posted.flatMap((one) => decoded(one))).toEqual([
    ['kensu', '6000'],
    ['koumoku', '既往歴'],
    ['saisai', ''],
    ['koeru', '1'],
  ]);
  await serve(host);
  await attached(page);
  await page.locator('[name="kensu"]').fill('9999');
  await page.locator('[name="kensu"]').blur();
  await expect(message(page)).toHaveCount(1);
  await leavesSizes(page, '[class*="MuiInputBase-root"], input, label, button');
});
