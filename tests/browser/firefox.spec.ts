// The main page, three hosts and the desk's file in Firefox, by WebDriver BiDi: Playwright drives only a Firefox of its own.

import { writeFile } from 'node:fs/promises';
import puppeteer, { type Browser, type ElementHandle, type Page } from 'puppeteer-core';
import { casesOf } from './cases.js';
import { Desk } from './desk.js';
import { decoded, expect, type Host, test, windows31j } from './hosts/host.js';
import { jqueryUi, vee } from './hosts/libraries.js';
import { attach, plain } from './hosts/plain.js';

const executablePath = process.env.SHODAKU_FIREFOX ?? '';
test.skip(
  executablePath === '',
  'there is no Firefox here: firefox-esr of Debian, or FIREFOX_PATH',
);

const passing = casesOf('hirono').find(
  ({ verdict, request }) => verdict === 'approvable' && request.procedure === 'copy',
) as ReturnType<typeof casesOf>[number];

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

test('Firefox: the desk’s one file takes a request to its letter, and a table to a list', async () => {
  test.setTimeout(120_000);
  const page = await open(Desk.file);
  const asked: string[] = [];
  page.on('request', (request) => {
    if (!/^(blob|data|file):/.test(request.url())) asked.push(request.url());
  });
  const fill = async (selector: string, text: string) => {
    await page.locator(selector).fill(text);
    await page.keyboard.press('Tab');
  };
  await choose(page, '#procedure', 'hirono copy');
  await page.locator('#begin').click();
  await fill('[data-request="reference"]', '令8-15');
  await fill('[data-request="applicant"]', '株式会社うみねこ');
  for (const [id, answer] of Object.entries(passing.request.answers)) {
    const control = `[data-rendered="${id}"] .rendered-field__control`;
    for (const value of [answer].flat().map(String)) {
      const tick = `[data-rendered="${id}"] .rendered-field__tick[value="${value}"]`;
      if (await page.$(tick)) await page.locator(tick).click();
      else if (await page.$(`select${control}`)) await page.select(control, value);
      else if (await page.$(control)) await fill(control, value);
    }
  }
  await expect
    .poll(() => page.$eval('.strip [data-verdict]', (one) => one.getAttribute('data-verdict')))
    .toBe('approvable');
  await page.locator('[name="decision"][value="approve"]').click();
  await page.locator('[data-view="papers"]').click();
  await page.locator('[data-paper="approval"]').click();
  const letter = await page.waitForSelector('#letter');
  expect(await letter?.evaluate((one) => (one as HTMLTextAreaElement).value)).toContain(
    '株式会社うみねこ',
  );

  await page.locator('[data-view="start"]').click();
  const table = ['番号,町,手続,行わせる業務の内容', '1,洋野町,再委託,印刷', '2,仙台市,再委託,封入'];
  const file = test.info().outputPath('kyogi.csv');
  await writeFile(file, windows31j(table.join('\r\n')));
  const input = (await page.waitForSelector('#intake')) as ElementHandle<HTMLInputElement>;
  await input.uploadFile(file);
  await page.locator('#take').click();
  await expect
    .poll(() => texts(page, '#taken'))
    .toEqual(['取り込んだ行 2、読めない値 0、拒否した行 0']);
  await page.locator('[data-view="list"]').click();
  await expect.poll(async () => (await texts(page, 'tbody tr')).length).toBe(3);
  expect(asked, 'the network').toEqual([]);
});
