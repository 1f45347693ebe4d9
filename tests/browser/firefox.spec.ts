// The main page and three hosts in Firefox, by WebDriver BiDi: Playwright drives only a Firefox of its own.

import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { decoded, expect, type Host, test } from './hosts/host.js';
import { jqueryUi, vee } from './hosts/libraries.js';
import { attach, plain } from './hosts/plain.js';

const executablePath = process.env.SHODAKU_FIREFOX ?? '';
test.skip(
  executablePath === '',
  'there is no Firefox here: firefox-esr of Debian, or FIREFOX_PATH',
);

let browser: Browser;
test.beforeAll(async () => {
  if (executablePath === '') return;
  browser = await puppeteer.launch({ browser: 'firefox', executablePath });
});
test.afterAll(() => browser?.close());

async function open(address: string): Promise<Page> {
  const page = await browser.newPage();
  await page.setViewport({ width: 1280, height: 720 });
  await page.goto(address);
  return page;
}

const texts = (page: Page, selector: string) =>
  page.$$eval(selector, (all) => all.map(({ textContent }) => textContent ?? ''));
const messages = (page: Page) => expect.poll(() => texts(page, '.shodaku-message'));
const watched = (page: Page) => page.waitForSelector('.shodaku-announcer');
/** Types as a person does, and goes on to the next field. */
async function type(page: Page, selector: string, text: string): Promise<void> {
  await page.locator(selector).click();
  await page.keyboard.type(text);
  await page.keyboard.press('Tab');
}
const choose = async (page: Page, selector: string, value: string) => {
  await page.waitForSelector(selector);
  await page.select(selector, value);
};

test('Firefox: the main page warns, says what it comes to, and takes it back', async ({
  baseURL,
}) => {
  const page = await open(new URL('/?sample', baseURL).href);
  const step = (name: string) =>
    page.evaluate((name) => {
      location.hash = `step-${name}`;
    }, name);
  const verdict = () =>
    expect.poll(() =>
      page.$eval('#verdict [data-verdict]', (one) => one.getAttribute('data-verdict')),
    );
  await page.waitForSelector('#verdict [data-verdict]');
  await page.locator('#samples summary').click();
  await page.locator('[data-sample="subcontract-passes"]').click();
  await verdict().toBe('approvable');
  const tiers = '#form [data-shodaku-field="subcontract.further_entrustment"]';
  await step('documents');
  await choose(page, tiers, 'contractor_consent');
  await messages(page).toEqual([expect.stringMatching(/注意.*第6条第2項第4号ホ/su)]);
  await verdict().toBe('not_approvable');
  await choose(page, tiers, 'agency_approval');
  await messages(page).toEqual([]);
  await verdict().toBe('approvable');
  await step('scope');
  await type(page, '#form [data-shodaku-field="scope.record_count"]', '９９９９９９');
  await messages(page).toEqual([expect.stringContaining('上限')]);
  await verdict().toBe('not_approvable');
});

const once: Host = { body: plain, attach: attach(undefined, "blocking: 'once',") };

test('Firefox: a plain form is warned of, held back once, and sends what was typed', async ({
  publish,
}) => {
  const { address, posted } = await publish(once);
  const page = await open(address);
  await watched(page);
  await type(page, '[name="koumoku"]', '氏名、既往歴');
  await type(page, '[name="kensu"]', '５，００１');
  await messages(page).toEqual([
    expect.stringContaining('「既往歴」'),
    expect.stringContaining('上限'),
  ]);
  await page.locator('button').click();
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.className))
    .toBe('shodaku-summary');
  expect(posted).toEqual([]);
  await page.locator('button').click();
  await expect.poll(() => posted.length).toBe(1);
  expect(posted.flatMap((one) => decoded(one))).toEqual([
    ['koumoku', '氏名、既往歴'],
    ['kensu', '５，００１'],
    ['saisai', ''],
    ['bikou', ''],
  ]);
});

test('Firefox: jQuery UI, a day picked by mouse and a number by its arrows', async ({
  publish,
}) => {
  const { address, posted } = await publish(jqueryUi);
  const page = await open(address);
  await watched(page);
  const day = async (number: number) => {
    await page.locator('[name="chaku"]').click();
    await page.locator(`.ui-datepicker-calendar [data-date="${number}"]`).click();
    await page.waitForSelector('.ui-datepicker', { hidden: true });
  };
  await day(2);
  await messages(page).toEqual([expect.stringContaining('着手')]);
  await day(18);
  await messages(page).toEqual([]);
  for (const _ of [1, 2]) await page.locator('.ui-spinner-up').click();
  await messages(page).toEqual([expect.stringContaining('上限')]);
  await page.locator('button').click();
  await expect.poll(() => posted.length).toBe(1);
  expect(posted.flatMap((one) => decoded(one))).toEqual([
    ['chaku', '2026/12/18'],
    ['kensu', '6000'],
  ]);
});

test('Firefox: VeeValidate, whose values come from a script', async ({ publish }) => {
  const { address, posted } = await publish(await vee());
  const page = await open(address);
  await watched(page);
  const [restore, clear, send] = [1, 2, 3].map((nth) => `button:nth-of-type(${nth})`);
  await page.locator(restore as string).click();
  await messages(page).toHaveLength(2);
  await page.locator(clear as string).click();
  await messages(page).toEqual([]);
  await type(page, '[name="kensu"]', '9999');
  await messages(page).toEqual([expect.stringContaining('上限')]);
  await page.locator(send as string).click();
  await expect.poll(() => posted.length).toBe(1);
  expect(posted.flatMap((one) => decoded(one))).toEqual([
    ['kensu', '9999'],
    ['koumoku', ''],
    ['saisai', ''],
  ]);
});
