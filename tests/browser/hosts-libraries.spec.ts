// Forms whose controls are other people's widgets: picked in by mouse and keyboard, as people do.

import type { Page } from '@playwright/test';
import { attached, decoded, expect, failing, test } from './hosts/host.js';
import {
  angular,
  bootstrap,
  flatpickr,
  govuk,
  htmx,
  jqueryUi,
  material,
  select2,
  shoelace,
} from './hosts/libraries.js';

const message = (page: Page) => page.locator('.shodaku-message');

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

test('Material UI: what React holds, picks and takes back, and a message at what is seen', async ({
  page,
  serve,
}) => {
  const host = await material();
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
});
