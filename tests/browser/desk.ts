/** The desk's one file, opened from a disk, as a test uses it. */
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import type { Questions } from 'shodaku/render';
import { emptyRequest, emptyWork, written } from '../../www/desk/work.js';
import { test as base, expect, isClean, sights } from './portal.js';

const FILE = new URL('../../www/dist/shodaku-checker.html', import.meta.url).href;

/** A ruleset as it is shipped. */
export const rulesetOf = (name: string): object =>
  JSON.parse(
    readFileSync(new URL(`../../pkg/dist/rulesets/${name}.json`, import.meta.url), 'utf8'),
  );

/** How the fields of a ruleset are asked. */
export const questionsOf = (name: string): Questions =>
  JSON.parse(
    readFileSync(new URL(`../../pkg/dist/questions/${name}.json`, import.meta.url), 'utf8'),
  );

/** The desk, as a test uses it. */
export class Desk {
  /** Its address. */
  static readonly file = FILE;
  readonly page: Page;
  /** What the page has asked for, beside itself and what it made itself. */
  readonly asked: string[] = [];

  constructor(page: Page) {
    this.page = page;
    page.on('request', (request) => {
      if (!/^(blob|data):/.test(request.url()) && request.url() !== FILE) {
        this.asked.push(request.url());
      }
    });
  }

  async open(): Promise<void> {
    // A browser that saves by download: what is saved by a dialog no test can see.
    await this.page.addInitScript(() => {
      Reflect.deleteProperty(globalThis, 'showSaveFilePicker');
      Reflect.deleteProperty(globalThis, 'showOpenFilePicker');
    });
    await this.page.goto(FILE);
    await expect(this.page.locator('#begin')).toBeVisible();
  }

  /** Begins a request under a town's text. */
  async begin(ruleset: string, procedure: string): Promise<void> {
    await this.page.locator('#procedure').selectOption(`${ruleset} ${procedure}`);
    await this.page.locator('#begin').click();
    await expect(this.verdict()).toBeVisible();
  }

  /** Enters every answer of a request, as its document has them. */
  async fill(answers: Readonly<Record<string, unknown>>): Promise<void> {
    for (const [id, answer] of Object.entries(answers)) await this.enter(id, answer);
  }

  verdict(): Locator {
    return this.page.locator('.strip [data-verdict]');
  }

  field(id: string): Locator {
    return this.page.locator(`[data-rendered="${id}"]`);
  }

  /** Enters an answer, as somebody does who has the document beside the page. */
  async enter(id: string, answer: unknown): Promise<void> {
    const field = this.field(id);
    const values = (Array.isArray(answer) ? answer : [answer]).map(String);
    if ((await field.locator('.rendered-field__tick').count()) > 0) {
      for (const value of values) {
        await field.locator(`.rendered-field__tick[value="${value}"]`).check();
      }
      return;
    }
    const control = field.locator('.rendered-field__control');
    // What a case answers besides, and this procedure does not ask.
    if ((await control.count()) === 0) return;
    if (await control.evaluate((one) => one.localName === 'select')) {
      await control.selectOption(values);
    } else {
      await control.fill(values.join('\n'));
    }
  }

  /** Saves, and gives what was saved. */
  async save(): Promise<{ name: string; text: string }> {
    const [download] = await Promise.all([
      this.page.waitForEvent('download'),
      this.page.locator('#save').click(),
    ]);
    return {
      name: download.suggestedFilename(),
      text: await readFile(await download.path(), 'utf8'),
    };
  }

  /** Opens a file with that in it. */
  async openFile(text: string): Promise<void> {
    const [chooser] = await Promise.all([
      this.page.waitForEvent('filechooser'),
      this.page.locator('#tools [data-open]').click(),
    ]);
    const buffer = Buffer.from(text);
    await chooser.setFiles({ name: 'work.json', mimeType: 'application/json', buffer });
  }

  /** Opens a file with one request in it, and that request. */
  async review(ruleset: string, procedure: string, answers: object, asOf: string): Promise<void> {
    const request = { ...emptyRequest(ruleset, procedure, asOf), reference: '七', answers };
    await this.openFile(written({ ...emptyWork(), requests: [request as never] }));
    await this.page.getByRole('button', { name: '七', exact: true }).click();
    await expect(this.verdict()).toBeVisible();
  }

  async go(view: string): Promise<void> {
    await this.page.locator(`[data-view="${view}"]`).click();
  }

  /** Another tab with the same page in it. */
  async anotherTab(): Promise<Desk> {
    const other = new Desk(await this.page.context().newPage());
    await other.open();
    return other;
  }

  /** Nothing against accessibility, and nothing too wide. */
  async clean(state: string): Promise<void> {
    await isClean(this.page, state);
  }
}

/** A desk; the test fails where the page asks for anything, throws, or breaks its policy. */
export const test = base.extend<{ desk: Desk }>({
  desk: async ({ page }, use) => {
    const desk = new Desk(page);
    await use(desk);
    expect(desk.asked).toEqual([]);
  },
});

/** At which widths, in which language; 320 px is a screen of 1280 at 400 %, 640 px the same at 200 %. */
const SIGHTS = [[320, 'en'], [640, 'ja'], ...sights] as const;

/** That axe finds nothing, and nothing is too wide, at every step of a walk through the page. */
export function cleanAllThrough(walk: (desk: Desk, page: Page) => Promise<void>): void {
  for (const [width, language] of SIGHTS) {
    test(`axe finds nothing, nothing is too wide (${width} px, ${language})`, async ({
      desk,
      page,
    }) => {
      test.setTimeout(90_000);
      await page.setViewportSize({ width, height: 900 });
      await desk.open();
      await page.locator(`[data-language="${language}"]`).click();
      await walk(desk, page);
    });
  }
}
