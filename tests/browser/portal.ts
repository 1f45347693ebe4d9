/** The consultation page, as a test uses it. */
import AxeBuilder from '@axe-core/playwright';
import { test as base, expect, type Locator, type Page } from '@playwright/test';

export { expect } from '@playwright/test';

export const widths = [390, 1280] as const;
export const languages = ['ja', 'en'] as const;
/** Each width and each language, as axe sees a page: what it finds hangs on one or on the other. */
export const sights = [
  [390, 'en'],
  [1280, 'ja'],
] as const;

/** A test fails when the page throws, or breaks its policy. */
export const test = base.extend<{ problems: string[] }>({
  problems: [
    async ({ page }, use) => {
      const problems: string[] = [];
      page.on('pageerror', (error) => problems.push(error.message));
      page.on('console', (message) => {
        if (message.type() === 'error') problems.push(message.text());
      });
      await use(problems);
      expect(problems).toEqual([]);
    },
    { auto: true },
  ],
});

/** Lets the page draw what it has to draw. */
export async function settle(page: Page): Promise<void> {
  await page.waitForTimeout(150);
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(done)));
}

/** Fills the form with a sample, as a visitor does. */
export async function loadSample(page: Page, sample: string): Promise<void> {
  const fold = page.locator('#samples details');
  if ((await fold.getAttribute('open')) === null) await fold.locator('summary').click();
  await page.locator(`[data-sample="${sample}"]`).click();
  await settle(page);
}

export class Portal {
  readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }

  /** Opens the page and waits until the engine has said something. */
  async open(address = '/?sample'): Promise<void> {
    await this.page.goto(address);
    await expect(this.page.locator('#verdict [data-verdict]')).toBeVisible();
  }

  load(sample: string): Promise<void> {
    return loadSample(this.page, sample);
  }

  settle(): Promise<void> {
    return settle(this.page);
  }

  verdict(verdict: string): Promise<void> {
    return expect(this.page.locator('#verdict [data-verdict]')).toHaveAttribute(
      'data-verdict',
      verdict,
    );
  }

  state(condition: string): Locator {
    return this.page.locator(`#progress [data-condition="${condition}"]`);
  }

  /** The control of a field; of several, the one with that value. */
  control(field: string, value?: string | boolean): Locator {
    const one = value === undefined ? '' : `[value="${value}"]`;
    return this.page.locator(`#form [data-shodaku-field~="${field}"]${one}`);
  }

  /** The control of a field, once its step is shown. */
  async at(field: string, value?: string | boolean): Promise<Locator> {
    const control = this.control(field, value);
    const step = await control.first().evaluate((one) => one.closest('.step')?.id ?? '');
    await this.go(step);
    return control;
  }

  /** Goes to a step, if it is not shown, by the list of them. */
  async go(step: string): Promise<void> {
    if (await this.page.locator(`#${step}`).isVisible()) return;
    await this.page.locator(`#tasks a[href="#${step}"]`).click();
    await expect(this.page.locator(`#${step}`)).toBeVisible();
  }

  /** What is said at a field. */
  message(field: string): Locator {
    return this.page.locator(`[data-shodaku-message~="${field}"] .shodaku-message`);
  }

  recorded(field: string, nth: number): Locator {
    return this.page.locator(`[data-record="${field}"]`).nth(nth);
  }

  async choose(kind: string): Promise<void> {
    await this.go('step-kind');
    await this.page.locator(`[name="kind"][value="${kind}"]`).check();
    await this.settle();
  }

  async speak(language: string): Promise<void> {
    await this.page.locator(`[data-language="${language}"]`).click();
    await this.settle();
  }

  async see(view: string): Promise<void> {
    await this.page.locator(`[data-view="${view}"]`).click();
    await this.settle();
  }

  /** Goes on to the confirmation, by the button of the last step. */
  async submit(): Promise<void> {
    await this.go('step-documents');
    await this.page.locator('#form [type="submit"]').click();
    await this.settle();
  }
}

/** That axe finds nothing in a page, and that nothing in it is too wide. */
export async function isClean(page: Page, state: string): Promise<void> {
  // No policy lets it fetch the style sheets anew.
  const axe = new AxeBuilder({ page }).options({ preload: false });
  const { violations } = await axe.analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
  expect(found, state).toEqual([]);
  const over = () => document.documentElement.scrollWidth - innerWidth;
  expect(await page.evaluate(over), state).toBeLessThanOrEqual(0);
}
