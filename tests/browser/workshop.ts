/** The workshop's one file, opened from a disk, as a test uses it. */
import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { test as base, expect, isClean } from './portal.js';

const FILE = new URL('../../www/dist/shodaku-workshop.html', import.meta.url).href;

/** The workshop, as a test uses it. */
export class Workshop {
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
    await this.page.goto(FILE);
    await expect(this.page.locator('#write-views button').first()).toBeVisible();
  }

  /** Opens files, as one chooses them. */
  async take(files: Readonly<Record<string, string | Buffer>>): Promise<void> {
    const chosen = Object.entries(files).map(([name, text]) => ({
      name,
      mimeType: 'text/plain',
      buffer: Buffer.from(text),
    }));
    await this.page.locator('#open').setInputFiles(chosen);
  }

  /** The text of the ruleset or of the cases. */
  editor(of: 'ruleset' | 'cases'): Locator {
    return this.page.locator(`#${of} .cm-content`);
  }

  /** Puts another text in the place of one, as one pastes it. */
  async paste(of: 'ruleset' | 'cases', text: string): Promise<void> {
    const editor = this.editor(of);
    await editor.click();
    await this.page.keyboard.press('Control+a');
    await editor.evaluate((content, text) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', text);
      const cancelable = { bubbles: true, cancelable: true };
      content.dispatchEvent(new ClipboardEvent('paste', { clipboardData, ...cancelable }));
    }, text);
  }

  async see(view: string): Promise<void> {
    await this.page.locator(`#see-views [data-view="${view}"]`).click();
  }

  async write(view: string): Promise<void> {
    await this.page.locator(`#write-views [data-view="${view}"]`).click();
  }

  /** How the check ends. */
  async outcome(text: string | RegExp): Promise<void> {
    await this.see('check');
    await expect(this.page.locator('#outcome[aria-busy="false"]')).toHaveText(text, {
      timeout: 20_000,
    });
  }

  /** Saves a file, and gives what was saved. */
  async saved(button: string): Promise<{ name: string; text: string }> {
    const [download] = await Promise.all([
      this.page.waitForEvent('download'),
      this.page.locator(button).click(),
    ]);
    return {
      name: download.suggestedFilename(),
      text: await readFile(await download.path(), 'utf8'),
    };
  }

  /** Nothing against accessibility, and nothing too wide. */
  async clean(state: string): Promise<void> {
    await isClean(this.page, state);
  }
}

/** The workshop; the test fails where the page asks for anything, throws, or breaks its policy. */
export const test = base.extend<{ workshop: Workshop }>({
  workshop: async ({ page }, use) => {
    const workshop = new Workshop(page);
    await workshop.open();
    await use(workshop);
    expect(workshop.asked).toEqual([]);
  },
});

/** A clerk's way: what a text says, answered step by step. */
export async function answers({ page }: Workshop): Promise<void> {
  await page.locator('[data-step="text"]').click();
  const fill = (id: string, text: string) => page.locator(`#${id}`).fill(text);
  const of = (procedure: string) => page.locator(`fieldset[data-procedure="${procedure}"]`);
  await fill('plan-municipality', 'ひばり町');
  await fill('plan-title', 'ひばり町個人情報取扱委託基準');
  await fill('plan-instrument', '令和8年告示第1号');
  await fill('plan-id', 'hibari');
  await fill('plan-from', '2026-04-01');
  await fill('plan-commencement', '附則第1項');
  await fill('plan-scope', '第1条');
  await page.locator('#plan-reaches').selectOption('information');
  await fill('plan-outside', '第1条');
  await page.locator('[data-to="consultations"]').click();
  await of('third_party').locator('[value="ban"]').check();
  await fill('third_party-clause', '第7条');
  await of('copy').locator('[value="consent"]').check();
  await fill('copy-clause', '第5条');
  await of('copy').locator('[data-exempt-add="instructed"]').click();
  await expect(page.locator('#copy-exempt-instructed-clause')).toBeFocused();
  await page.keyboard.type('第5条ただし書');
  await of('subcontract').locator('[value="conditions"]').check();
  await page.locator('#rest-silent').click();
  await expect(of('takeout').locator('[value="silent"]')).toBeChecked();
  await page.locator('[data-to="conditions"]').click();
  for (const [id, clause] of [
    ['necessity', '第2条第1号'],
    ['timing', '第2条第2号'],
    ['tiers', '第3条'],
  ] as const) {
    await of('subcontract').locator(`[data-add="${id}"]`).click();
    // What comes next has the focus.
    await expect(page.locator(`#subcontract-${id}-clause`)).toBeFocused();
    await page.keyboard.type(clause);
  }
  await of('subcontract').locator('[data-add="own"]').click();
  await page.keyboard.type('作業場所が町の区域内である');
  await fill('subcontract-own-1-clause', '第4条');
  await page.locator('#subcontract-own-1-by').selectOption('body');
  await page.locator('[data-to="duties"]').click();
  await page.locator('[data-add="secrecy"]').click();
  await expect(page.locator('#duty-secrecy-clause')).toBeFocused();
  await page.keyboard.type('第8条');
  await page.locator('[data-add="own"]').click();
  await page.keyboard.type('毎年度、従事者に研修をしてください');
  await page.locator('#duty-own-1-advice').check();
  await fill('duty-own-1-clause', '第9条');
  await page.locator('[data-to="done"]').click();
}
