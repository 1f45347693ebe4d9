// Forms whose controls are other people's widgets: picked in by mouse and keyboard, as people do.

import type { Page } from '@playwright/test';
import { attached, decoded, expect, failing, type Host, test } from './hosts/host.js';

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
  await page.locator('.select2-selection--single').focus();
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
