// A message moves nothing and changes no look: what is the host's own is, picture by picture, as it is
// where there is no Shodaku.

import type { Page } from '@playwright/test';
import { attached, expect, type Host, test } from './hosts/host.js';
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
  survey,
  vee,
} from './hosts/libraries.js';
import { difference, picture } from './hosts/look.js';

const tooMany = async (page: Page) => {
  await page.locator('[name="kensu"]').fill('9999');
  await page.locator('[name="kensu"]').blur();
};

/** Each host; what is done in it, so that something is to be said; and its own parts. */
const HOSTS: readonly (readonly [
  name: string,
  host: () => Host | Promise<Host>,
  act: (page: Page) => Promise<unknown>,
  parts: string,
])[] = [
  [
    'jQuery UI',
    () => jqueryUi,
    async (page) => {
      for (let times = 0; times < 2; times += 1) await page.locator('.ui-spinner-up').click();
      await page.locator('button').hover();
    },
    '[name="chaku"], .ui-spinner, button',
  ],
  [
    'Select2',
    () => select2,
    async (page) => {
      await page.locator('.select2-selection--single').click();
      await page.locator('.select2-results__option', { hasText: '受託者の承諾' }).click();
    },
    'label, .select2-container, button',
  ],
  [
    'flatpickr',
    () => flatpickr,
    async (page) => {
      await page.locator('input[type="text"]').first().click();
      const days = page.locator(
        '.flatpickr-calendar.open .flatpickr-day:not(.prevMonthDay, .nextMonthDay)',
      );
      await days.filter({ hasText: /^2$/ }).click();
    },
    'input[type="text"], button',
  ],
  [
    'AngularJS',
    () => angular,
    (page) => page.locator('[name="saisai"]').selectOption({ label: '受託者の承諾' }),
    'label, input, select, button',
  ],
  [
    'Bootstrap',
    () => bootstrap,
    async (page) => {
      await tooMany(page);
      await page.locator('[name="koumoku"]').fill('既往歴');
      await page.locator('#k0').check();
      await page.locator('.btn-primary').hover();
    },
    'label, input, select, .input-group, .form-floating, .form-check, .btn, .invalid-feedback',
  ],
  [
    'GOV.UK',
    () => govuk,
    async (page) => {
      await page.locator('#k0').check();
      await tooMany(page);
    },
    'label, legend, input, .govuk-hint, .govuk-input__wrapper, .govuk-radios, .govuk-date-input, button',
  ],
  ['htmx', () => htmx, tooMany, 'label, input, textarea, button'],
  [
    'Shoelace',
    () => shoelace,
    async (page) => {
      await page.locator('sl-input').click();
      await page.keyboard.type('9999');
      await page.keyboard.press('Tab');
    },
    'sl-input, sl-select, sl-checkbox, button',
  ],
  ['Material UI', material, tooMany, '[class*="MuiInputBase-root"], input, label, button'],
  ['VeeValidate', vee, tooMany, 'label, input, textarea, select, button'],
  [
    'SurveyJS',
    () => survey,
    async (page) => {
      await page.getByRole('textbox', { name: '件数' }).fill('9999');
      await page.keyboard.press('Tab');
    },
    '.sd-question__header, .sd-question__content, .sd-btn',
  ],
];

const shifts = (page: Page) =>
  page.evaluate(
    async () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) => {
          const each = list.getEntries() as unknown as { readonly value: number }[];
          resolve(each.reduce((sum, { value }) => sum + value, 0));
        }).observe({ type: 'layout-shift', buffered: true });
        // Where nothing has shifted, nothing is reported.
        requestAnimationFrame(() => setTimeout(() => resolve(0), 200));
      }),
  );

/** Where each part stands from the left and how large it is, at rest, and a picture of it. */
async function look(page: Page, parts: string) {
  await page.evaluate(() =>
    Promise.allSettled(document.getAnimations().map((one) => one.finished)),
  );
  const own = await page.locator(parts).evaluateAll((all) =>
    all.flatMap((one, at) => {
      const { left, width, height } = one.getBoundingClientRect();
      const ours = one.closest('[data-shodaku-own]') || one.querySelector('[data-shodaku-own]');
      const size = [left, width, height].map((length) => Math.round(length * 10) / 10);
      return ours || width * height === 0 ? [] : [{ at, size }];
    }),
  );
  const looks = new Map<string, { size: number[]; shot: Buffer }>();
  for (const { at, size } of own) {
    const part = page.locator(parts).nth(at);
    const name = await part.evaluate(
      (one) => `${one.localName} ${one.className} ${one.textContent}`,
    );
    looks.set(`${looks.size} ${name.trim()}`, { size, shot: await picture(part) });
  }
  return looks;
}

for (const [name, host, act, parts] of HOSTS) {
  test(`${name}: its own parts look with a message as without Shodaku, and nothing moves`, async ({
    page,
    serve,
  }) => {
    // Room from the start, as the guide has it for pages that are seen before their scripts are there.
    const served = { style: '.shodaku-slot { --shodaku-reserve: 3.5em }', ...(await host()) };
    await serve(served, { without: true });
    const moved = async () => {
      const before = await shifts(page);
      await act(page);
      return async () => (await shifts(page)) - before;
    };
    const alone = await (await moved())();
    const without = await look(page, parts);
    await serve(served);
    await attached(page);
    await expect(page.locator('.shodaku-slot').first()).toBeAttached();
    const beside = await moved();
    await expect(page.locator('.shodaku-slot .shodaku-message').first()).toBeVisible();
    expect(await beside()).toBeLessThanOrEqual(alone + 0.02);
    const now = await look(page, parts);
    expect([...now.keys()]).toEqual([...without.keys()]);
    for (const [part, { size, shot }] of now) {
      const was = without.get(part);
      expect.soft(size, part).toEqual(was?.size);
      // A letter may come to lie a fraction of a pixel lower.
      expect.soft(await difference(page, was?.shot ?? shot, shot), part).toBeLessThanOrEqual(0.05);
    }
  });
}
